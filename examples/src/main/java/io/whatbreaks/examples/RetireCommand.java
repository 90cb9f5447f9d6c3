package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks retire NAME PATH…}. */
@Command(
    name = "retire",
    description = "Says what breaks if NAME goes away.",
    footer = {
      "",
      "A machine takes its addresses and what runs on it along; an alias is that alias alone.",
      "Exit status: 0 nothing breaks, 1 something breaks, 2 error, 3 nothing provably breaks but",
      "something is uncertain."
    })
final class RetireCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Such as mq01, mq01.shop.test or queue:orders.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, snapshots.")
  private List<Path> paths = List.of();

  @Mixin private ImpactFlags impact = new ImpactFlags();

  RetireCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return impact.answer(List.of(new Change.Retire(name)), paths, terminal);
  }
}
