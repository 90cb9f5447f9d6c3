package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.broker.Hop;
import io.whatbreaks.broker.Route;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The JSON form of the way of a message. */
public final class JsonRoute {
  private final JsonGenerator json;

  private JsonRoute(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes where a message gets: {@code queues} by name, {@code dropped}, {@code via} step by step;
   * {@code refused} where no client may publish there, {@code chances} where only the broker
   * decides, {@code deadLetters} by the queue that gives them up. The stream stays open.
   *
   * @param dead the ways of the dead letters of each queue that keeps them
   */
  public static void write(Route route, Map<NodeId, Route> dead, OutputStream out) {
    requireNonNull(route, "route");
    requireNonNull(dead, "dead");
    try (JsonGenerator json = JsonReport.generator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", JsonReport.SCHEMA_VERSION);
      JsonRoute written = new JsonRoute(json);
      json.writeStringProperty("exchange", route.exchange().toString());
      written.route(route);
      json.writeBooleanProperty("refused", route.refused());
      json.writeArrayPropertyStart("deadLetters");
      dead.forEach(written::dead);
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void dead(NodeId queue, Route route) {
    json.writeStartObject();
    json.writeStringProperty("queue", queue.name());
    json.writeStringProperty("exchange", route.exchange().name());
    route(route);
    json.writeEndObject();
  }

  private void route(Route route) {
    names("queues", route.queues());
    json.writeBooleanProperty("dropped", route.isDropped());
    json.writeArrayPropertyStart("chances");
    for (Route.Chance chance : route.chances()) {
      json.writeStartObject();
      json.writeStringProperty("exchange", chance.exchange().name());
      json.writeBooleanProperty("oneOf", chance.one());
      names("queues", chance.queues());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("via");
    route.via().forEach(this::hop);
    json.writeEndArray();
  }

  private void names(String property, List<NodeId> nodes) {
    json.writeArrayPropertyStart(property);
    nodes.forEach(node -> json.writeString(node.name()));
    json.writeEndArray();
  }

  private void hop(Hop hop) {
    json.writeStartObject();
    json.writeStringProperty("from", hop.from().toString());
    json.writeStringProperty("to", hop.to().toString());
    json.writeStringProperty("by", word(hop.kind()));
    json.writeStringProperty("key", hop.key());
    hop.evidence()
        .ifPresent(
            evidence -> {
              SourceLocation at = evidence.at();
              json.writeStringProperty("path", at.path());
              json.writeNumberProperty("line", at.line());
              json.writeNumberProperty("column", at.column());
            });
    json.writeEndObject();
  }

  /** How a step is called in reports, for instance {@code dead-letter}. */
  public static String word(Hop.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
