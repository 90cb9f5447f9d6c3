package io.whatbreaks;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The front door: reads sources with whatever scanners are at hand and answers what breaks.
 *
 * <pre>{@code
 * Impact impact = WhatBreaks.scan(Path.of("fleet")).impactOf(Change.renameHost("mq01", "rabbit01"));
 * impact.breakages().forEach(System.out::println);
 * }</pre>
 */
public final class WhatBreaks {
  private WhatBreaks() {}

  /**
   * Reads everything under some paths.
   *
   * @param paths directories, files, archives, snapshots, or {@code dns://SERVER[:PORT]/ZONE}
   * @throws IOException if a path cannot be read at all
   * @throws IllegalStateException if no scanner or source reader is on the class path
   */
  public static Snapshot scan(Path... paths) throws IOException {
    return scan(List.of(paths), SourceOptions.DEFAULT);
  }

  /**
   * The same, told how sources are read.
   *
   * @throws WhatBreaksException if a table that the options name holds a mistake
   */
  public static Snapshot scan(List<Path> paths, SourceOptions options) throws IOException {
    return read(paths, options).scan();
  }

  /**
   * Answers one question and reads only what can matter to it. Breakages and places are the same as
   * those of a {@linkplain #scan whole scan}.
   *
   * @throws WhatBreaksException if a name is unknown or means things of several kinds
   */
  public static Impact impactOf(List<Change> changes, List<Path> paths, SourceOptions options)
      throws IOException {
    return read(paths, options).impactOf(changes);
  }

  /**
   * Finds everything under some paths and keeps it at hand: to answer questions, to make patches
   * and to prove them.
   *
   * @throws IOException if a path cannot be read at all
   * @throws IllegalStateException if no scanner or source reader is on the class path
   * @throws WhatBreaksException if a table that the options name holds a mistake
   */
  public static Sources read(List<Path> paths, SourceOptions options) throws IOException {
    return read(paths, options, Scanners.found());
  }

  /**
   * The same with scanners of one's choice.
   *
   * <pre>{@code
   * WhatBreaks.read(paths, SourceOptions.DEFAULT, Scanners.found().with(new MyScanner()).without("text"));
   * }</pre>
   *
   * @throws IllegalStateException if there is no scanner or source reader
   */
  public static Sources read(List<Path> paths, SourceOptions options, Scanners scanners)
      throws IOException {
    requireNonNull(paths, "paths");
    requireNonNull(options, "options");
    if (scanners.isEmpty()) {
      throw new IllegalStateException(
          "no scanner is on the class path: add whatbreaks-scanners, or one of your own");
    }
    return new Sources(
        new Sources.Setting(paths, options, scanners),
        scanners.configured(options),
        sources(paths, options, new SourceOutput(options.listener())));
  }

  /** Finds everything under some paths. */
  static SourceOutput sources(List<Path> paths, SourceOptions options, SourceOutput output)
      throws IOException {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path to read");
    }
    List<SourceReader> readers =
        ServiceLoader.load(SourceReader.class).stream().map(ServiceLoader.Provider::get).toList();
    if (readers.isEmpty()) {
      throw new IllegalStateException(
          "no source reader is on the class path: add whatbreaks-scanners, or one of your own");
    }
    for (Path path : paths) {
      SourceReader reader =
          readers.stream()
              .filter(candidate -> candidate.accepts(path))
              .findFirst()
              .orElseThrow(() -> unreadable(path));
      boolean several = paths.size() > 1 && options.prefix().isEmpty();
      Path last = path.toAbsolutePath().normalize().getFileName();
      reader.read(
          path, several && last != null ? options.withPrefix(last.toString()) : options, output);
    }
    output.endIfCancelled();
    output
        .nothingRead()
        .ifPresent(
            why -> {
              throw new WhatBreaksException(why);
            });
    return output;
  }

  private static WhatBreaksException unreadable(Path path) {
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "unreadable",
            path.toString(),
            0,
            path + " is nothing that can be read",
            "give a directory, a file, an archive or a snapshot that exists"));
  }
}
