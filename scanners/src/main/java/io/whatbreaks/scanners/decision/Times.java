package io.whatbreaks.scanners.decision;

import io.whatbreaks.scanners.decision.ContentLines.Property;
import io.whatbreaks.scanners.decision.ContentLines.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates, times and durations as calendars write them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5">RFC 5545, section 3.3</a>
 */
final class Times {
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)(\\d\\d)(Z)?)?");
  private static final Pattern DURATION =
      Pattern.compile(
          "\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,7})M)?(?:(\\d{1,8})S)?)?");

  private static final int SECOND_BEFORE_LEAP = 59;

  private Times() {}

  /** Whether a value is a date without a time. */
  static boolean isDate(String value) {
    return value.strip().length() == "yyyymmdd".length();
  }

  /** Whether a value is meant by UTC. */
  static boolean isUtc(String value) {
    return value.strip().endsWith("Z");
  }

  /** The local time of a value, whatever the zone; that of a date is its midnight. */
  static LocalDateTime local(Property property, String value) {
    Matcher written = TIME.matcher(value.strip());
    if (written.matches()) {
      try {
        boolean isDate = written.group(4) == null;
        return LocalDateTime.of(
            number(written, 1),
            number(written, 2),
            number(written, 3),
            isDate ? 0 : number(written, 4),
            isDate ? 0 : number(written, 5),
            isDate ? 0 : Math.min(SECOND_BEFORE_LEAP, number(written, 6)));
      } catch (DateTimeException e) {
        throw refused(property, "'" + value + "' is no time: " + e.getMessage());
      }
    }
    throw refused(property, "'" + value + "' is no time");
  }

  /** The instant of a value of a property. */
  static Instant instant(Property property, String value, Zone zone) {
    LocalDateTime local = local(property, value);
    return isUtc(value) ? local.toInstant(ZoneOffset.UTC) : zone.instant(local);
  }

  /** How long a value says. */
  static Duration duration(Property property) {
    Matcher written = DURATION.matcher(property.value().strip());
    if (!written.matches()) {
      throw refused(property, "'" + property.value() + "' is no duration");
    }
    return Duration.ofDays(7L * number(written, 1) + number(written, 2))
        .plusHours(number(written, 3))
        .plusMinutes(number(written, 4))
        .plusSeconds(number(written, 5));
  }

  private static int number(Matcher written, int group) {
    String digits = written.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static Refusal refused(Property property, String message) {
    return new Refusal("bad-time", property.line(), message, "write 20261218T220000");
  }
}
