package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What holds for all names that fit a pattern: policies and permissions. */
record Policies(Broker broker, VirtualHosts vhosts, Objects objects) {

  void policy(Node policy) {
    policy(policy, policy, false);
  }

  /**
   * A policy, or an operator policy, which is exported among the parameters.
   *
   * @param holder says its name and virtual host
   * @param policy says what it holds for
   */
  void policy(Node holder, Node policy, boolean operator) {
    Optional<Scalar> name = Nodes.text(holder, "name");
    Optional<Scalar> pattern = scalar(policy, "pattern");
    Optional<Node> definition = definition(policy);
    definition.ifPresent(it -> new Targets(broker, vhosts.of(holder)).find(it, ""));
    if (name.isEmpty() || pattern.isEmpty() || definition.isEmpty()) {
      objects.nameless(holder, "a policy without name, pattern or definition");
      return;
    }
    vhosts.named(holder);
    broker
        .output()
        .add(
            new Fact.Policy(
                vhosts.of(holder),
                name.get().value(),
                operator,
                new Fact.Selects(
                    pattern.get().value(),
                    Nodes.text(policy, "apply-to")
                        .or(() -> Nodes.text(policy, "apply_to"))
                        .map(Scalar::value)
                        .orElse("all"),
                    priority(policy),
                    broker.evidence(pattern.get(), "rabbitmq/policy-pattern")),
                Arguments.of(broker, definition.get()),
                broker.evidence(name.get(), "rabbitmq/policy")));
  }

  private static Optional<Node> definition(Node policy) {
    return Nodes.at(policy, "definition").filter(Node.Mapping.class::isInstance);
  }

  private static int priority(Node policy) {
    String written = Nodes.text(policy, "priority").map(Scalar::value).orElse("0");
    try {
      return (int) Double.parseDouble(written);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Optional<Scalar> scalar(Node object, String field) {
    return Nodes.at(object, field).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  void permission(Node permission) {
    permission(permission, List.of(Fact.Access.values()), Optional.empty());
  }

  void topicPermission(Node permission) {
    Optional<Scalar> exchange = Nodes.text(permission, "exchange");
    exchange.ifPresent(
        name ->
            new Targets(broker, vhosts.of(permission))
                .named(name, NodeKind.EXCHANGE, "exchange", "rabbitmq/topic-permission"));
    permission(
        permission,
        List.of(Fact.Access.WRITE, Fact.Access.READ),
        Optional.of(exchange.map(Scalar::value).orElse("")));
  }

  private void permission(Node permission, List<Fact.Access> accesses, Optional<String> topics) {
    Optional<Scalar> user = Nodes.text(permission, "user");
    if (user.isEmpty()) {
      objects.nameless(permission, "a permission without a user");
      return;
    }
    vhosts.named(permission);
    for (Fact.Access access : accesses) {
      scalar(permission, access.name().toLowerCase(Locale.ROOT))
          .ifPresent(
              pattern ->
                  broker
                      .output()
                      .add(
                          new Fact.Permission(
                              vhosts.of(permission),
                              user.get().value(),
                              access,
                              topics,
                              pattern.value(),
                              broker.evidence(pattern, "rabbitmq/permission"))));
    }
  }
}
