package io.whatbreaks.scanners.decision;

import io.whatbreaks.decision.Window;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.decision.Windows;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Times in YAML, as {@link WindowsFile} shows them. */
final class WindowsYaml extends Lists {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "change", Kind.CHANGE,
          "freeze", Kind.FREEZE,
          "critical-time", Kind.CRITICAL_TIME);
  private static final Set<String> IN_WINDOW =
      Set.of("kind", "name", "days", "from", "to", "on", "calendar");
  private static final int DAYS_IN_NAME = 3;

  private final Span known;
  private final List<Window> windows = new ArrayList<>();
  private final List<Windows.Weight> weights = new ArrayList<>();
  private final List<Diagnostic> notices = new ArrayList<>();
  private Optional<ZoneId> zone = Optional.empty();

  WindowsYaml(Path file, Span known) {
    super(file, "window");
    this.known = known;
  }

  List<Window> windows() {
    return windows;
  }

  List<Windows.Weight> weights() {
    return weights;
  }

  List<Diagnostic> notices() {
    return notices;
  }

  Optional<ZoneId> zone() {
    return zone;
  }

  WindowsYaml read() throws IOException {
    Node.Mapping root = root("windows");
    Map<String, Node> values =
        entries(root, Set.of("time-zone", "windows", "criticality"), "the file");
    if (values.containsKey("time-zone")) {
      Scalar name = required(root, values, "time-zone");
      try {
        zone = Optional.of(ZoneId.of(name.value()));
      } catch (DateTimeException e) {
        throw refused(
            "unknown-time-zone",
            name.start(),
            "no time zone is called '" + name.value() + "'",
            "write one such as Europe/Berlin");
      }
    }
    for (Node item : items(values, "windows")) {
      window(mapping(item));
    }
    for (Node item : items(values, "criticality")) {
      weight(mapping(item));
    }
    return this;
  }

  private List<Node> items(Map<String, Node> values, String key) {
    Node list = values.get(key);
    if (list == null) {
      return List.of();
    }
    if (list instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    throw refused("bad-value", list.start(), "'" + key + "' wants a list", "write [{…}, …]");
  }

  private void weight(Node.Mapping mapping) {
    Map<String, Node> values = entries(mapping, Set.of("on", "level"), "a criticality");
    Scalar word = required(mapping, values, "level");
    Criticality level =
        Criticality.of(word.value())
            .orElseThrow(
                () ->
                    refused(
                        "bad-value",
                        word.start(),
                        "'" + word.value() + "' is no criticality",
                        "write critical, high, medium or low"));
    List<String> on = words(values, "on");
    if (on.isEmpty()) {
      throw refused("missing-key", mapping.start(), "this criticality has no 'on'", "add it");
    }
    weights.add(new Windows.Weight(on, level));
  }

  private void window(Node.Mapping mapping) throws IOException {
    Map<String, Node> values = entries(mapping, IN_WINDOW, "a window");
    Scalar word = required(mapping, values, "kind");
    Kind kind = KINDS.get(word.value());
    if (kind == null) {
      throw refused(
          "bad-value",
          word.start(),
          "no window is of the kind '" + word.value() + "'",
          "write change, freeze or critical-time");
    }
    List<String> on = words(values, "on");
    String name = values.containsKey("name") ? required(mapping, values, "name").value() : "";
    if (values.containsKey("calendar")) {
      calendar(required(mapping, values, "calendar"), kind, on);
      return;
    }
    Scalar from = required(mapping, values, "from");
    Scalar to = required(mapping, values, "to");
    for (Span span : spans(values, from, to)) {
      windows.add(new Window(kind, name, span, on));
    }
  }

  private void calendar(Scalar path, Kind kind, List<String> on) throws IOException {
    Path calendar = file().toAbsolutePath().resolveSibling(path.value());
    CalendarFile read = new CalendarFile(calendar, known, Optional.of(kind)).read(zone);
    notices.addAll(read.notices());
    zone = zone.or(read::shown);
    for (Window window : read.windows()) {
      windows.add(
          new Window(kind, window.name(), window.span(), window.on().isEmpty() ? on : window.on()));
    }
  }

  private List<Span> spans(Map<String, Node> values, Scalar from, Scalar to) {
    Zone clock =
        Zone.of(
            zone.orElseThrow(
                () ->
                    refused(
                        "no-time-zone",
                        from.start(),
                        "this time is of no time zone",
                        "add 'time-zone: Europe/Berlin' to the file")));
    Optional<LocalTime> daily = time(from);
    if (daily.isPresent()) {
      LocalTime end =
          time(to).orElseThrow(() -> refused("bad-time", to.start(), "not a time", "write 22:00"));
      return weekly(days(values), daily.get(), end, clock);
    }
    if (values.containsKey("days")) {
      throw refused("bad-time", from.start(), "with days this wants a time", "write 22:00");
    }
    LocalDateTime begin = date(from, false);
    LocalDateTime end = date(to, true);
    if (!begin.isBefore(end)) {
      throw refused("bad-time", to.start(), "this ends before it begins", "");
    }
    Span span = new Span(clock.instant(begin), clock.instant(end));
    boolean matters = span.to().isAfter(known.from()) && span.from().isBefore(known.to());
    return matters ? List.of(span) : List.of();
  }

  private List<Span> weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, Zone clock) {
    List<Span> spans = new ArrayList<>();
    LocalDate last = clock.local(known.to()).toLocalDate();
    for (LocalDate day = clock.local(known.from()).toLocalDate().minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek())) {
        // Until a time that is not later means until that of the next day.
        LocalDate until = to.isAfter(from) ? day : day.plusDays(1);
        Instant begin = clock.instant(day.atTime(from));
        Instant end = clock.instant(until.atTime(to));
        if (begin.isBefore(end) && end.isAfter(known.from()) && begin.isBefore(known.to())) {
          spans.add(new Span(begin, end));
        }
      }
    }
    return spans;
  }

  private Set<DayOfWeek> days(Map<String, Node> values) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    Node list = values.get("days");
    int at = list == null ? 0 : list.start();
    for (String word : words(values, "days")) {
      String short3 =
          word.toUpperCase(Locale.ROOT).substring(0, Math.min(DAYS_IN_NAME, word.length()));
      for (DayOfWeek day : DayOfWeek.values()) {
        if (short3.length() == DAYS_IN_NAME && day.name().startsWith(short3)) {
          days.add(day);
        }
      }
      if (short3.length() < DAYS_IN_NAME
          || days.stream().noneMatch(day -> day.name().startsWith(short3))) {
        throw refused(
            "bad-value",
            at,
            "'" + word + "' is no day",
            "write mon, tue, wed, thu, fri, sat or sun");
      }
    }
    return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
  }

  private static Optional<LocalTime> time(Scalar word) {
    try {
      String text = word.value().strip();
      return Optional.of(LocalTime.parse(text.length() == "9:00".length() ? "0" + text : text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** A date as the end of something includes that day. */
  private LocalDateTime date(Scalar word, boolean isEnd) {
    String text = word.value().strip().replace(' ', 'T');
    try {
      return text.indexOf('T') > 0
          ? LocalDateTime.parse(text)
          : LocalDate.parse(text).plusDays(isEnd ? 1 : 0).atStartOfDay();
    } catch (DateTimeException e) {
      throw refused(
          "bad-time",
          word.start(),
          "'" + word.value() + "' is no time",
          "write 2026-12-18, 2026-12-18T22:00, or each day \"22:00\"");
    }
  }
}
