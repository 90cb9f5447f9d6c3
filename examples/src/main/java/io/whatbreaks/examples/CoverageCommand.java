package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.report.JsonAnswers;
import io.whatbreaks.scan.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks coverage PATH…}. */
@Command(
    name = "coverage",
    description = "Shows what was understood, file by file.",
    footer = {"", "Exit status: 0 answered, 2 error."})
final class CoverageCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots, dns://SERVER/ZONE.")
  private List<Path> paths = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  CoverageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = sources.scan(paths, terminal);
    List<JsonAnswers.ReadFile> files =
        snapshot.result().files().stream().map(CoverageCommand::file).toList();
    if (answer.json()) {
      answer.write(
          terminal,
          out ->
              JsonAnswers.writeCoverage(snapshot.coverage(), files, snapshot.diagnostics(), out));
    } else {
      answer.write(terminal, text(snapshot, files));
    }
    return 0;
  }

  private static JsonAnswers.ReadFile file(FileState state) {
    return new JsonAnswers.ReadFile(state.path(), state.reading(), state.reason());
  }

  private static String text(Snapshot snapshot, List<JsonAnswers.ReadFile> files) {
    StringBuilder text = new StringBuilder();
    for (JsonAnswers.ReadFile file : files) {
      text.append(String.format(Locale.ROOT, "%-10s  %s", word(file.reading()), file.path()));
      text.append(file.reason().isEmpty() ? "" : "  (" + file.reason() + ")").append('\n');
    }
    List<Diagnostic> notices = snapshot.diagnostics();
    if (!notices.isEmpty()) {
      text.append("\nNotices\n");
      notices.forEach(notice -> text.append("  ").append(notice).append('\n'));
    }
    return text.append('\n').append(totals(snapshot.coverage())).append('\n').toString();
  }

  private static String word(Coverage.Reading reading) {
    return reading.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String totals(Coverage coverage) {
    return coverage.files()
        + " files: "
        + coverage.understood()
        + " understood, "
        + coverage.partly()
        + " partly, "
        + coverage.textOnly()
        + " text only, "
        + coverage.skipped()
        + " skipped, "
        + coverage.failed()
        + " failed";
  }
}
