package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance starts anew for its upgrade, the others being up: what that takes down meanwhile.
 *
 * @param evidence that it runs
 * @param meanwhile what is hit beside it: by {@link Effect#BREAKS_ON_RESTART} what has nothing else
 *     to go to, by {@link Effect#DEGRADES} what has. It passes, and whoever waits and comes back by
 *     itself hardly notices, so all of it is possible only
 */
record UpgradeRestart(NodeId instance, Evidence evidence, List<Breakage> meanwhile) {
  static final String RULE = "restart";

  UpgradeRestart {
    requireNonNull(instance, "instance");
    requireNonNull(evidence, "evidence");
    meanwhile = List.copyOf(meanwhile);
  }

  /** Those of all upgrades, one instance after the other. */
  static List<UpgradeRestart> all(World before, World after, DependencyGraph graph) {
    List<UpgradeRestart> all = new ArrayList<>();
    for (UpgradeStep step : after.changed().upgrades()) {
      for (NodeId instance : step.instances().keySet()) {
        before.instances(step.software()).getOrDefault(instance, List.of()).stream()
            .findFirst()
            .map(Fact.Installation::evidence)
            .ifPresent(at -> all.add(of(instance, step, at, graph)));
      }
    }
    return all;
  }

  private static UpgradeRestart of(
      NodeId instance, UpgradeStep step, Evidence at, DependencyGraph graph) {
    Breakages meanwhile = new Breakages(graph);
    Reason why =
        new Reason(
            RULE
                + ": "
                + instance
                + " is down while it restarts for the upgrade of "
                + step.software()
                + " to "
                + step.to()
                + "; before: tell whoever depends on it, and restart one instance after the other",
            new Evidence(at.at(), at.text(), at.excerpt(), at.scanner(), RULE));
    meanwhile.add(
        new Breakage(
            instance, Effect.BREAKS, true, Certainty.CERTAIN, List.of(why), List.of(instance)));
    meanwhile.carryOn();
    return new UpgradeRestart(
        instance,
        at,
        meanwhile.all().stream()
            .filter(one -> !one.component().equals(instance))
            .map(UpgradeRestart::passing)
            .toList());
  }

  private static Breakage passing(Breakage one) {
    return new Breakage(
        one.component(),
        one.effect() == Effect.DEGRADES ? Effect.DEGRADES : Effect.BREAKS_ON_RESTART,
        false,
        Certainty.POSSIBLE,
        one.why(),
        one.chain());
  }
}
