package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The forms of a proof. */
public final class ProofReport {
  private ProofReport() {}

  /** The proof as text, with a final line end. */
  public static String text(Proof proof) {
    StringBuilder text = new StringBuilder();
    for (Proof.Difference difference : proof.differences()) {
      text.append(difference.evidence().at())
          .append(": ")
          .append(difference.kind().code())
          .append(": ")
          .append(difference.message())
          .append("\n    ")
          .append(difference.evidence().excerpt())
          .append('\n');
    }
    for (Patch.Left left : proof.patch().left()) {
      text.append(left.place().evidence().at())
          .append(": not edited: ")
          .append(left.reason().message())
          .append('\n');
    }
    int edits = proof.patch().edits().size();
    int count = proof.differences().size();
    return text.append(proof.holds() ? "It holds" : "It does not hold")
        .append(": ")
        .append(edits == 1 ? "1 edit, " : edits + " edits, ")
        .append(count == 1 ? "1 difference" : count + " differences")
        .append('\n')
        .toString();
  }

  /** The proof as JSON, in the form of the report of findings. The stream stays open. */
  public static void write(Proof proof, OutputStream out) {
    requireNonNull(proof, "proof");
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      report.head();
      json.writeBooleanProperty("holds", proof.holds());
      json.writeNumberProperty("edits", proof.patch().edits().size());
      json.writeArrayPropertyStart("findings");
      proof.differences().forEach(difference -> finding(json, report, difference));
      json.writeEndArray();
      json.writeArrayPropertyStart("notEdited");
      proof.patch().left().forEach(left -> left(json, left));
      json.writeEndArray();
      report.coverage(proof.impact().coverage());
      report.notices(proof.impact().notices());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void finding(JsonGenerator json, JsonReport report, Proof.Difference difference) {
    json.writeStartObject();
    json.writeStringProperty("code", difference.kind().code());
    json.writeStringProperty("message", difference.message());
    json.writeStringProperty("severity", "ERROR");
    json.writeStringProperty("certainty", difference.certainty().name());
    json.writeStringProperty("path", difference.evidence().at().path());
    json.writeNumberProperty("line", difference.evidence().at().line());
    json.writeNumberProperty("column", difference.evidence().at().column());
    json.writeStringProperty("text", difference.evidence().text());
    report.strings("before", ids(difference.before()));
    report.strings("after", ids(difference.after()));
    json.writeEndObject();
  }

  private static void left(JsonGenerator json, Patch.Left left) {
    SourceLocation at = left.place().evidence().at();
    json.writeStartObject();
    json.writeStringProperty("path", at.path());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeStringProperty("text", left.place().evidence().text());
    json.writeStringProperty("reason", left.reason().message());
    json.writeEndObject();
  }

  private static List<String> ids(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).toList();
  }
}
