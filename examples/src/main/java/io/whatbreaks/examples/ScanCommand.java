package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.scan.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks scan PATH… -o FILE}. */
@Command(
    name = "scan",
    description = "Reads everything and writes a snapshot, to be asked in place of the paths.",
    footer = {"", "Exit status: 0 written, 2 error."})
final class ScanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "The snapshot.")
  private Path file = Path.of("");

  @Mixin private SourceFlags sources = new SourceFlags();

  ScanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = sources.scan(paths, terminal);
    OutputFile.write(file, out -> SnapshotCodec.write(snapshot.result(), out));
    if (!sources.quiet()) {
      terminal.out().println(CoverageCommand.totals(snapshot.coverage()));
    }
    sources.tellLost(snapshot, terminal);
    return 0;
  }
}
