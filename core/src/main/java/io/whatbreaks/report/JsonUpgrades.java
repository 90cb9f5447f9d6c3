package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.VersionRange;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The JSON form of what is known for upgrades: instances of software, and rules. */
public final class JsonUpgrades {
  private JsonUpgrades() {}

  /**
   * One instance of a software.
   *
   * @param node the software, in the scope of the instance
   * @param component the instance
   * @param version empty where no file tells it
   * @param hosts where it runs, in order
   * @param evidence what tells of it
   */
  public record Service(
      NodeId node, NodeId component, String version, List<String> hosts, Evidence evidence) {
    /** Copies the list. */
    public Service {
      requireNonNull(node, "node");
      requireNonNull(component, "component");
      requireNonNull(version, "version");
      hosts = List.copyOf(hosts);
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * A software that a table knows.
   *
   * @param source where what it says is documented
   */
  public record Software(String id, String title, String source) {}

  /** Writes instances, in order; the stream stays open. */
  public static void writeServices(Collection<Service> services, OutputStream out) {
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", JsonReport.SCHEMA_VERSION);
      json.writeArrayPropertyStart("nodes");
      for (Service service : services) {
        json.writeStartObject();
        json.writeStringProperty("id", service.node().toString());
        json.writeStringProperty("kind", service.node().kind().word());
        json.writeStringProperty("name", service.node().name());
        json.writeStringProperty("scope", service.node().scope().toString());
        if (!service.version().isEmpty()) {
          json.writeStringProperty("version", service.version());
        }
        json.writeStringProperty("component", service.component().toString());
        report.strings("hosts", service.hosts());
        json.writeStringProperty("path", service.evidence().at().path());
        json.writeNumberProperty("line", service.evidence().at().line());
        json.writeNumberProperty("column", service.evidence().at().column());
        json.writeStringProperty("text", service.evidence().excerpt());
        json.writeStringProperty("rule", service.evidence().rule());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Writes all rules, and the software that tables know; the stream stays open. */
  public static void writeRules(
      UpgradeRules rules, Collection<Software> software, OutputStream out) {
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      report.head();
      json.writeArrayPropertyStart("upgrades");
      rules.tables().forEach(table -> table(table, report, json));
      json.writeEndArray();
      json.writeArrayPropertyStart("tables");
      for (Software one : software) {
        json.writeStartObject();
        json.writeStringProperty("software", one.id());
        json.writeStringProperty("title", one.title());
        json.writeStringProperty("source", one.source());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void table(UpgradeTable table, JsonReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("software", table.software());
    json.writeStringProperty("title", table.title());
    report.strings("names", table.names());
    json.writeStringProperty("scheme", table.scheme().word());
    json.writeStringProperty("covers", table.covers().map(VersionRange::text).orElse(""));
    json.writeStringProperty("date", table.date());
    json.writeArrayPropertyStart("ranges");
    for (Map.Entry<String, Long> range : table.ranges().entrySet()) {
      json.writeStartObject();
      json.writeStringProperty("since", range.getKey());
      json.writeNumberProperty("rules", range.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("rules");
    table.rules().forEach(rule -> rule(rule, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void rule(UpgradeRule rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("rule", rule.id());
    json.writeStringProperty("kind", word(rule.kind().name()));
    json.writeStringProperty("below", rule.border().below());
    json.writeStringProperty("since", rule.border().since());
    json.writeStringProperty("certainty", rule.certainty().name());
    json.writeStringProperty("message", rule.advice().message());
    json.writeStringProperty("remedy", rule.advice().remedy());
    json.writeStringProperty("source", rule.advice().source());
    json.writeStringProperty("basis", rule.basis());
    json.writeEndObject();
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
