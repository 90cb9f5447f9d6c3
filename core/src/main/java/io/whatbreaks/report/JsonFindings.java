package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.lint.CodePlace;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.model.SourceLocation;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** The JSON form of findings, schema version 1 of CONTRACT.md. */
public final class JsonFindings {
  private JsonFindings() {}

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
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      report.head();
      json.writeArrayPropertyStart("findings");
      lint.findings().forEach(finding -> finding(json, finding));
      json.writeEndArray();
      report.coverage(coverage);
      report.notices(
          Stream.concat(lint.notices().stream(), diagnostics.stream())
              .sorted()
              .distinct()
              .toList());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void finding(JsonGenerator json, Finding finding) {
    SourceLocation at = finding.evidence().at();
    json.writeStartObject();
    json.writeStringProperty("code", finding.code());
    json.writeStringProperty("message", finding.message());
    json.writeStringProperty("severity", finding.severity().name());
    json.writeStringProperty("certainty", finding.certainty().name());
    json.writeStringProperty("name", finding.name());
    json.writeStringProperty("path", at.path());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeNumberProperty("endColumn", at.endColumn());
    json.writeStringProperty("text", finding.evidence().excerpt());
    finding
        .component()
        .ifPresent(component -> json.writeStringProperty("component", component.toString()));
    finding.program().ifPresent(place -> program(json, place));
    json.writeEndObject();
  }

  private static void program(JsonGenerator json, CodePlace place) {
    place.className().ifPresent(name -> json.writeStringProperty("class", name));
    place.method().ifPresent(name -> json.writeStringProperty("method", name));
    json.writeStringProperty("kind", place.kind());
  }
}
