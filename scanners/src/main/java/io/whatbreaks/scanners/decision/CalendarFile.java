package io.whatbreaks.scanners.decision;

import io.whatbreaks.decision.Window;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.scanners.decision.ContentLines.Component;
import io.whatbreaks.scanners.decision.ContentLines.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of an iCalendar file as windows: recurring ones each time, moved and dropped times as
 * the calendar says, whole days by the calendar's own clock.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
 */
final class CalendarFile {
  private static final int LONGEST = 10_000_000;
  private static final int MOST_WINDOWS = 100_000;

  private final Path file;
  private final Span known;
  private final Optional<Kind> kind;
  private final List<Window> windows = new ArrayList<>();
  private final List<Diagnostic> notices = new ArrayList<>();
  private Optional<ZoneId> shown = Optional.empty();

  /**
   * A file.
   *
   * @param known what lies outside of it is left out
   * @param kind what all of its events are; where it is not told each event says so itself
   */
  CalendarFile(Path file, Span known, Optional<Kind> kind) {
    this.file = file;
    this.known = known;
    this.kind = kind;
  }

  /** What was found, in no order. */
  List<Window> windows() {
    return windows;
  }

  /** What it left open. */
  List<Diagnostic> notices() {
    return notices;
  }

  /** The zone of its own that it names. */
  Optional<ZoneId> shown() {
    return shown;
  }

  /**
   * Reads it.
   *
   * @param otherwise by which times without a zone are meant where the calendar does not say
   * @throws WhatBreaksException with the line of what cannot be read
   */
  CalendarFile read(Optional<ZoneId> otherwise) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw refused(new Refusal("too-long", 0, "a calendar this long is none of people", ""));
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    try {
      List<Component> calendars =
          ContentLines.read(text).stream().filter(c -> c.name().equals("VCALENDAR")).toList();
      if (calendars.isEmpty()) {
        throw new Refusal(
            "no-calendar", 1, "there is no calendar in it", "it begins with BEGIN:VCALENDAR");
      }
      calendars.forEach(calendar -> read(calendar, otherwise));
    } catch (Refusal e) {
      throw refused(e);
    }
    return this;
  }

  private WhatBreaksException refused(Refusal why) {
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            why.code(),
            file.toString(),
            why.line(),
            String.valueOf(why.getMessage()),
            why.hint()));
  }

  private void read(Component calendar, Optional<ZoneId> otherwise) {
    LocalDateTime to = LocalDateTime.ofInstant(known.to(), ZoneOffset.UTC).plusDays(2);
    CalendarZones zones = new CalendarZones(calendar, otherwise, to);
    shown = shown.or(() -> zones.floating().map(Zone::shown));
    Map<String, Set<Instant>> moved = new HashMap<>();
    List<Event> events = new ArrayList<>();
    for (Component component : calendar.inner("VEVENT")) {
      Event event = new Event(component, zones);
      events.add(event);
      event
          .movedFrom()
          .ifPresent(
              from -> moved.computeIfAbsent(event.uid(), absent -> new HashSet<>()).add(from));
    }
    for (Event event : events) {
      add(event, moved.getOrDefault(event.uid(), Set.of()));
    }
  }

  private void add(Event event, Set<Instant> moved) {
    if (event.isCancelled()) {
      return;
    }
    Optional<Kind> said = kind.or(event::kind);
    if (said.isEmpty() && event.isTransparent()) {
      return;
    }
    if (said.isEmpty()) {
      notices.add(
          new Diagnostic(
              Severity.INFO,
              "no-kind",
              file.toString(),
              event.line(),
              "'" + event.name() + "' does not say what it is, and counts as a critical time",
              "add CATEGORIES:FREEZE, CHANGE or CRITICAL"));
    }
    for (Span span : event.spans(known, moved)) {
      windows.add(
          new Window(said.orElse(Kind.CRITICAL_TIME), event.name(), span, event.resources()));
      if (windows.size() > MOST_WINDOWS) {
        throw new Refusal(
            "too-many", event.line(), "more than " + MOST_WINDOWS + " times", "leave some out");
      }
    }
  }
}
