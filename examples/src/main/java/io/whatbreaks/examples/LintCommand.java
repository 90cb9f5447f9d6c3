package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.lint.Acceptance;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.report.JsonFindings;
import io.whatbreaks.report.SarifReport;
import io.whatbreaks.scanners.assertion.AcceptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks lint PATH…}. */
@Command(
    name = "lint",
    description =
        "Finds references to what does not exist, aliases to nothing, dead bindings, shadowed and"
            + " clashing names, single points of failure, and names that nobody uses.",
    footer = {
      "",
      "The file of --accept is YAML:",
      "  accept:",
      "    - {code: dangling-reference, path: till3/etc/app.properties, name: old01,",
      "       reason: 'goes in spring', until: 2027-03-31}",
      "with code and reason, one or more of path, component and name, and perhaps until, the last",
      "day. What an ended entry accepted is found again.",
      "Exit status: 0 nothing found, 1 something found, 2 error."
    })
final class LintCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Option(
      names = "--accept",
      paramLabel = "FILE",
      description = "Leaves out the findings that this file accepts; may be repeated.")
  private List<Path> accepted = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();

  @Mixin
  private AnswerFlags answer =
      new AnswerFlags(
          EnumSet.of(AnswerFlags.Format.TEXT, AnswerFlags.Format.JSON, AnswerFlags.Format.SARIF));

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Acceptance> acceptances = AcceptFile.readAll(accepted);
    Snapshot snapshot = sources.scan(paths, terminal);
    Lint lint = snapshot.lint().accepting(acceptances, LocalDate.now(ZoneId.systemDefault()));
    if (answer.json()) {
      answer.write(
          terminal,
          out -> JsonFindings.write(lint, snapshot.coverage(), snapshot.diagnostics(), out));
    } else if (answer.format() == AnswerFlags.Format.SARIF) {
      answer.write(
          terminal,
          out -> SarifReport.write(lint, snapshot.coverage(), snapshot.diagnostics(), out));
    } else {
      answer.write(terminal, text(lint, snapshot));
    }
    sources.tellLost(snapshot, terminal);
    return lint.findings().isEmpty() ? 0 : 1;
  }

  private static String text(Lint lint, Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : lint.findings()) {
      text.append(String.format(Locale.ROOT, "%-7s  %s", finding.severity(), finding.code()));
      text.append("  ").append(finding.message());
      text.append(finding.certainty() == Certainty.POSSIBLE ? "  (possible)" : "");
      text.append("\n    ").append(finding.evidence().at());
      text.append("  ").append(finding.evidence().excerpt()).append('\n');
    }
    if (lint.findings().isEmpty()) {
      text.append("Nothing found in what was given.\n");
    }
    if (!lint.notices().isEmpty()) {
      text.append("\nNotices\n");
      lint.notices().forEach(notice -> text.append("  ").append(notice).append('\n'));
    }
    text.append('\n').append(CoverageCommand.totals(snapshot.coverage())).append('\n');
    return text.toString();
  }
}
