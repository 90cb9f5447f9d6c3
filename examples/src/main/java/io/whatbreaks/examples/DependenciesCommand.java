package io.whatbreaks.examples;

import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code whatbreaks dependencies NAME PATH…}. */
@Command(
    name = "dependencies",
    description = "Lists everything NAME is known to depend on, at any distance.",
    footer = {"", "Exit status: 0 answered, 2 error."})
final class DependenciesCommand extends GraphQuestion {

  DependenciesCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Collection<NodeId> ask(DependencyGraph graph, List<NodeId> nodes) {
    return graph.dependencies(nodes);
  }
}
