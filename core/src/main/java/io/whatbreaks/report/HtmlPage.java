package io.whatbreaks.report;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.model.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.core.JsonGenerator;

/**
 * The frame of a page: everything it needs is within, and nothing but the scripts and styles that
 * are ours may run in it.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class HtmlPage {
  /** The library that draws; its jar comes with this one. */
  private static final String LIBRARY = "org.webjars.npm/cytoscape";

  /** What the library would add itself, and may not. */
  private static final String LIBRARY_STYLE =
      ".__________cytoscape_container { position: relative; }";

  private HtmlPage() {}

  /**
   * The page.
   *
   * @param body markup
   * @param data what {@link #data} made of the picture
   */
  static String of(String title, String body, String data) {
    String style = own("page.css");
    String library = library();
    String script = own("page.js");
    return new Html()
        .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src")
        .raw(hash(library) + hash(script) + "; style-src" + hash(style) + hash(LIBRARY_STYLE))
        .raw("; img-src data:; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .element("title", title)
        .raw("\n<style id=\"__________cytoscape_stylesheet\">" + LIBRARY_STYLE + "</style>\n")
        .raw("<style>" + style + "</style>\n</head>\n<body>\n")
        .raw(body)
        .raw("<script type=\"application/json\" id=\"data\">" + data + "</script>\n")
        .raw("<script>" + library + "</script>\n<script>" + script + "</script>\n")
        .raw("</body>\n</html>\n")
        .toString();
  }

  private static String hash(String text) {
    return " 'sha256-" + Digest.base64(text) + "'";
  }

  private static String own(String name) {
    return read("/io/whatbreaks/report/" + name);
  }

  private static String library() {
    Properties told = new Properties();
    try (InputStream in =
        HtmlPage.class.getResourceAsStream("/META-INF/maven/" + LIBRARY + "/pom.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "the library that draws is not on the class path: " + LIBRARY);
      }
      told.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = told.getProperty("version", "");
    String script =
        read("/META-INF/resources/webjars/cytoscape/" + version + "/dist/cytoscape.min.js");
    if (script.contains("</script") || script.indexOf('\r') >= 0) {
      throw new IllegalStateException("the library that draws cannot stand within a page");
    }
    return script;
  }

  private static String read(String resource) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The picture for the page's script, as JSON in which no markup can begin or end: {@code
   * effects}, {@code kinds}, {@code groups} as names, {@code nodes} as id, name and the numbers of
   * kind, group and effect (-1 for none), 1 for what changes, and what it becomes; {@code links} as
   * the numbers of their ends, label, 1 where it is only possible, and place.
   */
  static String data(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> effects = names(Effect.values());
    List<String> kinds = names(io.whatbreaks.model.NodeKind.values());
    Map<NodeId, Integer> numbers = new HashMap<>();
    picture.nodes().forEach(node -> numbers.put(node.id(), numbers.size()));
    List<String> groups =
        picture.nodes().stream()
            .map(Picture.Node::group)
            .filter(g -> !g.isEmpty())
            .distinct()
            .sorted()
            .toList();
    Map<String, Integer> groupNumbers = new HashMap<>();
    groups.forEach(group -> groupNumbers.put(group, groupNumbers.size()));
    try (JsonGenerator json = JsonReport.compact(out)) {
      json.writeStartObject();
      JsonReport report = new JsonReport(json);
      report.strings("effects", effects);
      report.strings("kinds", kinds);
      report.strings("groups", groups);
      json.writeArrayPropertyStart("nodes");
      for (Picture.Node node : picture.nodes()) {
        json.writeStartArray();
        json.writeString(node.id().toString());
        json.writeString(node.id().name());
        json.writeNumber(kinds.indexOf(node.id().kind().name()));
        json.writeNumber(groupNumbers.getOrDefault(node.group(), -1));
        json.writeNumber(node.effect().map(Effect::name).map(effects::indexOf).orElse(-1));
        json.writeNumber(node.changes() ? 1 : 0);
        json.writeString(node.becomes().orElse(""));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("links");
      for (Picture.Link link : picture.links()) {
        json.writeStartArray();
        json.writeNumber(numbers.getOrDefault(link.origin(), -1));
        json.writeNumber(numbers.getOrDefault(link.target(), -1));
        json.writeString(link.label());
        json.writeNumber(link.certainty() == Certainty.CERTAIN ? 0 : 1);
        json.writeString(link.evidence().map(Evidence::at).map(Object::toString).orElse(""));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static List<String> names(Enum<?>[] values) {
    List<String> names = new ArrayList<>();
    for (Enum<?> value : values) {
      names.add(value.name());
    }
    return names;
  }
}
