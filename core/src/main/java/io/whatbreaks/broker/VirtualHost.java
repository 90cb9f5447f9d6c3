package io.whatbreaks.broker;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one virtual host holds. */
final class VirtualHost {
  private static final String ALTERNATE = "alternate-exchange";
  private static final String DEAD_LETTER = "dead-letter-exchange";
  private static final String DEAD_LETTER_KEY = "dead-letter-routing-key";

  /**
   * The exchanges that are in every virtual host, with their types.
   *
   * @see <a href="https://www.rabbitmq.com/docs/exchanges">Exchanges</a>
   */
  private static final Map<String, String> BUILT_IN =
      Map.of(
          "", "direct",
          "amq.direct", "direct",
          "amq.fanout", "fanout",
          "amq.headers", "headers",
          "amq.match", "headers",
          "amq.topic", "topic",
          "amq.rabbitmq.trace", "topic");

  private final Scope scope;
  private final Policies policies;
  private final Map<String, Exchange> exchanges = new TreeMap<>();
  private final Map<String, Optional<Fact.Shape>> queues = new HashMap<>();

  /** Another exchange that messages are handed to, and where that is said. */
  record Handed(NodeId exchange, Optional<String> key, Evidence at) {}

  VirtualHost(Scope scope, List<Fact.Policy> policies) {
    this.scope = scope;
    this.policies = new Policies(policies);
    BUILT_IN.forEach(
        (name, type) ->
            exchanges.put(
                name, new Exchange(node(NodeKind.EXCHANGE, name), Optional.empty(), type)));
  }

  static boolean isBuiltIn(String exchange) {
    return BUILT_IN.containsKey(exchange);
  }

  void add(NodeId node, Optional<Fact.Shape> shape) {
    if (node.kind() == NodeKind.QUEUE) {
      queues.merge(node.name(), shape, (known, other) -> known.isPresent() ? known : other);
    } else if (!isBuiltIn(node.name())) {
      Exchange known = exchanges.get(node.name());
      if (known == null || known.shape().isEmpty()) {
        exchanges.put(
            node.name(), new Exchange(node, shape, shape.map(Fact.Shape::type).orElse("")));
      }
    }
  }

  void bind(Fact.Binding binding) {
    Exchange exchange = exchanges.get(binding.exchange().name());
    if (exchange != null && has(binding.destination())) {
      exchange.add(binding);
    }
  }

  Scope scope() {
    return scope;
  }

  Map<String, Exchange> exchanges() {
    return exchanges;
  }

  Optional<Exchange> exchange(String name) {
    return Optional.ofNullable(exchanges.get(name));
  }

  boolean has(NodeId node) {
    return node.kind() == NodeKind.QUEUE
        ? queues.containsKey(node.name())
        : exchanges.containsKey(node.name());
  }

  boolean hasQueue(String name) {
    return queues.containsKey(name);
  }

  NodeId node(NodeKind kind, String name) {
    return new NodeId(kind, scope, name);
  }

  /** Where an exchange hands what none of its bindings takes; an argument wins over policies. */
  Optional<Handed> alternate(Exchange exchange) {
    return handed(exchange.node(), exchange.shape(), ALTERNATE, ALTERNATE);
  }

  /**
   * Where a queue hands what it gives up; its arguments win over policies, each by itself.
   *
   * @see <a href="https://www.rabbitmq.com/docs/dlx">Dead letter exchanges</a>
   */
  Optional<Handed> deadLetters(String queue) {
    NodeId node = node(NodeKind.QUEUE, queue);
    Optional<Fact.Shape> shape = queues.getOrDefault(queue, Optional.empty());
    Optional<String> key =
        value(node, shape, "x-" + DEAD_LETTER_KEY, DEAD_LETTER_KEY)
            .map(given -> given.argument().value());
    return handed(node, shape, "x-" + DEAD_LETTER, DEAD_LETTER)
        .map(handed -> new Handed(handed.exchange(), key, handed.at()));
  }

  private Optional<Handed> handed(
      NodeId node, Optional<Fact.Shape> shape, String argument, String policy) {
    return value(node, shape, argument, policy)
        .map(
            given ->
                new Handed(
                    node(NodeKind.EXCHANGE, given.argument().value()),
                    Optional.empty(),
                    given.at()));
  }

  private Optional<Policies.Given> value(
      NodeId node, Optional<Fact.Shape> shape, String argument, String policy) {
    return shape
        .flatMap(
            it ->
                Fact.Argument.of(argument, it.arguments())
                    .map(found -> new Policies.Given(found, it.evidence())))
        .or(() -> policies.value(policy, node, shape.map(Fact.Shape::type).orElse("")));
  }
}
