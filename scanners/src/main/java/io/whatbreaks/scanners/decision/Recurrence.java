package io.whatbreaks.scanners.decision;

import io.whatbreaks.scanners.decision.ContentLines.Property;
import io.whatbreaks.scanners.decision.ContentLines.Refusal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The beginnings of what recurs by a rule, in local time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10">RFC 5545, section 3.3.10</a>
 */
final class Recurrence {
  /** More of one rule in the time looked at are no times of people. */
  private static final int MOST = 10_000;

  private final RecurrenceRule rule;
  private final Property written;

  private Recurrence(RecurrenceRule rule, Property written) {
    this.rule = rule;
    this.written = written;
  }

  /**
   * A rule as written.
   *
   * @param zone by which an end in UTC is meant
   */
  static Recurrence of(Property written, Zone zone) {
    try {
      RecurrenceRule rule =
          new RecurrenceRule(written.value().strip(), RecurrenceRule.RfcMode.RFC5545_LAX);
      Freq often = rule.getFreq();
      Integer count = rule.getCount();
      if (often == Freq.SECONDLY || often == Freq.MINUTELY || (count != null && count > MOST)) {
        throw refused(written, "this recurs too often to be a time of people");
      }
      DateTime until = rule.getUntil();
      if (until != null) {
        LocalDateTime local =
            until.isAllDay()
                ? local(until).plusDays(1).minusSeconds(1)
                : until.isFloating()
                    ? local(until)
                    : zone.local(java.time.Instant.ofEpochMilli(until.getTimestamp()));
        rule.setUntil(floating(local));
      }
      return new Recurrence(rule, written);
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      throw refused(written, "not a rule: " + e.getMessage());
    }
  }

  private static Refusal refused(Property written, String message) {
    return new Refusal("bad-rule", written.line(), message, "see RFC 5545, section 3.3.10");
  }

  /**
   * Beginnings in order, the first one included.
   *
   * @param start the first one
   * @param from earlier ones are left out
   * @param to later ones are left out
   */
  List<LocalDateTime> starts(LocalDateTime start, LocalDateTime from, LocalDateTime to) {
    List<LocalDateTime> all = new ArrayList<>();
    if (!start.isBefore(from) && !start.isAfter(to)) {
      all.add(start);
    }
    try {
      RecurrenceRuleIterator next = rule.iterator(floating(start));
      if (from.isAfter(start)) {
        next.fastForward(floating(from));
      }
      while (next.hasNext()) {
        LocalDateTime local = local(next.nextDateTime());
        if (local.isAfter(to)) {
          break;
        }
        if (!local.isBefore(from) && !local.equals(start)) {
          all.add(local);
        }
        if (all.size() > MOST) {
          throw refused(written, "this recurs too often to be a time of people");
        }
      }
    } catch (IllegalArgumentException e) {
      throw refused(written, "this rule cannot be followed: " + e.getMessage());
    }
    return all;
  }

  private static DateTime floating(LocalDateTime local) {
    return new DateTime(
        local.getYear(),
        local.getMonthValue() - 1,
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond());
  }

  private static LocalDateTime local(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.isAllDay() ? 0 : time.getHours(),
        time.isAllDay() ? 0 : time.getMinutes(),
        time.isAllDay() ? 0 : time.getSeconds());
  }
}
