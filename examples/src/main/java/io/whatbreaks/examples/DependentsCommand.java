package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks dependents NAME PATH…}. */
@Command(
    name = "dependents",
    description = "Lists everything known to depend on NAME, at any distance.",
    footer = {"", "Exit status: 0 answered, 2 error."})
final class DependentsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "A name, such as mq01.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, snapshots.")
  private List<Path> paths = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  DependentsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = sources.scan(paths, terminal);
    sources.tellLost(snapshot, terminal);
    NodeList.write(snapshot.graph().dependents(snapshot.find(name)), snapshot, answer, terminal);
    return 0;
  }
}
