package io.whatbreaks.broker;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The virtual hosts of all brokers with what they hold, and where messages get in them.
 *
 * <p>What no file declares is not there: a binding from or to it takes nothing anywhere. The
 * exchanges that every virtual host has are there.
 *
 * @see <a href="https://www.rabbitmq.com/tutorials/amqp-concepts">AMQP 0-9-1 model</a>
 */
public final class Topology {
  private final Map<Scope, VirtualHost> vhosts = new TreeMap<>();

  private Topology() {}

  /** The topology of a world, its changes included. */
  public static Topology of(World world) {
    requireNonNull(world, "world");
    Topology topology = new Topology();
    Map<NodeId, Fact.Shape> shapes = new HashMap<>();
    for (Fact.Shape shape : world.shapes()) {
      shapes.merge(shape.node(), shape, (known, other) -> known);
    }
    Map<Scope, List<Fact.Policy>> policies = new HashMap<>();
    for (Fact.Policy policy : world.stated().broker(Fact.Policy.class)) {
      policies.computeIfAbsent(policy.vhost(), absent -> new ArrayList<>()).add(policy);
    }
    Set<NodeId> retired = world.changed().retired();
    for (Fact.Declaration declaration : world.stated().declarations()) {
      NodeId node = declaration.node();
      if (isHeld(node) && !retired.contains(node)) {
        topology
            .in(node.scope(), policies)
            .add(world.now(node), Optional.ofNullable(shapes.get(node)));
      }
    }
    for (Fact.Binding binding : world.bindings()) {
      if (isHeld(binding.exchange())) {
        topology.in(binding.exchange().scope(), policies).bind(binding);
      }
    }
    return topology;
  }

  private static boolean isHeld(NodeId node) {
    return node.scope().kind() == Scope.Kind.VHOST
        && (node.kind() == NodeKind.QUEUE || node.kind() == NodeKind.EXCHANGE);
  }

  private VirtualHost in(Scope scope, Map<Scope, List<Fact.Policy>> policies) {
    return vhosts.computeIfAbsent(
        scope, s -> new VirtualHost(s, policies.getOrDefault(s, List.of())));
  }

  /** The virtual hosts that hold something, in order. */
  public List<Scope> vhosts() {
    return List.copyOf(vhosts.keySet());
  }

  /**
   * The virtual hosts that hold an exchange, in order. Those that every one has are held by each
   * whose facts speak of anything.
   */
  public List<Scope> vhosts(String exchange) {
    requireNonNull(exchange, "exchange");
    return vhosts.values().stream()
        .filter(vhost -> vhost.exchanges().containsKey(exchange))
        .map(VirtualHost::scope)
        .toList();
  }

  /** Whether a virtual host holds a queue or an exchange, built-in ones included. */
  public boolean has(NodeId node) {
    VirtualHost vhost = vhosts.get(node.scope());
    return vhost != null && vhost.has(node);
  }

  /** The exchanges of a virtual host, built-in ones included, in order. */
  public List<NodeId> exchanges(Scope vhost) {
    return vhost(vhost).exchanges().values().stream().map(Exchange::node).toList();
  }

  private VirtualHost vhost(Scope scope) {
    VirtualHost vhost = vhosts.get(requireNonNull(scope, "scope"));
    if (vhost == null) {
      throw new IllegalArgumentException("nothing is known of " + scope);
    }
    return vhost;
  }

  /**
   * Where a message gets that a client publishes.
   *
   * @throws IllegalArgumentException if the virtual host has no such exchange
   */
  public Route route(Scope vhost, String exchange, Message message) {
    VirtualHost in = vhost(vhost);
    Exchange start = in.exchanges().get(requireNonNull(exchange, "exchange"));
    requireNonNull(message, "message");
    if (start == null) {
      throw new IllegalArgumentException("no exchange " + exchange + " in " + vhost);
    }
    return start.isInternal()
        ? new Route(start.node(), List.of(), List.of(), true, List.of())
        : new Passage(in, message).from(start);
  }

  /** The same for a message that another exchange hands on, so that none refuses it. */
  public Route routeWithin(Scope vhost, String exchange, Message message) {
    Exchange start = vhost(vhost).exchanges().get(exchange);
    if (start == null) {
      throw new IllegalArgumentException("no exchange " + exchange + " in " + vhost);
    }
    return new Passage(vhost(vhost), message).from(start);
  }

  /** The exchanges that are bound to a queue or an exchange, in order. */
  public List<NodeId> sources(NodeId destination) {
    VirtualHost vhost = vhosts.get(destination.scope());
    return vhost == null
        ? List.of()
        : vhost.exchanges().values().stream()
            .filter(
                exchange ->
                    exchange.bindings().stream()
                        .anyMatch(binding -> binding.destination().equals(destination)))
            .map(Exchange::node)
            .toList();
  }

  /** Whether a policy could hold for a thing of some type, were there no other. */
  public static boolean fits(Fact.Policy policy, NodeId node, String type) {
    return Policies.fits(policy, node, type);
  }

  /** Whether a broker takes two values of an argument, or the lack of one, for the same. */
  public static boolean isSame(Optional<Fact.Argument> a, Optional<Fact.Argument> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty();
    }
    return a.get().sort() == b.get().sort()
        && HeaderMatch.isSame(a.get().sort(), a.get().value(), b.get().value());
  }

  /**
   * Where a message gets that a queue gives up; nothing where the queue keeps no dead letters. A
   * route from an exchange that is not there reaches nothing.
   */
  public Optional<Route> deadLetters(NodeId queue, Message message) {
    VirtualHost in = vhost(queue.scope());
    return in.deadLetters(queue.name())
        .map(
            handed -> {
              Message dead = handed.key().map(message::withKey).orElse(message);
              Exchange exchange = in.exchanges().get(handed.exchange().name());
              List<Hop> via = new ArrayList<>();
              via.add(
                  new Hop(
                      queue,
                      handed.exchange(),
                      Hop.Kind.DEAD_LETTER,
                      dead.key(),
                      Optional.of(handed.at())));
              Route route =
                  exchange == null
                      ? new Route(handed.exchange(), List.of(), List.of(), false, List.of())
                      : new Passage(in, dead).from(exchange);
              via.addAll(route.via());
              return new Route(handed.exchange(), route.queues(), route.chances(), false, via);
            });
  }

  /** The bindings by which a message of any key may leave an exchange, in the order of the text. */
  public List<Fact.Binding> bindings(NodeId exchange) {
    VirtualHost vhost = vhosts.get(exchange.scope());
    Exchange found = vhost == null ? null : vhost.exchanges().get(exchange.name());
    return found == null
        ? List.of()
        : found.bindings().stream()
            .sorted(Comparator.comparing((Fact.Binding b) -> b.evidence().at()))
            .toList();
  }

  /** The exchange, which may be none, that gets the dead letters of a queue. */
  public Optional<NodeId> deadLetterExchange(NodeId queue) {
    VirtualHost vhost = vhosts.get(queue.scope());
    return vhost == null || !vhost.has(queue)
        ? Optional.empty()
        : vhost.deadLetters(queue.name()).map(VirtualHost.Handed::exchange);
  }

  /** The exchange, which may be none, that gets what no binding of an exchange takes. */
  public Optional<NodeId> alternateOf(NodeId exchange) {
    VirtualHost vhost = vhosts.get(exchange.scope());
    return vhost == null || exchange.kind() != NodeKind.EXCHANGE
        ? Optional.empty()
        : vhost
            .exchange(exchange.name())
            .flatMap(vhost::alternate)
            .map(VirtualHost.Handed::exchange);
  }
}
