package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * The form for code scanning: SARIF 2.1.0, UTF-8, a final line end. Paths are relative to the base
 * {@code SRCROOT}, which has no URI of its own.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/">SARIF 2.1.0 with
 *     errata 01</a>
 */
public final class SarifReport {
  private static final String ERROR = "error";
  private static final String WARNING = "warning";
  private static final String NOTE = "note";
  private static final String DEFINES = "changed-itself";
  private static final String USES = "to-be-edited";

  /** A component that is a line of a file is called after the number of that line. */
  private static final Pattern LINE_OF_COMPONENT = Pattern.compile(":\\d+$");

  private static final Map<String, String> LINT_HELP =
      Map.of(
          Lint.ALIAS_TO_NOTHING, "An alias leads to nothing, or in a circle",
          Lint.DANGLING_REFERENCE, "A name that is looked up does not exist",
          Lint.DEAD_BINDING, "A binding from or to what its virtual host does not have",
          Lint.NAME_CLASH, "One name of two machines, or of contradicting records",
          Lint.SHADOWED_NAME, "Something else answers for a name before the one meant",
          Lint.SINGLE_POINT_OF_FAILURE, "What breaks many others when it is lost",
          Lint.UNUSED_NAME, "A declared name that nobody known uses");

  private final JsonGenerator json;
  private final SarifLog log;

  /** Whether any breakage has an owner: else nothing is said of owners. */
  private boolean isOwned;

  private SarifReport(JsonGenerator json) {
    this.json = json;
    this.log = new SarifLog(json);
  }

  /**
   * Writes an answer: a result for each breakage, with the edits of the places it goes through, and
   * one for each other place that is to be edited. The stream stays open.
   */
  public static void write(Impact impact, OutputStream out) {
    requireNonNull(impact, "impact");
    try (JsonGenerator json = JsonReport.generator(out)) {
      SarifReport report = new SarifReport(json);
      report.log.begin(rules());
      report.log.invocation(impact.coverage(), impact.notices());
      json.writeObjectPropertyStart("automationDetails");
      report.log.message("description", "What breaks if " + TextReport.questions(impact));
      json.writeEndObject();
      json.writeArrayPropertyStart("results");
      report.results(impact);
      json.writeEndArray();
      json.writeObjectPropertyStart("properties");
      json.writeStringProperty("verdict", impact.verdict().name());
      json.writeEndObject();
      report.log.end();
    }
  }

  /**
   * Writes findings; the stream stays open.
   *
   * @param diagnostics what went wrong while reading
   */
  public static void write(
      Lint lint, Coverage coverage, List<Diagnostic> diagnostics, OutputStream out) {
    requireNonNull(lint, "lint");
    requireNonNull(coverage, "coverage");
    try (JsonGenerator json = JsonReport.generator(out)) {
      SarifReport report = new SarifReport(json);
      report.log.begin(
          lint.findings().stream()
              .map(Finding::code)
              .distinct()
              .sorted()
              .map(
                  code ->
                      new SarifLog.Rule(
                          code, WARNING, LINT_HELP.getOrDefault(code, code.replace('-', ' '))))
              .toList());
      report.log.invocation(
          coverage,
          Stream.concat(lint.notices().stream(), diagnostics.stream())
              .sorted()
              .distinct()
              .toList());
      json.writeArrayPropertyStart("results");
      lint.findings().forEach(report::finding);
      json.writeEndArray();
      report.log.end();
    }
  }

  private static List<SarifLog.Rule> rules() {
    List<SarifLog.Rule> rules = new ArrayList<>();
    for (Effect effect : Effect.values()) {
      rules.add(
          new SarifLog.Rule(
              id(effect), level(effect, Certainty.CERTAIN), TextReport.meaning(effect)));
    }
    rules.add(new SarifLog.Rule(DEFINES, NOTE, "a place that the change itself changes"));
    rules.add(new SarifLog.Rule(USES, NOTE, "a place that must be edited as well"));
    return rules;
  }

  private static String id(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String level(Effect effect, Certainty certainty) {
    boolean certain = certainty == Certainty.CERTAIN;
    return switch (effect) {
      case BREAKS, BREAKS_ON_RESTART, LOSES_DATA, MISDIRECTED -> certain ? ERROR : WARNING;
      case DEGRADES -> certain ? WARNING : NOTE;
      case UNCERTAIN -> WARNING;
    };
  }

  private void results(Impact impact) {
    isOwned = impact.breakages().stream().anyMatch(breakage -> !breakage.ownerNames().isEmpty());
    Map<SourceLocation, Place> edits = new HashMap<>();
    for (Place place : impact.places()) {
      if (place.role() == Role.USES && place.edit().isPresent()) {
        edits.putIfAbsent(place.evidence().at(), place);
      }
    }
    Set<SourceLocation> shown = new HashSet<>();
    String asked = TextReport.questions(impact);
    for (Breakage breakage : impact.breakages()) {
      breakage(breakage, asked, edits, shown);
    }
    for (Place place : impact.places()) {
      boolean alone = place.role() == Role.DEFINES || !shown.contains(place.evidence().at());
      if (place.role() != Role.MENTIONS && alone) {
        place(place);
      }
    }
  }

  private void breakage(
      Breakage breakage,
      String asked,
      Map<SourceLocation, Place> edits,
      Set<SourceLocation> shown) {
    List<Reason> why = breakage.why();
    json.writeStartObject();
    json.writeStringProperty("ruleId", id(breakage.effect()));
    json.writeStringProperty("level", level(breakage.effect(), breakage.certainty()));
    String first = why.isEmpty() ? "" : ": " + why.get(0).message();
    log.message(
        "message", breakage.component() + " is affected if " + asked + first + ask(breakage));
    json.writeArrayPropertyStart("locations");
    if (why.isEmpty()) {
      json.writeStartObject();
      logical(breakage.component());
      json.writeEndObject();
    } else {
      location(why.get(0).evidence(), Optional.of(breakage.component()));
    }
    json.writeEndArray();
    chain(why);
    fixes(why, edits, shown);
    Optional<Reason> main = why.stream().findFirst();
    log.fingerprint(
        id(breakage.effect()),
        LINE_OF_COMPONENT.matcher(breakage.component().toString()).replaceFirst(""),
        asked,
        main.map(reason -> reason.evidence().at().path()).orElse(""),
        main.map(reason -> reason.evidence().excerpt()).orElse(""));
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("certainty", breakage.certainty().name());
    json.writeBooleanProperty("direct", breakage.direct());
    json.writeArrayPropertyStart("chain");
    breakage.chain().forEach(node -> json.writeString(node.toString()));
    json.writeEndArray();
    json.writeArrayPropertyStart("owners");
    breakage.ownerNames().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Who is to be asked, and where it stands that they are. */
  private String ask(Breakage breakage) {
    if (!isOwned) {
      return "";
    }
    String all =
        breakage.owners().stream()
            .filter(owner -> !owner.owners().isEmpty())
            .map(owner -> String.join(", ", owner.owners()) + " (" + owner.evidence().at() + ")")
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? ". Nobody is known to own it" : ". To be asked: " + all;
  }

  /** The evidence, step by step; the further steps also as places that belong to it. */
  private void chain(List<Reason> why) {
    if (why.size() < 2) {
      return;
    }
    json.writeArrayPropertyStart("codeFlows");
    json.writeStartObject();
    json.writeArrayPropertyStart("threadFlows");
    json.writeStartObject();
    json.writeArrayPropertyStart("locations");
    for (Reason reason : why) {
      json.writeStartObject();
      json.writeName("location");
      step(reason);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayPropertyStart("relatedLocations");
    why.subList(1, why.size()).forEach(this::step);
    json.writeEndArray();
  }

  private void step(Reason reason) {
    json.writeStartObject();
    log.physical(reason.evidence());
    log.message("message", reason.message());
    json.writeEndObject();
  }

  private void fixes(
      List<Reason> why, Map<SourceLocation, Place> edits, Set<SourceLocation> shown) {
    List<Place> places =
        why.stream()
            .map(reason -> Optional.ofNullable(edits.get(reason.evidence().at())))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (!places.isEmpty()) {
      json.writeArrayPropertyStart("fixes");
      for (Place place : places) {
        SourceLocation at = place.evidence().at();
        place.edit().ifPresent(edit -> log.fix(at, edit));
        shown.add(at);
      }
      json.writeEndArray();
    }
  }

  private void place(Place place) {
    boolean defines = place.role() == Role.DEFINES;
    String id = defines ? DEFINES : USES;
    json.writeStartObject();
    json.writeStringProperty("ruleId", id);
    json.writeStringProperty("level", NOTE);
    log.message(
        "message",
        place.evidence().text()
            + (defines ? " is changed by the change itself" : " must be edited as well")
            + place.edit().map(edit -> ", to " + edit).orElse(""));
    json.writeArrayPropertyStart("locations");
    location(place.evidence(), place.component());
    json.writeEndArray();
    if (place.edit().isPresent()) {
      json.writeArrayPropertyStart("fixes");
      log.fix(place.evidence().at(), place.edit().get());
      json.writeEndArray();
    }
    log.fingerprint(
        id,
        place.evidence().at().path(),
        place.evidence().text(),
        place.edit().orElse(""),
        place.evidence().excerpt());
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("certainty", place.certainty().name());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void finding(Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.code());
    json.writeStringProperty("level", level(finding.severity(), finding.certainty()));
    log.message("message", finding.message());
    json.writeArrayPropertyStart("locations");
    location(finding.evidence(), finding.component());
    json.writeEndArray();
    log.fingerprint(
        finding.code(),
        finding.name(),
        finding.evidence().at().path(),
        finding.evidence().excerpt());
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("certainty", finding.certainty().name());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String level(Severity severity, Certainty certainty) {
    return switch (severity) {
      case ERROR -> certainty == Certainty.CERTAIN ? ERROR : WARNING;
      case WARNING -> WARNING;
      case INFO -> NOTE;
    };
  }

  private void location(Evidence evidence, Optional<NodeId> component) {
    json.writeStartObject();
    log.physical(evidence);
    component.ifPresent(this::logical);
    json.writeEndObject();
  }

  private void logical(NodeId component) {
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("name", component.name());
    json.writeStringProperty("fullyQualifiedName", component.toString());
    json.writeStringProperty("kind", component.kind().word());
    json.writeEndObject();
    json.writeEndArray();
  }
}
