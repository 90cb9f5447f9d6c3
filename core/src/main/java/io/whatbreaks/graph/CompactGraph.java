package io.whatbreaks.graph;

import java.util.Arrays;

/**
 * A directed graph over the nodes 0, 1, 2, … in arrays of integers, twelve bytes an edge; loops and
 * parallel edges count. The edges are numbered by their origin, those of one origin as they were
 * given.
 */
final class CompactGraph {
  /** Where the edges of each node begin; one more than there are nodes. */
  private final int[] begins;

  private final int[] targets;

  /** Where the edges into each node begin, in the two arrays below. */
  private final int[] entries;

  private final int[] incoming;
  private final int[] sources;

  /**
   * Of edges given by their ends; takes a time linear in nodes and edges.
   *
   * @param origins of each edge, from 0 to below {@code nodes}
   * @param ends the target of each
   */
  CompactGraph(int nodes, int[] origins, int[] ends) {
    int edges = origins.length;
    begins = begins(nodes, origins);
    entries = begins(nodes, ends);
    targets = new int[edges];
    int[] next = begins.clone();
    for (int i = 0; i < edges; i++) {
      targets[next[origins[i]]++] = ends[i];
    }
    incoming = new int[edges];
    sources = new int[edges];
    next = entries.clone();
    for (int origin = 0; origin < nodes; origin++) {
      for (int edge = begins[origin]; edge < begins[origin + 1]; edge++) {
        int at = next[targets[edge]]++;
        incoming[at] = edge;
        sources[at] = origin;
      }
    }
  }

  private static int[] begins(int nodes, int[] ends) {
    int[] begins = new int[nodes + 1];
    for (int node : ends) {
      begins[node + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      begins[node + 1] += begins[node];
    }
    return begins;
  }

  int nodes() {
    return begins.length - 1;
  }

  int edges() {
    return targets.length;
  }

  /** The first edge of a node; the others follow. */
  int begin(int node) {
    return begins[node];
  }

  /** Behind the last edge of a node. */
  int end(int node) {
    return begins[node + 1];
  }

  int target(int edge) {
    return targets[edge];
  }

  int origin(int edge) {
    int found = Arrays.binarySearch(begins, edge);
    if (found < 0) {
      return -found - 2;
    }
    // Nodes without edges begin where the next one does.
    while (begins[found + 1] == edge) {
      found++;
    }
    return found;
  }

  /** The edges that end at a node. */
  int[] incoming(int node) {
    return Arrays.copyOfRange(incoming, entries[node], entries[node + 1]);
  }

  /** The nodes that can be reached from some, these included. */
  boolean[] reachedFrom(int... starts) {
    return reach(starts, begins, targets);
  }

  /** The nodes that can reach some, these included. */
  boolean[] reaching(int... ends) {
    return reach(ends, entries, sources);
  }

  private boolean[] reach(int[] starts, int[] from, int[] neighbours) {
    boolean[] reached = new boolean[nodes()];
    int[] open = new int[nodes()];
    int count = 0;
    for (int start : starts) {
      count = visit(start, reached, open, count);
    }
    for (int next = 0; next < count; next++) {
      int node = open[next];
      for (int i = from[node]; i < from[node + 1]; i++) {
        count = visit(neighbours[i], reached, open, count);
      }
    }
    return reached;
  }

  private static int visit(int node, boolean[] reached, int[] open, int count) {
    if (reached[node]) {
      return count;
    }
    reached[node] = true;
    open[count] = node;
    return count + 1;
  }
}
