package io.whatbreaks.scanners.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Window;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.decision.Windows;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that say when changes may be made: calendars (iCalendar, RFC 5545), or a few lines of YAML,
 * which may name calendars.
 *
 * <pre>{@code
 * time-zone: Europe/Berlin
 * windows:
 *   - {kind: change, name: at night, days: [tue, thu], from: "22:00", to: "05:00"}
 *   - {kind: critical-time, name: the till, from: "08:00", to: "20:00", on: ["till*"]}
 *   - {kind: freeze, name: year end, from: 2026-12-18, to: 2027-01-04}
 *   - {kind: freeze, calendar: freezes.ics}
 * criticality:
 *   - {on: ["order-*", db01], level: critical}
 * }</pre>
 */
public final class WindowsFile {
  /** How far one looks ahead where nothing else is asked for. */
  public static final Duration AHEAD = Duration.ofDays(92);

  /** A calendar begins so, whatever its name. */
  private static final String CALENDAR = "BEGIN:VCALENDAR";

  private static final int HEAD = 1_000;

  private WindowsFile() {}

  /**
   * Reads the times that files say, from an instant on.
   *
   * @param files calendars and files in YAML
   * @param from what ended before is left out
   * @param ahead what begins later than so long after it is left out
   * @throws WhatBreaksException with the place of what is not understood
   */
  public static Windows read(List<Path> files, Instant from, Duration ahead) throws IOException {
    requireNonNull(files, "files");
    Span known = new Span(from, from.plus(ahead));
    List<Window> windows = new ArrayList<>();
    List<Windows.Weight> weights = new ArrayList<>();
    List<Diagnostic> notices = new ArrayList<>();
    List<Path> calendars = new ArrayList<>();
    Optional<ZoneId> zone = Optional.empty();
    for (Path file : files) {
      if (isCalendar(file)) {
        calendars.add(file);
        continue;
      }
      WindowsYaml yaml = new WindowsYaml(file, known).read();
      windows.addAll(yaml.windows());
      weights.addAll(yaml.weights());
      notices.addAll(yaml.notices());
      zone = zone.or(yaml::zone);
    }
    for (Path file : calendars) {
      CalendarFile calendar = new CalendarFile(file, known, Optional.<Kind>empty()).read(zone);
      windows.addAll(calendar.windows());
      notices.addAll(calendar.notices());
      zone = zone.or(calendar::shown);
    }
    return new Windows(known, zone.orElse(ZoneOffset.UTC), windows, weights, notices);
  }

  /** Nothing, from an instant on, where no file is given. */
  public static Windows none(Instant from) {
    Span known = new Span(from, from.plus(AHEAD));
    return new Windows(known, ZoneOffset.UTC, List.of(), List.of(), List.of());
  }

  private static boolean isCalendar(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return file.toString().endsWith(".ics") || head.contains(CALENDAR);
    }
  }
}
