package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.decision.Violation;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The JSON form, schema version 1 of CONTRACT.md: UTF-8, two blanks of indentation, a final line
 * end.
 */
public final class JsonReport {
  static final int SCHEMA_VERSION = 1;

  private final JsonGenerator json;

  JsonReport(JsonGenerator json) {
    this.json = json;
  }

  /** Writes an answer; the stream stays open. */
  public static void write(Impact impact, OutputStream out) {
    write(impact, Map.of(), out);
  }

  /**
   * Writes an answer, and in {@code unaffected} the components that are spared, each with why;
   * without that member where none is given. The stream stays open.
   */
  public static void write(Impact impact, Map<NodeId, String> unaffected, OutputStream out) {
    write(impact, unaffected, Optional.empty(), out);
  }

  /**
   * The same with what does not hold of a policy, in {@code policy}; without that member where none
   * was asked for.
   */
  public static void write(
      Impact impact,
      Map<NodeId, String> unaffected,
      Optional<List<Violation>> policy,
      OutputStream out) {
    requireNonNull(impact, "impact");
    requireNonNull(unaffected, "unaffected");
    requireNonNull(policy, "policy");
    try (JsonGenerator json = generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      report.impact(impact);
      if (!unaffected.isEmpty()) {
        report.unaffected(unaffected);
      }
      policy.ifPresent(report::policy);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Writes a list of nodes with their versions where known; the stream stays open. */
  public static void writeNodes(
      Collection<NodeId> nodes, Map<NodeId, String> versions, OutputStream out) {
    try (JsonGenerator json = generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
      json.writeArrayPropertyStart("nodes");
      for (NodeId node : nodes) {
        report.node(node, versions.get(node));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
        .build();
  }

  /** On one line. */
  static JsonGenerator compact(OutputStream out) {
    return factory()
        .createGenerator(ObjectWriteContext.empty(), out, tools.jackson.core.JsonEncoding.UTF8);
  }

  static JsonGenerator generator(OutputStream out) {
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return pretty;
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        };
    return factory().createGenerator(context, out, tools.jackson.core.JsonEncoding.UTF8);
  }

  void head() {
    json.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
    json.writeObjectPropertyStart("tool");
    json.writeStringProperty("name", "whatbreaks");
    json.writeStringProperty("version", ToolVersion.get());
    json.writeEndObject();
  }

  private void impact(Impact impact) {
    head();
    changes(impact);
    json.writeStringProperty("verdict", impact.verdict().name());
    json.writeArrayPropertyStart("impacts");
    impact.breakages().forEach(this::breakage);
    json.writeEndArray();
    json.writeArrayPropertyStart("references");
    impact.places().forEach(this::place);
    json.writeEndArray();
    coverage(impact.coverage());
    notices(impact.notices());
  }

  private void unaffected(Map<NodeId, String> reasons) {
    json.writeArrayPropertyStart("unaffected");
    reasons.forEach(
        (component, reason) -> {
          json.writeStartObject();
          json.writeName("component");
          node(component, null);
          json.writeStringProperty("reason", reason);
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private void policy(List<Violation> violations) {
    json.writeObjectPropertyStart("policy");
    json.writeBooleanProperty("holds", violations.isEmpty());
    json.writeArrayPropertyStart("violations");
    for (Violation violation : violations) {
      json.writeStartObject();
      json.writeStringProperty("rule", violation.rule());
      json.writeStringProperty("message", violation.message());
      violation
          .component()
          .ifPresent(component -> json.writeStringProperty("component", component.toString()));
      strings("unsigned", violation.unsigned());
      violation
          .evidence()
          .ifPresent(evidence -> json.writeStringProperty("evidence", evidence.at().toString()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void changes(Impact impact) {
    json.writeArrayPropertyStart("changes");
    impact.subjects().forEach(this::change);
    json.writeEndArray();
  }

  private void change(Change change, Set<NodeId> about) {
    json.writeStartObject();
    if (change instanceof Change.Rename rename) {
      kind("rename", rename.name(), about);
      json.writeStringProperty("from", rename.name());
      json.writeStringProperty("to", rename.to());
      json.writeBooleanProperty("keepAlias", rename.keepAlias());
    } else if (change instanceof Change.Retire retire) {
      kind("retire", retire.name(), about);
      json.writeStringProperty("from", retire.name());
    } else if (change instanceof Change.Readdress readdress) {
      kind("readdress", readdress.name(), about);
      json.writeStringProperty("from", readdress.name());
      json.writeStringProperty("to", readdress.to());
    } else if (change instanceof Change.MovePort move) {
      kind("move-port", move.name(), about);
      json.writeNumberProperty("from", move.from());
      json.writeNumberProperty("to", move.to());
    } else if (change instanceof RemoveBinding unbound) {
      kind("remove-binding", unbound.exchange(), about);
      json.writeStringProperty("vhost", unbound.vhost());
      json.writeStringProperty("exchange", unbound.exchange());
      json.writeStringProperty("queue", unbound.destination());
      json.writeStringProperty("key", unbound.key());
    } else if (change instanceof RedeclareQueue redeclared) {
      kind("redeclare-queue", redeclared.queue(), about);
      json.writeStringProperty("vhost", redeclared.vhost());
      json.writeStringProperty("queue", redeclared.queue());
    } else if (change instanceof Upgrade upgrade) {
      upgrade(upgrade, about);
    } else {
      throw new AssertionError(change);
    }
    json.writeEndObject();
  }

  /** The instances are told, because each goes there from its own version. */
  private void upgrade(Upgrade upgrade, Set<NodeId> about) {
    json.writeStringProperty("kind", "upgrade");
    json.writeStringProperty("target", "service:" + upgrade.software());
    upgrade.from().ifPresent(from -> json.writeStringProperty("from", from));
    json.writeStringProperty("to", upgrade.to());
    strings("on", upgrade.on());
    strings("instances", about.stream().map(NodeId::toString).sorted().toList());
  }

  /** The target has its kind in front, as asked. */
  private void kind(String kind, String name, Set<NodeId> about) {
    NodeKind target = about.stream().map(NodeId::kind).findFirst().orElse(NodeKind.HOST);
    json.writeStringProperty("kind", kind);
    json.writeStringProperty("target", target.word() + ":" + name);
  }

  private void breakage(Breakage breakage) {
    json.writeStartObject();
    json.writeName("component");
    node(breakage.component(), null);
    json.writeStringProperty("effect", breakage.effect().name());
    json.writeBooleanProperty("direct", breakage.direct());
    json.writeStringProperty("certainty", breakage.certainty().name());
    json.writeArrayPropertyStart("why");
    breakage.why().forEach(this::reason);
    json.writeEndArray();
    strings("chain", breakage.chain().stream().map(NodeId::toString).toList());
    strings("owners", breakage.ownerNames());
    json.writeEndObject();
  }

  private void reason(Reason reason) {
    SourceLocation at = reason.evidence().at();
    json.writeStartObject();
    json.writeStringProperty("message", reason.message());
    json.writeStringProperty("rule", reason.evidence().rule());
    json.writeStringProperty("path", at.path());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeStringProperty("text", reason.evidence().excerpt());
    json.writeEndObject();
  }

  private void place(Place place) {
    SourceLocation at = place.evidence().at();
    json.writeStartObject();
    json.writeStringProperty("path", at.path());
    json.writeNumberProperty("line", at.line());
    json.writeNumberProperty("column", at.column());
    json.writeNumberProperty("endColumn", at.endColumn());
    json.writeStringProperty("text", place.evidence().text());
    json.writeStringProperty("role", place.role().name());
    json.writeStringProperty("certainty", place.certainty().name());
    if (place.role() != Role.MENTIONS) {
      place.edit().ifPresent(edit -> json.writeStringProperty("edit", edit));
    }
    place.component().ifPresent(id -> json.writeStringProperty("component", id.toString()));
    json.writeStringProperty("rule", place.evidence().rule());
    json.writeEndObject();
  }

  private void node(NodeId node, @org.jspecify.annotations.Nullable String version) {
    json.writeStartObject();
    json.writeStringProperty("id", node.toString());
    json.writeStringProperty("kind", node.kind().word());
    json.writeStringProperty("name", node.name());
    json.writeStringProperty("scope", node.scope().toString());
    if (version != null && node.kind() != NodeKind.HOST) {
      json.writeStringProperty("version", version);
    }
    json.writeEndObject();
  }

  void coverage(Coverage coverage) {
    json.writeObjectPropertyStart("coverage");
    json.writeNumberProperty("files", coverage.files());
    json.writeNumberProperty("understood", coverage.understood());
    json.writeNumberProperty("partly", coverage.partly());
    json.writeNumberProperty("textOnly", coverage.textOnly());
    json.writeNumberProperty("notNeeded", coverage.notNeeded());
    json.writeNumberProperty("skipped", coverage.skipped());
    json.writeNumberProperty("failed", coverage.failed());
    json.writeEndObject();
  }

  void notices(List<Diagnostic> notices) {
    json.writeArrayPropertyStart("notices");
    for (Diagnostic notice : notices) {
      json.writeStartObject();
      json.writeStringProperty("path", notice.path());
      json.writeNumberProperty("line", notice.line());
      json.writeStringProperty("code", notice.code());
      json.writeStringProperty(
          "message",
          notice.hint().isEmpty()
              ? notice.message()
              : notice.message() + " (" + notice.hint() + ")");
      json.writeStringProperty("severity", notice.severity().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
