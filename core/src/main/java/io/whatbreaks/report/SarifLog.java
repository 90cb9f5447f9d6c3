package io.whatbreaks.report;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The parts that every SARIF log of ours has.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/">SARIF 2.1.0 with
 *     errata 01</a>
 */
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String BASE = "SRCROOT";
  private static final String MARKS = "-._~/";

  private final JsonGenerator json;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * A kind of result.
   *
   * @param id a stable word in kebab case
   * @param level {@code error}, {@code warning} or {@code note}
   * @param help what it means, as plain text
   */
  record Rule(String id, String level, String help) {}

  SarifLog(JsonGenerator json) {
    this.json = json;
  }

  void begin(List<Rule> rules) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "whatbreaks");
    json.writeStringProperty("version", ToolVersion.get());
    json.writeArrayPropertyStart("rules");
    rules.forEach(this::rule);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringProperty("columnKind", "utf16CodeUnits");
    json.writeObjectPropertyStart("originalUriBaseIds");
    json.writeObjectPropertyStart(BASE);
    // Without a uri: where the paths lie on this machine is nobody's business.
    message("description", "The path that was given, or the folder of the paths that were given");
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(Rule rule) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.id());
    message("shortDescription", rule.help());
    message("fullDescription", rule.help());
    message("help", rule.help());
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", rule.level());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** What the reader must know of this run, and how much was understood. */
  void invocation(Coverage coverage, List<Diagnostic> notices) {
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", true);
    json.writeArrayPropertyStart("toolExecutionNotifications");
    notices.forEach(this::notification);
    if (coverage.partly() + coverage.skipped() + coverage.failed() > 0) {
      notification(
          new Diagnostic(
              io.whatbreaks.diagnostic.Severity.WARNING,
              "coverage",
              "",
              0,
              TextReport.summary(coverage),
              ""));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void notification(Diagnostic notice) {
    json.writeStartObject();
    json.writeObjectPropertyStart("descriptor");
    json.writeStringProperty("id", notice.code());
    json.writeEndObject();
    json.writeStringProperty(
        "level",
        switch (notice.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "note";
        });
    message(
        "message",
        notice.hint().isEmpty() ? notice.message() : notice.message() + " (" + notice.hint() + ")");
    if (!notice.path().isEmpty()) {
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      json.writeObjectPropertyStart("physicalLocation");
      artifact(notice.path());
      if (notice.line() > 0) {
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", notice.line());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  void end() {
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /**
   * Text that no viewer takes for a link or a place to be filled in.
   *
   * @see <a
   *     href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html#_Toc141790719">SARIF
   *     2.1.0, 3.11 message object</a>
   */
  void message(String property, String text) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty(
        "text",
        text.replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("]", "\\]")
            .replace("{", "{{")
            .replace("}", "}}"));
    json.writeEndObject();
  }

  /** The members of a location: its message, where given, and where it stands. */
  void physical(Evidence evidence) {
    SourceLocation at = evidence.at();
    json.writeObjectPropertyStart("physicalLocation");
    artifact(at.path());
    json.writeObjectPropertyStart("region");
    columns(at);
    text("snippet", evidence.text());
    json.writeEndObject();
    json.writeObjectPropertyStart("contextRegion");
    json.writeNumberProperty("startLine", at.line());
    text("snippet", evidence.excerpt());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void columns(SourceLocation at) {
    json.writeNumberProperty("startLine", at.line());
    json.writeNumberProperty("startColumn", at.column());
    json.writeNumberProperty("endColumn", at.endColumn());
  }

  private void text(String property, String text) {
    json.writeObjectPropertyStart(property);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void artifact(String path) {
    json.writeObjectPropertyStart("artifactLocation");
    int scheme = path.indexOf("://");
    if (scheme > 0 && path.substring(0, scheme).equals("dns")) {
      json.writeStringProperty("uri", "dns://" + encoded(path.substring(scheme + 3)));
    } else {
      json.writeStringProperty("uri", encoded(path));
      json.writeStringProperty("uriBaseId", BASE);
    }
    json.writeEndObject();
  }

  /**
   * A path as a relative reference of RFC 3986: no colon of a first segment looks like a scheme.
   */
  static String encoded(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return uri.toString();
  }

  /**
   * One edit, as a proposed fix.
   *
   * @param at the span that is replaced
   */
  void fix(SourceLocation at, String edit) {
    json.writeStartObject();
    message("description", "Write " + edit);
    json.writeArrayPropertyStart("artifactChanges");
    json.writeStartObject();
    artifact(at.path());
    json.writeArrayPropertyStart("replacements");
    json.writeStartObject();
    json.writeObjectPropertyStart("deletedRegion");
    columns(at);
    json.writeEndObject();
    text("insertedContent", edit);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * What tells a result from the others, also when its line has moved: no number of a line is in
   * it. Equal ones are counted through, in their order.
   */
  void fingerprint(String... parts) {
    List<String> all = new ArrayList<>(List.of(parts));
    int before = seen.merge(String.join("\0", all), 1, Integer::sum) - 1;
    all.add(String.valueOf(before));
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("whatbreaks/v1", Digest.hex(String.join("\0", all)));
    json.writeEndObject();
  }
}
