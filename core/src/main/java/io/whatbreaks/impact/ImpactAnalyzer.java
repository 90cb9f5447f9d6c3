package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    requireNonNull(before, "before");
    World after = before;
    Map<NodeId, NodeId> renamed = new LinkedHashMap<>();
    List<Diagnostic> notices = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Rename rename) {
        Map<NodeId, NodeId> mapping = rename.mapping(before);
        renamed.putAll(mapping);
        notices.addAll(notices(before, rename, mapping));
        after = rename.apply(after);
      } else {
        throw new AssertionError(change);
      }
    }
    List<Place> places = new ArrayList<>();
    renamed.forEach((old, now) -> places.addAll(Places.of(before, old, now)));
    Breakages breakages = new Breakages(DependencyGraph.ofComponents(before));
    new DirectEffects(before, after, renamed, breakages).find();
    ZoneLoss zones = new ZoneLoss(before, after, renamed);
    zones.find(breakages);
    notices.addAll(zones.notices());
    breakages.carryOn();
    return new Impact(
        changes,
        renamed,
        breakages.all(),
        Places.distinct(places),
        Coverage.of(List.of()),
        notices,
        false);
  }

  /** The components that no breakage names, each with why it is spared; in order. */
  public static Map<NodeId, String> unaffected(World before, Impact impact) {
    Map<NodeId, String> reasons = new TreeMap<>();
    Set<NodeId> affected =
        impact.breakages().stream().map(Breakage::component).collect(Collectors.toSet());
    for (NodeId component : before.components()) {
      if (!affected.contains(component)) {
        reasons.put(component, "reaches nothing that changes");
      }
    }
    for (Need need : before.needs()) {
      Resolution resolution = need.resolution();
      boolean reaches =
          resolution.steps().stream().anyMatch(s -> impact.renamed().containsKey(s.node()));
      if (reaches && reasons.containsKey(need.component())) {
        reasons.put(
            need.component(),
            resolution.first().kind() == NodeKind.ADDRESS
                ? "reaches it by address: " + need.place().at()
                : "reaches it by another way than the name given up: " + need.place().at());
      }
    }
    return reasons;
  }

  private static List<Diagnostic> notices(
      World before, Change.Rename rename, Map<NodeId, NodeId> mapping) {
    List<Diagnostic> notices = new ArrayList<>();
    if (mapping.size() > 1) {
      notices.add(
          new Diagnostic(
              Severity.INFO,
              "several-meanings",
              "",
              0,
              rename.target() + " means: " + String.join(", ", ids(mapping.keySet())),
              "a full name, or one with @SCOPE behind it, means one of them"));
    }
    mapping.forEach(
        (old, now) -> {
          if (!old.equals(now) && before.isDeclared(now)) {
            notices.add(
                new Diagnostic(
                    Severity.ERROR,
                    "name-clash",
                    before.evidence(now).map(e -> e.at().path()).orElse(""),
                    before.evidence(now).map(e -> e.at().line()).orElse(0),
                    now + " is taken already",
                    "choose another name, or retire the present owner first"));
          }
        });
    return notices;
  }

  private static List<String> ids(Iterable<NodeId> nodes) {
    TreeSet<String> ids = new TreeSet<>();
    nodes.forEach(node -> ids.add(node.toString()));
    return List.copyOf(ids);
  }
}
