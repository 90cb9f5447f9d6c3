package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Version;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Several versions of one software in one cluster: instances that name each other. They may run
 * beside each other while a cluster is upgraded node by node, hardly for good, so all is possible.
 */
final class UpgradeMixture {
  private static final String RULE = "mixed-versions";

  private final World before;
  private final UpgradeStep step;
  private final Set<NodeId> instances = new TreeSet<>();
  private final Map<NodeId, Set<NodeId>> named;

  private UpgradeMixture(World before, UpgradeStep step) {
    this.before = requireNonNull(before, "before");
    this.step = step;
    instances.addAll(step.instances().keySet());
    instances.addAll(step.others());
    named = named(before, instances);
  }

  /** Finds those that are there today, and those that an upgrade of some instances alone makes. */
  static void find(World before, World after, Breakages breakages) {
    for (UpgradeStep step : after.changed().upgrades()) {
      new UpgradeMixture(before, step).find(breakages);
    }
  }

  private void find(Breakages breakages) {
    Set<NodeId> left = new TreeSet<>(instances);
    while (!left.isEmpty()) {
      Set<NodeId> cluster = cluster(left.iterator().next());
      left.removeAll(cluster);
      if (cluster.size() > 1) {
        Map<Version, Set<NodeId>> today = versions(cluster, false);
        Map<Version, Set<NodeId>> later = versions(cluster, true);
        if (later.size() > 1) {
          tell(later, "once only a part of the cluster was upgraded", breakages);
        } else if (today.size() > 1) {
          tell(today, "today", breakages);
        }
      }
    }
  }

  /** The instances that each instance names in a list; whoever proxies names no peers. */
  private static Map<NodeId, Set<NodeId>> named(World world, Set<NodeId> instances) {
    Map<NodeId, Set<NodeId>> byHost = new HashMap<>();
    for (NodeId instance : instances) {
      world
          .hostsOf(instance)
          .forEach(host -> byHost.computeIfAbsent(host, absent -> new TreeSet<>()).add(instance));
    }
    Map<NodeId, Set<NodeId>> named = new HashMap<>();
    for (Need need : world.needs()) {
      boolean isMember = need.reference().use().group().mode() != Group.Mode.SINGLE;
      if (isMember && instances.contains(need.component()) && need.resolution().works()) {
        named
            .computeIfAbsent(need.component(), absent -> new TreeSet<>())
            .addAll(byHost.getOrDefault(need.resolution().last(), Set.of()));
      }
    }
    return named;
  }

  /** Whatever names a member of it and is named by that one. */
  private Set<NodeId> cluster(NodeId first) {
    Set<NodeId> cluster = new TreeSet<>(Set.of(first));
    Deque<NodeId> open = new ArrayDeque<>(cluster);
    while (!open.isEmpty()) {
      NodeId member = open.remove();
      for (NodeId other : named.getOrDefault(member, Set.of())) {
        if (named.getOrDefault(other, Set.of()).contains(member) && cluster.add(other)) {
          open.add(other);
        }
      }
    }
    return cluster;
  }

  private Map<Version, Set<NodeId>> versions(Set<NodeId> cluster, boolean later) {
    Map<Version, Set<NodeId>> all = new TreeMap<>();
    for (NodeId member : cluster) {
      Optional<Version> version =
          later && step.instances().containsKey(member)
              ? Optional.of(step.to())
              : step.instances().getOrDefault(member, installed(member));
      version.ifPresent(found -> all.computeIfAbsent(found, absent -> new TreeSet<>()).add(member));
    }
    return all;
  }

  private Optional<Version> installed(NodeId member) {
    return installations(member).stream()
        .flatMap(fact -> Version.of(step.to().scheme(), fact.version()).stream())
        .findFirst();
  }

  private List<Fact.Installation> installations(NodeId member) {
    return before.instances(step.software()).getOrDefault(member, List.of());
  }

  private void tell(Map<Version, Set<NodeId>> versions, String when, Breakages breakages) {
    Set<NodeId> all = new TreeSet<>();
    versions.values().forEach(all::addAll);
    String told =
        RULE
            + ": the cluster of "
            + step.software()
            + " runs in versions "
            + String.join(", ", versions.keySet().stream().map(Version::toString).toList())
            + " "
            + when
            + "; before: bring all members to one version";
    for (NodeId member : all) {
      installations(member).stream()
          .map(Fact.Installation::evidence)
          .findFirst()
          .ifPresent(
              at ->
                  breakages.add(
                      new Breakage(
                          member,
                          Effect.DEGRADES,
                          true,
                          Certainty.POSSIBLE,
                          List.of(
                              new Reason(
                                  told,
                                  new Evidence(
                                      at.at(), at.text(), at.excerpt(), at.scanner(), RULE))),
                          List.of(member))));
    }
  }
}
