package io.whatbreaks.broker;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One message on its way through the exchanges of a virtual host. As in the broker, each exchange
 * is visited once, so that a circle of bindings ends.
 */
final class Passage {
  private final VirtualHost vhost;
  private final Message message;
  private final Set<NodeId> queues = new TreeSet<>();
  private final List<Route.Chance> chances = new ArrayList<>();
  private final List<Hop> via = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<Exchange> open = new ArrayDeque<>();

  Passage(VirtualHost vhost, Message message) {
    this.vhost = vhost;
    this.message = message;
  }

  Route from(Exchange start) {
    reach(start);
    return new Route(start.node(), List.copyOf(queues), chances, false, via);
  }

  private void reach(Exchange start) {
    visit(start);
    while (!open.isEmpty()) {
      leave(open.remove());
    }
  }

  private void visit(Exchange exchange) {
    if (seen.add(exchange.node().name())) {
      open.add(exchange);
    }
  }

  private void leave(Exchange exchange) {
    if (exchange.node().name().isEmpty()) {
      if (vhost.hasQueue(message.key())) {
        NodeId queue = vhost.node(NodeKind.QUEUE, message.key());
        queues.add(queue);
        hop(exchange.node(), queue, Hop.Kind.DEFAULT, message.key(), Optional.empty());
      }
      return;
    }
    Set<Fact.Binding> fitting = exchange.fitting(message);
    boolean certain =
        exchange.type() != Exchange.Type.UNKNOWN
            && (exchange.type() != Exchange.Type.ONE_OF || fitting.size() == 1);
    if (!certain && !fitting.isEmpty()) {
      chance(exchange, fitting);
      return;
    }
    for (Fact.Binding binding : fitting) {
      NodeId to = binding.destination();
      hop(exchange.node(), to, Hop.Kind.BINDING, binding.key(), Optional.of(binding.evidence()));
      arrive(to);
    }
    if (fitting.isEmpty()) {
      vhost.alternate(exchange).ifPresent(other -> alternate(exchange, other));
    }
  }

  private void alternate(Exchange exchange, VirtualHost.Handed other) {
    if (vhost.has(other.exchange())) {
      hop(
          exchange.node(),
          other.exchange(),
          Hop.Kind.ALTERNATE,
          message.key(),
          Optional.of(other.at()));
      arrive(other.exchange());
    }
  }

  private void arrive(NodeId node) {
    if (node.kind() == NodeKind.QUEUE) {
      queues.add(vhost.node(NodeKind.QUEUE, node.name()));
    } else {
      vhost.exchange(node.name()).ifPresent(this::visit);
    }
  }

  /**
   * Everything behind an exchange of which it cannot be told by which bindings a message leaves.
   */
  private void chance(Exchange exchange, Set<Fact.Binding> fitting) {
    Passage behind = new Passage(vhost, message);
    behind.seen.addAll(seen);
    for (Fact.Binding binding : fitting) {
      NodeId to = binding.destination();
      hop(exchange.node(), to, Hop.Kind.BINDING, binding.key(), Optional.of(binding.evidence()));
      if (to.kind() == NodeKind.QUEUE) {
        behind.arrive(to);
      } else {
        vhost.exchange(to.name()).ifPresent(behind::reach);
      }
    }
    Set<NodeId> possible = new TreeSet<>(behind.queues);
    behind.chances.forEach(chance -> possible.addAll(chance.queues()));
    via.addAll(behind.via);
    chances.add(
        new Route.Chance(
            exchange.node(), exchange.type() == Exchange.Type.ONE_OF, List.copyOf(possible)));
  }

  private void hop(NodeId from, NodeId to, Hop.Kind kind, String key, Optional<Evidence> evidence) {
    via.add(new Hop(from, to, kind, key, evidence));
  }
}
