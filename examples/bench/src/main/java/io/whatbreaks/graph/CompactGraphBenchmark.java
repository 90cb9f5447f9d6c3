package io.whatbreaks.graph;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Builds a graph of a million nodes and ten million edges and asks what a node can reach, beside
 * the same in a plain array of compressed sparse rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 9)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class CompactGraphBenchmark {
  private static final int NODES = 1_000_000;
  private static final int EDGES = 10_000_000;

  private int[] origins = {};
  private int[] targets = {};
  private CompactGraph compact = new CompactGraph(0, origins, targets);
  private PlainRows plain = new PlainRows(0, origins, targets);

  /** For JMH. */
  public CompactGraphBenchmark() {}

  /** Edges between random nodes, always the same. */
  @Setup
  public void make() {
    Random random = new Random(1);
    origins = random.ints(EDGES, 0, NODES).toArray();
    targets = random.ints(EDGES, 0, NODES).toArray();
    compact = new CompactGraph(NODES, origins, targets);
    plain = new PlainRows(NODES, origins, targets);
  }

  /** Both directions, edges numbered. */
  @Benchmark
  public Object buildCompact() {
    return new CompactGraph(NODES, origins, targets);
  }

  /** One direction. */
  @Benchmark
  public Object buildPlain() {
    return new PlainRows(NODES, origins, targets);
  }

  /** What a node needs, at any distance. */
  @Benchmark
  public Object reachedInCompact() {
    return compact.reachedFrom(0);
  }

  /** What needs a node, at any distance. */
  @Benchmark
  public Object reachingInCompact() {
    return compact.reaching(0);
  }

  /** The peer of both. */
  @Benchmark
  public Object reachedInPlain() {
    return plain.reachedFrom(0);
  }

  /** Compressed sparse rows: where each row begins, and the columns. */
  private static final class PlainRows {
    private final int[] begins;
    private final int[] columns;

    PlainRows(int nodes, int[] origins, int[] targets) {
      begins = new int[nodes + 1];
      for (int origin : origins) {
        begins[origin + 1]++;
      }
      for (int i = 0; i < nodes; i++) {
        begins[i + 1] += begins[i];
      }
      int[] next = begins.clone();
      columns = new int[origins.length];
      for (int i = 0; i < origins.length; i++) {
        columns[next[origins[i]]++] = targets[i];
      }
    }

    boolean[] reachedFrom(int start) {
      boolean[] reached = new boolean[begins.length - 1];
      int[] open = new int[reached.length];
      reached[start] = true;
      open[0] = start;
      int count = 1;
      for (int next = 0; next < count; next++) {
        for (int i = begins[open[next]]; i < begins[open[next] + 1]; i++) {
          if (!reached[columns[i]]) {
            reached[columns[i]] = true;
            open[count++] = columns[i];
          }
        }
      }
      return reached;
    }
  }
}
