package io.whatbreaks.impact;

import io.whatbreaks.broker.Topology;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A queue that is there cannot be declared with other arguments: whoever does so is refused with
 * {@code 406 PRECONDITION_FAILED}.
 *
 * @see <a href="https://www.rabbitmq.com/docs/queues#property-equivalence">Property equivalence</a>
 */
final class QueueArguments {
  private static final String REFUSED =
      "is refused when it declares the queue: 406 PRECONDITION_FAILED, for ";

  private final World before;
  private final World after;
  private final BrokerEffects effects;

  QueueArguments(World before, World after, BrokerEffects effects) {
    this.before = before;
    this.after = after;
    this.effects = effects;
  }

  void find() {
    after
        .changed()
        .redeclared()
        .forEach(
            (queue, arguments) ->
                before.shapes().stream()
                    .filter(shape -> isSame(shape.node(), queue))
                    .forEach(shape -> declared(shape, queue, arguments)));
  }

  /** A client's own declaration names the queue within its own scope. */
  private static boolean isSame(NodeId node, NodeId queue) {
    return node.kind() == queue.kind()
        && node.name().equals(queue.name())
        && node.scope().name().equals(queue.scope().name());
  }

  private void declared(Fact.Shape shape, NodeId queue, List<Fact.Argument> arguments) {
    Set<String> others = different(shape.arguments(), arguments);
    if (others.isEmpty()) {
      return;
    }
    String keys = String.join(", ", others);
    boolean holds =
        before.declarations(shape.node()).stream()
            .anyMatch(it -> it.holder().equals(Optional.of(shape.component())));
    if (holds) {
      String message =
          "cannot get other arguments while it is there: deleted and made anew, it is empty";
      effects.add(
          shape.component(),
          Effect.LOSES_DATA,
          Certainty.POSSIBLE,
          List.of(new Reason(BrokerEffects.name(queue) + " " + message, shape.evidence())),
          List.of(queue));
    } else {
      effects.add(
          shape.component(),
          Effect.BREAKS_ON_RESTART,
          Certainty.CERTAIN,
          List.of(new Reason(REFUSED + keys, shape.evidence())),
          List.of(queue));
    }
  }

  /** The keys in which the broker sees a difference. */
  private static Set<String> different(List<Fact.Argument> a, List<Fact.Argument> b) {
    Set<String> keys = new TreeSet<>();
    a.forEach(argument -> keys.add(argument.key()));
    b.forEach(argument -> keys.add(argument.key()));
    keys.removeIf(key -> Topology.isSame(Fact.Argument.of(key, a), Fact.Argument.of(key, b)));
    return keys;
  }
}
