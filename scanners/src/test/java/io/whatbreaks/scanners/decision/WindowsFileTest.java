package io.whatbreaks.scanners.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.whatbreaks.decision.Window;
import io.whatbreaks.decision.Windows;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times for changes, as calendars and YAML say them; RFC 5545 unless another source is named. */
class WindowsFileTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private Windows calendar(int days, String... lines) throws IOException {
    Path file = file("times.ics", "BEGIN:VCALENDAR", String.join("\r\n", lines), "END:VCALENDAR");
    return WindowsFile.read(List.of(file), MONDAY, Duration.ofDays(days));
  }

  private Windows event(int days, String... lines) throws IOException {
    return calendar(
        days,
        "X-WR-TIMEZONE:Europe/Berlin",
        "BEGIN:VEVENT",
        String.join("\n", lines),
        "END:VEVENT");
  }

  private static List<String> shown(Windows windows) {
    return windows.windows().stream().map(WindowsFileTest::shown).toList();
  }

  private static String shown(Window window) {
    return window.kind()
        + " "
        + window.name()
        + " "
        + window.span().from()
        + " "
        + window.span().to()
        + (window.on().isEmpty() ? "" : " " + window.on());
  }

  @Test
  void an_event_says_by_its_categories_what_it_is_and_by_its_resources_what_it_concerns()
      throws IOException {
    Windows windows =
        event(
            10,
            "SUMMARY:Year",
            "  end\\, all of",
            " \tit",
            "CATEGORIES:shop,FREEZE",
            "RESOURCES:order-*,mq01",
            "DTSTART;TZID=\"Europe/London\":20261124T090000",
            "DTEND:20261124T100000Z");
    assertEquals(
        List.of(
            "FREEZE Year end, all of\tit 2026-11-24T09:00:00Z 2026-11-24T10:00:00Z [order-*, mq01]"
                .replace('\t', ' ')),
        shown(windows).stream().map(line -> line.replaceAll("\\s+", " ")).toList());
    assertEquals("Europe/Berlin", windows.zone().getId());
    assertEquals(List.of(), windows.notices());
  }

  @ParameterizedTest
  @CsvSource({
    "Code freeze, FREEZE",
    "No-change period, FREEZE",
    "Network maintenance, CHANGE",
    "Change window, CHANGE",
    "Black Friday (peak), CRITICAL_TIME",
  })
  void without_categories_the_summary_says_it(String summary, Window.Kind kind) throws IOException {
    Windows windows =
        event(10, "SUMMARY:" + summary, "DTSTART;VALUE=DATE:20261127", "DURATION:P1D");
    assertEquals(List.of(kind), windows.windows().stream().map(Window::kind).toList());
    assertEquals(List.of(), windows.notices());
  }

  @Test
  void what_does_not_say_what_it_is_counts_as_critical_and_is_told() throws IOException {
    Windows windows = event(10, "SUMMARY:Fair", "DTSTART;VALUE=DATE:20261127");
    assertEquals(
        List.of("CRITICAL_TIME Fair 2026-11-26T23:00:00Z 2026-11-27T23:00:00Z"), shown(windows));
    assertEquals(
        List.of("no-kind at 3"),
        windows.notices().stream().map(n -> n.code() + " at " + n.line()).toList());
    assertEquals(
        List.of(),
        shown(event(10, "SUMMARY:Fair", "TRANSP:TRANSPARENT", "DTSTART;VALUE=DATE:20261127")));
    assertEquals(
        List.of(),
        shown(event(10, "SUMMARY:Freeze", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261127")));
  }

  /** Section 3.3.5: hours by the clock of the zone, whatever UTC says. */
  @Test
  void a_recurring_time_stays_when_the_clock_is_set() throws IOException {
    Path file =
        file(
            "times.ics",
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT",
            "SUMMARY:maintenance",
            "DTSTART;TZID=Europe/Berlin:20200105T220000",
            "DURATION:PT2H",
            "RRULE:FREQ=WEEKLY;BYDAY=SU",
            "END:VEVENT",
            "END:VCALENDAR");
    Windows windows =
        WindowsFile.read(List.of(file), Instant.parse("2026-10-17T00:00:00Z"), Duration.ofDays(16));
    assertEquals(
        List.of(
            "CHANGE maintenance 2026-10-18T20:00:00Z 2026-10-18T22:00:00Z",
            "CHANGE maintenance 2026-10-25T21:00:00Z 2026-10-25T23:00:00Z",
            "CHANGE maintenance 2026-11-01T21:00:00Z 2026-11-01T23:00:00Z"),
        shown(windows));
  }

  @Test
  void a_day_is_as_long_as_the_clock_makes_it() throws IOException {
    Path file =
        file(
            "times.ics",
            "BEGIN:VCALENDAR",
            "X-WR-TIMEZONE:Europe/Berlin",
            "BEGIN:VEVENT",
            "SUMMARY:freeze",
            "DTSTART;VALUE=DATE:20261025",
            "END:VEVENT",
            "END:VCALENDAR");
    Windows windows =
        WindowsFile.read(List.of(file), Instant.parse("2026-10-17T00:00:00Z"), Duration.ofDays(16));
    assertEquals(
        List.of("FREEZE freeze 2026-10-24T22:00:00Z 2026-10-25T23:00:00Z"), shown(windows));
  }

  /** Sections 3.8.5.1, 3.8.5.2 and 3.8.4.4. */
  @Test
  void times_are_left_out_added_and_moved() throws IOException {
    Windows windows =
        calendar(
            5,
            "BEGIN:VEVENT",
            "UID:a",
            "SUMMARY:freeze",
            "DTSTART:20261123T080000Z",
            "DTEND:20261123T090000Z",
            "RRULE:FREQ=DAILY;UNTIL=20261126T080000Z",
            "EXDATE:20261124T080000Z",
            "RDATE:20261124T150000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:a",
            "RECURRENCE-ID:20261125T080000Z",
            "SUMMARY:freeze later",
            "DTSTART:20261125T120000Z",
            "DTEND:20261125T130000Z",
            "END:VEVENT");
    assertEquals(
        List.of(
            "FREEZE freeze 2026-11-23T08:00:00Z 2026-11-23T09:00:00Z",
            "FREEZE freeze 2026-11-24T15:00:00Z 2026-11-24T16:00:00Z",
            "FREEZE freeze later 2026-11-25T12:00:00Z 2026-11-25T13:00:00Z",
            "FREEZE freeze 2026-11-26T08:00:00Z 2026-11-26T09:00:00Z"),
        shown(windows));
  }

  /** Section 3.6.5: what a calendar describes holds, though nobody else knows the name. */
  @Test
  void a_time_zone_is_what_the_calendar_describes() throws IOException {
    String[] zone = {
      "BEGIN:VTIMEZONE",
      "TZID:W. Europe Standard Time",
      "BEGIN:STANDARD",
      "DTSTART:16010101T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
      "END:STANDARD",
      "BEGIN:DAYLIGHT",
      "DTSTART:16010101T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
      "END:DAYLIGHT",
      "END:VTIMEZONE"
    };
    Windows windows =
        calendar(
            200,
            String.join("\n", zone),
            "BEGIN:VEVENT",
            "SUMMARY:freeze",
            "DTSTART;TZID=W. Europe Standard Time:20261201T220000",
            "DURATION:PT1H",
            "RRULE:FREQ=MONTHLY;INTERVAL=4",
            "END:VEVENT");
    assertEquals(
        List.of(
            "FREEZE freeze 2026-12-01T21:00:00Z 2026-12-01T22:00:00Z",
            "FREEZE freeze 2027-04-01T20:00:00Z 2027-04-01T21:00:00Z"),
        shown(windows));
  }

  @Test
  void rules_without_an_end_are_followed_as_far_as_one_looks() throws IOException {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(
              92,
              event(
                      92,
                      "SUMMARY:freeze",
                      "DTSTART:19700101T000000Z",
                      "DURATION:PT1H",
                      "RRULE:FREQ=DAILY")
                  .windows()
                  .size());
          assertEquals(
              92 * 24,
              event(
                      92,
                      "SUMMARY:freeze",
                      "DTSTART:19700101T000000Z",
                      "DURATION:PT1M",
                      "RRULE:FREQ=HOURLY")
                  .windows()
                  .size());
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DTSTART:20261123T080000|no-time-zone|3",
        "DTSTART:2026-11-23Z|bad-time|3",
        "DTSTART:20261323T080000Z|bad-time|3",
        "DTSTART;TZID=Atlantis:20261123T080000|unknown-time-zone|3",
        "DTSTART:20261123T080000Z;DURATION:one hour|bad-time|4",
        "DTSTART:20261123T080000Z;RRULE:FREQ=NEVER|bad-rule|4",
        "DTSTART:20261123T080000Z;RRULE:FREQ=SECONDLY|bad-rule|4",
        "DTSTART:20261123T080000Z;RRULE:FREQ=YEARLY\\;BYMONTH=2\\;BYMONTHDAY=30|bad-rule|4",
        "DTSTART:20261123T080000Z;RRULE:FREQ=DAILY\\;COUNT=2000000000|bad-rule|4",
        "a line|syntax-error|3",
        "END:VTODO|syntax-error|3",
        "BEGIN:VALARM|syntax-error|4",
      })
  void what_is_no_calendar_is_refused_with_its_line(String lines, String code, int line)
      throws IOException {
    Path file =
        file(
            "times.ics",
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT",
            lines.replace("\\;", "\u0001").replaceAll("(?<=Z);", "\n").replace('\u0001', ';'),
            "END:VEVENT",
            "END:VCALENDAR");
    Diagnostic why =
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                    assertThrows(
                        WhatBreaksException.class,
                        () -> WindowsFile.read(List.of(file), MONDAY, WindowsFile.AHEAD)))
            .diagnostic();
    assertEquals(code + " " + line, why.code() + " " + why.line(), why.toString());
    assertEquals(file.toString(), why.path());
  }

  @Test
  void a_few_lines_of_yaml_say_the_same() throws IOException {
    file(
        "freezes.ics",
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "SUMMARY:Inventory",
        "DTSTART;VALUE=DATE:20261126",
        "END:VEVENT",
        "END:VCALENDAR");
    Path file =
        file(
            "windows.yaml",
            "time-zone: Europe/Berlin",
            "windows:",
            "- {kind: change, name: at night, days: [tue, Thursday], from: \"22:00\", to: 5:00}",
            "- {kind: critical-time, name: till, from: 08:00, to: \"20:00\", on: [\"till*\"]}",
            "- {kind: freeze, name: end, from: 2026-11-24, to: 2026-11-25}",
            "- {kind: freeze, name: past, from: 2026-11-01, to: 2026-11-02}",
            "- {kind: freeze, calendar: freezes.ics}",
            "criticality:",
            "- {on: [\"order-*\"], level: critical}");
    Windows windows = WindowsFile.read(List.of(file), MONDAY, Duration.ofDays(3));
    assertEquals(
        List.of(
            "CRITICAL_TIME till 2026-11-23T07:00:00Z 2026-11-23T19:00:00Z [till*]",
            "FREEZE end 2026-11-23T23:00:00Z 2026-11-25T23:00:00Z",
            "CRITICAL_TIME till 2026-11-24T07:00:00Z 2026-11-24T19:00:00Z [till*]",
            "CHANGE at night 2026-11-24T21:00:00Z 2026-11-25T04:00:00Z",
            "CRITICAL_TIME till 2026-11-25T07:00:00Z 2026-11-25T19:00:00Z [till*]",
            "FREEZE Inventory 2026-11-25T23:00:00Z 2026-11-26T23:00:00Z"),
        shown(windows));
    assertEquals("[Weight[on=[order-*], criticality=CRITICAL]]", windows.weights().toString());
    assertEquals(List.of(), windows.notices());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows: [{kind: party, from: 2026-11-24, to: 2026-11-25}]|bad-value|2:18",
        "windows: [{kind: freeze, from: 2026-11-26, to: 2026-11-25}]|bad-time|2:48",
        "windows: [{kind: freeze, from: soon, to: 2026-11-25}]|bad-time|2:32",
        "windows: [{kind: freeze, from: 2026-11-24}]|missing-key|2:11",
        "windows: [{kind: freeze, days: [someday], from: '8:00', to: '9:00'}]|bad-value|2:32",
        "windows: [{kind: freeze, when: now}]|unknown-key|2:26",
        "windows: yes|bad-value|2:10",
        "criticality: [{on: [a], level: huge}]|bad-value|2:32",
        "criticality: [{level: low}]|missing-key|2:15",
      })
  void what_is_not_known_in_yaml_is_refused_with_its_place(String line, String code, String at)
      throws IOException {
    Path file = file("windows.yaml", "time-zone: Europe/Berlin", line);
    Diagnostic why =
        assertThrows(
                WhatBreaksException.class,
                () -> WindowsFile.read(List.of(file), MONDAY, WindowsFile.AHEAD))
            .diagnostic();
    assertEquals(code + " " + file + ":" + at, why.code() + " " + why.path(), why.toString());
  }

  @Test
  void times_of_no_zone_and_unknown_zones_are_refused() throws IOException {
    Path none = file("none.yaml", "windows: [{kind: freeze, from: 2026-11-24, to: 2026-11-25}]");
    assertEquals(
        "no-time-zone",
        assertThrows(
                WhatBreaksException.class,
                () -> WindowsFile.read(List.of(none), MONDAY, WindowsFile.AHEAD))
            .diagnostic()
            .code());
    Path wrong = file("wrong.yaml", "time-zone: Atlantis");
    assertEquals(
        "unknown-time-zone",
        assertThrows(
                WhatBreaksException.class,
                () -> WindowsFile.read(List.of(wrong), MONDAY, WindowsFile.AHEAD))
            .diagnostic()
            .code());
  }
}
