package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.broker.Message;
import io.whatbreaks.broker.Route;
import io.whatbreaks.broker.Topology;
import io.whatbreaks.change.Change;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Where a real broker delivers messages against where WhatBreaks says it does. */
class RoutingIT {
  private static Path folder;
  private static RealBroker broker;
  private static final int END = -1;
  private static int count;

  @BeforeContainer
  static void start() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("whatbreaks-broker");
    broker = RealBroker.start(folder);
  }

  @AfterContainer
  static void stop() throws IOException {
    broker.close();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  @Provide
  Arbitrary<DrawnTopology> topologies() {
    return DrawnTopology.arbitrary();
  }

  /** A message as it is published. */
  private record Sent(String exchange, String key, Map<String, Object> headers) {
    Message message() {
      return new Message(key, headers.entrySet().stream().map(Sent::header).toList());
    }

    private static Message.Header header(Map.Entry<String, Object> entry) {
      Object value = entry.getValue();
      Fact.Sort sort =
          value instanceof String
              ? Fact.Sort.TEXT
              : value instanceof Boolean ? Fact.Sort.TRUTH : Fact.Sort.NUMBER;
      return new Message.Header(entry.getKey(), Optional.of(sort), value.toString());
    }
  }

  @Property(
      tries = 220,
      generation = GenerationMode.RANDOMIZED,
      shrinking = ShrinkingMode.OFF,
      seed = "20261124")
  void messages_arrive_where_it_is_said(@ForAll("topologies") DrawnTopology drawn)
      throws Exception {
    String vhost = "v" + count++;
    broker.put("/api/vhosts/" + vhost, "{}");
    broker.post("/api/definitions/" + vhost, drawn.definitions());
    Snapshot snapshot = scan(vhost, drawn.definitions());
    try (Connection connection = broker.connect(vhost)) {
      Topology topology = snapshot.topology();
      compare(connection, topology, drawn);
      deadLetters(connection, topology, drawn);
      live(vhost, snapshot);
      changed(connection, snapshot, drawn);
    }
  }

  private static Snapshot scan(String name, String definitions) throws IOException {
    Path file = Files.createDirectories(folder.resolve("scanned")).resolve(name + ".json");
    Files.writeString(file, definitions);
    return WhatBreaks.scan(file);
  }

  private static Scope vhost(Topology topology) {
    List<Scope> all = topology.vhosts();
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  private static List<Sent> all(DrawnTopology drawn, Topology topology) {
    List<Sent> all = new ArrayList<>();
    List<Map<String, Object>> headers = drawn.headers();
    for (String exchange : drawn.exchanges()) {
      boolean refused = topology.route(vhost(topology), exchange, Message.of("")).refused();
      for (String key : refused ? Set.<String>of() : drawn.keys()) {
        all.add(new Sent(exchange, key, headers.get(all.size() % headers.size())));
      }
      for (Map<String, Object> each : refused ? List.<Map<String, Object>>of() : headers) {
        all.add(new Sent(exchange, "h", each));
      }
    }
    return all;
  }

  /** Publishes each message once and collects it again; those that came back are there as well. */
  private static void compare(Connection connection, Topology topology, DrawnTopology drawn)
      throws Exception {
    List<Sent> sent = all(drawn, topology);
    Map<Integer, Set<String>> arrived = new ConcurrentHashMap<>();
    Set<Integer> returned = new ConcurrentSkipListSet<>();
    try (Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.addReturnListener(message -> returned.add(number(message.getBody())));
      CountDownLatch ended = collect(channel, drawn, arrived);
      for (int i = 0; i < sent.size(); i++) {
        Sent one = sent.get(i);
        AMQP.BasicProperties properties =
            new AMQP.BasicProperties.Builder().headers(one.headers()).build();
        channel.basicPublish(one.exchange(), one.key(), true, properties, body(i));
      }
      // A queue keeps the order of a channel: behind the last message nothing is to come.
      for (String queue : drawn.queues()) {
        channel.basicPublish("", queue, null, body(END));
      }
      channel.waitForConfirmsOrDie(60_000);
      assertTrue(ended.await(60, TimeUnit.SECONDS));
    }
    for (int i = 0; i < sent.size(); i++) {
      Sent one = sent.get(i);
      Route route = topology.route(vhost(topology), one.exchange(), one.message());
      assertEquals(names(route), arrived.getOrDefault(i, Set.of()), () -> one + " in " + drawn);
      assertEquals(route.isDropped(), returned.contains(i), () -> one + " in " + drawn);
      assertTrue(route.chances().isEmpty());
    }
  }

  private static CountDownLatch collect(
      Channel channel, DrawnTopology drawn, Map<Integer, Set<String>> arrived) throws IOException {
    CountDownLatch ended = new CountDownLatch(drawn.queues().size());
    for (String queue : drawn.queues()) {
      channel.basicConsume(
          queue,
          true,
          (tag, delivery) -> {
            int number = number(delivery.getBody());
            if (number == END) {
              ended.countDown();
            } else {
              arrived.computeIfAbsent(number, n -> new ConcurrentSkipListSet<>()).add(queue);
            }
          },
          tag -> {});
    }
    return ended;
  }

  private static Set<String> names(Route route) {
    return route.queues().stream().map(NodeId::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static byte[] body(int number) {
    return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static int number(byte[] body) {
    return Integer.parseInt(new String(body, StandardCharsets.US_ASCII));
  }

  private static void drain(Channel channel, DrawnTopology drawn, Map<Integer, Set<String>> arrived)
      throws IOException {
    for (String queue : drawn.queues()) {
      GetResponse got;
      while ((got = channel.basicGet(queue, true)) != null) {
        arrived.computeIfAbsent(number(got.getBody()), n -> new TreeSet<>()).add(queue);
      }
    }
  }

  /** Rejects one message of each queue and looks where it gets. */
  private static void deadLetters(Connection connection, Topology topology, DrawnTopology drawn)
      throws Exception {
    Map<Integer, Set<String>> arrived = new TreeMap<>();
    Map<Integer, Set<String>> said = new TreeMap<>();
    try (Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (int i = 0; i < drawn.queues().size(); i++) {
        channel.basicPublish("", drawn.queues().get(i), null, body(i));
      }
      channel.waitForConfirmsOrDie(30_000);
      List<Long> tags = new ArrayList<>();
      for (String queue : drawn.queues()) {
        tags.add(channel.basicGet(queue, false).getEnvelope().getDeliveryTag());
      }
      for (long tag : tags) {
        channel.basicReject(tag, false);
      }
      for (int i = 0; i < drawn.queues().size(); i++) {
        NodeId queue = new NodeId(NodeKind.QUEUE, vhost(topology), drawn.queues().get(i));
        Set<String> to =
            topology
                .deadLetters(queue, Message.of(queue.name()))
                .map(RoutingIT::names)
                .orElse(Set.of());
        if (!to.isEmpty()) {
          said.put(i, to);
        }
      }
      // Queues hand dead letters on by themselves; what is not expected has its time too.
      int expected = said.values().stream().mapToInt(Set::size).sum();
      for (int round = 0; round < 500; round++) {
        drain(channel, drawn, arrived);
        if (arrived.values().stream().mapToInt(Set::size).sum() >= expected && round > 1) {
          break;
        }
        Thread.sleep(5);
      }
    }
    assertEquals(said, arrived, drawn::toString);
  }

  /** What the broker exports says the same as the file that it was given. */
  private static void live(String vhost, Snapshot snapshot) throws Exception {
    Snapshot exported = scan(vhost + "-exported", broker.get("/api/definitions/" + vhost));
    assertEquals(said(snapshot), said(exported));
  }

  private static Set<String> said(Snapshot snapshot) {
    Set<String> all = new TreeSet<>();
    for (Fact fact : snapshot.result().facts()) {
      if (fact instanceof Fact.Declaration it) {
        all.add("declares " + it.node());
      } else if (fact instanceof Fact.Shape it) {
        all.add("shape " + it.node() + " " + it.traits() + sorted(it.arguments()));
      } else if (fact instanceof Fact.Binding it) {
        all.add(
            "binds "
                + it.exchange()
                + " "
                + it.destination()
                + " "
                + it.key()
                + sorted(it.arguments()));
      } else if (fact instanceof Fact.Policy it) {
        all.add(
            "policy "
                + it.name()
                + it.selects().pattern()
                + it.selects().applyTo()
                + it.selects().priority()
                + sorted(it.definition()));
      }
    }
    return all;
  }

  private static Set<String> sorted(List<Fact.Argument> arguments) {
    return arguments.stream()
        .map(Fact.Argument::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The program asks the broker itself, and is told the same; a wrong password is refused. */
  @Example
  void the_running_broker_says_what_its_export_says() throws Exception {
    broker.put("/api/vhosts/live%20%2F1", "{}");
    broker.post(
        "/api/definitions/live%20%2F1",
        """
        {"queues":[{"name":"q","durable":true,"auto_delete":false,"arguments":{}}],
         "exchanges":[{"name":"x","type":"fanout","durable":true,"auto_delete":false,"internal":false,"arguments":{}}],
         "bindings":[{"source":"x","destination":"q","destination_type":"queue","routing_key":"","arguments":{}}]}
        """);
    String named = "rabbitmq+http://guest@127.0.0.1:" + broker.management();
    String all = program("guest", "list", "queue", named + "/live%20%2F1");
    assertEquals("queue:q@vhost:live /1\n", all);
    Path snapshot = folder.resolve("live.json");
    program("guest", "scan", named, "-o", snapshot.toString());
    assertEquals(
        said(scan("all-exported", broker.get("/api/definitions"))),
        said(WhatBreaks.scan(snapshot)));
    String refused = program("wrong-secret", "list", named);
    assertTrue(refused.contains("refuses the user or the password"), refused);
    assertTrue(!refused.contains("wrong-secret"), refused);
    assertTrue(!Files.readString(snapshot).contains("password_hash\":\""), "a hash is kept");
  }

  private static String program(String password, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.whatbreaks.examples.WhatBreaksCommand");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("WHATBREAKS_RABBITMQ_PASSWORD", password);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return said;
  }

  /** The same once a binding is gone. */
  private static void changed(Connection connection, Snapshot snapshot, DrawnTopology drawn)
      throws Exception {
    Optional<Fact.Binding> first =
        snapshot.world().bindings().stream().filter(it -> isPlain(it, snapshot)).findFirst();
    if (first.isEmpty()) {
      return;
    }
    Fact.Binding gone = first.get();
    try (Channel channel = connection.createChannel()) {
      String from = gone.exchange().name();
      String to = gone.destination().name();
      if (gone.destination().kind() == NodeKind.QUEUE) {
        channel.queueUnbind(to, from, gone.key());
      } else {
        channel.exchangeUnbind(to, from, gone.key());
      }
    }
    Change change =
        new RemoveBinding(
            gone.exchange().scope().name(),
            gone.exchange().name(),
            gone.destination().name(),
            gone.key());
    Topology after = Topology.of(change.apply(snapshot.world()));
    compare(connection, after, drawn);
  }

  /** One that no other differs from by its arguments or by the kind of its end alone. */
  private static boolean isPlain(Fact.Binding binding, Snapshot snapshot) {
    return binding.arguments().isEmpty()
        && snapshot.world().bindings(binding.exchange()).stream()
                .filter(other -> other.exchange().equals(binding.exchange()))
                .filter(other -> other.key().equals(binding.key()))
                .filter(other -> other.destination().name().equals(binding.destination().name()))
                .count()
            == 1;
  }
}
