package io.whatbreaks.examples;

import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code whatbreaks dependents NAME PATH…}. */
@Command(
    name = "dependents",
    description = "Lists everything known to depend on NAME, at any distance.",
    footer = {"", "Exit status: 0 answered, 2 error."})
final class DependentsCommand extends GraphQuestion {

  DependentsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Collection<NodeId> ask(DependencyGraph graph, List<NodeId> nodes) {
    return graph.dependents(nodes);
  }
}
