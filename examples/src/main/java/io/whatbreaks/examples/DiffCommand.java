package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diff.Diff;
import io.whatbreaks.diff.NameMap;
import io.whatbreaks.report.DiffReport;
import io.whatbreaks.report.JsonDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks diff A B}. */
@Command(
    name = "diff",
    description =
        "Shows what only one of two has: things declared, dependencies, bindings, versions,"
            + " redundancy, names in programs. Staging and production, for instance, or yesterday"
            + " and today.",
    footer = {
      "",
      "Each line of the file of --map is one pair, A's name = B's name: staging-db01 = prod-db01,",
      "full or by the first label. * stands for the same part on both sides: staging-* = prod-*;",
      "on B's side alone for any: staging-db01 = prod-db*. Namespaces and folders are named so too.",
      "Exit status: 0 no difference, 1 differences, 2 error."
    })
final class DiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "A", description = "A directory, archive or snapshot.")
  private Path left = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "What it is compared with.")
  private Path right = Path.of("");

  @Mixin private MapFlags maps = new MapFlags();
  @Mixin private SourceFlags sources = new SourceFlags();

  @Mixin
  private AnswerFlags answer =
      new AnswerFlags(
          EnumSet.of(
              AnswerFlags.Format.TEXT, AnswerFlags.Format.JSON, AnswerFlags.Format.MARKDOWN));

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    NameMap names = maps.names(terminal);
    Snapshot a = sources.scan(List.of(left), terminal);
    Snapshot b = sources.scan(List.of(right), terminal);
    Diff diff = a.differences(b, names);
    switch (answer.format()) {
      case JSON -> answer.write(terminal, out -> JsonDiff.write(diff, side(a), side(b), out));
      case MARKDOWN -> answer.write(terminal, DiffReport.markdown(diff, side(a), side(b)));
      case TEXT -> answer.write(terminal, DiffReport.text(diff));
      case SARIF, HTML -> throw new AssertionError(answer.format());
    }
    sources.tellLost(a, terminal);
    sources.tellLost(b, terminal);
    return diff.entries().isEmpty() ? 0 : 1;
  }

  private static JsonDiff.Read side(Snapshot snapshot) {
    return new JsonDiff.Read(snapshot.coverage(), snapshot.diagnostics());
  }
}
