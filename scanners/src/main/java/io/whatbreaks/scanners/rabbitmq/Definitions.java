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
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The objects of one export. Users and permissions name people and patterns: they are passed over.
 */
final class Definitions {
  private final Broker broker;
  private final Node.Mapping root;
  private final NodeId component;
  private final String wholeVhost;

  Definitions(Broker broker, Node.Mapping root) {
    this.broker = broker;
    this.root = root;
    component = broker.component();
    // The export of a single virtual host names it once, its objects do not.
    wholeVhost =
        Nodes.text(root, "vhost")
            .or(() -> Nodes.text(root, "original_vhost_name"))
            .or(() -> Nodes.text(root, "metadata", "original_vhost_name"))
            .map(Scalar::value)
            .orElse("/");
  }

  void read() {
    installation();
    for (Node vhost : Nodes.items(root, "vhosts")) {
      Nodes.text(vhost, "name")
          .ifPresent(
              name ->
                  declare(
                      new NodeId(NodeKind.VHOST, broker.document().scope(), name.value()),
                      name,
                      "rabbitmq/vhost"));
    }
    Nodes.items(root, "queues").forEach(queue -> declare(queue, NodeKind.QUEUE));
    Nodes.items(root, "exchanges").forEach(exchange -> declare(exchange, NodeKind.EXCHANGE));
    Nodes.items(root, "bindings").forEach(this::binding);
    Nodes.items(root, "policies").forEach(policy -> deadLetters(policy, "definition", ""));
    for (Node parameter : Nodes.items(root, "parameters")) {
      parameter(parameter);
    }
  }

  private void installation() {
    for (String field : List.of("rabbitmq_version", "product_version", "rabbit_version")) {
      Optional<Scalar> version = Nodes.text(root, field);
      // Old test exports hold a plain number, which is no version of a release.
      if (version.isPresent() && version.get().value().indexOf('.') > 0) {
        broker
            .output()
            .add(
                new Fact.Installation(
                    component,
                    Broker.SOFTWARE,
                    version.get().value(),
                    broker.evidence(version.get(), "rabbitmq/version")));
        return;
      }
    }
  }

  private void declare(Node object, NodeKind kind) {
    Optional<Scalar> name = Nodes.text(object, "name");
    if (name.isPresent()) {
      String word = kind.word();
      declare(node(kind, object, name.get()), name.get(), "rabbitmq/" + word);
      deadLetters(object, "arguments", "x-");
    }
  }

  private void declare(NodeId node, Scalar name, String rule) {
    broker
        .output()
        .add(new Fact.Declaration(node, Optional.of(component), broker.evidence(name, rule)));
  }

  private void binding(Node binding) {
    Optional<Scalar> source = Nodes.text(binding, "source");
    Optional<Scalar> destination = Nodes.text(binding, "destination");
    // Every queue is bound to the exchange without a name; that binding is no object.
    if (source.isEmpty() || destination.isEmpty()) {
      return;
    }
    NodeKind kind =
        Nodes.text(binding, "destination_type")
                .filter(type -> type.value().equals("exchange"))
                .isPresent()
            ? NodeKind.EXCHANGE
            : NodeKind.QUEUE;
    broker
        .output()
        .add(
            new Fact.Binding(
                component,
                node(NodeKind.EXCHANGE, binding, source.get()),
                node(kind, binding, destination.get()),
                Nodes.text(binding, "routing_key").map(Scalar::value).orElse(""),
                List.of(),
                broker.evidence(destination.get(), "rabbitmq/binding")));
    named(binding, source.get(), NodeKind.EXCHANGE, "source", "rabbitmq/binding-source");
    named(binding, destination.get(), kind, "destination", "rabbitmq/binding-destination");
  }

  /** Where messages go that a queue gives up or an exchange cannot route. */
  private void deadLetters(Node object, String field, String prefix) {
    Optional<Node> arguments = Nodes.at(object, field);
    if (arguments.isEmpty()) {
      return;
    }
    String exchangeKey = prefix + "dead-letter-exchange";
    Optional<Scalar> exchange = Nodes.text(arguments.get(), exchangeKey);
    exchange.ifPresent(
        name ->
            named(object, name, NodeKind.EXCHANGE, exchangeKey, "rabbitmq/dead-letter-exchange"));
    if (exchange.isEmpty() && Nodes.at(arguments.get(), exchangeKey).isPresent()) {
      // The exchange without a name hands on to the queue that the key names.
      String queueKey = prefix + "dead-letter-routing-key";
      Nodes.text(arguments.get(), queueKey)
          .ifPresent(
              name -> named(object, name, NodeKind.QUEUE, queueKey, "rabbitmq/dead-letter-queue"));
    }
    Nodes.text(arguments.get(), "alternate-exchange")
        .ifPresent(
            name ->
                named(
                    object,
                    name,
                    NodeKind.EXCHANGE,
                    "alternate-exchange",
                    "rabbitmq/alternate-exchange"));
  }

  private void parameter(Node parameter) {
    String kind = Nodes.text(parameter, "component").map(Scalar::value).orElse("");
    String name = Nodes.text(parameter, "name").map(Scalar::value).orElse("");
    Optional<Node> value = Nodes.at(parameter, "value");
    if (value.isEmpty()) {
      return;
    }
    switch (kind) {
      case "operator_policy" -> deadLetters(parameter, "value", "");
      case "federation-upstream" -> uris(value.get(), "uri", "federation/" + name);
      case "shovel" -> {
        for (String side : List.of("src", "dest")) {
          uris(value.get(), side + "-uri", "shovel/" + name + "/" + side);
          if (isLocal(value.get(), side + "-uri")) {
            ends(parameter, value.get(), side);
          }
        }
      }
      default -> {
        // Limits, groups of upstreams and port maps name nothing outside the broker.
      }
    }
  }

  private void ends(Node parameter, Node value, String side) {
    Nodes.text(value, side + "-queue")
        .ifPresent(
            name -> named(parameter, name, NodeKind.QUEUE, side + "-queue", "rabbitmq/shovel"));
    Nodes.text(value, side + "-exchange")
        .ifPresent(
            name ->
                named(parameter, name, NodeKind.EXCHANGE, side + "-exchange", "rabbitmq/shovel"));
  }

  /** {@code amqp://} and {@code amqp:///vhost} mean this broker. */
  private static boolean isLocal(Node value, String field) {
    List<Node> uris = Nodes.items(value, field);
    return !uris.isEmpty()
        && uris.stream()
            .flatMap(uri -> Nodes.scalar(uri).stream())
            .allMatch(uri -> ValueGrammar.endpoints(Syntax.URL, uri.value()).isEmpty());
  }

  /** One of several suffices; the broker itself works on without the link. */
  private void uris(Node value, String field, String link) {
    List<Node> uris = Nodes.items(value, field);
    Group group = uris.size() > 1 ? new Group(link, Group.Mode.ANY) : Group.ALONE;
    ReferenceWriter.Usage usage = Broker.usage(Syntax.URL, Lookup.CONNECTION, false);
    for (Node uri : uris) {
      Nodes.scalar(uri)
          .ifPresent(
              written -> {
                for (Endpoint endpoint : ValueGrammar.endpoints(Syntax.URL, written.value())) {
                  broker
                      .references()
                      .reference(written, endpoint, usage, group, field, "rabbitmq/" + field);
                }
              });
    }
  }

  /** A reference within the virtual host of the object; without its target a part fails only. */
  private void named(Node object, Scalar name, NodeKind kind, String key, String rule) {
    broker
        .output()
        .add(
            new Fact.Reference(
                component,
                new Fact.Target(vhost(object), name.value(), Set.of(kind), OptionalInt.empty()),
                new Fact.Use(Lookup.EACH_USE, Group.ALONE, false, Certainty.CERTAIN, key),
                broker.evidence(name, rule)));
  }

  private NodeId node(NodeKind kind, Node object, Scalar name) {
    return new NodeId(kind, vhost(object), name.value());
  }

  private Scope vhost(Node object) {
    String name = Nodes.text(object, "vhost").map(Scalar::value).orElse(wholeVhost);
    return Scope.within(broker.document().scope(), Scope.Kind.VHOST, name);
  }
}
