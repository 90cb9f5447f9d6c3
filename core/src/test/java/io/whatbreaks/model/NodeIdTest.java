package io.whatbreaks.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeIdTest {
  private static final Scope TILL = Scope.host("till3");
  private static final Scope TREE = Scope.tree("");

  @Test
  void is_printed_as_reports_have_it() {
    assertEquals(
        List.of(
            "component:till3/basket",
            "component:tree/app/web",
            "component:shop/app/web",
            "host:mq01.shop.test",
            "host:cache@compose:shop",
            "queue:orders@vhost:/",
            "exchange:x",
            "address:10.0.0.5",
            "endpoint:localhost:8080"),
        List.of(
                NodeId.component(TILL, "basket"),
                NodeId.component(TREE, "app/web"),
                NodeId.component(Scope.tree("shop"), "app/web"),
                NodeId.host(Scope.DNS, "MQ01.shop.test."),
                NodeId.host(Scope.within(TILL, Scope.Kind.COMPOSE, "shop"), "cache"),
                new NodeId(NodeKind.QUEUE, Scope.within(TILL, Scope.Kind.VHOST, "/"), "orders"),
                new NodeId(NodeKind.EXCHANGE, Scope.DNS, "x"),
                NodeId.address("10.0.0.5"),
                new NodeId(NodeKind.ENDPOINT, Scope.DNS, "localhost:8080"))
            .stream()
            .map(NodeId::toString)
            .toList());
  }

  @Test
  void scopes_of_one_name_within_different_machines_are_different() {
    Scope here = Scope.within(TILL, Scope.Kind.COMPOSE, "shop");
    Scope there = Scope.within(Scope.host("till4"), Scope.Kind.COMPOSE, "shop");
    assertEquals("compose:shop", here.toString());
    assertEquals("host:till3", here.outer());
    assertNotEquals(here, there);
    assertNotEquals(0, here.compareTo(there));
    assertEquals("tree:", TREE.toString());
    assertEquals("dns:dns", Scope.DNS.toString());
  }

  @Test
  void order_is_kind_then_name_then_scope() {
    NodeId a = NodeId.host(Scope.DNS, "a");
    NodeId b = NodeId.host(Scope.DNS, "b");
    NodeId local = NodeId.host(TILL, "a");
    NodeId queue = new NodeId(NodeKind.QUEUE, Scope.DNS, "a");
    NodeId component = NodeId.component(TILL, "a");
    assertEquals(
        List.of(a, local, b, queue, component),
        List.copyOf(new TreeSet<>(List.of(component, queue, b, local, a))));
  }

  @Test
  void equal_nodes_have_equal_hashes() {
    NodeId one = NodeId.host(Scope.host("x"), "a");
    NodeId same = NodeId.host(Scope.host("x"), "A");
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, NodeId.host(Scope.host("y"), "a"));
    assertNotEquals(one, NodeId.component(Scope.host("x"), "a"));
  }

  @ParameterizedTest
  @CsvSource({
    "host, HOST",
    "queue, QUEUE",
    "exchange, EXCHANGE",
    "topic, TOPIC",
    "vhost, VHOST",
    "address, ADDRESS",
    "endpoint, ENDPOINT",
    "service, SERVICE",
    "component, COMPONENT",
  })
  void a_kind_has_a_word(String word, NodeKind kind) {
    assertEquals(Optional.of(kind), NodeKind.of(word));
    assertEquals(word, kind.word());
  }

  @Test
  void no_other_word_is_a_kind() {
    assertEquals(Optional.empty(), NodeKind.of("HOST"));
    assertEquals(Optional.empty(), NodeKind.of("machine"));
  }

  @Test
  void a_place_is_printed_and_bounded() {
    SourceLocation place = new SourceLocation("a/b.conf", 4, 9, 13);
    assertEquals("a/b.conf:4:9", place.toString());
    assertThrows(IllegalArgumentException.class, () -> new SourceLocation("a", 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new SourceLocation("a", 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SourceLocation("a", 1, 5, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "a, 1, 1, 5, a, 1, 4, 6, true",
    "a, 1, 1, 5, a, 1, 5, 6, false",
    "a, 1, 1, 5, a, 2, 1, 5, false",
    "a, 1, 1, 5, b, 1, 1, 5, false",
    "a, 1, 1, 9, a, 1, 3, 4, true",
  })
  void places_overlap_when_they_share_a_character(
      String pathA,
      int lineA,
      int a,
      int endA,
      String pathB,
      int lineB,
      int b,
      int endB,
      boolean is) {
    SourceLocation one = new SourceLocation(pathA, lineA, a, endA);
    SourceLocation other = new SourceLocation(pathB, lineB, b, endB);
    assertEquals(is, one.overlaps(other));
    assertEquals(is, other.overlaps(one));
  }

  @Test
  void places_are_in_order_of_path_line_and_column() {
    SourceLocation first = new SourceLocation("a", 2, 9, 10);
    SourceLocation second = new SourceLocation("a", 10, 1, 2);
    SourceLocation third = new SourceLocation("b", 1, 1, 2);
    assertTrue(first.compareTo(second) < 0 && second.compareTo(third) < 0);
    assertFalse(new SourceLocation("a", 2, 9, 11).compareTo(first) <= 0);
  }
}
