package io.whatbreaks.broker;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.BoundedRegex;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The policies of one virtual host: of those that fit, one holds, and one of the operator's beside
 * it.
 *
 * @see <a href="https://www.rabbitmq.com/docs/policies">RabbitMQ: policies</a>
 */
final class Policies {
  private static final Set<String> OF_CLASSIC_ALONE =
      Set.of(
          "max-priority",
          "queue-mode",
          "ha-mode",
          "ha-params",
          "ha-sync-mode",
          "ha-promote-on-shutdown",
          "ha-promote-on-failure",
          "queue-master-locator");
  private static final Set<String> OF_STREAMS_ALONE =
      Set.of("max-age", "stream-max-segment-size-bytes", "initial-cluster-size");
  private static final Set<String> OF_QUORUM_ALONE =
      Set.of(
          "delivery-limit",
          "dead-letter-strategy",
          "max-in-memory-length",
          "max-in-memory-bytes",
          "target-group-size");
  private static final Set<String> NOT_OF_STREAMS =
      Set.of(
          "expires",
          "message-ttl",
          "dead-letter-exchange",
          "dead-letter-routing-key",
          "max-length",
          "overflow");

  private final List<Fact.Policy> all;

  /** A value that a policy gives, and where its name stands. */
  record Given(Fact.Argument argument, Evidence at) {}

  Policies(List<Fact.Policy> policies) {
    List<Fact.Policy> sorted = new ArrayList<>(policies);
    // Which of equals the broker takes is not documented; the first by name is one of them.
    sorted.sort(
        Comparator.comparingInt((Fact.Policy policy) -> -policy.selects().priority())
            .thenComparing(Fact.Policy::name));
    all = List.copyOf(sorted);
  }

  /** The value of a key that holds for a thing; the operator's comes first. */
  Optional<Given> value(String key, NodeId node, String type) {
    return holding(node, type, true)
        .flatMap(policy -> given(policy, key))
        .or(() -> holding(node, type, false).flatMap(policy -> given(policy, key)));
  }

  private static Optional<Given> given(Fact.Policy policy, String key) {
    return Fact.Argument.of(key, policy.definition())
        .map(argument -> new Given(argument, policy.evidence()));
  }

  private Optional<Fact.Policy> holding(NodeId node, String type, boolean operator) {
    return all.stream()
        .filter(policy -> policy.operator() == operator && fits(policy, node, type))
        .findFirst();
  }

  /** Whether a policy is one that could hold for a thing, another of higher priority apart. */
  static boolean fits(Fact.Policy policy, NodeId node, String type) {
    return appliesTo(policy.selects().applyTo(), node.kind(), type)
        && (node.kind() != NodeKind.QUEUE || isKnown(policy, type))
        && BoundedRegex.holds(policy.selects().pattern(), node.name());
  }

  private static boolean appliesTo(String applyTo, NodeKind kind, String type) {
    if (kind == NodeKind.EXCHANGE) {
      return applyTo.equals("all") || applyTo.equals("exchanges");
    }
    return switch (applyTo) {
      case "all", "queues" -> true;
      case "classic_queues" -> type.isEmpty() || type.equals("classic");
      case "quorum_queues" -> type.equals("quorum");
      case "streams" -> type.equals("stream");
      default -> false;
    };
  }

  /** A queue leaves aside a policy as a whole that says something its type does not know. */
  private static boolean isKnown(Fact.Policy policy, String type) {
    return policy.definition().stream()
        .map(Fact.Argument::key)
        .noneMatch(
            key ->
                switch (type) {
                  case "quorum" -> OF_CLASSIC_ALONE.contains(key) || OF_STREAMS_ALONE.contains(key);
                  case "stream" ->
                      OF_CLASSIC_ALONE.contains(key)
                          || OF_QUORUM_ALONE.contains(key)
                          || NOT_OF_STREAMS.contains(key);
                  default -> OF_STREAMS_ALONE.contains(key) || OF_QUORUM_ALONE.contains(key);
                });
  }
}
