package io.whatbreaks.impact;

import io.whatbreaks.broker.Topology;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.BoundedRegex;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Policies and permissions go by names: under another name a thing may be out of them. */
final class NamePolicies {
  private final World before;
  private final World after;
  private final BrokerEffects effects;

  NamePolicies(World before, World after, BrokerEffects effects) {
    this.before = before;
    this.after = after;
    this.effects = effects;
  }

  void find() {
    Map<NodeId, Fact.Shape> shapes = new TreeMap<>();
    before.shapes().forEach(shape -> shapes.putIfAbsent(shape.node(), shape));
    after
        .changed()
        .names()
        .forEach(
            (old, now) -> {
              Fact.Shape shape = shapes.get(old);
              if (shape != null && old.kind() != NodeKind.TOPIC) {
                policies(shape, now);
                permissions(shape, now);
              }
            });
  }

  private void policies(Fact.Shape shape, NodeId now) {
    for (Fact.Policy policy : before.stated().broker(Fact.Policy.class)) {
      boolean held = policy.vhost().equals(shape.node().scope());
      if (held
          && Topology.fits(policy, shape.node(), shape.type())
          && !Topology.fits(policy, now, shape.type())) {
        String message = "policy " + policy.name() + " does not hold for " + now.name();
        effects.add(
            shape.component(),
            Effect.DEGRADES,
            Certainty.CERTAIN,
            List.of(new Reason(message, policy.selects().at())),
            List.of(shape.node()));
      }
    }
  }

  private void permissions(Fact.Shape shape, NodeId now) {
    for (Fact.Permission permission : before.stated().broker(Fact.Permission.class)) {
      boolean byName =
          permission.topics().isEmpty() && permission.vhost().equals(shape.node().scope());
      if (byName
          && BoundedRegex.holds(permission.pattern(), shape.node().name())
          && !BoundedRegex.holds(permission.pattern(), now.name())) {
        String access = permission.access().name().toLowerCase(java.util.Locale.ROOT);
        String message = "user " + permission.user() + " may not " + access + " " + now.name();
        effects.add(
            shape.component(),
            Effect.DEGRADES,
            Certainty.CERTAIN,
            List.of(new Reason(message, permission.evidence())),
            List.of(shape.node()));
      }
    }
  }
}
