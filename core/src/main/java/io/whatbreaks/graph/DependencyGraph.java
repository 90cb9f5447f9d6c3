package io.whatbreaks.graph;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jgrapht.graph.DirectedPseudograph;

/**
 * Who depends on what: components on the names they write, names on what they stand for, components
 * on the components that answer behind a name and port.
 *
 * <p>It holds what the files given say: "known" dependents, not all there are.
 */
public final class DependencyGraph {
  private static final Comparator<Dependency> ORDER =
      Comparator.comparing(Dependency::origin)
          .thenComparing(Dependency::target)
          .thenComparing(d -> d.evidence().map(e -> e.at().toString()).orElse(""));

  private final DirectedPseudograph<NodeId, Edge> graph = new DirectedPseudograph<>(Edge.class);

  /** Identity, so that equal dependencies at different places are kept apart. */
  private static final class Edge {
    private final Dependency dependency;

    Edge(Dependency dependency) {
      this.dependency = dependency;
    }
  }

  private DependencyGraph() {}

  /**
   * Only what effects travel along: from components to the components that answer, and to the
   * members of lists of which one suffices.
   */
  public static DependencyGraph ofComponents(World world) {
    DependencyGraph made = new DependencyGraph();
    for (Need need : world.needs()) {
      if (need.effective() && !need.isRecord()) {
        if (need.reference().use().group().sparesMembers()) {
          made.edge(dependency(world, need, need.resolution().first(), List.of(), Set.of()));
        }
        made.answers(world, need);
      }
    }
    return made;
  }

  /** The graph of a world as the facts have it. */
  public static DependencyGraph of(World world) {
    DependencyGraph made = new DependencyGraph();
    world.declared().forEach(made.graph::addVertex);
    world.components().forEach(made.graph::addVertex);
    for (Need need : world.needs()) {
      if (need.effective() && !need.isRecord() && !world.holds(need)) {
        made.add(world, need);
      }
    }
    for (Fact.Alias alias : world.aliases()) {
      made.nameEdge(alias.alias(), target(world, alias), Optional.of(alias.evidence()));
    }
    world.tokens().forEach(token -> made.add(world, token));
    made.patterns(world);
    return made;
  }

  /** Who selects hosts by a pattern that is certainly about hosts loses a part with each. */
  private void patterns(World world) {
    List<NodeId> hosts =
        world.declared().stream().filter(node -> node.kind() == NodeKind.HOST).toList();
    for (Fact.Pattern pattern : world.patterns()) {
      if (pattern.certainty() == Certainty.CERTAIN
          && pattern.pattern().syntax() != NamePattern.Syntax.KEYS) {
        for (NodeId host : hosts) {
          if (pattern.pattern().matches(host.name())) {
            select(world, pattern, host);
          }
        }
      }
    }
  }

  private void select(World world, Fact.Pattern pattern, NodeId host) {
    for (NodeId owner : world.owners(pattern.component())) {
      edge(
          new Dependency(
              owner,
              host,
              List.of(),
              false,
              Group.ALONE,
              Certainty.CERTAIN,
              "",
              Set.of(),
              Optional.of(pattern.evidence())));
    }
  }

  /** An ExternalName leads out of its namespace. */
  private static NodeId target(World world, Fact.Alias alias) {
    Scope scope = alias.alias().scope();
    NodeId near = NodeId.host(scope, alias.target());
    boolean leadsOut = scope.kind() == Scope.Kind.KUBERNETES && !world.isDeclared(near);
    return leadsOut ? NodeId.host(Scope.DNS, alias.target()) : near;
  }

  /** A word that stands where a name would stand, and is one. */
  private void add(World world, Fact.Token token) {
    if (token.span().names(NodeKind.QUEUE)) {
      world.queuesAndExchanges(token.text()).forEach(node -> possible(world, token, node));
    }
    if (token.span().names(NodeKind.HOST)
        && !world.hostsByLabel(HostName.firstLabel(HostName.normalise(token.text()))).isEmpty()) {
      Resolution resolution =
          world.resolve(token.text(), token.from(), token.evidence().at().path());
      if (resolution.outcome() == Resolution.Outcome.REACHED) {
        possible(world, token, resolution.first());
      }
    }
  }

  private void possible(World world, Fact.Token token, NodeId target) {
    for (NodeId owner : world.owners(token.component())) {
      edge(
          new Dependency(
              owner,
              target,
              List.of(),
              true,
              Group.ALONE,
              Certainty.POSSIBLE,
              "",
              Set.of(),
              Optional.of(token.evidence())));
    }
  }

  private void add(World world, Need need) {
    List<NodeId> path = need.resolution().steps().stream().map(Resolution.Step::node).toList();
    if (!path.get(0).equals(need.component())) {
      edge(dependency(world, need, path.get(0), List.of(), Set.of()));
    }
    for (int i = 1; i < path.size(); i++) {
      NodeId previous = path.get(i - 1);
      if (isLoopback(previous)) {
        // One node for all machines, so only who is asking knows which one it leads to.
        edge(dependency(world, need, path.get(i), path.subList(0, i), Set.of()));
      } else if (!path.get(i).equals(previous)) {
        nameEdge(previous, path.get(i), need.resolution().steps().get(i).evidence());
      }
    }
    answers(world, need);
  }

  /**
   * Who answers behind the name and port of a need; a component needed by its own name answers
   * itself.
   */
  private void answers(World world, Need need) {
    if (need.isInheritance()) {
      return;
    }
    int port = need.reference().target().port().orElse(-1);
    List<NodeId> path = need.resolution().steps().stream().map(Resolution.Step::node).toList();
    for (NodeId host : path) {
      if (host.kind() == NodeKind.COMPONENT && path.size() == 1) {
        edge(dependency(world, need, host, List.of(), Set.of()));
      }
      if (host.kind() == NodeKind.HOST) {
        for (NodeId listener : world.listeners(host, port)) {
          if (!listener.equals(need.component())) {
            edge(dependency(world, need, listener, path, world.partsUsed(listener, need, host)));
          }
        }
      }
    }
  }

  private static boolean isLoopback(NodeId node) {
    return node.kind() == NodeKind.ADDRESS
        && (node.name().startsWith("127.") || node.name().equals("::1"));
  }

  private static Dependency dependency(
      World world, Need need, NodeId target, List<NodeId> via, Set<String> uses) {
    Fact.Use use = need.reference().use();
    return new Dependency(
        need.component(),
        target,
        via,
        use.hard(),
        use.group(),
        need.certainty(),
        world.partOf(need),
        uses,
        Optional.of(need.place()));
  }

  private void nameEdge(NodeId from, NodeId to, Optional<Evidence> evidence) {
    if (graph.containsVertex(from) && graph.containsVertex(to) && graph.containsEdge(from, to)) {
      return;
    }
    edge(
        new Dependency(
            from, to, List.of(), true, Group.ALONE, Certainty.CERTAIN, "", Set.of(), evidence));
  }

  private void edge(Dependency dependency) {
    graph.addVertex(dependency.origin());
    graph.addVertex(dependency.target());
    graph.addEdge(dependency.origin(), dependency.target(), new Edge(dependency));
  }

  /** Every node, in order. */
  public Set<NodeId> nodes() {
    return new TreeSet<>(graph.vertexSet());
  }

  /** The dependencies that end at a node, in order. */
  public List<Dependency> into(NodeId target) {
    return sorted(
        graph.containsVertex(target) ? graph.incomingEdgesOf(target).stream() : Stream.empty());
  }

  /** The dependencies that begin at a node, in order. */
  public List<Dependency> from(NodeId origin) {
    return sorted(
        graph.containsVertex(origin) ? graph.outgoingEdgesOf(origin).stream() : Stream.empty());
  }

  private static List<Dependency> sorted(Stream<Edge> edges) {
    return edges.map(edge -> edge.dependency).sorted(ORDER).toList();
  }

  /**
   * Everything known to depend on one of the nodes, at any distance, the nodes themselves apart; in
   * order.
   */
  public Set<NodeId> dependents(Collection<NodeId> targets) {
    return reach(targets, node -> into(node).stream().map(Dependency::origin));
  }

  /**
   * Everything one of the nodes is known to depend on, at any distance, the nodes themselves apart;
   * in order.
   */
  public Set<NodeId> dependencies(Collection<NodeId> origins) {
    return reach(origins, node -> from(node).stream().map(Dependency::target));
  }

  private static Set<NodeId> reach(
      Collection<NodeId> starts, java.util.function.Function<NodeId, Stream<NodeId>> next) {
    Set<NodeId> reached = new TreeSet<>();
    ArrayDeque<NodeId> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      next.apply(open.remove()).filter(reached::add).forEach(open::add);
    }
    reached.removeAll(starts);
    return reached;
  }

  /** The shortest chain of dependencies from one node to another; empty where there is none. */
  public List<Dependency> path(NodeId from, NodeId to) {
    Map<NodeId, Dependency> cameBy = new HashMap<>();
    ArrayDeque<NodeId> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !cameBy.containsKey(to)) {
      for (Dependency dependency : from(open.remove())) {
        NodeId next = dependency.target();
        if (!next.equals(from) && cameBy.putIfAbsent(next, dependency) == null) {
          open.add(next);
        }
      }
    }
    List<Dependency> path = new ArrayList<>();
    for (NodeId at = to; cameBy.containsKey(at); at = cameBy.get(at).origin()) {
      path.add(0, cameBy.get(at));
    }
    return path;
  }
}
