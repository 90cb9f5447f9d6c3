package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.model.NodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real broker of Kafka in a process of its own: topics, and who takes from which. */
class KafkaIT {
  private static final List<String> NAMES =
      List.of(
          "shop.orders", "shop.orders.v1", "shop.refunds", "Shop.orders", "other", "shopXorders");

  @TempDir static Path temp;

  private static Process broker;
  private static String server = "";

  private static Process java(Path log, String... arguments) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    int port = freePort();
    int controller = freePort();
    server = "127.0.0.1:" + port;
    Path properties = temp.resolve("server.properties");
    Files.writeString(
        properties,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        """
            .formatted(port, controller, temp.resolve("data")));
    Path log = temp.resolve("format.log");
    Process format =
        java(
            log,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "AAAAAAAAAAAAAAAAAAAAAQ",
            "-c",
            properties.toString());
    assertTrue(format.waitFor(60, TimeUnit.SECONDS), "formatting takes too long");
    assertEquals(0, format.exitValue(), Files.readString(log));
    broker = java(temp.resolve("broker.log"), "kafka.Kafka", properties.toString());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (broker != null) {
      broker.destroyForcibly().waitFor();
    }
  }

  private static void write(String path, String text) throws IOException {
    Path file = temp.resolve("tree").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void topics_are_those_of_the_broker_and_patterns_take_what_it_hands_out() throws Exception {
    write(
        "docker-compose.yml",
        "services:\n  kafka:\n    image: kafka\n    environment:\n      KAFKA_CREATE_TOPICS: \""
            + NAMES.stream().map(name -> name + ":1:1").collect(Collectors.joining(","))
            + "\"\n");
    String expression = "shop\\..*|shop.refunds";
    write(
        "sink.json",
        "{\"name\": \"sink\", \"config\": {\"connector.class\": \"x.Sink\", \"topics.regex\": \""
            + expression.replace("\\", "\\\\")
            + "\"}}");
    Snapshot read = WhatBreaks.scan(temp.resolve("tree"));
    Set<String> declared =
        read.world().declared().stream()
            .filter(node -> node.kind() == NodeKind.TOPIC)
            .map(node -> node.name())
            .collect(Collectors.toCollection(TreeSet::new));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server))) {
      admin
          .createTopics(declared.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
          .all()
          .get(60, TimeUnit.SECONDS);
      assertEquals(new TreeSet<>(NAMES), new TreeSet<>(admin.listTopics().names().get()));
    }
    Set<String> taken = assigned(expression);
    for (String name : NAMES) {
      boolean loses =
          read.impactOf(new Change.Rename("topic:" + name, "elsewhere", false)).breakages().stream()
              .filter(breakage -> breakage.effect() == Effect.LOSES_DATA)
              .map(Breakage::component)
              .anyMatch(component -> component.name().equals("sink.json"));
      assertEquals(taken.contains(name), loses, name);
    }
  }

  /** The topics that the broker gives to a consumer that subscribes to an expression. */
  private static Set<String> assigned(String expression) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            server,
            "group.id",
            "test",
            "auto.offset.reset",
            "earliest",
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class);
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(Pattern.compile(expression));
      for (int i = 0; i < 60 && consumer.assignment().isEmpty(); i++) {
        consumer.poll(Duration.ofSeconds(1));
      }
      return consumer.assignment().stream()
          .map(TopicPartition::topic)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
