package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Stated;
import io.whatbreaks.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that select components by labels which none of them carries. Pods may come from elsewhere:
 * it is told only where the file of the name holds pods too, or where the workload of the same name
 * is known, and where others of the namespace carry labels of the same keys.
 */
final class Selections {
  private final World world;
  private final LostNames lost;
  private final Map<Scope, Set<String>> keys = new HashMap<>();
  private final Set<String> files = new HashSet<>();
  private final Map<Scope, Set<String>> workloads = new HashMap<>();

  Selections(World world, LostNames lost) {
    this.world = world;
    this.lost = lost;
  }

  void find(List<Finding> findings) {
    Stated stated = world.stated();
    stated.carried().values().stream().flatMap(Collection::stream).forEach(this::carried);
    stated
        .selectors()
        .forEach(
            (host, selectors) -> {
              // One of several that a tree holds for different places fits: the others may, there.
              boolean none = world.listeners(host, 0).isEmpty();
              if (none && selectors.stream().allMatch(this::isWhole)) {
                selectors.stream()
                    .filter(selector -> !lost.mayHold(host.name()))
                    .forEach(selector -> findings.add(finding(host, selector)));
              }
            });
  }

  private void carried(Fact.Labels carried) {
    Set<String> known = keys.computeIfAbsent(carried.from(), absent -> new HashSet<>());
    carried.labels().forEach(label -> known.add(key(label)));
    files.add(carried.evidence().at().path());
    String name = carried.subject().name();
    workloads
        .computeIfAbsent(carried.from(), absent -> new HashSet<>())
        .add(name.substring(name.lastIndexOf('/') + 1));
  }

  private boolean isWhole(Fact.Labels selector) {
    Set<String> known = keys.getOrDefault(selector.from(), Set.of());
    boolean beside =
        files.contains(selector.evidence().at().path())
            || workloads
                .getOrDefault(selector.from(), Set.of())
                .contains(selector.subject().name());
    return beside
        && !selector.labels().isEmpty()
        && selector.labels().stream().allMatch(label -> known.contains(key(label)));
  }

  private static String key(String label) {
    return label.substring(0, label.indexOf('='));
  }

  private static Finding finding(NodeId host, Fact.Labels selector) {
    return new Finding(
        Lint.DANGLING_REFERENCE,
        host.name() + " selects no pods: none carries " + String.join(", ", selector.labels()),
        Severity.ERROR,
        Certainty.CERTAIN,
        host.name(),
        Optional.of(host),
        selector.evidence());
  }
}
