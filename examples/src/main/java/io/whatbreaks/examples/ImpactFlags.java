package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.decision.Violation;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
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
import org.jspecify.annotations.Nullable;
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
      description =
          "breaks: exit status 0 in place of 3; never: in place of 1 and 3. Default: uncertain, with"
              + " --policy never.")
  private @Nullable FailOn failOn;

  @Mixin private PatchFlags patch = new PatchFlags();

  @Mixin private PlanFlags plan = new PlanFlags();

  @Mixin private StagingFlags staging = new StagingFlags();

  @Mixin private DecisionFlags decisions = new DecisionFlags();

  @Mixin private SourceFlags sources = new SourceFlags();

  @Mixin private AnswerFlags answer = new AnswerFlags(EnumSet.allOf(AnswerFlags.Format.class));

  ImpactFlags() {}

  /** Refuses what is not built yet, before anything is read. */
  void check() throws IOException {
    plan.check();
    patch.check();
    staging.check();
    decisions.check(plan.isAsked());
  }

  /** Says what the changes, made together, break; gives the exit status. */
  int answer(List<Change> changes, List<Path> paths, Terminal terminal) throws IOException {
    check();
    Sources read;
    Answered answered;
    SourceFlags.check(paths);
    try (Progress progress = sources.progress(terminal)) {
      progress.start();
      read = WhatBreaks.read(paths, sources.options(paths, terminal));
      answered = ask(read, changes, terminal);
    }
    patch.write(read, answered.impact(), sources.quiet(), terminal);
    write(answered, terminal);
    answered.violations().ifPresent(found -> tell(found, terminal));
    return status(answered);
  }

  /** What is told; without what was not asked for. */
  private record Answered(
      Impact impact,
      Map<NodeId, String> unaffected,
      Optional<ChangePlan> steps,
      Optional<List<Violation>> violations) {}

  private Answered ask(Sources read, List<Change> changes, Terminal terminal) throws IOException {
    boolean isPage = answer.format() == AnswerFlags.Format.HTML;
    if (!all && !plan.isAsked() && !staging.isAsked() && !decisions.isJudged() && !isPage) {
      return new Answered(read.impactOf(changes), Map.of(), Optional.empty(), Optional.empty());
    }
    Snapshot snapshot = read.scan();
    Impact impact = staging.tell(snapshot, snapshot.impactOf(changes), sources, terminal);
    plan.write(snapshot, impact, decisions);
    return new Answered(
        impact,
        all ? ImpactAnalyzer.unaffected(snapshot.world(), impact) : Map.of(),
        isPage ? Optional.of(ChangePlan.of(impact, snapshot.world())) : Optional.empty(),
        decisions.violations(impact, snapshot.world()));
  }

  private static void tell(List<Violation> violations, Terminal terminal) {
    violations.forEach(violation -> terminal.err().println("whatbreaks: policy: " + violation));
    terminal.err().flush();
  }

  private void write(Answered answered, Terminal terminal) throws IOException {
    Impact impact = answered.impact();
    switch (answer.format()) {
      case JSON ->
          answer.write(
              terminal,
              out -> JsonReport.write(impact, answered.unaffected(), answered.violations(), out));
      case SARIF -> answer.write(terminal, out -> SarifReport.write(impact, out));
      case MARKDOWN -> answer.write(terminal, MarkdownReport.of(impact));
      case HTML -> answer.write(terminal, HtmlReport.of(impact, answered.steps()));
      case TEXT -> {
        String text = TextReport.of(impact, answer.colours(terminal));
        answer.write(terminal, all ? text + TextReport.unaffected(answered.unaffected()) : text);
      }
    }
  }

  private int status(Answered answered) {
    Optional<List<Violation>> violations = answered.violations();
    if (violations.filter(found -> !found.isEmpty()).isPresent()) {
      return 1;
    }
    FailOn from =
        failOn != null ? failOn : violations.isPresent() ? FailOn.NEVER : FailOn.UNCERTAIN;
    return switch (answered.impact().verdict()) {
      case SAFE -> 0;
      case BREAKS -> from == FailOn.NEVER ? 0 : 1;
      case UNCERTAIN -> from == FailOn.UNCERTAIN ? 3 : 0;
    };
  }
}
