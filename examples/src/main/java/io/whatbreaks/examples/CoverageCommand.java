package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.report.JsonAnswers;
import io.whatbreaks.scan.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
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
    List<JsonAnswers.ReadFile> files = files(snapshot);
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

  private static List<JsonAnswers.ReadFile> files(Snapshot snapshot) {
    Map<String, TreeSet<Integer>> lost = new HashMap<>();
    for (Diagnostic diagnostic : snapshot.diagnostics()) {
      if (diagnostic.severity() == Severity.ERROR && diagnostic.line() > 0) {
        lost.computeIfAbsent(diagnostic.path(), path -> new TreeSet<>()).add(diagnostic.line());
      }
    }
    List<JsonAnswers.ReadFile> files = new ArrayList<>();
    for (FileState state : snapshot.result().files()) {
      boolean partly = state.reading() == Coverage.Reading.PARTLY;
      List<Integer> lines =
          partly ? List.copyOf(lost.getOrDefault(state.path(), new TreeSet<>())) : List.of();
      files.add(new JsonAnswers.ReadFile(state.path(), state.reading(), state.reason(), lines));
    }
    return files;
  }

  private static String lines(JsonAnswers.ReadFile file) {
    List<String> lines = file.lines().stream().map(String::valueOf).toList();
    String word = lines.size() == 1 ? ": line " : ": lines ";
    return lines.isEmpty() ? "" : word + String.join(", ", lines);
  }

  private static String text(Snapshot snapshot, List<JsonAnswers.ReadFile> files) {
    StringBuilder text = new StringBuilder();
    for (JsonAnswers.ReadFile file : files) {
      text.append(String.format(Locale.ROOT, "%-10s  %s", word(file.reading()), file.path()));
      text.append(file.reason().isEmpty() ? "" : "  (" + file.reason() + lines(file) + ")")
          .append('\n');
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
