package io.whatbreaks.scanners.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as configurations write them: {@code 30}, {@code 500ms}, {@code 10s}, {@code 1h30m}, {@code
 * 30 minutes}, {@code PT30M}; a negative number stands for ever.
 */
final class Durations {
  /** The units that a number without one may have. */
  static final List<String> UNITS = List.of("ms", "s", "min", "h", "d");

  private static final Pattern PART =
      Pattern.compile("\\s*(\\d{1,12})\\s*([a-z]*)", Pattern.CASE_INSENSITIVE);

  private Durations() {}

  /**
   * In seconds, a part of one taken for a whole one; -1 where it is for ever; empty where the text
   * is no time.
   *
   * @param unit of a number without one, of {@link #UNITS}
   */
  static Optional<Long> seconds(String text, String unit) {
    String written = text.strip().replaceFirst("^(?i:pt)(?=\\d)", "");
    if (written.matches("-\\d{1,9}")) {
      return Optional.of(-1L);
    }
    Matcher part = PART.matcher(written);
    long millis = 0;
    int end = 0;
    while (end < written.length() && part.find(end) && part.start() == end) {
      String own = part.group(2).isEmpty() ? unit : part.group(2);
      long factor = millis(own.toLowerCase(Locale.ROOT));
      if (factor == 0) {
        return Optional.empty();
      }
      millis += Long.parseLong(part.group(1)) * factor;
      end = part.end();
    }
    boolean whole = end == written.length() && end > 0;
    return whole ? Optional.of((millis + 999) / 1_000) : Optional.empty();
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms", "msec", "millis" -> 1;
      case "s", "sec", "secs", "second", "seconds" -> 1_000;
      case "m", "min", "mins", "minute", "minutes" -> 60_000;
      case "h", "hour", "hours" -> 3_600_000;
      case "d", "day", "days" -> 86_400_000;
      case "w", "week", "weeks" -> 604_800_000;
      default -> 0;
    };
  }
}
