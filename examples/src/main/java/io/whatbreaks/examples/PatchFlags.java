package io.whatbreaks.examples;

import io.whatbreaks.Sources;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.plan.Patch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that ask for the edits of a change as a patch. */
final class PatchFlags {
  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description =
          "Writes every certain edit to FILE, as a unified diff for git apply or patch -p1 in PATH."
              + " Its lines may hold passwords: only its owner may read it.")
  private @Nullable Path file;

  @Option(
      names = "--patch-possible",
      description = "With --patch: edits places too that only possibly name what changes.")
  private boolean possible;

  @Option(
      names = "--patch-mentions",
      description = "With --patch: edits comments and documentation too.")
  private boolean mentions;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  PatchFlags() {}

  void check() {
    if (command != null && file == null && (possible || mentions)) {
      String option = possible ? "--patch-possible" : "--patch-mentions";
      throw new ParameterException(command.commandLine(), option + " needs --patch FILE");
    }
  }

  /** Writes the patch if one is asked for, and tells what is not edited. */
  void write(Sources sources, Impact impact, boolean quiet, Terminal terminal) throws IOException {
    if (file == null) {
      return;
    }
    Patch patch = sources.patch(impact, new Patch.Choice(possible, mentions));
    OutputFile.writeSecret(file, out -> sources.write(patch, out));
    if (!quiet) {
      tell(patch.left(), terminal);
      if (patch.edits().isEmpty()) {
        terminal.err().println("whatbreaks: nothing is edited: " + file + " is empty");
        terminal.err().flush();
      }
    }
  }

  private static void tell(List<Patch.Left> left, Terminal terminal) {
    long unsure = left.stream().filter(PatchFlags::isPossible).count();
    left.stream()
        .filter(place -> !isPossible(place))
        .forEach(place -> terminal.err().println("whatbreaks: not edited: " + place));
    if (unsure > 0) {
      terminal
          .err()
          .println(
              "whatbreaks: not edited: "
                  + (unsure == 1 ? "1 place that is" : unsure + " places that are")
                  + " only possible (--patch-possible edits them)");
    }
    terminal.err().flush();
  }

  private static boolean isPossible(Patch.Left left) {
    return left.reason() == Patch.Reason.POSSIBLE;
  }
}
