package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.model.NodeId;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The JSON form of the answers that are no impact: a chain of dependencies, a coverage. */
public final class JsonAnswers {
  private JsonAnswers() {}

  /**
   * What became of one file.
   *
   * @param reason why it was not read whole; empty otherwise
   * @param lines those that were not understood, from 1, in order; empty where the file as a whole
   *     was or was not
   */
  public record ReadFile(
      String path, Coverage.Reading reading, String reason, List<Integer> lines) {
    /** Checks that no part is missing. */
    public ReadFile {
      requireNonNull(path, "path");
      requireNonNull(reading, "reading");
      requireNonNull(reason, "reason");
      lines = List.copyOf(lines);
    }
  }

  /**
   * Writes a chain of dependencies, empty where there is none: {@code chain} holds the ids from the
   * origin to the target, {@code why} a place for each link that a file states. The stream stays
   * open.
   */
  public static void writeChain(List<Dependency> chain, OutputStream out) {
    requireNonNull(chain, "chain");
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", JsonReport.SCHEMA_VERSION);
      report.strings("chain", nodes(chain).stream().map(NodeId::toString).toList());
      json.writeArrayPropertyStart("why");
      for (Dependency link : chain) {
        link.evidence().ifPresent(evidence -> link(json, link, evidence));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** The nodes a chain passes, in order, those between origin and target of a link included. */
  public static List<NodeId> nodes(List<Dependency> chain) {
    List<NodeId> nodes = new ArrayList<>();
    for (Dependency link : chain) {
      if (nodes.isEmpty()) {
        nodes.add(link.origin());
      }
      nodes.addAll(link.via());
      nodes.add(link.target());
    }
    return List.copyOf(nodes);
  }

  private static void link(JsonGenerator json, Dependency link, Evidence evidence) {
    json.writeStartObject();
    json.writeStringProperty("message", link.origin() + " depends on " + link.target());
    json.writeStringProperty("certainty", link.certainty().name());
    json.writeStringProperty("rule", evidence.rule());
    json.writeStringProperty("path", evidence.at().path());
    json.writeNumberProperty("line", evidence.at().line());
    json.writeNumberProperty("column", evidence.at().column());
    json.writeStringProperty("text", evidence.excerpt());
    json.writeEndObject();
  }

  /** Writes how each file was read; the stream stays open. */
  public static void writeCoverage(
      Coverage coverage, List<ReadFile> files, List<Diagnostic> notices, OutputStream out) {
    requireNonNull(coverage, "coverage");
    try (JsonGenerator json = JsonReport.generator(out)) {
      JsonReport report = new JsonReport(json);
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", JsonReport.SCHEMA_VERSION);
      report.coverage(coverage);
      json.writeArrayPropertyStart("files");
      for (ReadFile file : files) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        json.writeStringProperty("reading", file.reading().name());
        json.writeStringProperty("reason", file.reason());
        json.writeArrayPropertyStart("lines");
        file.lines().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      report.notices(notices);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
