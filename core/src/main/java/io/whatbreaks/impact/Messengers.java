package io.whatbreaks.impact;

import io.whatbreaks.broker.Message;
import io.whatbreaks.broker.Route;
import io.whatbreaks.broker.Topology;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who publishes and who consumes, and notices nothing of a change but that nothing comes. */
final class Messengers {
  private final World before;
  private final World after;
  private final BrokerEffects effects;

  Messengers(World before, World after, BrokerEffects effects) {
    this.before = before;
    this.after = after;
    this.effects = effects;
  }

  /**
   * Finds them.
   *
   * @param starved queues that get less than before, each with a binding that is gone
   */
  void find(Topology was, Topology is, Map<NodeId, Evidence> starved) {
    for (Fact.Publishes publishes : before.stated().broker(Fact.Publishes.class)) {
      if (publishes.target().kinds().contains(NodeKind.EXCHANGE)) {
        publishes(publishes, was, is);
      }
    }
    for (Fact.Consumes consumes : before.stated().broker(Fact.Consumes.class)) {
      if (consumes.target().kinds().contains(NodeKind.QUEUE)) {
        consumes(consumes, is, starved);
      }
    }
  }

  private void publishes(Fact.Publishes fact, Topology was, Topology is) {
    for (NodeId owner : before.owners(fact.component())) {
      Optional<String> exchange = before.text(owner, fact.target().name(), fact.evidence());
      Optional<String> key = before.text(owner, fact.key(), fact.evidence());
      for (NodeId node : meant(was, fact.target(), exchange, NodeKind.EXCHANGE)) {
        if (is.has(node)) {
          boolean known = key.isPresent() && !fact.key().equals(Fact.Publishes.ANY_KEY);
          Set<Message> messages =
              known ? Set.of(Message.of(key.orElseThrow())) : samples(was, node);
          Certainty certainty = known ? Certainty.CERTAIN : Certainty.POSSIBLE;
          messages.forEach(message -> compare(fact, node, message, certainty, List.of(was, is)));
        }
      }
    }
  }

  private static Set<Message> samples(Topology was, NodeId exchange) {
    Set<Message> samples = new java.util.LinkedHashSet<>();
    was.bindings(exchange).forEach(binding -> samples.add(BrokerEffects.sample(binding)));
    return samples;
  }

  private void compare(
      Fact.Publishes fact,
      NodeId exchange,
      Message message,
      Certainty certainty,
      List<Topology> wasAndIs) {
    Route was = wasAndIs.get(0).routeWithin(exchange.scope(), exchange.name(), message);
    Route is = wasAndIs.get(1).routeWithin(exchange.scope(), exchange.name(), message);
    Set<NodeId> lost = BrokerEffects.reached(was, before, after);
    lost.removeAll(BrokerEffects.reached(is, after, after));
    if (lost.isEmpty()) {
      return;
    }
    Effect effect =
        !is.isDropped() ? Effect.DEGRADES : fact.mandatory() ? Effect.BREAKS : Effect.LOSES_DATA;
    String fate =
        !is.isDropped()
            ? " does not reach " + BrokerEffects.words(lost) + " any more"
            : fact.mandatory()
                ? " reaches no queue and comes back: 312 NO_ROUTE"
                : " reaches no queue and is dropped, without an error";
    String what = "what it publishes to " + exchange.name() + " by '" + message.key() + "'";
    effects.add(
        fact.component(),
        effect,
        certainty,
        List.of(new Reason(what + fate, fact.evidence())),
        List.of(exchange));
  }

  private void consumes(Fact.Consumes fact, Topology is, Map<NodeId, Evidence> starved) {
    for (NodeId owner : before.owners(fact.component())) {
      Optional<String> queue = before.text(owner, fact.target().name(), fact.evidence());
      for (NodeId node : meant(is, fact.target(), queue, NodeKind.QUEUE)) {
        Evidence gone = starved.get(node);
        if (gone != null) {
          boolean nothing = is.sources(node).isEmpty();
          String message =
              nothing
                  ? "gets nothing from " + node.name() + " any more, without an error"
                  : "gets a part of what came by " + node.name() + " no more";
          effects.add(
              fact.component(),
              nothing ? Effect.LOSES_DATA : Effect.DEGRADES,
              Certainty.CERTAIN,
              List.of(new Reason(message, fact.evidence()), new Reason("by this binding", gone)),
              List.of(node));
        }
      }
    }
  }

  /** What a client means: that of its virtual host, where it says it, else any of that name. */
  private static Set<NodeId> meant(
      Topology topology, Fact.Target target, Optional<String> name, NodeKind kind) {
    Set<NodeId> all = new TreeSet<>();
    Scope from = target.from();
    for (Scope vhost : name.isPresent() ? topology.vhosts() : List.<Scope>of()) {
      NodeId node = new NodeId(kind, vhost, name.orElseThrow());
      boolean possible = from.kind() != Scope.Kind.VHOST || from.name().equals(vhost.name());
      if (possible && topology.has(node)) {
        all.add(node);
      }
    }
    NodeId own = new NodeId(kind, from, name.orElse(""));
    return all.contains(own) ? Set.of(own) : all;
  }
}
