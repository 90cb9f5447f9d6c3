package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bindings from or to what the definitions that hold them do not declare. */
final class Bindings {
  private final World world;
  private final LostNames lost;

  Bindings(World world, LostNames lost) {
    this.world = world;
    this.lost = lost;
  }

  void find(List<Finding> findings) {
    Set<String> whole = new HashSet<>();
    for (Fact.Declaration declaration : world.stated().declarations()) {
      if (declaration.node().kind() == NodeKind.QUEUE
          || declaration.node().kind() == NodeKind.EXCHANGE) {
        whole.add(declaration.evidence().at().path());
      }
    }
    for (Fact.Binding binding : world.bindings()) {
      if (whole.contains(binding.evidence().at().path())) {
        end(binding, binding.exchange(), "from", findings);
        end(binding, binding.destination(), "to", findings);
      }
    }
  }

  private void end(Fact.Binding binding, NodeId node, String way, List<Finding> findings) {
    if (isBuiltIn(node) || world.isDeclared(node) || lost.mayHold(node.name())) {
      return;
    }
    findings.add(
        new Finding(
            Lint.DEAD_BINDING,
            "a binding " + way + " " + node + ", which is not declared",
            Severity.ERROR,
            Certainty.CERTAIN,
            node.name(),
            Optional.of(node),
            binding.evidence()));
  }

  /**
   * Every virtual host has the default exchange and those of {@code amq.}; an export leaves them
   * out.
   *
   * @see <a href="https://www.rabbitmq.com/docs/exchanges">Exchanges</a>
   */
  private static boolean isBuiltIn(NodeId node) {
    return node.kind() == NodeKind.EXCHANGE
        && (node.name().isEmpty() || node.name().startsWith("amq."));
  }
}
