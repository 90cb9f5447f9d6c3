package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Criticality;
import java.time.ZoneId;
import java.util.List;

/**
 * The times that are known for changes, each occurrence of a recurring one by itself.
 *
 * @param known from when to when they are known; nothing is said of other times
 * @param zone the time zone in which people are told of them
 * @param windows in order of time
 * @param weights how critical things are, said beside the times; of several that fit the last
 *     holds, before whatever else says it
 * @param notices what the calendars left open
 */
public record Windows(
    Span known, ZoneId zone, List<Window> windows, List<Weight> weights, List<Diagnostic> notices) {

  /** Sorts and copies. */
  public Windows {
    requireNonNull(known, "known");
    requireNonNull(zone, "zone");
    windows = windows.stream().sorted().toList();
    weights = List.copyOf(weights);
    notices = notices.stream().sorted().distinct().toList();
  }

  /**
   * How critical some things are.
   *
   * @param on patterns of the names of components and machines
   */
  public record Weight(List<String> on, Criticality criticality) {
    /** Copies the list. */
    public Weight {
      on = List.copyOf(on);
      requireNonNull(criticality, "criticality");
    }
  }
}
