package io.whatbreaks.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DirectedPseudograph;
import org.junit.jupiter.api.Test;

class CompactGraphTest {
  private static final int NODES = 12;

  /** Edges given as origin * NODES + target. */
  private static CompactGraph graph(List<Integer> edges) {
    return new CompactGraph(
        NODES,
        edges.stream().mapToInt(edge -> edge / NODES).toArray(),
        edges.stream().mapToInt(edge -> edge % NODES).toArray());
  }

  private static DirectedPseudograph<Integer, Integer> reference(CompactGraph graph) {
    DirectedPseudograph<Integer, Integer> reference = new DirectedPseudograph<>(Integer.class);
    IntStream.range(0, NODES).forEach(reference::addVertex);
    for (int edge = 0; edge < graph.edges(); edge++) {
      reference.addEdge(graph.origin(edge), graph.target(edge), edge);
    }
    return reference;
  }

  @Property(tries = 500)
  void keeps_every_edge_in_the_order_given(
      @ForAll @Size(max = 40) List<@IntRange(max = NODES * NODES - 1) Integer> edges) {
    CompactGraph graph = graph(edges);
    assertEquals(edges.size(), graph.edges());
    for (int node = 0; node < NODES; node++) {
      int origin = node;
      List<Integer> expected =
          edges.stream().filter(e -> e / NODES == origin).map(e -> e % NODES).toList();
      List<Integer> targets = new ArrayList<>();
      for (int edge = graph.begin(node); edge < graph.end(node); edge++) {
        assertEquals(node, graph.origin(edge));
        targets.add(graph.target(edge));
      }
      assertEquals(expected, targets);
      List<Integer> into = Arrays.stream(graph.incoming(node)).boxed().toList();
      assertEquals(
          IntStream.range(0, graph.edges()).filter(e -> graph.target(e) == origin).boxed().toList(),
          into);
    }
  }

  @Property(tries = 500)
  void reaches_what_a_walk_over_all_edges_reaches(
      @ForAll @Size(max = 40) List<@IntRange(max = NODES * NODES - 1) Integer> edges,
      @ForAll @IntRange(max = NODES - 1) int start) {
    boolean[] expected = new boolean[NODES];
    boolean[] back = new boolean[NODES];
    expected[start] = true;
    back[start] = true;
    for (int round = 0; round < NODES; round++) {
      for (int edge : edges) {
        expected[edge % NODES] |= expected[edge / NODES];
        back[edge / NODES] |= back[edge % NODES];
      }
    }
    assertEquals(Arrays.toString(expected), Arrays.toString(graph(edges).reachedFrom(start)));
    assertEquals(Arrays.toString(back), Arrays.toString(graph(edges).reaching(start)));
  }

  @Property(tries = 300)
  void algorithms_see_the_same_graph(
      @ForAll @Size(max = 40) List<@IntRange(max = NODES * NODES - 1) Integer> edges,
      @ForAll @IntRange(max = NODES - 1) int from,
      @ForAll @IntRange(max = NODES - 1) int to) {
    CompactGraph graph = graph(edges);
    GraphView view = view(graph);
    DirectedPseudograph<Integer, Integer> reference = reference(graph);
    assertEquals(reference.vertexSet(), view.vertexSet());
    assertEquals(reference.edgeSet(), view.edgeSet());
    for (int node = 0; node < NODES; node++) {
      assertEquals(reference.outgoingEdgesOf(node), view.outgoingEdgesOf(node));
      assertEquals(reference.incomingEdgesOf(node), view.incomingEdgesOf(node));
      assertEquals(reference.edgesOf(node), view.edgesOf(node));
      assertEquals(reference.degreeOf(node), view.degreeOf(node));
    }
    assertEquals(reference.getAllEdges(from, to), view.getAllEdges(from, to));
    assertEquals(reference.getEdge(from, to), view.getEdge(from, to));
    assertEquals(
        String.valueOf(BFSShortestPath.findPathBetween(reference, from, to)),
        String.valueOf(BFSShortestPath.findPathBetween(view, from, to)));
  }

  @Test
  void a_view_cannot_be_written_through() {
    GraphView view = view(graph(List.of(1)));
    assertThrows(UnsupportedOperationException.class, () -> view.addEdge(1, 0));
    assertThrows(UnsupportedOperationException.class, () -> view.removeVertex(0));
    assertEquals(1, view.edgeSet().size());
  }

  private static GraphView view(CompactGraph graph) {
    return new GraphView(
        graph, node -> IntStream.range(graph.begin(node), graph.end(node)).toArray());
  }
}
