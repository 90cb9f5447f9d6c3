package io.whatbreaks.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks assess CHANGES.yaml PATH…}. */
@Command(
    name = "assess",
    description = "Says what breaks if several changes are made together.",
    footer = {
      "",
      "CHANGES.yaml lists them in their order, for example:",
      "  changes:",
      "  - {rename: mq01, to: rabbit01, keep-alias: true}",
      "  - {retire: cache02}",
      "  - {readdress: db01, to: 10.20.0.99}",
      "  - {upgrade: rabbitmq, to: \"4.0\", from: \"3.13\", on: [mq01]}",
      "  - {move-port: db01, from: 5432, to: 6432}",
      "Exit status: 0 nothing breaks, 1 something breaks, 2 error, 3 nothing provably breaks but",
      "something is uncertain."
    })
final class AssessCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "CHANGES.yaml", description = "The changes.")
  private Path changes = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, snapshots.")
  private List<Path> paths = List.of();

  @Mixin private ImpactFlags impact = new ImpactFlags();

  AssessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    terminal.reads(changes);
    return impact.answer(new ChangesFile(changes).read(), paths, terminal);
  }
}
