package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.impact.Verdict;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Option(names = "--keep-alias", description = "OLD stays as an alias of NEW.")
  private boolean keepAlias;

  @Option(names = "--all", description = "Lists the components that are spared too, and why.")
  private boolean all;

  /** From which verdict on the exit status tells of it. */
  enum FailOn {
    BREAKS,
    UNCERTAIN,
    NEVER
  }

  @Option(
      names = "--fail-on",
      paramLabel = "breaks|uncertain|never",
      defaultValue = "uncertain",
      description = "breaks: exit status 0 in place of 3; never: in place of 1 and 3.")
  private FailOn failOn = FailOn.UNCERTAIN;

  @Option(names = "--patch", hidden = true)
  private @Nullable Path patch;

  @Option(names = "--plan", hidden = true)
  private @Nullable Path plan;

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  @Spec private @Nullable CommandSpec command;

  RenameCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (command != null && (patch != null || plan != null)) {
      String option = patch != null ? "--patch" : "--plan";
      throw new ParameterException(command.commandLine(), option + " is not built yet");
    }
    Change change = new Change.Rename(from, to, keepAlias);
    Impact impact;
    Map<NodeId, String> unaffected = Map.of();
    if (all) {
      Snapshot snapshot = sources.scan(paths, terminal);
      impact = snapshot.impactOf(change);
      unaffected = ImpactAnalyzer.unaffected(snapshot.world(), impact);
    } else {
      SourceFlags.check(paths);
      try (Progress progress = sources.progress(terminal)) {
        progress.start();
        impact = WhatBreaks.impactOf(List.of(change), paths, sources.options());
      }
    }
    write(impact, unaffected);
    return status(impact.verdict());
  }

  private void write(Impact impact, Map<NodeId, String> unaffected) throws IOException {
    if (answer.json()) {
      answer.write(terminal, out -> JsonReport.write(impact, unaffected, out));
      return;
    }
    String text = TextReport.of(impact, answer.colours(terminal));
    answer.write(terminal, all ? text + TextReport.unaffected(unaffected) : text);
  }

  private int status(Verdict verdict) {
    return switch (verdict) {
      case SAFE -> 0;
      case BREAKS -> failOn == FailOn.NEVER ? 0 : 1;
      case UNCERTAIN -> failOn == FailOn.UNCERTAIN ? 3 : 0;
    };
  }
}
