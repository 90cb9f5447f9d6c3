package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of one export. Users are passed over: they name people, and hold hashes.
 *
 * @see <a href="https://www.rabbitmq.com/docs/definitions">Definition export and import</a>
 */
final class Definitions {
  private static final Set<String> KNOWN =
      Set.of(
          "rabbit_version",
          "rabbitmq_version",
          "product_name",
          "product_version",
          "rabbitmq_definition_format",
          "original_vhost_name",
          "original_cluster_name",
          "explanation",
          "description",
          "metadata",
          "vhost",
          "users",
          "vhosts",
          "permissions",
          "topic_permissions",
          "parameters",
          "global_parameters",
          "policies",
          "queues",
          "exchanges",
          "bindings");

  private final Broker broker;
  private final Node.Mapping root;
  private final VirtualHosts vhosts;
  private final Objects objects;

  /**
   * The objects of an export.
   *
   * @param damaged whether what is missing may stand in the part of the text that is not read
   */
  Definitions(Broker broker, Node.Mapping root, boolean damaged) {
    this.broker = broker;
    this.root = root;
    this.objects = new Objects(broker, damaged);
    // The export of a single virtual host names it once, its objects do not.
    String whole =
        Nodes.text(root, "vhost")
            .or(() -> Nodes.text(root, "original_vhost_name"))
            .or(() -> Nodes.text(root, "metadata", "original_vhost_name"))
            .map(Scalar::value)
            .orElse("/");
    vhosts = new VirtualHosts(broker, whole);
  }

  void read() {
    installation();
    Nodes.items(root, "vhosts").forEach(this::vhost);
    Nodes.items(root, "queues").forEach(queue -> declare(queue, NodeKind.QUEUE));
    Nodes.items(root, "exchanges").forEach(exchange -> declare(exchange, NodeKind.EXCHANGE));
    Nodes.items(root, "bindings").forEach(this::binding);
    Policies policies = new Policies(broker, vhosts, objects);
    Nodes.items(root, "policies").forEach(policies::policy);
    Nodes.items(root, "permissions").forEach(policies::permission);
    Nodes.items(root, "topic_permissions").forEach(policies::topicPermission);
    Parameters parameters = new Parameters(broker, vhosts, policies);
    Nodes.items(root, "parameters").forEach(parameters::parameter);
    for (Node.Entry section : root.entries()) {
      String name = section.key().value();
      if (!KNOWN.contains(name)) {
        broker
            .output()
            .notice(
                Severity.INFO,
                "unknown-section",
                section.key().start(),
                "a section " + name + " that no release up to 4.x exports is passed over",
                "nothing to do unless it holds names");
      }
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
                    broker.component(),
                    Broker.SOFTWARE,
                    version.get().value(),
                    broker.evidence(version.get(), "rabbitmq/version")));
        return;
      }
    }
  }

  private void vhost(Node vhost) {
    Optional<Scalar> name = Nodes.text(vhost, "name");
    if (name.isEmpty()) {
      objects.nameless(vhost, "a virtual host without a name");
      return;
    }
    declare(
        new NodeId(NodeKind.VHOST, broker.document().scope(), name.get().value()),
        name.get(),
        "rabbitmq/vhost");
  }

  private void declare(Node object, NodeKind kind) {
    Optional<Scalar> name = Nodes.text(object, "name");
    if (name.isEmpty()) {
      // The exchange without a name is in every virtual host.
      if (kind != NodeKind.EXCHANGE || Nodes.at(object, "name").isEmpty()) {
        objects.nameless(object, "this " + kind.word() + " has no name");
      }
      return;
    }
    NodeId node = vhosts.node(kind, object, name.get());
    String rule = "rabbitmq/" + kind.word();
    declare(node, name.get(), rule);
    vhosts.named(object);
    Optional<Node> arguments = Nodes.at(object, "arguments");
    List<Fact.Argument> said = arguments.map(it -> Arguments.of(broker, it)).orElse(List.of());
    String type =
        Nodes.text(object, "type")
            .map(Scalar::value)
            .or(() -> Fact.Argument.of("x-queue-type", said).map(Fact.Argument::value))
            .orElse("");
    broker
        .output()
        .add(
            new Fact.Shape(
                broker.component(),
                node,
                type,
                traits(object),
                said,
                broker.evidence(name.get(), rule)));
    arguments.ifPresent(it -> new Targets(broker, vhosts.of(object)).find(it, "x-"));
  }

  private static Set<Fact.Trait> traits(Node object) {
    Set<Fact.Trait> traits = EnumSet.noneOf(Fact.Trait.class);
    for (Fact.Trait trait : Fact.Trait.values()) {
      String field = trait.name().toLowerCase(java.util.Locale.ROOT);
      if (Nodes.text(object, field).filter(it -> it.value().equals("true")).isPresent()) {
        traits.add(trait);
      }
    }
    return traits;
  }

  private void declare(NodeId node, Scalar name, String rule) {
    broker
        .output()
        .add(
            new Fact.Declaration(
                node, Optional.of(broker.component()), broker.evidence(name, rule)));
  }

  private void binding(Node binding) {
    Optional<Scalar> source = Nodes.text(binding, "source");
    Optional<Scalar> destination = Nodes.text(binding, "destination");
    if (source.isEmpty() || destination.isEmpty()) {
      // Every queue is bound to the exchange without a name; that binding is no object.
      if (destination.isEmpty() || Nodes.at(binding, "source").isEmpty()) {
        objects.nameless(binding, "a binding without source or destination");
      }
      return;
    }
    NodeKind kind =
        Nodes.text(binding, "destination_type")
                .filter(type -> type.value().equals("exchange"))
                .isPresent()
            ? NodeKind.EXCHANGE
            : NodeKind.QUEUE;
    Evidence to = broker.evidence(destination.get(), "rabbitmq/binding");
    broker
        .output()
        .add(
            new Fact.Binding(
                broker.component(),
                vhosts.node(NodeKind.EXCHANGE, binding, source.get()),
                vhosts.node(kind, binding, destination.get()),
                Nodes.at(binding, "routing_key")
                    .filter(Scalar.class::isInstance)
                    .map(key -> ((Scalar) key).value())
                    .orElse(""),
                Nodes.at(binding, "arguments")
                    .map(it -> Arguments.of(broker, it))
                    .orElse(List.of()),
                broker.evidence(source.get(), "rabbitmq/binding-source"),
                to));
    vhosts.named(binding);
  }
}
