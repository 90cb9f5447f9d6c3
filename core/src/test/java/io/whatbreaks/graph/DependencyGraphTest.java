package io.whatbreaks.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
  private static final DependencyGraph GRAPH =
      DependencyGraph.of(
          StatedFacts.world(
              """
              [ns01/db.shop.test] host:ns01
              zone shop.test
              a mq01.shop.test 10.0.0.5
              a web01.shop.test 10.0.0.7
              cname bus.shop.test mq01.shop.test
              [mq01/conf] host:mq01
              hostname mq01
              listens rabbit 5672
              [web01/conf] host:web01
              hostname web01
              search shop.test
              needs front bus:5672
              listens front 8080
              [till3/conf] host:till3
              search shop.test
              needs basket web01:8080 soft
              needs basket web01:9090
              needs lonely 10.0.0.99
              """));
  private static final NodeId RABBIT = NodeId.component(Scope.host("mq01"), "rabbit");
  private static final NodeId FRONT = NodeId.component(Scope.host("web01"), "front");
  private static final NodeId BASKET = NodeId.component(Scope.host("till3"), "basket");
  private static final NodeId LONELY = NodeId.component(Scope.host("till3"), "lonely");
  private static final NodeId MQ = NodeId.host(Scope.DNS, "mq01.shop.test");

  private static String shown(Collection<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(" "));
  }

  private static String chain(List<Dependency> path) {
    return path.stream()
        .map(link -> link.origin() + ">" + link.target())
        .collect(Collectors.joining(" "));
  }

  @Test
  void components_depend_on_names_and_on_who_answers_behind_them() {
    assertEquals(
        "host:bus.shop.test component:mq01/rabbit",
        shown(GRAPH.from(FRONT).stream().map(Dependency::target).sorted().toList()));
    Dependency behind =
        GRAPH.from(FRONT).stream().filter(d -> d.target().equals(RABBIT)).findFirst().orElseThrow();
    assertEquals("host:bus.shop.test host:mq01.shop.test", shown(behind.via()));
    assertEquals(true, behind.hard());
  }

  @Test
  void a_port_nobody_listens_on_leads_to_the_name_alone() {
    assertEquals(
        "component:web01/front host:web01.shop.test host:web01.shop.test",
        GRAPH.from(BASKET).stream()
            .map(d -> d.target().toString())
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  @Test
  void dependents_and_dependencies_are_at_any_distance() {
    assertEquals(
        "component:till3/basket component:web01/front", shown(GRAPH.dependents(List.of(RABBIT))));
    assertEquals("", shown(GRAPH.dependencies(List.of(RABBIT))));
    assertEquals("address:10.0.0.99", shown(GRAPH.dependencies(List.of(LONELY))));
    assertEquals("", shown(GRAPH.dependents(List.of(NodeId.host(Scope.DNS, "unknown")))));
  }

  @Test
  void the_shortest_chain_is_found() {
    assertEquals(
        "component:till3/basket>component:web01/front component:web01/front>component:mq01/rabbit",
        chain(GRAPH.path(BASKET, RABBIT)));
    assertEquals("", chain(GRAPH.path(RABBIT, BASKET)));
    assertEquals("", chain(GRAPH.path(LONELY, MQ)));
    assertEquals("", chain(GRAPH.path(MQ, MQ)));
  }

  @Test
  void who_selects_by_a_pattern_depends_on_each_host_it_stands_for() {
    List<Fact> facts =
        new ArrayList<>(
            StatedFacts.of(
                "[ns01/db] host:ns01\na web01.shop.test 10.0.0.7\na web02.shop.test 10.0.0.8\na mq01.shop.test 10.0.0.5\n"));
    for (Certainty certainty : Certainty.values()) {
      facts.add(
          new Fact.Pattern(
              NodeId.component(Scope.host("adm"), "by" + certainty),
              Scope.host("adm"),
              new NamePattern("web0[12]", NamePattern.Syntax.RANGE),
              certainty,
              new Evidence(
                  new SourceLocation("adm/hosts", 3, 1, 9), "web0[12]", "web0[12]", "t", "t")));
    }
    DependencyGraph graph = DependencyGraph.of(World.of(facts));
    NodeId web = NodeId.host(Scope.DNS, "web01.shop.test");
    NodeId mq = NodeId.host(Scope.DNS, "mq01.shop.test");
    assertEquals("component:adm/byCERTAIN", shown(graph.dependents(List.of(web))));
    assertEquals("", shown(graph.dependents(List.of(mq))));
    assertEquals(
        "adm/hosts:3:1",
        graph
            .path(NodeId.component(Scope.host("adm"), "byCERTAIN"), web)
            .get(0)
            .evidence()
            .orElseThrow()
            .at()
            .toString());
  }
}
