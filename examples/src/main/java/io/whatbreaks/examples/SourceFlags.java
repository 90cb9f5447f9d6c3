package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how the paths are read. */
final class SourceFlags {
  private static final int MOST_SHOWN = 5;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  @Option(
      names = "--root-layout",
      paramLabel = "auto|fleet|tree",
      defaultValue = "auto",
      description =
          "auto: machines are found at any depth; fleet: each folder of PATH is one; tree: none is.")
  private SourceOptions.Layout layout = SourceOptions.Layout.AUTO;

  @Option(
      names = "--as",
      paramLabel = "HOST",
      description = "PATH is the root file system of this machine.")
  private @Nullable String host;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Reads only what matches; may be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leaves out what matches; may be repeated.")
  private List<String> exclude = List.of();

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description = "Reads tables of further software from its YAML files; may be repeated.")
  private List<Path> tables = List.of();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Reads further upgrade rules from its YAML files; may be repeated.")
  private List<Path> rules = List.of();

  @Option(
      names = "--tsig",
      paramLabel = "FILE",
      description =
          "The TSIG key for a PATH dns://SERVER/ZONE: a file as tsig-keygen writes it, or"
              + " [ALGORITHM:]NAME:SECRET. Else what WHATBREAKS_TSIG holds.")
  private @Nullable Path tsig;

  @Option(names = "--quiet", description = "Shows no progress and no remarks.")
  private boolean quiet;

  @Option(
      names = "--no-cache",
      description = "Reads everything anew, and keeps nothing for the next question.")
  boolean noCache;

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "Where answers are kept for as long as nothing changes; else $XDG_CACHE_HOME/whatbreaks"
              + " or ~/.cache/whatbreaks.")
  @Nullable Path cacheDir;

  SourceFlags() {}

  boolean quiet() {
    return quiet;
  }

  /** How paths are read, which begins now. */
  SourceOptions options(List<Path> paths, Terminal terminal) {
    SourceOptions options =
        new SourceOptions(layout, Optional.ofNullable(host), include, exclude, "")
            .withTables(tables)
            .withRules(rules);
    paths.forEach(terminal::reads);
    if (terminal.recording().isPresent()) {
      options = options.withWitness(terminal.recording().get().stamps());
    }
    return tsig == null ? options : options.withTsigFile(tsig);
  }

  /** Reads everything. */
  Snapshot scan(List<Path> paths, Terminal terminal) throws IOException {
    check(paths);
    try (Progress progress = progress(terminal)) {
      progress.start();
      return WhatBreaks.scan(paths, options(paths, terminal));
    }
  }

  Progress progress(Terminal terminal) {
    return new Progress(terminal.progressStream(), terminal.progress() && !quiet);
  }

  /** Tells what was lost, for answers that have no room for it. */
  void tellLost(Snapshot snapshot, Terminal terminal) {
    List<Diagnostic> lost =
        snapshot.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    if (quiet) {
      return;
    }
    lost.stream().limit(MOST_SHOWN).forEach(d -> terminal.err().println("whatbreaks: " + d));
    if (lost.size() > MOST_SHOWN) {
      int more = lost.size() - MOST_SHOWN;
      terminal.err().println("whatbreaks: and " + more + " more, see `whatbreaks coverage`");
    }
  }

  /** Refuses a directory that holds no file: to break nothing must not be its answer. */
  static void check(List<Path> paths) throws IOException {
    for (Path path : paths) {
      if (Files.isDirectory(path) && Files.isReadable(path) && !holdsFile(path)) {
        throw new FileSystemException(path.toString(), null, "nothing to read in it");
      }
    }
  }

  private static boolean holdsFile(Path directory) throws IOException {
    boolean[] found = {false};
    Files.walkFileTree(
        directory.toRealPath(),
        EnumSet.noneOf(FileVisitOption.class),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found[0] = true;
            return FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // It counts: whoever reads the sources says what is wrong with it.
            found[0] = true;
            return FileVisitResult.TERMINATE;
          }
        });
    return found[0];
  }
}
