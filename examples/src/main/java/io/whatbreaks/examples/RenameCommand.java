package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks rename OLD NEW PATH…}. */
@Command(
    name = "rename",
    description = "Says what breaks if OLD is renamed to NEW.",
    footer = {
      "",
      "Exit status: 0 nothing breaks, 1 something breaks, 2 error, 3 nothing provably breaks but",
      "something is uncertain."
    })
final class RenameCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "Today's name, such as mq01, mq01.shop.test or queue:orders.")
  private String from = "";

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      description = "The new name; a short one gets the old one's domain.")
  private String to = "";

  @Option(names = "--keep-alias", description = "OLD stays as an alias of NEW.")
  private boolean keepAlias;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Mixin private ImpactFlags impact = new ImpactFlags();

  RenameCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return impact.answer(List.of(new Change.Rename(from, to, keepAlias)), paths, terminal);
  }
}
