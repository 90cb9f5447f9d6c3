package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.decision.Schedule;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.report.PlanMarkdown;
import io.whatbreaks.report.PlanReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that ask how changes are carried out. */
final class PlanFlags {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "Writes to FILE how the change is carried out step by step, with the way back from each:"
              + " Markdown if it ends in .md, JSON if in .json. Everything is read for it.")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  PlanFlags() {}

  /** Refuses a form that there is not, before anything is read. */
  void check() {
    if (command != null && file != null && !ends(".md") && !ends(".json")) {
      throw new ParameterException(
          command.commandLine(), "--plan FILE ends in .md or .json, not as '" + file + "'");
    }
  }

  boolean isAsked() {
    return file != null;
  }

  /** Writes the plan if one is asked for. */
  void write(Snapshot snapshot, Impact impact, DecisionFlags decisions) throws IOException {
    if (file == null) {
      return;
    }
    ChangePlan plan = snapshot.plan(impact);
    Optional<Schedule> schedule = decisions.schedule(plan, impact, snapshot.world());
    OutputFile.write(
        file,
        out -> {
          if (ends(".json")) {
            PlanReport.write(plan, schedule, out);
          } else {
            out.write(PlanMarkdown.of(plan, schedule).getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private boolean ends(String ending) {
    return file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
