package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.diff.NameMap;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that say where changes are tested. */
final class StagingFlags {
  @Option(
      names = "--staging",
      paramLabel = "PATH",
      description =
          "Where changes are tested: tells which breakages a test there would not have shown."
              + " Everything is read for it.")
  private @Nullable Path staging;

  @Mixin private MapFlags maps = new MapFlags();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  StagingFlags() {}

  /** Refuses names of hosts that nothing is compared with. */
  void check() {
    if (command != null && staging == null && maps.isGiven()) {
      throw new ParameterException(
          command.commandLine(), "--map and --map-domain go with --staging here");
    }
  }

  boolean isAsked() {
    return staging != null;
  }

  /** The answer, with what a test would not have shown. */
  Impact tell(Snapshot real, Impact impact, SourceFlags sources, Terminal terminal)
      throws IOException {
    if (staging == null) {
      return impact;
    }
    NameMap names = maps.names(terminal);
    List<Path> paths = List.of(staging);
    SourceFlags.check(paths);
    Snapshot stage = WhatBreaks.scan(paths, sources.options(paths, terminal));
    sources.tellLost(stage, terminal);
    return real.testedIn(stage, names, impact);
  }
}
