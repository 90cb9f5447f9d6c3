package io.whatbreaks.examples;

import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.SnapshotCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks merge A B… -o C}. */
@Command(
    name = "merge",
    description = "Joins snapshots: the result answers as one scan of everything would.",
    footer = {"", "Exit status: 0 written, 2 error."})
final class MergeCommand implements Callable<Integer> {
  private static final int LOOKED_AT = 64;

  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "The snapshots to join.")
  private List<Path> snapshots = List.of();

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "The snapshot made.")
  private Path file = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  @Option(names = "--quiet", description = "Shows no remarks.")
  private boolean quiet;

  MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<ScanResult> results = new ArrayList<>();
    for (Path snapshot : snapshots) {
      results.add(read(snapshot));
    }
    ScanResult merged = ScanResult.merge(results);
    OutputFile.write(file, out -> SnapshotCodec.write(merged, out));
    if (!quiet) {
      terminal.out().println(CoverageCommand.totals(merged.coverage()));
    }
    return 0;
  }

  private static ScanResult read(Path snapshot) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(snapshot))) {
      in.mark(LOOKED_AT);
      if (!SnapshotCodec.recognises(in.readNBytes(LOOKED_AT))) {
        throw new IOException("this is no snapshot of whatbreaks");
      }
      in.reset();
      return SnapshotCodec.read(in);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(snapshot + ": " + e.getMessage(), e);
    }
  }
}
