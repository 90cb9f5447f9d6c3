package io.whatbreaks.graph;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.BFSShortestPath;

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

  private final Map<NodeId, Integer> numbers;
  private final NodeId[] nodes;

  /** By the numbers of the edges. */
  private final Dependency[] dependencies;

  private final CompactGraph graph;

  private DependencyGraph(Dependencies found) {
    numbers = found.numbers;
    nodes = numbers.keySet().toArray(NodeId[]::new);
    int[] origins = found.all.stream().mapToInt(each -> number(each.origin())).toArray();
    int[] targets = found.all.stream().mapToInt(each -> number(each.target())).toArray();
    graph = new CompactGraph(nodes.length, origins, targets);
    dependencies = new Dependency[origins.length];
    int[] next = new int[nodes.length];
    for (int i = 0; i < origins.length; i++) {
      dependencies[graph.begin(origins[i]) + next[origins[i]]++] = found.all.get(i);
    }
  }

  private int number(NodeId node) {
    return numbers.getOrDefault(node, -1);
  }

  /**
   * Only what effects travel along: from components to the components that answer, and to the
   * members of lists of which one suffices.
   */
  public static DependencyGraph ofComponents(World world) {
    return new DependencyGraph(Dependencies.ofComponents(world));
  }

  /** The graph of a world as the facts have it. */
  public static DependencyGraph of(World world) {
    return new DependencyGraph(Dependencies.of(world));
  }

  /** Every node, in order. */
  public Set<NodeId> nodes() {
    return new TreeSet<>(numbers.keySet());
  }

  /** The dependencies that end at a node, in order. */
  public List<Dependency> into(NodeId target) {
    int node = number(target);
    return sorted(node < 0 ? IntStream.empty() : IntStream.of(graph.incoming(node)));
  }

  /** The dependencies that begin at a node, in order. */
  public List<Dependency> from(NodeId origin) {
    int node = number(origin);
    return sorted(
        node < 0 ? IntStream.empty() : IntStream.range(graph.begin(node), graph.end(node)));
  }

  private List<Dependency> sorted(IntStream edges) {
    return edges.mapToObj(edge -> dependencies[edge]).sorted(ORDER).toList();
  }

  /**
   * Everything known to depend on one of the nodes, at any distance, the nodes themselves apart; in
   * order.
   */
  public Set<NodeId> dependents(Collection<NodeId> targets) {
    return others(targets, graph.reaching(known(targets)));
  }

  /**
   * Everything one of the nodes is known to depend on, at any distance, the nodes themselves apart;
   * in order.
   */
  public Set<NodeId> dependencies(Collection<NodeId> origins) {
    return others(origins, graph.reachedFrom(known(origins)));
  }

  private int[] known(Collection<NodeId> some) {
    return some.stream().mapToInt(this::number).filter(node -> node >= 0).toArray();
  }

  private Set<NodeId> others(Collection<NodeId> starts, boolean[] reached) {
    Set<NodeId> others = new TreeSet<>();
    for (int node = 0; node < reached.length; node++) {
      if (reached[node]) {
        others.add(nodes[node]);
      }
    }
    others.removeAll(starts);
    return others;
  }

  /** The shortest chain of dependencies from one node to another; empty where there is none. */
  public List<Dependency> path(NodeId from, NodeId to) {
    int start = number(from);
    int end = number(to);
    if (start < 0 || end < 0) {
      return List.of();
    }
    GraphPath<Integer, Integer> found =
        BFSShortestPath.findPathBetween(new GraphView(graph, this::inOrder), start, end);
    return found == null
        ? List.of()
        : found.getEdgeList().stream().map(edge -> dependencies[edge]).toList();
  }

  private int[] inOrder(int node) {
    return IntStream.range(graph.begin(node), graph.end(node))
        .boxed()
        .sorted(Comparator.comparing(edge -> dependencies[edge], ORDER))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
