package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The virtual hosts of one export, and the names within them. */
final class VirtualHosts {
  private final Broker broker;
  private final String whole;
  private final Map<String, Scope> scopes = new HashMap<>();
  private final Map<NodeId, NodeId> nodes = new HashMap<>();

  /** Of an export whose objects, where they do not say it, belong to the given one. */
  VirtualHosts(Broker broker, String whole) {
    this.broker = broker;
    this.whole = whole;
  }

  /** That of an object. */
  Scope of(Node object) {
    return of(Nodes.text(object, "vhost").map(Scalar::value).orElse(whole));
  }

  Scope of(String name) {
    return scopes.computeIfAbsent(
        name, n -> Scope.within(broker.document().scope(), Scope.Kind.VHOST, n));
  }

  /** What an object calls so; the same objects for the same names, of which there are many. */
  NodeId node(NodeKind kind, Node object, Scalar name) {
    NodeId node = new NodeId(kind, of(object), name.value());
    NodeId known = nodes.putIfAbsent(node, node);
    return known == null ? node : known;
  }

  /** An object says which virtual host it belongs to. */
  void named(Node object) {
    Nodes.text(object, "vhost")
        .ifPresent(
            name ->
                broker
                    .output()
                    .add(
                        new Fact.Reference(
                            broker.component(),
                            new Fact.Target(
                                broker.document().scope(),
                                name.value(),
                                Set.of(NodeKind.VHOST),
                                OptionalInt.empty()),
                            new Fact.Use(
                                Lookup.START, Group.ALONE, false, Certainty.CERTAIN, "vhost"),
                            broker.evidence(name, "rabbitmq/object-vhost"))));
  }
}
