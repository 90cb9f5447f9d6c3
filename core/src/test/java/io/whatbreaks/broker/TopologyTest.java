package io.whatbreaks.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Routing by what the broker's manual says; that a real broker does the same, RoutingIT shows.
 *
 * @see <a href="https://www.rabbitmq.com/tutorials/amqp-concepts">AMQP 0-9-1 model</a>
 */
class TopologyTest {
  private static final Scope VHOST = Scope.within(Scope.host("mq01"), Scope.Kind.VHOST, "/");
  private static final NodeId BROKER = NodeId.component(Scope.host("mq01"), "rabbitmq");

  /**
   * One fact a line: {@code exchange NAME TYPE k=v…}, {@code queue}, {@code bind}, {@code policy}.
   */
  private static World world(String text) {
    List<Fact> facts = new ArrayList<>();
    int line = 0;
    for (String each : text.lines().toList()) {
      line++;
      String[] words = each.strip().split(" ");
      Evidence at =
          new Evidence(new SourceLocation("d.json", line, 1, 2), words[1], each, "test", "test");
      List<Fact.Argument> arguments = arguments(words);
      switch (words[0]) {
        case "queue", "exchange" -> {
          NodeKind kind = NodeKind.of(words[0]).orElseThrow();
          NodeId node = new NodeId(kind, VHOST, words[1]);
          String type = kind == NodeKind.QUEUE ? "classic" : words[2];
          boolean internal = each.contains(" internal");
          facts.add(new Fact.Declaration(node, Optional.of(BROKER), at));
          facts.add(
              new Fact.Shape(
                  BROKER,
                  node,
                  type,
                  internal ? Set.of(Fact.Trait.INTERNAL) : Set.of(),
                  arguments,
                  at));
        }
        case "bind" -> {
          NodeKind kind = words[2].startsWith("x") ? NodeKind.EXCHANGE : NodeKind.QUEUE;
          facts.add(
              new Fact.Binding(
                  BROKER,
                  new NodeId(NodeKind.EXCHANGE, VHOST, words[1]),
                  new NodeId(kind, VHOST, words[2]),
                  words.length > 3 && words[3].indexOf('=') < 0 ? words[3] : "",
                  arguments,
                  at,
                  at));
        }
        case "policy" ->
            facts.add(
                new Fact.Policy(
                    VHOST,
                    words[1],
                    false,
                    new Fact.Selects(words[2], words[3], Integer.parseInt(words[4]), at),
                    arguments,
                    at));
        default -> throw new AssertionError(each);
      }
    }
    return World.of(facts);
  }

  private static List<Fact.Argument> arguments(String[] words) {
    return Arrays.stream(words)
        .filter(word -> word.indexOf('=') > 0)
        .map(word -> word.split("=", 2))
        .map(
            pair ->
                new Fact.Argument(
                    pair[0],
                    pair[1].isEmpty()
                        ? Fact.Sort.NONE
                        : pair[1].matches("\\d+(\\.\\d+)?") ? Fact.Sort.NUMBER : Fact.Sort.TEXT,
                    pair[1]))
        .toList();
  }

  private static String route(World world, String exchange, Message message) {
    Route route = Topology.of(world).route(VHOST, exchange, message);
    String queues = names(route.queues());
    String chances =
        route.chances().stream()
            .map(chance -> (chance.one() ? " one of " : " perhaps ") + names(chance.queues()))
            .collect(Collectors.joining());
    return (route.refused() ? "refused" : route.isDropped() ? "dropped" : queues + chances).strip();
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::name).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b|a.b|true",
        "a.b|a.c|false",
        "a.*|a.b|true",
        "a.*|a|false",
        "a.*|a.|true",
        "a.*|a.b.c|false",
        "*|''|false",
        "#|''|true",
        "''|''|true",
        "''|a|false",
        "#|a.b.c|true",
        "a.#|a|true",
        "a.#|a.b.c|true",
        "#.a|a|true",
        "#.a|b.a|true",
        "#.a|b.c|false",
        "#.*|''|false",
        "#.*|a|true",
        "*.#|a.b|true",
        "a.#.b|a.b|true",
        "a.#.b|a.x.y.b|true",
        "a.#.b|a.x.y|false",
        "#.#.#|a|true",
        ".|.|true",
        "*.*|.|true",
        "A|a|false",
      })
  void topic_patterns_take_words(String pattern, String key, boolean fits) {
    World world = world("exchange x topic\nqueue q\nbind x q " + pattern);
    assertEquals(fits ? "q" : "dropped", route(world, "x", Message.of(key)));
  }

  @Test
  void many_wildcards_cost_no_more_than_words_and_patterns() {
    String pattern = "#.a.".repeat(30) + "#";
    World world = world("exchange x topic\nqueue q\nbind x q " + pattern);
    assertEquals("dropped", route(world, "x", Message.of("b.".repeat(2000) + "c")));
    assertEquals("q", route(world, "x", Message.of("a.".repeat(2000) + "c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-match=all a=1 b=2|a=1 b=2 c=3|true",
        "x-match=all a=1 b=2|a=1|false",
        "a=1 b=2|a=1|false",
        "x-match=any a=1 b=2|a=1|true",
        "x-match=any a=1|a=2|false",
        "x-match=all|''|true",
        "x-match=any|''|false",
        "x-match=all a=|a=7|true",
        "x-match=all a=|b=7|false",
        "x-match=all x-a=1|''|true",
        "x-match=all-with-x x-a=1|''|false",
        "x-match=all-with-x x-a=1|x-a=1|true",
        "x-match=any-with-x x-a=1 b=2|x-a=1|true",
        "x-match=any x-a=1 b=2|x-a=1|false",
        "x-match=all a=01|a=1|true",
        "x-match=all a=1.0|a=1|false",
      })
  void headers_are_compared_by_sort_and_value(String asked, String given, boolean fits) {
    World world = world("exchange x headers\nqueue q\nbind x q " + asked);
    List<Message.Header> headers =
        arguments(given.split(" ")).stream()
            .map(it -> new Message.Header(it.key(), Optional.of(it.sort()), it.value()))
            .toList();
    assertEquals(fits ? "q" : "dropped", route(world, "x", new Message("", headers)));
  }

  @Test
  void a_value_whose_sort_is_open_is_compared_as_the_binding_has_it() {
    World world = world("exchange x headers\nqueue q\nbind x q a=1");
    assertEquals(
        "q",
        route(
            world, "x", new Message("", List.of(new Message.Header("a", Optional.empty(), "1")))));
    assertEquals(
        "dropped",
        route(
            world,
            "x",
            new Message("", List.of(new Message.Header("a", Optional.of(Fact.Sort.TEXT), "1")))));
  }

  @Test
  void exchanges_hand_on_and_a_circle_ends() {
    World world =
        world(
            """
            exchange xa fanout
            exchange xb direct
            exchange xc fanout internal
            queue q1
            queue q2
            bind xa xb other
            bind xa xc
            bind xb q1 k
            bind xc xa
            bind xc q2""");
    assertEquals("q1 q2", route(world, "xa", Message.of("k")));
    assertEquals("q2", route(world, "xa", Message.of("j")));
    assertEquals("dropped", route(world, "xb", Message.of("j")));
    assertEquals("refused", route(world, "xc", Message.of("k")));
    assertEquals("q2", route(world, "", Message.of("q2")));
    assertEquals("dropped", route(world, "", Message.of("q3")));
    assertEquals("dropped", route(world, "amq.fanout", Message.of("k")));
  }

  @Test
  void an_alternate_exchange_takes_what_no_binding_does_and_an_argument_wins() {
    World world =
        world(
            """
            exchange x1 direct alternate-exchange=x3
            exchange x2 direct
            exchange x3 fanout
            exchange x4 fanout
            exchange x5 direct alternate-exchange=none
            queue q3
            queue q4
            queue q
            bind x3 q3
            bind x4 q4
            bind x2 q k
            policy low ^x exchanges 1 alternate-exchange=x3
            policy high ^x all 2 alternate-exchange=x4""");
    assertEquals("q3", route(world, "x1", Message.of("k")));
    assertEquals("q", route(world, "x2", Message.of("k")));
    assertEquals("q4", route(world, "x2", Message.of("j")));
    assertEquals("dropped", route(world, "x5", Message.of("j")));
  }

  @Test
  void dead_letters_go_by_argument_then_by_policy() {
    World world =
        world(
            """
            exchange x direct
            queue q1 x-dead-letter-exchange=x x-dead-letter-routing-key=k
            queue q2
            queue q3 x-dead-letter-exchange=gone
            queue dead
            bind x dead k
            bind x q2 q2
            policy all ^q queues 0 dead-letter-exchange=x""");
    Topology topology = Topology.of(world);
    assertEquals("dead", dead(topology, "q1"));
    assertEquals("q2", dead(topology, "q2"));
    assertEquals("", dead(topology, "q3"));
    assertEquals("none", dead(topology, "dead"));
  }

  private static String dead(Topology topology, String queue) {
    return topology
        .deadLetters(new NodeId(NodeKind.QUEUE, VHOST, queue), Message.of(queue))
        .map(route -> names(route.queues()))
        .orElse("none");
  }

  @Test
  void what_only_the_broker_decides_is_said_to_be_so() {
    World world =
        world(
            """
            exchange x1 x-consistent-hash
            exchange x2 x-jms-topic
            exchange x3 x-delayed-message x-delayed-type=direct
            queue q1
            queue q2
            bind x1 q1 10
            bind x1 q2 10
            bind x2 q1 a
            bind x3 q2 k""");
    assertEquals("one of q1 q2", route(world, "x1", Message.of("k")));
    assertEquals("perhaps q1", route(world, "x2", Message.of("k")));
    assertEquals("q2", route(world, "x3", Message.of("k")));
  }

  @Test
  void a_binding_to_nothing_takes_nothing_and_a_changed_world_routes_otherwise() {
    World world = world("exchange x fanout\nqueue q1\nqueue q2\nbind x q1\nbind x q2\nbind x q3");
    assertEquals("q1 q2", route(world, "x", Message.of("")));
    assertEquals(
        "q2", route(new RemoveBinding("/", "x", "q1", "").apply(world), "x", Message.of("")));
    assertEquals("q2", route(Change.rename("queue:q1", "q9").apply(world), "x", Message.of("")));
    assertEquals("q2 q3", route(Change.rename("queue:q1", "q3").apply(world), "x", Message.of("")));
    assertEquals("q2", route(Change.retire("queue:q1").apply(world), "x", Message.of("")));
  }

  @Test
  void what_is_not_there_is_refused() {
    World world = world("exchange x fanout\nqueue q1\nbind x q1");
    assertThrows(
        IllegalArgumentException.class, () -> Topology.of(world).route(VHOST, "y", Message.of("")));
    WhatBreaksException refused =
        assertThrows(
            WhatBreaksException.class, () -> new RemoveBinding("/", "x", "q1", "k").apply(world));
    assertTrue(refused.diagnostic().hint().startsWith("near: x -> q1"), refused.toString());
  }
}
