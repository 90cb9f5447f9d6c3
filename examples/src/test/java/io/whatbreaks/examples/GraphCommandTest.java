package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class GraphCommandTest {
  @TempDir private Path folder;
  private Path tree;

  @BeforeEach
  void a_broker_and_a_client() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    write(
        "mq01/etc/rabbitmq/definitions.json",
        """
        {"vhosts": [{"name": "/"}],
         "queues": [{"name": "bills", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {}}],
         "exchanges": [{"name": "a\\"<b>&\\\\x", "vhost": "/", "type": "topic", "durable": true,
           "auto_delete": false, "internal": false, "arguments": {}}],
         "bindings": [{"source": "a\\"<b>&\\\\x", "vhost": "/", "destination": "bills",
           "destination_type": "queue", "routing_key": "order.#", "arguments": {}}]}
        """);
    write("mq01/etc/hostname", "mq01\n");
    write("till3/etc/hostname", "till3\n");
    write("till3/srv/basket/application.properties", "spring.rabbitmq.host=mq01\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String drawn(String name, Object... flags) throws IOException {
    Path file = folder.resolve(name);
    Object[] args = new Object[flags.length + 4];
    args[0] = "graph";
    args[1] = tree;
    args[2] = "-o";
    args[3] = file;
    System.arraycopy(flags, 0, args, 4, flags.length);
    Run run = Run.of(args);
    assertEquals("", run.err());
    assertEquals("", run.out());
    assertEquals(0, run.status());
    String first = Files.readString(file);
    Run.of(args);
    assertEquals(first, Files.readString(file));
    return first;
  }

  @Test
  void dot_draws_messages_along_their_bindings() throws IOException {
    assertEquals(
        """
        digraph whatbreaks {
          rankdir=LR;
          fontname="sans-serif";
          node [fontname="sans-serif", style=filled, fillcolor=white];
          edge [fontname="sans-serif", color="#555555"];
          subgraph cluster_0 {
            label="vhost:/";
            color="#999999";
            n0 [label="queue:bills", shape=cylinder];
            n1 [label="exchange:a\\"<b>&amp;\\\\x", shape=hexagon];
          }
          n1 -> n0 [style=solid, label="order.#"];
        }
        """,
        drawn("x.dot", "--messaging"));
  }

  @Test
  void mermaid_draws_the_same() throws IOException {
    assertEquals(
        """
        flowchart LR
          subgraph g0["vhost:/"]
            n0[("queue:bills")]
            n1{{"exchange:a#34;#60;b#62;#38;#92;x"}}
          end
          n1 -->|"order.#35;"| n0
        """,
        drawn("x.MMD", "--messaging"));
  }

  @Test
  void everything_is_in_the_whole_picture() throws IOException {
    JsonNode picture = new ObjectMapper().readTree(drawn("x.json"));

    JsonNode basket =
        picture.get("nodes").values().stream()
            .filter(node -> node.get("id").asString().equals("component:till3/basket"))
            .findFirst()
            .orElseThrow();
    assertEquals("host:till3", basket.get("group").asString());
    assertTrue(
        picture.get("links").values().stream()
            .anyMatch(
                link ->
                    link.get("origin").asString().equals("component:till3/basket")
                        && link.get("path")
                            .asString()
                            .equals("till3/srv/basket/application.properties")
                        && link.get("column").asInt() == 22),
        picture::toString);
    assertTrue(drawn("x.graphml").contains("<data key=\"node-id\">component:till3/basket</data>"));
  }

  @Test
  void another_ending_is_refused_before_anything_is_read() {
    Run run = Run.of("graph", tree, "-o", folder.resolve("x.png"));

    assertEquals(2, run.status());
    assertTrue(run.err().contains("is none of .dot, .mmd, .graphml, .json"), run.err());
    assertFalse(Files.exists(folder.resolve("x.png")));
  }
}
