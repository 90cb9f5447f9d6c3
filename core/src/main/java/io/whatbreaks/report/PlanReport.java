package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Schedule;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.plan.ChangePlan.Basis;
import io.whatbreaks.plan.ChangePlan.Edit;
import io.whatbreaks.plan.ChangePlan.Step;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The JSON form of a plan: UTF-8, two blanks of indentation, a final line end. */
public final class PlanReport {
  private final JsonGenerator json;
  private final JsonReport report;

  private PlanReport(JsonGenerator json) {
    this.json = json;
    this.report = new JsonReport(json);
  }

  /** Writes a plan; the stream stays open. */
  public static void write(ChangePlan plan, OutputStream out) {
    write(plan, Optional.empty(), out);
  }

  /**
   * Writes a plan with the times at which it may be carried out; the stream stays open.
   *
   * @param schedule that of this plan
   */
  public static void write(ChangePlan plan, Optional<Schedule> schedule, OutputStream out) {
    requireNonNull(plan, "plan");
    try (JsonGenerator json = JsonReport.generator(out)) {
      json.writeStartObject();
      PlanReport form = new PlanReport(json);
      form.plan(plan);
      schedule.ifPresent(form::schedule);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void plan(ChangePlan plan) {
    report.head();
    json.writeArrayPropertyStart("steps");
    plan.steps().forEach(this::step);
    json.writeEndArray();
    plan.noReturn()
        .ifPresent(
            point -> {
              json.writeObjectPropertyStart("pointOfNoReturn");
              json.writeStringProperty("step", point.step());
              json.writeStringProperty("reason", point.reason());
              json.writeEndObject();
            });
    json.writeArrayPropertyStart("notInPlace");
    for (ChangePlan.Obstacle obstacle : plan.obstacles()) {
      json.writeStartObject();
      json.writeStringProperty("what", obstacle.what());
      json.writeStringProperty("instead", obstacle.instead());
      basis(obstacle.basis());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("risks");
    for (ChangePlan.Risk risk : plan.risks()) {
      json.writeStartObject();
      json.writeStringProperty("component", risk.component().toString());
      json.writeStringProperty("reason", risk.reason());
      json.writeStringProperty("certainty", risk.certainty().name());
      at(risk.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
    report.strings("owners", plan.owners());
    report.strings("unowned", ids(plan.unowned()));
  }

  private void schedule(Schedule schedule) {
    json.writeObjectPropertyStart("schedule");
    json.writeStringProperty("at", schedule.at().toString());
    json.writeStringProperty("knownTo", schedule.windows().known().to().toString());
    json.writeStringProperty("timeZone", schedule.windows().zone().getId());
    json.writeBooleanProperty("mayChange", schedule.isOpen());
    report.strings("against", schedule.against());
    json.writeArrayPropertyStart("during");
    for (Span span : schedule.during()) {
      json.writeStartObject();
      span(span);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("steps");
    for (Schedule.Time time : schedule.times()) {
      json.writeStartObject();
      json.writeStringProperty("step", time.step());
      json.writeStringProperty("needs", word(time.needs()));
      time.next().ifPresent(this::span);
      report.strings("against", time.against());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("criticality");
    schedule
        .critical()
        .forEach(
            (component, level) -> {
              json.writeStartObject();
              json.writeStringProperty("component", component.toString());
              json.writeStringProperty("criticality", level.name());
              json.writeEndObject();
            });
    json.writeEndArray();
    report.notices(schedule.windows().notices());
    json.writeEndObject();
  }

  private static String word(Schedule.Needs needs) {
    return needs.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void span(Span span) {
    json.writeStringProperty("from", span.from().toString());
    json.writeStringProperty("to", span.to().toString());
  }

  private static List<String> ids(Collection<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).toList();
  }

  private void step(Step step) {
    json.writeStartObject();
    json.writeStringProperty("id", step.id());
    json.writeStringProperty("phase", step.phase().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("action", step.action().word());
    json.writeStringProperty("what", step.what());
    report.strings("on", ids(step.on()));
    report.strings("owners", step.owners());
    report.strings("needs", step.needs());
    json.writeArrayPropertyStart("edits");
    step.edits().forEach(this::edit);
    json.writeEndArray();
    report.strings("verify", step.verify());
    json.writeStringProperty("backOut", step.backOut());
    basis(step.basis());
    json.writeEndObject();
  }

  private void edit(Edit edit) {
    json.writeStartObject();
    at(edit.evidence());
    json.writeNumberProperty("endColumn", edit.evidence().at().endColumn());
    json.writeStringProperty("text", edit.evidence().text());
    json.writeStringProperty("edit", edit.now());
    json.writeStringProperty("certainty", edit.certainty().name());
    edit.component().ifPresent(id -> json.writeStringProperty("component", id.toString()));
    json.writeEndObject();
  }

  private void basis(Basis basis) {
    json.writeStringProperty("source", basis.source());
    json.writeStringProperty("basis", basis.certainty().name());
    basis
        .evidence()
        .map(Evidence::at)
        .map(SourceLocation::toString)
        .ifPresent(at -> json.writeStringProperty("evidence", at));
  }

  private void at(Evidence evidence) {
    json.writeStringProperty("path", evidence.at().path());
    json.writeNumberProperty("line", evidence.at().line());
    json.writeNumberProperty("column", evidence.at().column());
  }
}
