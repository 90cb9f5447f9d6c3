package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;

/** A picture in the languages of other programs. Each form is UTF-8 with a final line end. */
public final class PictureFile {
  private static final String GRAPHML = "http://graphml.graphdrawing.org/xmlns";
  private static final List<String> NODE_KEYS = List.of("id", "kind", "name", "group", "effect");
  private static final List<String> LINK_KEYS = List.of("label", "certainty", "place");

  private final Picture picture;
  private final Map<NodeId, Integer> numbers = new HashMap<>();

  private PictureFile(Picture picture) {
    this.picture = requireNonNull(picture, "picture");
    picture.nodes().forEach(node -> numbers.put(node.id(), numbers.size()));
  }

  /**
   * For Graphviz, with a cluster for each group.
   *
   * @see <a href="https://graphviz.org/doc/info/lang.html">The DOT language</a>
   */
  public static String dot(Picture picture) {
    return new PictureFile(picture).dot();
  }

  /**
   * For Mermaid, with a subgraph for each group. Mermaid refuses more than 500 links, unless it is
   * told otherwise.
   *
   * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Flowcharts of Mermaid</a>
   */
  public static String mermaid(Picture picture) {
    return new PictureFile(picture).mermaid();
  }

  /**
   * GraphML, for programs that draw or count; the stream stays open.
   *
   * @see <a href="http://graphml.graphdrawing.org/specification.html">The GraphML file format</a>
   */
  public static void writeGraphml(Picture picture, OutputStream out) {
    try {
      new PictureFile(picture).graphml(out);
    } catch (XMLStreamException e) {
      throw new java.io.UncheckedIOException(new java.io.IOException(e));
    }
  }

  /**
   * JSON, schema version 1: {@code nodes} with {@code id}, {@code kind}, {@code name}, {@code
   * scope}, {@code group} and {@code effect}, {@code links} with {@code origin}, {@code target},
   * {@code label}, {@code certainty} and a place. The stream stays open.
   */
  public static void writeJson(Picture picture, OutputStream out) {
    requireNonNull(picture, "picture");
    try (JsonGenerator json = JsonReport.generator(out)) {
      json.writeStartObject();
      new JsonReport(json).head();
      json.writeArrayPropertyStart("nodes");
      picture.nodes().forEach(node -> node(json, node));
      json.writeEndArray();
      json.writeArrayPropertyStart("links");
      picture.links().forEach(link -> link(json, link));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void node(JsonGenerator json, Picture.Node node) {
    json.writeStartObject();
    json.writeStringProperty("id", node.id().toString());
    json.writeStringProperty("kind", node.id().kind().word());
    json.writeStringProperty("name", node.id().name());
    json.writeStringProperty("scope", node.id().scope().toString());
    if (!node.group().isEmpty()) {
      json.writeStringProperty("group", node.group());
    }
    node.effect().ifPresent(effect -> json.writeStringProperty("effect", effect.name()));
    json.writeEndObject();
  }

  private static void link(JsonGenerator json, Picture.Link link) {
    json.writeStartObject();
    json.writeStringProperty("origin", link.origin().toString());
    json.writeStringProperty("target", link.target().toString());
    if (!link.label().isEmpty()) {
      json.writeStringProperty("label", link.label());
    }
    json.writeStringProperty("certainty", link.certainty().name());
    if (link.evidence().isPresent()) {
      Evidence evidence = link.evidence().get();
      json.writeStringProperty("path", evidence.at().path());
      json.writeNumberProperty("line", evidence.at().line());
      json.writeNumberProperty("column", evidence.at().column());
      json.writeStringProperty("text", evidence.excerpt());
    }
    json.writeEndObject();
  }

  private Map<String, List<Picture.Node>> groups() {
    return picture.nodes().stream()
        .collect(Collectors.groupingBy(Picture.Node::group, TreeMap::new, Collectors.toList()));
  }

  private String dot() {
    StringBuilder dot = new StringBuilder("digraph whatbreaks {\n");
    dot.append("  rankdir=LR;\n  fontname=\"sans-serif\";\n");
    dot.append("  node [fontname=\"sans-serif\", style=filled, fillcolor=white];\n");
    dot.append("  edge [fontname=\"sans-serif\", color=\"#555555\"];\n");
    int cluster = 0;
    for (Map.Entry<String, List<Picture.Node>> group : groups().entrySet()) {
      boolean named = !group.getKey().isEmpty();
      if (named) {
        dot.append("  subgraph cluster_").append(cluster++).append(" {\n    label=");
        dot.append(dotText(group.getKey())).append(";\n    color=\"#999999\";\n");
      }
      for (Picture.Node node : group.getValue()) {
        dot.append(named ? "    n" : "  n").append(numbers.get(node.id())).append(" [label=");
        dot.append(dotText(label(node))).append(", shape=").append(shape(node.id().kind()));
        node.effect().ifPresent(e -> dot.append(", fillcolor=\"").append(colour(e)).append('"'));
        dot.append(node.changes() ? ", penwidth=3];\n" : "];\n");
      }
      dot.append(named ? "  }\n" : "");
    }
    for (Picture.Link link : picture.links()) {
      dot.append("  n").append(numbers.get(link.origin())).append(" -> n");
      dot.append(numbers.get(link.target())).append(" [style=");
      dot.append(link.certainty() == Certainty.CERTAIN ? "solid" : "dashed");
      if (!link.label().isEmpty()) {
        dot.append(", label=").append(dotText(link.label()));
      }
      dot.append("];\n");
    }
    return dot.append("}\n").toString();
  }

  /** A backslash begins an escape, an ampersand a character reference. */
  private static String dotText(String text) {
    return '"'
        + plain(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;")
        + '"';
  }

  private String mermaid() {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    int subgraph = 0;
    for (Map.Entry<String, List<Picture.Node>> group : groups().entrySet()) {
      boolean named = !group.getKey().isEmpty();
      if (named) {
        text.append("  subgraph g").append(subgraph++);
        text.append("[\"").append(mermaidText(group.getKey())).append("\"]\n");
      }
      for (Picture.Node node : group.getValue()) {
        text.append(named ? "    n" : "  n").append(numbers.get(node.id()));
        text.append(mermaidShape(node.id().kind(), mermaidText(label(node))));
        node.effect().ifPresent(effect -> text.append(":::").append(effect));
        text.append('\n');
      }
      text.append(named ? "  end\n" : "");
    }
    for (Picture.Link link : picture.links()) {
      text.append("  n").append(numbers.get(link.origin()));
      text.append(link.certainty() == Certainty.CERTAIN ? " -->" : " -.->");
      if (!link.label().isEmpty()) {
        text.append("|\"").append(mermaidText(link.label())).append("\"|");
      }
      text.append(" n").append(numbers.get(link.target())).append('\n');
    }
    picture.nodes().stream()
        .flatMap(node -> node.effect().stream())
        .distinct()
        .sorted()
        .forEach(effect -> text.append(mermaidClass(effect)));
    return text.toString();
  }

  private static String mermaidClass(Effect effect) {
    return "  classDef " + effect + " fill:" + colour(effect) + ",color:#111111\n";
  }

  private static String mermaidShape(NodeKind kind, String label) {
    return switch (kind) {
      case QUEUE, TOPIC -> "[(\"" + label + "\")]";
      case EXCHANGE -> "{{\"" + label + "\"}}";
      case HOST, ADDRESS, ENDPOINT, VHOST -> "([\"" + label + "\"])";
      case COMPONENT, SERVICE -> "[\"" + label + "\"]";
    };
  }

  /**
   * Characters that Mermaid or HTML could read otherwise are written as their numbers.
   *
   * @see <a href="https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters">
   *     Entity codes to escape characters</a>
   */
  private static String mermaidText(String text) {
    StringBuilder safe = new StringBuilder();
    plain(text)
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80 && !Character.isLetterOrDigit(c) && " .-_:/@".indexOf(c) < 0) {
                safe.append('#').append(c).append(';');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private void graphml(OutputStream out) throws XMLStreamException {
    XMLStreamWriter xml =
        XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("graphml");
    xml.writeDefaultNamespace(GRAPHML);
    for (String key : NODE_KEYS) {
      key(xml, "node", key);
    }
    for (String key : LINK_KEYS) {
      key(xml, "edge", key);
    }
    xml.writeCharacters("\n");
    xml.writeStartElement("graph");
    xml.writeAttribute("edgedefault", "directed");
    for (Picture.Node node : picture.nodes()) {
      element(xml, "node", Map.of("id", "n" + numbers.get(node.id())));
      data(xml, "node", "id", node.id().toString());
      data(xml, "node", "kind", node.id().kind().word());
      data(xml, "node", "name", node.id().name());
      data(xml, "node", "group", node.group());
      data(xml, "node", "effect", node.effect().map(Effect::name).orElse(""));
      xml.writeEndElement();
    }
    for (Picture.Link link : picture.links()) {
      element(
          xml,
          "edge",
          new TreeMap<>(
              Map.of(
                  "source", "n" + numbers.get(link.origin()),
                  "target", "n" + numbers.get(link.target()))));
      data(xml, "edge", "label", link.label());
      data(xml, "edge", "certainty", link.certainty().name());
      data(xml, "edge", "place", link.evidence().map(e -> e.at().toString()).orElse(""));
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  private static void key(XMLStreamWriter xml, String of, String key) throws XMLStreamException {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("attr.name", key);
    attributes.put("attr.type", "string");
    attributes.put("for", of);
    attributes.put("id", of + "-" + key);
    element(xml, "key", attributes);
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, Map<String, String> attributes)
      throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      xml.writeAttribute(attribute.getKey(), attribute.getValue());
    }
  }

  private static void data(XMLStreamWriter xml, String of, String key, String value)
      throws XMLStreamException {
    if (!value.isEmpty()) {
      element(xml, "data", Map.of("key", of + "-" + key));
      xml.writeCharacters(plain(value));
      xml.writeEndElement();
    }
  }

  /** Without the characters that neither XML 1.0 nor a picture has a place for. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean shown =
                  type != Character.CONTROL
                      && type != Character.FORMAT
                      && type != Character.SURROGATE
                      && (c & 0xfffe) != 0xfffe;
              plain.appendCodePoint(shown ? c : ' ');
            });
    return plain.toString();
  }

  private static String label(Picture.Node node) {
    String name = node.id().kind() == NodeKind.COMPONENT ? node.id().name() : named(node.id());
    return name + node.becomes().map(now -> " → " + now).orElse("");
  }

  private static String named(NodeId id) {
    return id.kind().word() + ":" + id.name();
  }

  private static String shape(NodeKind kind) {
    return switch (kind) {
      case QUEUE, TOPIC -> "cylinder";
      case EXCHANGE -> "hexagon";
      case HOST, ADDRESS, ENDPOINT, VHOST -> "ellipse";
      case COMPONENT, SERVICE -> "box";
    };
  }

  private static String colour(Effect effect) {
    return switch (effect) {
      case BREAKS -> "#f4a3a3";
      case BREAKS_ON_RESTART -> "#f7c59f";
      case LOSES_DATA -> "#d6b3f0";
      case MISDIRECTED -> "#f2b8dc";
      case DEGRADES -> "#f5e6a3";
      case UNCERTAIN -> "#d0d7de";
    };
  }
}
