package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diff.Diff;
import io.whatbreaks.diff.Diff.Entry;
import io.whatbreaks.diff.Diff.Kind;
import io.whatbreaks.diff.Diff.Side;
import io.whatbreaks.fact.Certainty;
import java.util.List;
import java.util.function.Function;

/** What only one of two has, for people: as text and as Markdown. */
public final class DiffReport {
  /**
   * What the comment may be filled up to by what was not read, and by all tables but their ends.
   */
  private static final int HOLES = 12_000;

  private static final int ROOM = 64_000;

  private DiffReport() {}

  /** As text, lines ended by a line feed. */
  public static String text(Diff diff) {
    requireNonNull(diff, "diff");
    if (diff.entries().isEmpty()) {
      return "No differences in what was given.\n";
    }
    StringBuilder text = new StringBuilder();
    for (Entry entry : diff.entries()) {
      text.append("only ").append(entry.side()).append(": ");
      text.append(statement(entry, Object::toString));
      text.append(entry.certainty() == Certainty.POSSIBLE ? "  (possible)" : "");
      text.append("\n    ").append(entry.evidence().at());
      text.append("  ").append(entry.evidence().excerpt()).append('\n');
    }
    return text + "\n" + counts(diff) + "\n";
  }

  /**
   * As Markdown for a comment, at most 65,536 characters; what does not fit is counted. Nothing
   * that stands in a file is read as Markdown.
   */
  public static String markdown(Diff diff, JsonDiff.Read a, JsonDiff.Read b) {
    requireNonNull(diff, "diff");
    Comment report = new Comment();
    report.line(
        diff.entries().isEmpty()
            ? "### 🟢 No differences in what was given"
            : "### 🔴 " + counts(diff));
    lost(report, Side.A, a);
    lost(report, Side.B, b);
    for (Kind kind : Kind.values()) {
      List<Entry> entries = diff.entries().stream().filter(e -> e.kind() == kind).toList();
      if (!entries.isEmpty()) {
        report.open(title(kind) + ": " + entries.size());
        report.line("| only | what | place |");
        report.line("|---|---|---|");
        report.rows(entries.stream().map(DiffReport::row).toList(), ROOM, "| … | ");
        report.close();
      }
    }
    return report.toString();
  }

  private static void lost(Comment report, Side side, JsonDiff.Read read) {
    List<String> lost =
        read.notices().stream()
            .filter(notice -> notice.severity() == Severity.ERROR)
            .map(Diagnostic::toString)
            .map(notice -> "> - " + Comment.plain(notice))
            .toList();
    if (!lost.isEmpty()) {
      report.line("");
      report.line("> [!WARNING]");
      report.line("> **Know this first of " + side + "**");
      report.rows(lost, HOLES, "> - ");
    }
  }

  private static String row(Entry entry) {
    return "| "
        + entry.side()
        + " | "
        + statement(entry, Comment::code)
        + (entry.certainty() == Certainty.POSSIBLE ? " (possible)" : "")
        + " | "
        + Comment.code(entry.evidence().at().toString())
        + " |";
  }

  private static String counts(Diff diff) {
    long onlyA = diff.entries().stream().filter(entry -> entry.side() == Side.A).count();
    return onlyA + " only in A, " + (diff.entries().size() - onlyA) + " only in B";
  }

  static String title(Kind kind) {
    return switch (kind) {
      case DECLARED -> "Declared";
      case DEPENDENCY -> "Dependencies";
      case BINDING -> "Bindings";
      case VERSION -> "Versions";
      case REDUNDANCY -> "Redundancy";
      case HARD_CODED -> "Names in programs and texts";
    };
  }

  /** What is said, with each name from the files as {@code shown} writes it. */
  static String statement(Entry entry, Function<String, String> shown) {
    String origin = shown.apply(entry.origin().toString());
    String target = shown.apply(entry.target().map(Object::toString).orElse(""));
    String detail = entry.detail().isEmpty() ? "" : shown.apply(entry.detail());
    return switch (entry.kind()) {
      case DECLARED -> origin + " is declared";
      case DEPENDENCY ->
          origin + " depends on " + target + (detail.isEmpty() ? "" : " port " + detail);
      case BINDING -> origin + " is bound to " + target + " by '" + detail + "'";
      case VERSION -> origin + " is " + target + " version " + detail;
      case REDUNDANCY ->
          entry.detail().equals("1")
              ? origin + " needs " + target + ", which nothing can stand in for"
              : origin + " needs one of " + detail + ", as " + target;
      case HARD_CODED -> origin + " holds the name " + target;
    };
  }
}
