package io.whatbreaks.diff;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.graph.Dependency;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where changes are tested before they are made for good: what is not there, or does not depend on
 * the same, no test there can show.
 */
public final class Rehearsal {
  private final DependencyGraph real;
  private final NameMap names;

  /** By what both call it, what each thing there depends on directly. */
  private final Map<String, Set<String>> there = new HashMap<>();

  /**
   * A rehearsal.
   *
   * @param stage the graph of where it is tested
   * @param declared what else is declared there
   * @param real the graph of where it counts
   * @param names what the second calls the hosts of the first
   */
  public Rehearsal(
      DependencyGraph stage, Collection<NodeId> declared, DependencyGraph real, NameMap names) {
    this.real = requireNonNull(real, "real");
    this.names = requireNonNull(names, "names");
    for (NodeId node : declared) {
      there.computeIfAbsent(names.common(node, Diff.Side.A), absent -> new HashSet<>());
    }
    for (NodeId node : stage.nodes()) {
      Set<String> targets =
          there.computeIfAbsent(names.common(node, Diff.Side.A), absent -> new HashSet<>());
      for (Dependency dependency : stage.from(node)) {
        targets.add(names.common(dependency.target(), Diff.Side.A));
        dependency.via().forEach(via -> targets.add(names.common(via, Diff.Side.A)));
      }
    }
  }

  /**
   * What is missing where it is tested, in words; empty where nothing of it is.
   *
   * @param chain as it is where it counts: each depends on the next
   */
  public Optional<String> missing(List<NodeId> chain) {
    for (NodeId node : chain) {
      if (!there.containsKey(name(node))) {
        return Optional.of(node + " is not there");
      }
    }
    for (int i = 1; i < chain.size(); i++) {
      NodeId origin = chain.get(i - 1);
      NodeId target = chain.get(i);
      if (depends(origin, target)
          && !there.getOrDefault(name(origin), Set.of()).contains(name(target))) {
        return Optional.of(origin + " does not depend on " + target + " there");
      }
    }
    return Optional.empty();
  }

  private String name(NodeId node) {
    return names.common(node, Diff.Side.B);
  }

  /**
   * Not every step of a chain is a dependency: what runs on a machine may only hang on its name.
   */
  private boolean depends(NodeId origin, NodeId target) {
    return real.from(origin).stream()
        .anyMatch(
            dependency -> dependency.target().equals(target) || dependency.via().contains(target));
  }
}
