package io.whatbreaks.scanners.decision;

import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.scanners.decision.ContentLines.Component;
import io.whatbreaks.scanners.decision.ContentLines.Property;
import io.whatbreaks.scanners.decision.ContentLines.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One event of a calendar.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1">RFC 5545, section 3.6.1</a>
 */
final class Event {
  private static final List<String> FREEZE =
      List.of("freeze", "blackout", "moratorium", "embargo", "no change");
  private static final List<String> CHANGE = List.of("maintenance", "change window", "change slot");
  private static final List<String> CRITICAL = List.of("critical", "peak", "busy");

  private final Component component;
  private final CalendarZones zones;
  private final Property start;
  private final Zone zone;

  Event(Component component, CalendarZones zones) {
    this.component = component;
    this.zones = zones;
    this.start =
        component
            .first("DTSTART")
            .orElseThrow(
                () ->
                    new Refusal(
                        "bad-time", component.line(), "this event has no DTSTART", "add it"));
    this.zone = zone(start, start.value());
  }

  private Zone zone(Property property, String value) {
    String named = property.parameter("TZID");
    if (!named.isEmpty()) {
      return zones.of(named, property.line());
    } else if (Times.isUtc(value)) {
      return Zone.of(java.time.ZoneOffset.UTC);
    }
    return zones
        .floating()
        .orElseThrow(
            () ->
                new Refusal(
                    "no-time-zone",
                    property.line(),
                    "this time is of no time zone",
                    "add X-WR-TIMEZONE:Europe/Berlin to the calendar, or a time-zone to the"
                        + " windows file"));
  }

  int line() {
    return component.line();
  }

  String uid() {
    return component.text("UID");
  }

  String name() {
    return component.text("SUMMARY");
  }

  /** Patterns of what it concerns (section 3.8.1.10). */
  List<String> resources() {
    return component.all("RESOURCES").stream().flatMap(p -> p.texts().stream()).toList();
  }

  boolean isCancelled() {
    return component.text("STATUS").equalsIgnoreCase("CANCELLED");
  }

  /** Whether it takes up nobody's time (section 3.8.2.7). */
  boolean isTransparent() {
    return component.text("TRANSP").equalsIgnoreCase("TRANSPARENT");
  }

  /** What it says that it is, by its categories, else by its summary. */
  Optional<Kind> kind() {
    for (Property categories : component.all("CATEGORIES")) {
      for (String category : categories.texts()) {
        Optional<Kind> kind = kind(category);
        if (kind.isPresent() || category.equalsIgnoreCase("change")) {
          return kind.or(() -> Optional.of(Kind.CHANGE));
        }
      }
    }
    return kind(name());
  }

  private static Optional<Kind> kind(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]+", " ");
    if (FREEZE.stream().anyMatch(words::contains)) {
      return Optional.of(Kind.FREEZE);
    } else if (CHANGE.stream().anyMatch(words::contains)) {
      return Optional.of(Kind.CHANGE);
    }
    return CRITICAL.stream().anyMatch(words::contains)
        ? Optional.of(Kind.CRITICAL_TIME)
        : Optional.empty();
  }

  /** Which time of the recurring event of the same UID it stands for. */
  Optional<Instant> movedFrom() {
    return component
        .first("RECURRENCE-ID")
        .map(written -> Times.instant(written, written.value(), zone(written, written.value())));
  }

  /**
   * When it takes place, as far as that is known time.
   *
   * @param moved the times that other events of its UID stand for
   */
  List<Span> spans(Span known, Set<Instant> moved) {
    Optional<Property> end = component.first("DTEND");
    LocalDateTime first = Times.local(start, start.value());
    Duration length = length(end, first);
    boolean isMoved = movedFrom().isPresent();
    Set<LocalDateTime> starts =
        new TreeSet<>(isMoved ? List.of(first) : starts(known, first, length));
    if (length.isNegative() || length.isZero()) {
      return List.of();
    }
    Set<Instant> left = new HashSet<>(isMoved ? Set.of() : moved);
    left.addAll(exceptions());
    List<Span> spans = new ArrayList<>();
    for (LocalDateTime at : starts) {
      Instant from = zone.instant(at);
      // Whole days are as long as the clock makes them, hours are hours.
      Instant to = Times.isDate(start.value()) ? zone.instant(at.plus(length)) : from.plus(length);
      boolean matters = to.isAfter(known.from()) && from.isBefore(known.to()) && from.isBefore(to);
      if (matters && !left.contains(from)) {
        spans.add(new Span(from, to));
      }
    }
    return spans;
  }

  private Duration length(Optional<Property> end, LocalDateTime first) {
    if (end.isPresent()) {
      Property written = end.get();
      if (Times.isDate(start.value())) {
        return Duration.between(first, Times.local(written, written.value()));
      }
      return Duration.between(
          zone.instant(first),
          Times.instant(written, written.value(), zone(written, written.value())));
    }
    Duration otherwise = Times.isDate(start.value()) ? Duration.ofDays(1) : Duration.ZERO;
    return component.first("DURATION").map(Times::duration).orElse(otherwise);
  }

  private Set<LocalDateTime> starts(Span known, LocalDateTime first, Duration length) {
    LocalDateTime from = zone.local(known.from()).minus(length).minusDays(1);
    LocalDateTime to = zone.local(known.to()).plusDays(1);
    Set<LocalDateTime> starts = new TreeSet<>();
    starts.add(first);
    for (Property rule : component.all("RRULE")) {
      starts.addAll(Recurrence.of(rule, zone).starts(first, from, to));
    }
    for (Property dates : component.all("RDATE")) {
      for (String value : dates.value().split(",", -1)) {
        String begin = value.split("/", 2)[0];
        starts.add(zone.local(Times.instant(dates, begin, zone(dates, begin))));
      }
    }
    return starts;
  }

  private Set<Instant> exceptions() {
    Set<Instant> all = new HashSet<>();
    for (Property dates : component.all("EXDATE")) {
      for (String value : dates.value().split(",", -1)) {
        all.add(Times.instant(dates, value, zone(dates, value)));
      }
    }
    return all;
  }
}
