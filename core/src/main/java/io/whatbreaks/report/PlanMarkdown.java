package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Schedule;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.plan.ChangePlan.Edit;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.ChangePlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Markdown form of a plan, with a box to tick for each step. Names from files stand in code
 * spans, so that they are no markup.
 */
public final class PlanMarkdown {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Optional<ScheduleText> schedule;

  private PlanMarkdown(Optional<ScheduleText> schedule) {
    this.schedule = schedule;
  }

  /** The plan as text, lines ended by a line feed. */
  public static String of(ChangePlan plan) {
    return of(plan, Optional.empty());
  }

  /**
   * The same with the times at which it may be carried out.
   *
   * @param schedule that of this plan
   */
  public static String of(ChangePlan plan, Optional<Schedule> schedule) {
    requireNonNull(plan, "plan");
    PlanMarkdown form = new PlanMarkdown(schedule.map(ScheduleText::new));
    form.plan(plan);
    return form.text.toString();
  }

  private void plan(ChangePlan plan) {
    line("# Plan");
    agreed(plan);
    schedule.ifPresent(when -> section("When", when.lines(PlanMarkdown::plain)));
    for (Step step : plan.steps()) {
      numbers.put(step.id(), numbers.size() + 1);
    }
    for (Phase phase : Phase.values()) {
      List<Step> steps = plan.steps().stream().filter(step -> step.phase() == phase).toList();
      if (!steps.isEmpty()) {
        line("");
        line("## " + title(phase));
        steps.forEach(step -> step(plan, step));
      }
    }
  }

  private void agreed(ChangePlan plan) {
    line("");
    line(
        plan.noReturn()
            .map(
                point ->
                    "**No way back** from step `" + point.step() + "` on: " + plain(point.reason()))
            .orElse("There is a way back from every step."));
    section("Who must agree", plan.owners().stream().map(PlanMarkdown::code).toList());
    if (plan.owners().isEmpty()) {
      line("");
      line("No file that was read says who owns any of this.");
    } else {
      section(
          "Nobody is known to own",
          plan.unowned().stream().map(id -> code(id.toString())).toList());
    }
    List<String> obstacles = new ArrayList<>();
    for (ChangePlan.Obstacle obstacle : plan.obstacles()) {
      obstacles.add(
          plain(obstacle.what())
              + " The way that works: "
              + plain(obstacle.instead())
              + source(obstacle.basis()));
    }
    section("Not possible in place", obstacles);
    section(
        "May break all the same",
        plan.risks().stream()
            .map(
                risk ->
                    code(risk.component().toString())
                        + (risk.certainty() == Certainty.POSSIBLE ? " (possible)" : "")
                        + ": "
                        + plain(risk.reason())
                        + " "
                        + code(risk.evidence().at().toString()))
            .toList());
  }

  private void section(String title, List<String> items) {
    if (!items.isEmpty()) {
      line("");
      line("## " + title);
      line("");
      items.forEach(item -> line("- " + item));
    }
  }

  private static String title(Phase phase) {
    return switch (phase) {
      case BEFORE -> "Before: nothing changes for anybody";
      case DURING -> "During the window";
      case AFTER -> "After: once it has proved itself";
    };
  }

  private void step(ChangePlan plan, Step step) {
    line("");
    if (plan.noReturn().filter(point -> point.step().equals(step.id())).isPresent()) {
      line("> From here on there is no way back.");
      line("");
    }
    line(
        "- [ ] **"
            + numbers.get(step.id())
            + ". "
            + step.action().word()
            + "** (`"
            + step.id()
            + "`): "
            + plain(step.what()));
    if (!step.on().isEmpty()) {
      item("On", step.on().stream().map(NodeId::toString).toList());
    }
    if (!step.owners().isEmpty()) {
      item("Ask", step.owners());
    }
    schedule
        .flatMap(when -> when.of(step.id()))
        .ifPresent(when -> line("  - When: " + plain(when)));
    for (Edit edit : step.edits()) {
      line(
          "  - Edit "
              + code(edit.evidence().at().toString())
              + ": "
              + code(edit.evidence().text())
              + " to "
              + code(edit.now())
              + (edit.certainty() == Certainty.POSSIBLE ? " (possible)" : ""));
    }
    step.verify().forEach(command -> line("  - Verify: " + code(command)));
    line("  - Way back: " + plain(step.backOut()));
    if (!step.needs().isEmpty()) {
      line(
          "  - Only after step "
              + String.join(
                  ", ", step.needs().stream().map(id -> String.valueOf(numbers.get(id))).toList()));
    }
    String source = source(step.basis());
    if (!source.isEmpty()) {
      line("  - Source:" + source);
    }
  }

  private void item(String title, List<String> words) {
    line("  - " + title + " " + String.join(", ", words.stream().map(PlanMarkdown::code).toList()));
  }

  private static String source(ChangePlan.Basis basis) {
    String source = basis.source().isEmpty() ? "" : " " + plain(basis.source());
    return source.isEmpty() || basis.certainty() == Certainty.CERTAIN
        ? source
        : source + " (not checked for this case)";
  }

  /** Text in which nothing is markup. */
  private static String plain(String words) {
    return words
        .replaceAll("\\p{Cntrl}+", " ")
        .replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1")
        .replace("<", "&lt;");
  }

  /** A code span that holds the text whatever is in it. */
  private static String code(String words) {
    String shown = words.replaceAll("\\p{Cntrl}+", " ");
    String fence = "`";
    while (shown.contains(fence)) {
      fence += "`";
    }
    String pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
    return fence + pad + shown + pad + fence;
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
