package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.lint.Acceptance;
import io.whatbreaks.lint.CodePlace;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.report.JsonFindings;
import io.whatbreaks.report.SarifReport;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scanners.assertion.AcceptFile;
import io.whatbreaks.scanners.assertion.HardCodedHosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks hardcoded PATH…}. */
@Command(
    name = "hardcoded",
    description =
        "Finds the host names, addresses and URLs that programs hold themselves: in class files,"
            + " jars, wars and jars within these, and in sources in Java, Kotlin, Groovy, Scala,"
            + " Python, JavaScript, TypeScript, Go, Ruby, PHP, C# and shell. Comments and tests"
            + " are left out.",
    footer = {
      "",
      "The file of --accept is that of lint; a finding's code is hard-coded-host, its path and name",
      "stand in the JSON report.",
      "Exit status: 0 nothing found, 1 something found, 2 error."
    })
final class HardCodedCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  boolean help;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to look at: directories, class files, jars, wars, sources.")
  private List<Path> paths = List.of();

  @Option(
      names = "--knowing",
      paramLabel = "PATH",
      description =
          "Reads the company's configuration, or a snapshot of it: any literal that is a host of"
              + " it is found, even a bare mq01; may be repeated.")
  private List<Path> known = List.of();

  @Option(
      names = "--allow",
      paramLabel = "NAME",
      description =
          "Leaves out this name or address, or with *.NAME all below it; may be repeated.")
  private List<String> allowed = List.of();

  @Option(
      names = "--accept",
      paramLabel = "FILE",
      description = "Leaves out the findings that this file accepts; may be repeated.")
  private List<Path> accepted = List.of();

  @Option(names = "--quiet", description = "Shows no remarks.")
  private boolean quiet;

  @Mixin
  private AnswerFlags answer =
      new AnswerFlags(
          EnumSet.of(AnswerFlags.Format.TEXT, AnswerFlags.Format.JSON, AnswerFlags.Format.SARIF));

  HardCodedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Acceptance> acceptances = AcceptFile.readAll(accepted);
    HardCodedHosts search = HardCodedHosts.inPaths(paths);
    if (!allowed.isEmpty()) {
      search = search.allowing(allowed.toArray(String[]::new));
    }
    if (!known.isEmpty()) {
      Snapshot company = WhatBreaks.scan(known, SourceOptions.DEFAULT);
      search = search.knowing(company);
    }
    HardCodedHosts.Found found = search.find(acceptances);
    if (found.coverage().files() == 0) {
      throw new WhatBreaksException(
          new Diagnostic(
              Severity.ERROR,
              "nothing-read",
              "",
              0,
              "no class, jar or program is in what was given",
              "tests are left out; configuration is what `whatbreaks scan` reads"));
    }
    if (answer.json()) {
      answer.write(
          terminal,
          out -> JsonFindings.write(found.lint(), found.coverage(), found.diagnostics(), out));
    } else if (answer.format() == AnswerFlags.Format.SARIF) {
      answer.write(
          terminal,
          out -> SarifReport.write(found.lint(), found.coverage(), found.diagnostics(), out));
    } else {
      answer.write(terminal, text(found));
    }
    if (!quiet) {
      found.diagnostics().forEach(d -> terminal.err().println("whatbreaks: " + d));
    }
    return found.lint().findings().isEmpty() ? 0 : 1;
  }

  private static String text(HardCodedHosts.Found found) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : found.lint().findings()) {
      String kind = finding.program().map(CodePlace::kind).orElse("");
      text.append(String.format(Locale.ROOT, "%-13s  %s", kind, finding.name()));
      text.append(finding.certainty() == Certainty.POSSIBLE ? "" : "  (one of ours)");
      text.append("\n    ").append(finding.evidence().at());
      text.append("  ").append(finding.evidence().excerpt()).append('\n');
      finding
          .program()
          .flatMap(CodePlace::className)
          .ifPresent(
              name ->
                  text.append("    ")
                      .append(name)
                      .append(
                          finding.program().flatMap(CodePlace::method).map(m -> "." + m).orElse(""))
                      .append('\n'));
    }
    if (found.lint().findings().isEmpty()) {
      text.append("Nothing found in what was given.\n");
    }
    if (!found.lint().notices().isEmpty()) {
      text.append("\nNotices\n");
      found.lint().notices().forEach(notice -> text.append("  ").append(notice).append('\n'));
    }
    text.append('\n').append(CoverageCommand.totals(found.coverage())).append('\n');
    return text.toString();
  }
}
