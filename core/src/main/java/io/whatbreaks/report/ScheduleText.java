package io.whatbreaks.report;

import io.whatbreaks.decision.Schedule;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Criticality;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The times of a plan in words. */
final class ScheduleText {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final int MOST_REASONS = 5;

  private final Schedule schedule;
  private final Map<String, Schedule.Time> times = new HashMap<>();

  ScheduleText(Schedule schedule) {
    this.schedule = schedule;
    schedule.times().forEach(time -> times.put(time.step(), time));
  }

  /**
   * What is to be said of the whole plan, one item each.
   *
   * @param shown makes a text of files harmless
   */
  List<String> lines(UnaryOperator<String> shown) {
    List<String> lines = new ArrayList<>();
    String zone = schedule.windows().zone().getId();
    String at = time(schedule.at()) + " (" + zone + ")";
    lines.add(
        shown.apply(
            schedule.isOpen()
                ? "At " + at + " the change itself may be made."
                : "At "
                    + at
                    + " the change itself may not be made: "
                    + reasons(schedule.against())));
    for (Span span : schedule.during()) {
      lines.add(shown.apply("The change itself may be made " + span(span) + "."));
    }
    if (schedule.during().isEmpty()) {
      lines.add(
          shown.apply(
              "There is no time for the change itself until "
                  + time(schedule.windows().known().to())
                  + "."));
    }
    Map<Criticality, List<String>> critical = new java.util.TreeMap<>();
    schedule
        .critical()
        .forEach(
            (component, level) ->
                critical
                    .computeIfAbsent(level, absent -> new ArrayList<>())
                    .add(component.toString()));
    critical.forEach(
        (level, components) ->
            lines.add(
                shown.apply(
                    "Of "
                        + level.name().toLowerCase(Locale.ROOT)
                        + " criticality: "
                        + String.join(", ", components))));
    for (Diagnostic notice : schedule.windows().notices()) {
      lines.add(shown.apply(notice.path() + ":" + notice.line() + ": " + notice.message()));
    }
    return lines;
  }

  /** When a step may be done. */
  Optional<String> of(String step) {
    return Optional.ofNullable(times.get(step))
        .map(
            time -> {
              String needs = time.needs().words();
              if (time.needs() == Schedule.Needs.ANY_TIME) {
                return needs;
              }
              return needs
                  + ", "
                  + time.next().map(this::span).orElse("of which there is none in time");
            });
  }

  private static String reasons(List<String> reasons) {
    String first = String.join(", ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    return reasons.size() > MOST_REASONS
        ? first + " and " + (reasons.size() - MOST_REASONS) + " more"
        : first;
  }

  private String span(Span span) {
    boolean open = span.to().equals(schedule.windows().known().to());
    return "from " + time(span.from()) + (open ? " on" : " to " + time(span.to()));
  }

  private String time(Instant instant) {
    return SHOWN.format(instant.atZone(schedule.windows().zone()));
  }
}
