package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the world before changes with the world after them. */
public final class ImpactAnalyzer {
  private ImpactAnalyzer() {}

  /**
   * What the changes, made together, break. Coverage is left empty; whoever knows the sources fills
   * it in.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if a target is not known or means several
   *     things
   */
  public static Impact analyze(World before, List<Change> changes) {
    return analyze(before, changes, UpgradeRules.none());
  }

  /** The same where something is upgraded, with the rules for that. */
  public static Impact analyze(World before, List<Change> changes, UpgradeRules rules) {
    requireNonNull(before, "before");
    World after = before;
    Map<Change, Set<NodeId>> subjects = new LinkedHashMap<>();
    List<Diagnostic> notices = new ArrayList<>();
    for (Change step : Change.all(changes.toArray(Change[]::new)).steps()) {
      Set<NodeId> about = subjects.computeIfAbsent(step, absent -> new LinkedHashSet<>());
      List<NodeId> named = step.subjects(after);
      for (NodeId node : named) {
        about.add(after.before(node));
      }
      notices.addAll(Notices.of(after, step, named));
      if (step instanceof Upgrade upgrade && named.isEmpty()) {
        UpgradeNotices.check(before, upgrade, rules);
      }
      after = step.apply(after);
    }
    DependencyGraph graph = DependencyGraph.ofComponents(before);
    Breakages breakages = new Breakages(graph);
    new DirectEffects(before, after, breakages).find();
    new AccessEffects(before, after, breakages).find();
    new BrokerEffects(before, after, breakages).find();
    ZoneLoss zones = new ZoneLoss(before, after);
    zones.find(breakages);
    notices.addAll(zones.notices());
    UpgradeEffects upgrades = new UpgradeEffects(before, after, breakages);
    upgrades.find(rules);
    UpgradeMixture.find(before, after, breakages);
    breakages.carryOn();
    List<UpgradeRestart> restarts = UpgradeRestart.all(before, after, graph);
    restarts.forEach(restart -> restart.meanwhile().forEach(breakages::add));
    List<Place> places = new ArrayList<>(Places.of(before, after.changed()));
    places.addAll(upgrades.places());
    notices.addAll(UpgradeNotices.of(before, after, restarts, rules));
    notices.addAll(Notices.encoded(before, after.changed().names(), places));
    return new Impact(
        List.copyOf(subjects.keySet()),
        after.changed().names(),
        subjects,
        owned(before, breakages.all()),
        places,
        Coverage.of(List.of()),
        notices,
        false);
  }

  /** The component's own line comes first among the evidence. */
  private static List<Breakage> owned(World world, List<Breakage> breakages) {
    return breakages.stream()
        .map(
            breakage ->
                breakage.ownedBy(
                    world.ownership(
                        breakage.component(),
                        breakage.why().stream()
                            .findFirst()
                            .map(reason -> reason.evidence().at().path())
                            .orElse(""))))
        .toList();
  }

  /**
   * Every place of a world that names one of some things, in order; a thing need not be known.
   *
   * @param renamed the things, each with the name it gets
   */
  public static List<Place> places(World world, Map<NodeId, NodeId> renamed) {
    requireNonNull(world, "world");
    return Places.of(world, renamed).stream().sorted().toList();
  }

  /** The components that no breakage names, each with why it is spared; in order. */
  public static Map<NodeId, String> unaffected(World before, Impact impact) {
    Map<NodeId, String> reasons = new TreeMap<>();
    Set<NodeId> changed = impact.changed();
    Set<NodeId> affected =
        impact.breakages().stream().map(Breakage::component).collect(Collectors.toSet());
    for (NodeId component : before.components()) {
      if (!affected.contains(component)) {
        reasons.put(component, "reaches nothing that changes");
      }
    }
    for (Need need : before.needs()) {
      Resolution resolution = need.resolution();
      boolean reaches = resolution.steps().stream().anyMatch(s -> changed.contains(s.node()));
      if (reaches && reasons.containsKey(need.component())) {
        String way =
            resolution.first().kind() == NodeKind.ADDRESS
                ? "reaches it by address: "
                : impact.renamed().isEmpty()
                    ? "reaches it by a name that leads there afterwards as well: "
                    : "reaches it by another way than the name given up: ";
        reasons.put(need.component(), way + need.place().at());
      }
    }
    return reasons;
  }
}
