package io.whatbreaks.broker;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads an export of a broker with a hundred thousand bindings, as one line and as one that is
 * spread over lines, and asks where messages get.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx512m", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"})
public class ManyBindingsBenchmark {
  private static final int BINDINGS = 100_000;
  private static final int QUEUES = 20_000;
  private static final int EXCHANGES = 200;
  private static final List<String> TYPES = List.of("topic", "direct", "fanout", "headers");

  @Param({"", "\n  "})
  private String gap = "";

  private Path file = Path.of("");

  /** For JMH. */
  public ManyBindingsBenchmark() {}

  /** The routes of an export, read once for many questions. */
  @State(Scope.Benchmark)
  public static class Routes {
    private Topology topology = Topology.of(World.of(List.of()));
    private int asked;

    /** For JMH. */
    public Routes() {}

    /** Reads the export. */
    @Setup
    public void read(ManyBindingsBenchmark export) throws IOException {
      topology = export.read().topology();
    }
  }

  /** Writes the export. */
  @Setup
  public void make() throws IOException {
    file = Files.createTempDirectory("many-bindings").resolve("definitions.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"rabbit_version\": \"3.12.1\", \"vhosts\": [{\"name\": \"/shop\"}]");
      out.write(",\n\"users\": [{\"name\": \"app\", \"password_hash\": \"dtuwb4X0Xz4Yz\"}]");
      list(out, "queues", QUEUES, ManyBindingsBenchmark::queue);
      list(out, "exchanges", EXCHANGES, ManyBindingsBenchmark::exchange);
      list(out, "bindings", BINDINGS, ManyBindingsBenchmark::binding);
      out.write("}\n");
    }
  }

  /** One object of a list, without its braces. */
  @FunctionalInterface
  private interface Item {
    String text(int number);
  }

  private void list(Writer out, String section, int count, Item item) throws IOException {
    out.write(",\n\"" + section + "\": [");
    for (int i = 0; i < count; i++) {
      String fields = item.text(i).replace(", ", "," + (gap.isEmpty() ? " " : gap));
      out.write((i == 0 ? "" : ",") + gap + "{" + gap + fields + gap + "}");
    }
    out.write("]");
  }

  private static String queue(int i) {
    return "\"name\": \"queue."
        + i
        + "\", \"vhost\": \"/shop\", \"durable\": true, \"auto_delete\": false"
        + ", \"arguments\": {\"x-queue-type\": \"quorum\"}";
  }

  private static String exchange(int i) {
    return "\"name\": \"exchange."
        + i
        + "\", \"vhost\": \"/shop\", \"type\": \""
        + TYPES.get(i % TYPES.size())
        + "\", \"durable\": true, \"auto_delete\": false, \"internal\": false, \"arguments\": {}";
  }

  private static String binding(int i) {
    String key = i % 2 == 0 ? "a.*.k" + i : "region" + i % 40 + ".order." + i / 40 + ".#";
    return "\"source\": \"exchange."
        + i % EXCHANGES
        + "\", \"vhost\": \"/shop\", \"destination\": \"queue."
        + i % QUEUES
        + "\", \"destination_type\": \"queue\", \"routing_key\": \""
        + key
        + "\", \"arguments\": {}";
  }

  /** Takes the export away. */
  @TearDown
  public void clear() throws IOException {
    Files.delete(file);
    Files.delete(file.getParent());
  }

  /** Everything of the file, as a world and as routes. */
  @Benchmark
  public Snapshot read() throws IOException {
    Snapshot snapshot = WhatBreaks.scan(file);
    snapshot.topology();
    return snapshot;
  }

  /** One message to an exchange that nobody asked about before. */
  @Benchmark
  public Route route(Routes routes) {
    routes.asked = (routes.asked + 1) % EXCHANGES;
    String exchange = "exchange." + routes.asked;
    return routes.topology.route(
        routes.topology.vhosts(exchange).get(0),
        exchange,
        new Message("region1.order.7.paid", List.of()));
  }
}
