package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.report.Picture;
import io.whatbreaks.report.PictureFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import tools.jackson.databind.ObjectMapper;

/** Pictures, read by the programs they are for. */
class PictureIT {
  private static final String MERMAID = "mermaid@12.3.0";

  @TempDir private static Path folder;
  private static final Map<String, Picture> PICTURES = new TreeMap<>();

  @BeforeAll
  static void pictures() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(here.resolve("examples/whatbreaks"))) {
      here = here.getParent();
    }
    Snapshot company = WhatBreaks.scan(here.resolve("examples/startup"));
    PICTURES.put("whole", Picture.of(company.world(), company.graph()));
    PICTURES.put("messaging", Picture.messaging(company.world(), company.graph()));
    PICTURES.put("impact", Picture.of(company.impactOf(Change.renameHost("mq01", "rabbit01"))));
    Snapshot hostile = WhatBreaks.scan(hostile());
    PICTURES.put("hostile", Picture.of(hostile.world(), hostile.graph()));
  }

  /** Names that mean something to each of the languages. */
  private static Path hostile() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    String[] names = {
      "a\\\"b\\\\N",
      "end",
      "<b>&amp;x",
      "\\\"]; n0 --> n1; %%",
      "`x` #quot; {y} |z|",
      "]]>",
      "x\\u0001\\u202e"
    };
    StringBuilder queues = new StringBuilder();
    StringBuilder bindings = new StringBuilder();
    for (String name : names) {
      queues.append(queues.isEmpty() ? "" : ",").append("{\"name\":\"").append(name);
      queues.append("\",\"vhost\":\"/\",\"durable\":true,\"auto_delete\":false,\"arguments\":{}}");
      bindings.append(bindings.isEmpty() ? "" : ",").append("{\"source\":\"x\",\"vhost\":\"/\"");
      bindings
          .append(",\"destination\":\"")
          .append(name)
          .append("\",\"destination_type\":\"queue\"");
      bindings.append(",\"routing_key\":\"").append(name).append("\",\"arguments\":{}}");
    }
    Files.writeString(
        tree.resolve("definitions.json"),
        "{\"rabbit_version\":\"3.12.0\",\"vhosts\":[{\"name\":\"/\"}],\"exchanges\":[{\"name\":\"x\",\"vhost\":\"/\","
            + "\"type\":\"topic\",\"durable\":true,\"auto_delete\":false,\"internal\":false,\"arguments\":{}}],"
            + "\"queues\":["
            + queues
            + "],\"bindings\":["
            + bindings
            + "]}");
    return tree;
  }

  private static String ran(Path in, String... command) throws IOException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> String.join(" ", command));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    String text = Files.readString(said);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @Test
  void graphviz_draws_every_node_and_link() throws IOException {
    for (Map.Entry<String, Picture> picture : PICTURES.entrySet()) {
      Path dot =
          Files.writeString(
              folder.resolve(picture.getKey() + ".dot"), PictureFile.dot(picture.getValue()));

      String svg = ran(folder, "dot", "-Tsvg", dot.toString());

      assertEquals(
          picture.getValue().nodes().size(), count(svg, "class=\"node\""), picture.getKey());
      assertEquals(
          picture.getValue().links().size(), count(svg, "class=\"edge\""), picture.getKey());
    }
  }

  @Test
  void mermaid_draws_every_node_and_link() throws IOException {
    Path npm = Files.createDirectories(folder.resolve("npm"));
    ran(npm, "npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", MERMAID);
    String library = Files.readString(npm.resolve("node_modules/mermaid/dist/mermaid.min.js"));
    Path page =
        Files.writeString(
            folder.resolve("mermaid.html"),
            "<!doctype html><meta charset=utf-8><div id=picture><canvas></canvas></div><script>"
                + library.replace("</script", "<\\/script")
                + "</script>");
    try (Chromium chromium = Chromium.start(Files.createDirectories(folder.resolve("chromium")))) {
      chromium.open(page);
      chromium.value(
          "mermaid.initialize({startOnLoad: false, maxEdges: 5000, maxTextSize: 500000})");
      for (Map.Entry<String, Picture> picture : PICTURES.entrySet()) {
        String text =
            new ObjectMapper().writeValueAsString(PictureFile.mermaid(picture.getValue()));

        String drawn =
            chromium
                .value(
                    "mermaid.render('a', "
                        + text
                        + ").then(r => { const d = document.createElement('div'); d.innerHTML = r.svg;"
                        + " return d.querySelectorAll('g.node').length + ' '"
                        + " + d.querySelectorAll('path.flowchart-link').length; })")
                .asString();

        assertEquals(
            picture.getValue().nodes().size() + " " + picture.getValue().links().size(),
            drawn,
            picture.getKey());
      }
    }
  }

  @Test
  void graphml_is_xml_with_every_node_and_link()
      throws IOException, ParserConfigurationException, SAXException {
    for (Map.Entry<String, Picture> picture : PICTURES.entrySet()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PictureFile.writeGraphml(picture.getValue(), out);

      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document read =
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));

      String graphml = "http://graphml.graphdrawing.org/xmlns";
      assertEquals(
          picture.getValue().nodes().size(),
          read.getElementsByTagNameNS(graphml, "node").getLength());
      assertEquals(
          picture.getValue().links().size(),
          read.getElementsByTagNameNS(graphml, "edge").getLength());
    }
  }
}
