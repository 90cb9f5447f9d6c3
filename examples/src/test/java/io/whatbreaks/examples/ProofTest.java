package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The proof of a rename, and what it says where it does not hold. */
class ProofTest {
  private static final String COMPOSE =
      """
      services:
        mq01:
          image: rabbitmq
        app:
          image: x
          depends_on: [mq01]
      """;

  @TempDir private Path folder;

  private void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private String differences(String old, String now, Patch.Choice choice) throws IOException {
    Proof proof =
        WhatBreaks.read(List.of(folder), SourceOptions.DEFAULT)
            .prove(new Change.Rename(old, now, false), choice);
    StringBuilder text = new StringBuilder();
    for (Proof.Difference difference : proof.differences()) {
      text.append(difference.evidence().at())
          .append(' ')
          .append(difference.kind().code())
          .append(": ")
          .append(difference.message())
          .append('\n');
    }
    assertEquals(text.isEmpty(), proof.holds());
    return text.toString();
  }

  @Test
  void it_holds_in_every_format_and_writes_nothing() throws IOException {
    PatchedTree.write(PatchedTree.before(), folder);
    assertEquals("", differences(PatchedTree.OLD, PatchedTree.NEW, Patch.Choice.POSSIBLE));
    assertEquals(PatchedTree.shown(PatchedTree.before()), PatchedTree.read(folder));
  }

  @Test
  void it_holds_where_the_machine_whose_files_are_read_is_renamed() throws IOException {
    write(
        Map.of(
            "mq01/etc/hostname",
            "mq01\n",
            "mq01/etc/hosts",
            "127.0.0.1 localhost\n10.0.0.1 mq01.shop.test mq01\n",
            "mq01/srv/stack/compose.yaml",
            COMPOSE.replace("mq01", "broker") + "    environment: {BUS: 'amqp://mq01:5672'}\n",
            "mq01/etc/cron.d/job",
            "* * * * * root curl http://mq01:8080/\n"));
    assertEquals("", differences("mq01.shop.test", "rabbit01.shop.test", Patch.Choice.POSSIBLE));
  }

  @Test
  void a_place_that_is_not_edited_is_left_over() throws IOException {
    write(
        Map.of(
            "hosts.ini",
            "[mq]\nmq[01:20].shop.test\n",
            "client.properties",
            "url=http://mq01.shop.test:80/\n"));
    assertEquals(
        "hosts.ini:2:1 left-over: the old name is still here:"
            + " component:tree/hosts.ini -> host:mq01.shop.test\n",
        differences("mq01.shop.test", "rabbit01.shop.test", Patch.Choice.POSSIBLE));
  }

  @Test
  void possible_places_that_stay_dangle() throws IOException {
    write(Map.of("compose.yml", COMPOSE, "tool.properties", "url=http://mq01:80/\n"));
    assertEquals("", differences("mq01", "bus", Patch.Choice.POSSIBLE));
    String left = differences("mq01", "bus", Patch.Choice.CERTAIN);
    assertTrue(left.contains("tool.properties:1:12 dangling: "), left);
  }

  @Test
  void two_things_that_become_one_are_told() throws IOException {
    write(Map.of("compose.yml", COMPOSE.replace("  app:", "  bus:")));
    assertEquals(
        "compose.yml:4:3 merged: host:bus@compose:. is taken:"
            + " host:mq01@compose:. has become one with it\n",
        differences("mq01", "bus", Patch.Choice.POSSIBLE).lines().findFirst().orElse("") + "\n");
  }

  @Test
  void an_endpoint_takes_its_port_along() throws IOException {
    write(
        Map.of(
            "a/src/main/resources/application.yml",
            "spring:\n  rabbitmq:\n    host: localhost\n    port: 5673\n",
            "b/src/main/resources/application.yml",
            "server:\n  port: 5673\n",
            "c/src/main/resources/application.properties",
            "url=http://localhost:5673/x\nother=http://localhost:80/\n"));
    assertEquals("", differences("localhost:5673", "bus:5000", Patch.Choice.POSSIBLE));
  }

  @Test
  void a_service_is_renamed_by_its_full_name() throws IOException {
    write(
        Map.of(
            "db.yaml",
            """
            apiVersion: v1
            kind: Service
            metadata: {name: db, namespace: shop}
            spec: {selector: {app: db}, ports: [{port: 5432}]}
            """,
            "app.properties",
            "url=jdbc:postgresql://db.shop.svc.cluster.local:5432/x\n"));
    assertEquals(
        "",
        differences(
            "db.shop.svc.cluster.local", "sql.shop.svc.cluster.local", Patch.Choice.POSSIBLE));
  }

  @Test
  void queues_are_renamed_with_their_bindings() throws IOException {
    write(
        Map.of(
            "etc/rabbitmq/definitions.json",
            """
            {"rabbit_version": "3.12",
             "vhosts": [{"name": "/"}],
             "exchanges": [{"name": "x", "vhost": "/", "type": "direct", "durable": true}],
             "queues": [{"name": "orders", "vhost": "/", "durable": true, "arguments": {}}],
             "bindings": [{"source": "x", "vhost": "/", "destination": "orders",
               "destination_type": "queue", "routing_key": "orders", "arguments": {}}]}
            """));
    assertEquals("", differences("queue:orders", "jobs", Patch.Choice.POSSIBLE));
  }

  @Test
  void the_command_answers_by_its_status_as_text_and_as_json() throws IOException {
    write(Map.of("hosts.ini", "[mq]\nmq[01:20].shop.test\n", "a.ini", "[mq]\nmq01.shop.test\n"));
    Run text = Run.of("prove", "mq01.shop.test", "bus.shop.test", folder);
    assertEquals(1, text.status(), text.err());
    assertTrue(text.out().contains("hosts.ini:2:1: left-over: "), text.out());
    assertTrue(text.out().endsWith("It does not hold: 1 edit, 1 difference\n"), text.out());

    Run run = Run.of("prove", "mq01.shop.test", "bus.shop.test", folder, "--format", "json");
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertEquals(1, json.get("schemaVersion").asInt());
    assertEquals(false, json.get("holds").asBoolean());
    JsonNode finding = json.get("findings").get(0);
    assertEquals("left-over", finding.get("code").asString());
    assertEquals("hosts.ini", finding.get("path").asString());
    assertEquals(2, finding.get("line").asInt());
    assertEquals(1, finding.get("column").asInt());

    assertEquals("hosts.ini", json.get("notEdited").get(0).get("path").asString());

    Files.delete(folder.resolve("hosts.ini"));
    Run held = Run.of("prove", "mq01.shop.test", "bus.shop.test", folder);
    assertEquals("It holds: 1 edit, 0 differences\n", held.out());
    assertEquals(0, held.status());
    assertEquals(2, Run.of("prove", "nobody", "bus", folder).status());
  }
}
