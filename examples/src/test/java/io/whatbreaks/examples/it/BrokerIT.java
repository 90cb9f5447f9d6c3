package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * RabbitMQ on the sample's broker: what it holds, and what is left of it under another host name.
 *
 * <p>The steps follow one another on one data folder, as on a real machine.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokerIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DEFINITIONS = "mq01/var/backups/rabbitmq/definitions.json";
  private static final String ENVIRONMENT = "mq01/etc/rabbitmq/rabbitmq-env.conf";
  private static final String PIN = "\nNODENAME=rabbit@mq01\n";
  private static final NodeId BROKER = NodeId.component(Scope.host("mq01"), "rabbitmq");
  private static final Change RENAME = Change.renameHost("mq01", "rabbit01");

  @TempDir private static Path folder;
  private static Company before;
  private static Company after;
  private static Machine machine;
  private static int starts;

  @BeforeAll
  static void company() throws IOException, InterruptedException {
    Programs.need("rabbitmq-server", "rabbitmq-server");
    Programs.need("rabbitmqctl", "rabbitmq-server");
    before = Company.in(folder.resolve("before"));
    after = before.copy(folder.resolve("after"));
    after.edit(before.scan().impactOf(RENAME), Role.DEFINES);
    assertEquals("rabbit01\n", Files.readString(after.file("mq01/etc/hostname")));
    machine = Machine.boot("10.20.0.21");
    machine
        .run(
            """
            mkdir /var/lib/rabbitmq /var/log/rabbitmq
            chown rabbitmq: /var/lib/rabbitmq /var/log/rabbitmq
            """)
        .succeeded();
  }

  @AfterAll
  static void shutDown() throws IOException {
    if (machine != null) {
      machine.close();
    }
  }

  /** Starts the broker with the files of a machine, asks, and stops it. */
  private static void with(Company company, Question question)
      throws IOException, InterruptedException {
    machine.become(company.file("mq01"));
    starts++;
    String log = "/var/log/start-" + starts;
    Process broker = machine.start("exec rabbitmq-server", log, "completed with [0-9]+ plugins");
    question.ask();
    machine.run("rabbitmqctl $1 shutdown", node(company)).succeeded();
    machine.awaitEnd(broker);
  }

  private static String node(Company company) throws IOException {
    return Files.readString(company.file(ENVIRONMENT)).contains(PIN) ? "-n rabbit@mq01" : "-q";
  }

  private interface Question {
    void ask() throws IOException, InterruptedException;
  }

  private static JsonNode list(String what) throws IOException, InterruptedException {
    return JSON.readTree(
        machine.run("rabbitmqctl -q " + what + " --formatter json").succeeded().out());
  }

  private static String text(JsonNode object, String member) {
    return object.get(member).asString();
  }

  /** What the running broker holds, but for what every broker has. */
  private static Set<String> held() throws IOException, InterruptedException {
    Set<String> held = new TreeSet<>();
    for (JsonNode vhost : list("list_vhosts")) {
      String name = text(vhost, "name");
      held.add("vhost " + name);
      for (JsonNode queue : list("list_queues -p " + name + " name")) {
        held.add("queue " + text(queue, "name") + " of " + name);
      }
      for (JsonNode exchange : list("list_exchanges -p " + name + " name")) {
        if (!text(exchange, "name").isEmpty() && !text(exchange, "name").startsWith("amq.")) {
          held.add("exchange " + text(exchange, "name") + " of " + name);
        }
      }
      String columns = " source_name destination_name destination_kind routing_key";
      for (JsonNode binding : list("list_bindings -p " + name + columns)) {
        if (!text(binding, "source_name").isEmpty()) {
          held.add(
              String.join(
                  " ",
                  "binding",
                  text(binding, "source_name"),
                  text(binding, "destination_kind"),
                  text(binding, "destination_name"),
                  text(binding, "routing_key"),
                  "of",
                  name));
        }
      }
    }
    return held;
  }

  private static Set<String> users() throws IOException, InterruptedException {
    Set<String> users = new TreeSet<>();
    list("list_users").forEach(user -> users.add(text(user, "user")));
    return users;
  }

  /** The same, as WhatBreaks reads it from the files. */
  private static Set<String> declared(Snapshot snapshot) {
    Set<String> held = new TreeSet<>();
    for (Fact.Declaration declaration : snapshot.world().held(BROKER)) {
      NodeId node = declaration.node();
      held.add(
          node.kind() == NodeKind.VHOST
              ? "vhost " + node.name()
              : node.kind().word() + " " + node.name() + " of " + node.scope().name());
    }
    for (Fact.Binding binding : snapshot.world().bindings()) {
      NodeId to = binding.destination();
      held.add(
          String.join(
              " ",
              "binding",
              binding.exchange().name(),
              to.kind().word(),
              to.name(),
              binding.key(),
              "of",
              to.scope().name()));
    }
    return held;
  }

  private static String lines(Set<String> all) {
    return String.join("\n", all);
  }

  private static Set<Effect> effects(Impact impact) {
    return impact.breakages().stream()
        .filter(breakage -> breakage.component().equals(BROKER))
        .map(breakage -> breakage.effect())
        .collect(Collectors.toSet());
  }

  @Test
  @Order(1)
  void the_broker_holds_what_the_export_declares() throws IOException, InterruptedException {
    Set<String> declared = declared(before.scan());
    with(
        before,
        () -> {
          machine.write("/var/lib/definitions.json", Files.readString(before.file(DEFINITIONS)));
          machine.run("rabbitmqctl -q import_definitions /var/lib/definitions.json").succeeded();
          assertEquals(lines(declared), lines(held()));
          assertTrue(declared.size() > 30, () -> lines(declared));
          assertTrue(users().containsAll(Set.of("admin", "orders", "mq01")));

          machine
              .run("rabbitmqctl -q export_definitions /var/lib/rabbitmq/export.json")
              .succeeded();
          Company exported = before.copy(folder.resolve("exported"));
          Files.writeString(
              exported.file(DEFINITIONS),
              machine.run("cat /var/lib/rabbitmq/export.json").succeeded().out());
          assertEquals(lines(declared), lines(declared(exported.scan())));
        });
  }

  @Test
  @Order(2)
  void under_another_host_name_it_comes_up_empty() throws IOException, InterruptedException {
    assertEquals(Set.of(Effect.LOSES_DATA), effects(before.scan().impactOf(RENAME)));
    with(
        after,
        () -> {
          assertEquals("vhost /", lines(held()));
          assertEquals(Set.of("guest"), users());
        });
  }

  @Test
  @Order(3)
  void with_its_node_name_pinned_and_resolvable_it_holds_everything()
      throws IOException, InterruptedException {
    Company pinned = after.copy(folder.resolve("pinned"));
    pinned.append(ENVIRONMENT, PIN);
    pinned.append("mq01/etc/hosts", "127.0.1.1 mq01\n");
    Set<String> declared = declared(before.scan());
    with(
        pinned,
        () -> {
          assertEquals(lines(declared), lines(held()));
          assertTrue(users().containsAll(Set.of("admin", "orders", "mq01")));
        });

    Company asked = before.copy(folder.resolve("asked"));
    asked.append(ENVIRONMENT, PIN);
    Impact impact = asked.scan().impactOf(RENAME);
    assertTrue(!effects(impact).contains(Effect.LOSES_DATA), () -> impact.breakages().toString());
  }

  @Test
  @Order(4)
  void with_its_node_name_pinned_and_gone_it_does_not_start()
      throws IOException, InterruptedException {
    Company asked = before.copy(folder.resolve("gone-asked"));
    asked.append(ENVIRONMENT, PIN);
    assertEquals(Set.of(Effect.BREAKS_ON_RESTART), effects(asked.scan().impactOf(RENAME)));

    asked.edit(asked.scan().impactOf(RENAME), Role.DEFINES);
    machine.become(asked.file("mq01"));
    Ran ran = machine.run("timeout 80 rabbitmq-server");
    // The wrapper of the package says nothing by its status.
    assertFalse(ran.said().contains("Starting broker"), ran::toString);
    assertTrue(ran.said().contains("epmd error for host mq01: nxdomain"), ran::toString);
  }
}
