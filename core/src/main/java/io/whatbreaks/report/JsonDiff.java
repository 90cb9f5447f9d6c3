package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diff.Diff;
import io.whatbreaks.model.SourceLocation;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The JSON form of what only one of two has. */
public final class JsonDiff {
  private JsonDiff() {}

  /**
   * How one side was read.
   *
   * @param notices what went wrong while reading
   */
  public record Read(Coverage coverage, List<Diagnostic> notices) {
    /** Checks that no part is missing. */
    public Read {
      requireNonNull(coverage, "coverage");
      notices = List.copyOf(notices);
    }
  }

  /** Writes the differences, and how each side was read; the stream stays open. */
  public static void write(Diff diff, Read a, Read b, OutputStream out) {
    requireNonNull(diff, "diff");
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      report.head();
      json.writeArrayPropertyStart("differences");
      diff.entries().forEach(entry -> entry(json, entry));
      json.writeEndArray();
      read(json, "a", a);
      read(json, "b", b);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void entry(JsonGenerator json, Diff.Entry entry) {
    SourceLocation at = entry.evidence().at();
    json.writeStartObject();
    json.writeStringProperty("side", entry.side().name());
    json.writeStringProperty(
        "kind", entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeStringProperty("origin", entry.origin().toString());
    entry.target().ifPresent(target -> json.writeStringProperty("target", target.toString()));
    switch (entry.kind()) {
      case DECLARED, HARD_CODED -> {}
      case DEPENDENCY -> {
        if (!entry.detail().isEmpty()) {
          json.writeNumberProperty("port", Integer.parseInt(entry.detail()));
        }
      }
      case BINDING -> json.writeStringProperty("key", entry.detail());
      case VERSION -> json.writeStringProperty("version", entry.detail());
      case REDUNDANCY -> json.writeNumberProperty("alternatives", Integer.parseInt(entry.detail()));
    }
    json.writeStringProperty("certainty", entry.certainty().name());
    json.writeStringProperty("path", at.path());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeStringProperty("text", entry.evidence().excerpt());
    json.writeEndObject();
  }

  private static void read(JsonGenerator json, String side, Read read) {
    json.writeObjectPropertyStart(side);
    JsonReport report = new JsonReport(json);
    report.coverage(read.coverage());
    report.notices(read.notices());
    json.writeEndObject();
  }
}
