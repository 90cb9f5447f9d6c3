package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks readdress NAME NEW-IP PATH…}. */
@Command(
    name = "readdress",
    description = "Says what breaks if NAME gets the address NEW-IP.",
    footer = {
      "",
      "NEW-IP takes the place of the addresses of its family that NAME has.",
      "Exit status: 0 nothing breaks, 1 something breaks, 2 error, 3 nothing provably breaks but",
      "something is uncertain."
    })
final class ReaddressCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "The machine, such as db01.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW-IP", description = "Its new address, IPv4 or IPv6.")
  private String address = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, snapshots.")
  private List<Path> paths = List.of();

  @Mixin private ImpactFlags impact = new ImpactFlags();

  ReaddressCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return impact.answer(List.of(new Change.Readdress(name, address)), paths, terminal);
  }
}
