package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A question to the graph whose answer is a list of nodes. */
abstract class GraphQuestion implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "A name, such as mq01.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  GraphQuestion(Terminal terminal) {
    this.terminal = terminal;
  }

  abstract Collection<NodeId> ask(DependencyGraph graph, List<NodeId> nodes);

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = sources.scan(paths, terminal);
    sources.tellLost(snapshot, terminal);
    NodeList.write(ask(snapshot.graph(), snapshot.find(name)), snapshot, answer, terminal);
    return 0;
  }
}
