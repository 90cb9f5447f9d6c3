package io.whatbreaks.broker;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeId;
import java.util.List;

/**
 * Where a message gets.
 *
 * @param exchange it is published to
 * @param queues that it reaches for certain, in order
 * @param chances where only the broker decides
 * @param refused whether the broker does not take it at all: no client may publish to an internal
 *     exchange
 * @param via every step, in the order in which the broker takes them
 */
public record Route(
    NodeId exchange, List<NodeId> queues, List<Chance> chances, boolean refused, List<Hop> via) {

  /**
   * What cannot be told from outside.
   *
   * @param exchange that decides
   * @param one whether it picks exactly one of its bindings, by a hash of the key or by chance;
   *     else how its type routes is not known
   * @param queues that the message may reach by it, in order
   */
  public record Chance(NodeId exchange, boolean one, List<NodeId> queues) {
    /** Copies the queues. */
    public Chance {
      requireNonNull(exchange, "exchange");
      queues = List.copyOf(queues);
    }
  }

  /** Copies the lists. */
  public Route {
    requireNonNull(exchange, "exchange");
    queues = List.copyOf(queues);
    chances = List.copyOf(chances);
    via = List.copyOf(via);
  }

  /** Whether it reaches nothing, and no publisher without {@code mandatory} hears of that. */
  public boolean isDropped() {
    return queues.isEmpty() && chances.isEmpty();
  }
}
