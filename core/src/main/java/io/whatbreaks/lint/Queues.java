package io.whatbreaks.lint;

import io.whatbreaks.broker.Topology;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Messages that nobody gets: what is handed to exchanges that are not there, policies without
 * anything to hold for, queues without consumers and consumers without queues.
 */
final class Queues {
  private final World world;
  private final LostNames lost;
  private final Topology topology;
  private final List<Finding> findings;
  private final Map<NodeId, Fact.Shape> shapes = new TreeMap<>();

  /** Names of queues and exchanges that a client, no broker, names. */
  private final Set<String> consumed = new HashSet<>();

  private final Set<String> published = new HashSet<>();

  Queues(World world, LostNames lost, List<Finding> findings) {
    this.world = world;
    this.lost = lost;
    this.findings = findings;
    this.topology = Topology.of(world);
    world.shapes().forEach(shape -> shapes.putIfAbsent(shape.node(), shape));
  }

  void find() {
    for (Fact.Shape shape : shapes.values()) {
      handedOn(shape);
    }
    policies();
    used();
    if (!consumed.isEmpty() || !published.isEmpty()) {
      shapes.values().forEach(this::idle);
    }
    undeclared();
  }

  private void handedOn(Fact.Shape shape) {
    NodeId node = shape.node();
    Optional<NodeId> to =
        node.kind() == NodeKind.QUEUE
            ? topology.deadLetterExchange(node)
            : topology.alternateOf(node);
    boolean gone = to.isPresent() && !topology.has(to.get()) && !lost.mayHold(to.get().name());
    if (gone) {
      boolean dead = node.kind() == NodeKind.QUEUE;
      add(
          dead ? Lint.DEAD_LETTERS_TO_NOTHING : Lint.ALTERNATE_TO_NOTHING,
          (dead ? "dead letters of " : "what no binding takes of ")
              + node
              + " are dropped: "
              + to.get()
              + " is not declared",
          Severity.ERROR,
          node,
          shape.evidence());
    }
  }

  private void policies() {
    Map<Scope, Boolean> whole = new HashMap<>();
    shapes.keySet().forEach(node -> whole.put(node.scope(), true));
    for (Fact.Policy policy : world.stated().broker(Fact.Policy.class)) {
      boolean fits =
          shapes.values().stream()
              .filter(shape -> shape.node().scope().equals(policy.vhost()))
              .anyMatch(shape -> Topology.fits(policy, shape.node(), shape.type()));
      if (!fits && whole.containsKey(policy.vhost())) {
        findings.add(
            new Finding(
                Lint.POLICY_WITHOUT_MATCH,
                "policy " + policy.name() + " holds for nothing that is declared",
                Severity.INFO,
                Certainty.POSSIBLE,
                policy.name(),
                Optional.empty(),
                policy.selects().at()));
      }
    }
  }

  private void used() {
    for (Need need : world.needs()) {
      boolean client = !world.holds(need);
      for (NodeKind kind : client ? need.reference().target().kinds() : Set.<NodeKind>of()) {
        if (kind == NodeKind.QUEUE) {
          consumed.add(need.name());
        } else if (kind == NodeKind.EXCHANGE) {
          published.add(need.name());
        }
      }
    }
    for (Fact.Consumes fact : world.stated().broker(Fact.Consumes.class)) {
      consumed.add(fact.target().name());
    }
    for (Fact.Publishes fact : world.stated().broker(Fact.Publishes.class)) {
      published.add(fact.target().name());
    }
  }

  /** As far as clients are known at all. */
  private void idle(Fact.Shape shape) {
    NodeId node = shape.node();
    boolean spoken = lost.mayHold(node.name()) || !world.tokensOf(node.name()).isEmpty();
    if (spoken || !isHeld(node)) {
      return;
    }
    if (node.kind() == NodeKind.QUEUE && !consumed.isEmpty() && !consumed.contains(node.name())) {
      add(
          Lint.QUEUE_WITHOUT_CONSUMER,
          "nobody known consumes " + node,
          Severity.INFO,
          node,
          shape.evidence());
    }
    boolean fed =
        published.contains(node.name())
            || !topology.sources(node).isEmpty()
            || shapes.keySet().stream().anyMatch(other -> handsTo(other, node));
    if (node.kind() == NodeKind.EXCHANGE && !published.isEmpty() && !fed) {
      add(
          Lint.EXCHANGE_WITHOUT_PUBLISHER,
          "nobody known publishes to " + node,
          Severity.INFO,
          node,
          shape.evidence());
    }
  }

  private boolean handsTo(NodeId other, NodeId exchange) {
    Optional<NodeId> to =
        other.kind() == NodeKind.QUEUE
            ? topology.deadLetterExchange(other)
            : topology.alternateOf(other);
    return to.filter(exchange::equals).isPresent();
  }

  private boolean isHeld(NodeId node) {
    return world.declarations(node).stream().anyMatch(it -> it.holder().isPresent());
  }

  /** A virtual host whose definitions were given has no other queues, save what clients declare. */
  private void undeclared() {
    Set<String> whole = new HashSet<>();
    Set<String> declared = new HashSet<>();
    shapes
        .keySet()
        .forEach(
            node -> {
              if (node.kind() == NodeKind.QUEUE) {
                declared.add(node.name());
                if (isHeld(node)) {
                  whole.add(node.scope().name());
                }
              }
            });
    for (Fact.Consumes fact : world.stated().broker(Fact.Consumes.class)) {
      Scope from = fact.target().from();
      boolean known =
          from.kind() == Scope.Kind.VHOST ? whole.contains(from.name()) : !whole.isEmpty();
      boolean queue = fact.target().kinds().equals(Set.of(NodeKind.QUEUE)) && !fact.pattern();
      Optional<String> name = world.text(fact.component(), fact.target().name(), fact.evidence());
      if (known
          && queue
          && name.filter(it -> !declared.contains(it) && !lost.mayHold(it)).isPresent()) {
        findings.add(
            new Finding(
                Lint.UNDECLARED_QUEUE,
                "nobody declares the queue " + name.get() + ", which is consumed here",
                Severity.WARNING,
                Certainty.POSSIBLE,
                name.get(),
                Optional.of(fact.component()),
                fact.evidence()));
      }
    }
  }

  private void add(String code, String message, Severity severity, NodeId node, Evidence evidence) {
    findings.add(
        new Finding(
            code,
            message,
            severity,
            severity == Severity.ERROR ? Certainty.CERTAIN : Certainty.POSSIBLE,
            node.name(),
            Optional.of(node),
            evidence));
  }
}
