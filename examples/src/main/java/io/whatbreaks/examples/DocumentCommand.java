package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.report.Handbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks document PATH… -o DIR}. */
@Command(
    name = "document",
    description =
        "Writes a page of Markdown for each component and host: what it is, what it needs, who"
            + " needs it, by which names, redundancy, owners, evidence.",
    footer = {
      "",
      "DIR/index.md leads to all pages. The same input gives the same bytes. Pages of an earlier run",
      "are written anew, or removed when there is nothing they are about any more; files that this",
      "command did not write are never touched.",
      "Exit status: 0 done, 2 error."
    })
final class DocumentCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "Writes the pages to this folder, which is made where it is not there.")
  private Path folder = Path.of("");

  @Mixin private SourceFlags sources = new SourceFlags();

  DocumentCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DocumentFolder pages = new DocumentFolder(folder);
    Snapshot snapshot = sources.scan(paths, terminal);
    sources.tellLost(snapshot, terminal);
    pages.write(Handbook.of(snapshot.world(), snapshot.graph(), snapshot.diagnostics()));
    return 0;
  }
}
