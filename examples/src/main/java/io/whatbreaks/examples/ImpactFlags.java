package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.impact.Verdict;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.report.HtmlReport;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.report.MarkdownReport;
import io.whatbreaks.report.SarifReport;
import io.whatbreaks.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the commands that say what changes break, and how they answer. */
final class ImpactFlags {
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

  @Mixin private PatchFlags patch = new PatchFlags();

  @Mixin private PlanFlags plan = new PlanFlags();

  @Mixin private DecisionFlags decisions = new DecisionFlags();

  @Mixin private SourceFlags sources = new SourceFlags();

  @Mixin private AnswerFlags answer = new AnswerFlags(EnumSet.allOf(AnswerFlags.Format.class));

  ImpactFlags() {}

  /** Refuses what is not built yet, before anything is read. */
  void check() throws IOException {
    plan.check();
    patch.check();
    decisions.check(plan.isAsked());
  }

  /** Says what the changes, made together, break; gives the exit status. */
  int answer(List<Change> changes, List<Path> paths, Terminal terminal) throws IOException {
    check();
    Sources read;
    Impact impact;
    Map<NodeId, String> unaffected = Map.of();
    Optional<ChangePlan> steps = Optional.empty();
    boolean isPage = answer.format() == AnswerFlags.Format.HTML;
    SourceFlags.check(paths);
    try (Progress progress = sources.progress(terminal)) {
      progress.start();
      read = WhatBreaks.read(paths, sources.options(paths, terminal));
      if (all || plan.isAsked() || isPage) {
        Snapshot snapshot = read.scan();
        impact = snapshot.impactOf(changes);
        unaffected = all ? ImpactAnalyzer.unaffected(snapshot.world(), impact) : unaffected;
        plan.write(snapshot, impact, decisions);
        if (isPage) {
          steps = Optional.of(ChangePlan.of(impact, snapshot.world()));
        }
      } else {
        impact = read.impactOf(changes);
      }
    }
    patch.write(read, impact, sources.quiet(), terminal);
    write(impact, unaffected, steps, terminal);
    return status(impact.verdict());
  }

  private void write(
      Impact impact, Map<NodeId, String> unaffected, Optional<ChangePlan> steps, Terminal terminal)
      throws IOException {
    switch (answer.format()) {
      case JSON -> answer.write(terminal, out -> JsonReport.write(impact, unaffected, out));
      case SARIF -> answer.write(terminal, out -> SarifReport.write(impact, out));
      case MARKDOWN -> answer.write(terminal, MarkdownReport.of(impact));
      case HTML -> answer.write(terminal, HtmlReport.of(impact, steps));
      case TEXT -> {
        String text = TextReport.of(impact, answer.colours(terminal));
        answer.write(terminal, all ? text + TextReport.unaffected(unaffected) : text);
      }
    }
  }

  private int status(Verdict verdict) {
    return switch (verdict) {
      case SAFE -> 0;
      case BREAKS -> failOn == FailOn.NEVER ? 0 : 1;
      case UNCERTAIN -> failOn == FailOn.UNCERTAIN ? 3 : 0;
    };
  }
}
