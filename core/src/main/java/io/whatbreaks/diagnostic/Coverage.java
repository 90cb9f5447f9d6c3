package io.whatbreaks.diagnostic;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much of the input was understood. Every file seen is in exactly one class, so the classes add
 * up to {@link #files()}.
 */
public record Coverage(
    int understood, int partly, int textOnly, int notNeeded, int skipped, int failed) {

  /** The class a file ends in. */
  public enum Reading {
    /** A scanner that knows its software or format read it whole. */
    UNDERSTOOD,
    /** As before, but some lines could not be read. */
    PARTLY,
    /** No format or software is known; candidates were taken from its text. */
    TEXT_ONLY,
    /** A direct question did not need it: it holds no name that could matter. */
    NOT_NEEDED,
    /** Left out on purpose: binary, too large, excluded. */
    SKIPPED,
    /** It could not be read. */
    FAILED
  }

  /** All files seen. */
  public int files() {
    return understood + partly + textOnly + notNeeded + skipped + failed;
  }

  /** Counts the classes. */
  public static Coverage of(Collection<Reading> readings) {
    requireNonNull(readings, "readings");
    Map<Reading, Integer> count = new EnumMap<>(Reading.class);
    readings.forEach(reading -> count.merge(reading, 1, Integer::sum));
    return new Coverage(
        count.getOrDefault(Reading.UNDERSTOOD, 0),
        count.getOrDefault(Reading.PARTLY, 0),
        count.getOrDefault(Reading.TEXT_ONLY, 0),
        count.getOrDefault(Reading.NOT_NEEDED, 0),
        count.getOrDefault(Reading.SKIPPED, 0),
        count.getOrDefault(Reading.FAILED, 0));
  }
}
