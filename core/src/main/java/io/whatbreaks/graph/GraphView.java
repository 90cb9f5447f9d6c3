package io.whatbreaks.graph;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.Range;
import com.google.common.primitives.Ints;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompactGraph} as the algorithms of JGraphT see it; it cannot be changed through this.
 */
final class GraphView extends AbstractGraph<Integer, Integer> {
  private final CompactGraph graph;
  private final IntFunction<int[]> outgoing;

  /**
   * Of a graph.
   *
   * @param outgoing the edges of a node in the order in which algorithms are to follow them
   */
  GraphView(CompactGraph graph, IntFunction<int[]> outgoing) {
    this.graph = graph;
    this.outgoing = outgoing;
  }

  @Override
  public Set<Integer> vertexSet() {
    return upTo(graph.nodes());
  }

  @Override
  public Set<Integer> edgeSet() {
    return upTo(graph.edges());
  }

  private static Set<Integer> upTo(int end) {
    return ContiguousSet.create(Range.closedOpen(0, end), DiscreteDomain.integers());
  }

  @Override
  public boolean containsVertex(Integer node) {
    return node >= 0 && node < graph.nodes();
  }

  @Override
  public boolean containsEdge(Integer edge) {
    return edge >= 0 && edge < graph.edges();
  }

  @Override
  public Integer getEdgeSource(Integer edge) {
    return graph.origin(edge);
  }

  @Override
  public Integer getEdgeTarget(Integer edge) {
    return graph.target(edge);
  }

  @Override
  public Set<Integer> outgoingEdgesOf(Integer node) {
    return new LinkedHashSet<>(Ints.asList(outgoing.apply(node)));
  }

  @Override
  public Set<Integer> incomingEdgesOf(Integer node) {
    return new LinkedHashSet<>(Ints.asList(graph.incoming(node)));
  }

  @Override
  public Set<Integer> edgesOf(Integer node) {
    Set<Integer> edges = outgoingEdgesOf(node);
    edges.addAll(incomingEdgesOf(node));
    return edges;
  }

  @Override
  public int outDegreeOf(Integer node) {
    return graph.end(node) - graph.begin(node);
  }

  @Override
  public int inDegreeOf(Integer node) {
    return graph.incoming(node).length;
  }

  @Override
  public int degreeOf(Integer node) {
    return outDegreeOf(node) + inDegreeOf(node);
  }

  @Override
  public Set<Integer> getAllEdges(Integer origin, Integer target) {
    Set<Integer> edges = new LinkedHashSet<>();
    for (int edge : outgoing.apply(origin)) {
      if (graph.target(edge) == target) {
        edges.add(edge);
      }
    }
    return edges;
  }

  @Override
  public @Nullable Integer getEdge(Integer origin, Integer target) {
    Set<Integer> edges = getAllEdges(origin, target);
    return edges.isEmpty() ? null : edges.iterator().next();
  }

  @Override
  public GraphType getType() {
    return DefaultGraphType.directedPseudograph().asUnmodifiable();
  }

  @Override
  public double getEdgeWeight(Integer edge) {
    return DEFAULT_EDGE_WEIGHT;
  }

  @Override
  public @Nullable Supplier<Integer> getVertexSupplier() {
    return null;
  }

  @Override
  public @Nullable Supplier<Integer> getEdgeSupplier() {
    return null;
  }

  @Override
  public Integer addEdge(Integer origin, Integer target) {
    throw unmodifiable();
  }

  @Override
  public boolean addEdge(Integer origin, Integer target, Integer edge) {
    throw unmodifiable();
  }

  @Override
  public Integer addVertex() {
    throw unmodifiable();
  }

  @Override
  public boolean addVertex(Integer node) {
    throw unmodifiable();
  }

  @Override
  public Integer removeEdge(Integer origin, Integer target) {
    throw unmodifiable();
  }

  @Override
  public boolean removeEdge(Integer edge) {
    throw unmodifiable();
  }

  @Override
  public boolean removeVertex(Integer node) {
    throw unmodifiable();
  }

  @Override
  public void setEdgeWeight(Integer edge, double weight) {
    throw unmodifiable();
  }

  private static UnsupportedOperationException unmodifiable() {
    return new UnsupportedOperationException("a view of what is known; it does not change");
  }
}
