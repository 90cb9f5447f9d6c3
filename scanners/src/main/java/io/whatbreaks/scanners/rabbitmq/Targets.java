package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The names within one virtual host that arguments, policies and links hold. */
record Targets(Broker broker, Scope vhost) {

  /**
   * Where messages go that a queue gives up or an exchange cannot route.
   *
   * @param prefix before the keys of dead letters
   */
  void find(Node arguments, String prefix) {
    String exchangeKey = prefix + "dead-letter-exchange";
    Optional<Scalar> exchange = Nodes.text(arguments, exchangeKey);
    exchange.ifPresent(
        name -> named(name, NodeKind.EXCHANGE, exchangeKey, "rabbitmq/dead-letter-exchange"));
    if (exchange.isEmpty() && Nodes.at(arguments, exchangeKey).isPresent()) {
      // The exchange without a name hands on to the queue that the key names.
      String queueKey = prefix + "dead-letter-routing-key";
      Nodes.text(arguments, queueKey)
          .ifPresent(name -> named(name, NodeKind.QUEUE, queueKey, "rabbitmq/dead-letter-queue"));
    }
    Nodes.text(arguments, "alternate-exchange")
        .ifPresent(
            name ->
                named(
                    name, NodeKind.EXCHANGE, "alternate-exchange", "rabbitmq/alternate-exchange"));
  }

  /** A reference within the virtual host; without its target a part of the broker fails only. */
  void named(Scalar name, NodeKind kind, String key, String rule) {
    broker
        .output()
        .add(
            new Fact.Reference(
                broker.component(),
                target(name.value(), kind),
                new Fact.Use(Lookup.EACH_USE, Group.ALONE, false, Certainty.CERTAIN, key),
                broker.evidence(name, rule)));
  }

  Fact.Target target(String name, NodeKind kind) {
    return new Fact.Target(vhost, name, Set.of(kind), OptionalInt.empty());
  }
}
