package io.whatbreaks.impact;

import io.whatbreaks.broker.Message;
import io.whatbreaks.broker.Route;
import io.whatbreaks.broker.Topology;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a change does to messages within brokers: nobody gets an error, and yet they do not arrive.
 *
 * <p>The broker and its clients run on, so nothing of this is carried on to who depends on them.
 */
final class BrokerEffects {
  private static final Set<NodeKind> HELD =
      Set.of(NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.VHOST);

  private final World before;
  private final World after;
  private final Breakages breakages;

  BrokerEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.breakages = breakages;
  }

  void find() {
    if (!isTouched()) {
      return;
    }
    Topology was = Topology.of(before);
    Topology is = Topology.of(after);
    Map<NodeId, Evidence> starved = new LinkedHashMap<>();
    for (Fact.Binding binding : before.bindings()) {
      boolean worked = was.has(binding.exchange()) && was.has(binding.destination());
      if (worked && !works(binding, is)) {
        lost(binding, was, is, starved);
      }
    }
    deadLetters(was, is);
    alternates(was, is);
    links();
    new NamePolicies(before, after, this).find();
    new QueueArguments(before, after, this).find();
    new Messengers(before, after, this).find(was, is, starved);
  }

  private boolean isTouched() {
    Set<NodeId> named = new LinkedHashSet<>(after.changed().names().keySet());
    named.addAll(after.changed().retired());
    return named.stream().anyMatch(node -> HELD.contains(node.kind()))
        || !after.changed().unbound().isEmpty()
        || !after.changed().redeclared().isEmpty();
  }

  private boolean works(Fact.Binding binding, Topology is) {
    return !after.changed().unbound().contains(binding)
        && is.has(binding.exchange())
        && is.has(binding.destination());
  }

  /** What a binding took along that is there no more. */
  private void lost(
      Fact.Binding binding, Topology was, Topology is, Map<NodeId, Evidence> starved) {
    Message sample = sample(binding);
    Route wasRoute = route(was, binding.exchange(), sample);
    Optional<Route> isRoute =
        is.has(binding.exchange())
            ? Optional.of(route(is, binding.exchange(), sample))
            : Optional.empty();
    Set<NodeId> lost = reached(wasRoute, before, after);
    isRoute.ifPresent(route -> lost.removeAll(reached(route, after, after)));
    if (lost.isEmpty()) {
      return;
    }
    lost.forEach(queue -> starved.putIfAbsent(queue, binding.evidence()));
    boolean dropped = isRoute.map(Route::isDropped).orElse(true);
    String what = "what " + name(binding.exchange()) + " takes by '" + binding.key() + "'";
    String fate =
        dropped
            ? " is dropped, and no publisher is told"
            : " does not reach " + words(lost) + " any more";
    add(
        binding.component(),
        dropped ? Effect.LOSES_DATA : Effect.DEGRADES,
        Certainty.CERTAIN,
        List.of(new Reason(what + fate, binding.evidence())),
        List.of(binding.exchange(), binding.destination()));
  }

  /** The route of a message that comes in at an exchange, internal ones included. */
  private static Route route(Topology topology, NodeId exchange, Message message) {
    return topology.routeWithin(exchange.scope(), exchange.name(), message);
  }

  /** The queues of a route and of its chances, by the names of the changed world. */
  static Set<NodeId> reached(Route route, World of, World after) {
    Set<NodeId> all = new TreeSet<>(route.queues());
    route.chances().forEach(chance -> all.addAll(chance.queues()));
    if (of == after) {
      return all;
    }
    Set<NodeId> now = new TreeSet<>();
    all.forEach(queue -> now.add(after.now(queue)));
    return now;
  }

  /** A message that fits a binding. */
  static Message sample(Fact.Binding binding) {
    List<Message.Header> headers = new ArrayList<>();
    for (Fact.Argument asked : binding.arguments()) {
      if (!asked.key().equals("x-match")) {
        headers.add(new Message.Header(asked.key(), Optional.empty(), asked.value()));
      }
    }
    return new Message(binding.key().replace('#', 'x').replace('*', 'x'), headers);
  }

  private void deadLetters(Topology was, Topology is) {
    for (Fact.Shape shape : before.shapes()) {
      NodeId queue = shape.node();
      if (queue.kind() != NodeKind.QUEUE || !was.has(queue) || !is.has(after.now(queue))) {
        continue;
      }
      Set<String> keys = new TreeSet<>(Set.of(queue.name()));
      before.bindings(queue).forEach(binding -> keys.add(sample(binding).key()));
      for (String key : keys) {
        Optional<Route> wasRoute = was.deadLetters(queue, Message.of(key));
        Set<NodeId> lost =
            wasRoute.map(route -> reached(route, before, after)).orElse(new TreeSet<>());
        is.deadLetters(after.now(queue), Message.of(key))
            .ifPresent(route -> lost.removeAll(reached(route, after, after)));
        if (!lost.isEmpty() && wasRoute.isPresent()) {
          deadLetters(shape, wasRoute.get(), lost);
          break;
        }
      }
    }
  }

  private void deadLetters(Fact.Shape shape, Route route, Set<NodeId> lost) {
    Evidence at = route.via().get(0).evidence().orElse(shape.evidence());
    String message =
        "dead letters of " + name(shape.node()) + " do not reach " + words(lost) + " any more";
    add(
        shape.component(),
        Effect.LOSES_DATA,
        Certainty.CERTAIN,
        at.equals(shape.evidence())
            ? List.of(new Reason(message, at))
            : List.of(new Reason(message, shape.evidence()), new Reason("handed on by this", at)),
        List.of(shape.node(), route.exchange()));
  }

  private void alternates(Topology was, Topology is) {
    for (Fact.Shape shape : before.shapes()) {
      NodeId exchange = shape.node();
      Optional<NodeId> other = was.alternateOf(exchange).filter(was::has);
      boolean stays = is.has(after.now(exchange));
      Optional<NodeId> now = is.alternateOf(after.now(exchange)).filter(is::has);
      if (exchange.kind() == NodeKind.EXCHANGE && other.isPresent() && stays && now.isEmpty()) {
        String message =
            "what no binding of " + name(exchange) + " takes is dropped, and no publisher is told";
        add(
            shape.component(),
            Effect.LOSES_DATA,
            Certainty.CERTAIN,
            List.of(new Reason(message, shape.evidence())),
            List.of(exchange, other.get()));
      }
    }
  }

  /** A shovel whose end is gone stops, and tries again and again. */
  private void links() {
    Set<NodeId> gone = new TreeSet<>(after.changed().names().keySet());
    gone.addAll(after.changed().retired());
    for (NodeId node : gone) {
      for (Need need : before.needsOf(node)) {
        if (need.reference().evidence().rule().equals("rabbitmq/shovel")) {
          add(
              need.component(),
              Effect.DEGRADES,
              Certainty.CERTAIN,
              List.of(new Reason("a shovel stops: " + name(node) + " is gone", need.place())),
              List.of(node));
        }
      }
    }
  }

  /** Adds an effect that stays where it is. */
  void add(
      NodeId component, Effect effect, Certainty certainty, List<Reason> why, List<NodeId> way) {
    for (NodeId owner : before.owners(component)) {
      List<NodeId> chain = new ArrayList<>();
      chain.add(owner);
      chain.addAll(way);
      breakages.addHere(new Breakage(owner, effect, true, certainty, why, chain));
    }
  }

  static String name(NodeId node) {
    return node.kind().word() + " " + node.name();
  }

  static String words(Set<NodeId> queues) {
    Function<NodeId, String> name = NodeId::name;
    return String.join(", ", queues.stream().map(name).toList());
  }
}
