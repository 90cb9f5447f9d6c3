package io.whatbreaks.scanners.decision;

import io.whatbreaks.scanners.decision.ContentLines.Component;
import io.whatbreaks.scanners.decision.ContentLines.Property;
import io.whatbreaks.scanners.decision.ContentLines.Refusal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The time zones of a calendar: what it describes itself holds, whatever the name of it; other
 * names are those of the IANA database.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5">RFC 5545, section 3.6.5</a>
 */
final class CalendarZones {
  private final Map<String, Zone> described = new HashMap<>();
  private final Optional<Zone> floating;

  /**
   * Those of a calendar.
   *
   * @param otherwise by which times without a zone are meant where the calendar does not say
   * @param to until when they are needed
   */
  CalendarZones(Component calendar, Optional<ZoneId> otherwise, LocalDateTime to) {
    for (Component zone : calendar.inner("VTIMEZONE")) {
      described.put(zone.text("TZID"), described(zone, to));
    }
    Optional<Property> own = calendar.first("X-WR-TIMEZONE");
    if (own.isPresent()) {
      floating = Optional.of(of(own.get().text(), own.get().line()));
    } else if (otherwise.isPresent()) {
      floating = otherwise.map(Zone::of);
    } else {
      floating = described.size() == 1 ? described.values().stream().findFirst() : Optional.empty();
    }
  }

  /** The zone of times that do not name one. */
  Optional<Zone> floating() {
    return floating;
  }

  /** The zone of a name. */
  Zone of(String name, int line) {
    Zone own = described.get(name);
    if (own != null) {
      return own;
    }
    return named(name)
        .map(Zone::of)
        .orElseThrow(
            () ->
                new Refusal(
                    "unknown-time-zone",
                    line,
                    "no time zone is called '" + name + "'",
                    "the calendar has to describe it (VTIMEZONE), or name one such as"
                        + " Europe/Berlin"));
  }

  private static Zone described(Component zone, LocalDateTime to) {
    Map<LocalDateTime, Turn> turns = new TreeMap<>();
    for (Component part : zone.inner()) {
      if (part.name().equals("STANDARD") || part.name().equals("DAYLIGHT")) {
        turns(part, to, turns);
      }
    }
    if (turns.isEmpty()) {
      throw new Refusal(
          "bad-time-zone", zone.line(), "this time zone says nothing", "give its offsets");
    }
    ZoneOffset first = turns.values().iterator().next().before();
    ZoneOffset offset = first;
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    for (Map.Entry<LocalDateTime, Turn> turn : turns.entrySet()) {
      if (!turn.getValue().after().equals(offset)) {
        transitions.add(ZoneOffsetTransition.of(turn.getKey(), offset, turn.getValue().after()));
        offset = turn.getValue().after();
      }
    }
    return new Zone(ZoneRules.of(first, first, List.of(), transitions, List.of()), shown(zone));
  }

  /** The zone of the database that has the same times, where its name says so. */
  private static ZoneId shown(Component zone) {
    return named(zone.text("TZID"))
        .or(() -> named(zone.text("X-LIC-LOCATION")))
        .orElse(ZoneOffset.UTC);
  }

  private static Optional<ZoneId> named(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private record Turn(ZoneOffset before, ZoneOffset after) {}

  private static void turns(Component part, LocalDateTime to, Map<LocalDateTime, Turn> turns) {
    Turn turn = new Turn(offset(part, "TZOFFSETFROM"), offset(part, "TZOFFSETTO"));
    Property start =
        part.first("DTSTART")
            .orElseThrow(
                () ->
                    new Refusal(
                        "bad-time-zone", part.line(), "this has no DTSTART", "see section 3.6.5"));
    LocalDateTime first = Times.local(start, start.value());
    turns.put(first, turn);
    Zone before = new Zone(ZoneRules.of(turn.before()), turn.before());
    for (Property rule : part.all("RRULE")) {
      for (LocalDateTime at : Recurrence.of(rule, before).starts(first, first, to)) {
        turns.put(at, turn);
      }
    }
    for (Property dates : part.all("RDATE")) {
      for (String value : dates.value().split(",", -1)) {
        turns.put(Times.local(dates, value), turn);
      }
    }
  }

  private static ZoneOffset offset(Component part, String name) {
    Optional<Property> written = part.first(name);
    int line = written.map(Property::line).orElse(part.line());
    try {
      String text = written.map(Property::text).orElse("");
      return ZoneOffset.of(text);
    } catch (DateTimeException e) {
      throw new Refusal("bad-time-zone", line, name + " is no offset", "write +0100");
    }
  }
}
