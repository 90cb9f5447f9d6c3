package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form for a comment on a pull request: Markdown as GitHub reads it, never longer than such a
 * comment may be. What does not fit is counted. Nothing that stands in a file is read as Markdown,
 * HTML or the name of an account.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
public final class MarkdownReport {
  /** What each part may fill the comment up to, so that there is room for those behind it. */
  private static final int HOLES = 12_000;

  private static final int ASKED = 20_000;
  private static final int BREAKAGES = 44_000;
  private static final int PLACES = 58_000;
  private static final int NOTICES = 64_000;

  /** In one cell no more owners or components are named. */
  private static final int MOST_NAMED = 5;

  private final Comment text = new Comment();

  private MarkdownReport() {}

  /** The answer as Markdown, lines ended by a line feed. */
  public static String of(Impact impact) {
    requireNonNull(impact, "impact");
    MarkdownReport report = new MarkdownReport();
    report.head(impact);
    report.holes(impact);
    report.asked(Asked.of(impact));
    report.breakages(impact);
    report.places(impact);
    report.notices(impact);
    report.text.line("");
    report.text.line("<sub>" + Comment.plain(TextReport.summary(impact.coverage())) + "</sub>");
    return report.text.toString();
  }

  private void head(Impact impact) {
    String mark =
        switch (impact.verdict()) {
          case BREAKS -> "🔴";
          case UNCERTAIN -> "🟡";
          case SAFE -> "🟢";
        };
    text.line(
        "### "
            + mark
            + " "
            + impact.verdict()
            + " if "
            + Comment.plain(TextReport.questions(impact)));
    text.line("");
    long components = impact.breakages().stream().map(Breakage::component).distinct().count();
    if (components == 0) {
      text.line("No known dependents break.");
    } else {
      text.line(
          (components == 1 ? "1 component is" : components + " components are")
              + " affected: "
              + Asked.counts(impact.breakages()));
    }
  }

  private void holes(Impact impact) {
    List<Diagnostic> lost =
        impact.notices().stream().filter(n -> n.severity() == Severity.ERROR).toList();
    if (lost.isEmpty() && !impact.inputLost()) {
      return;
    }
    text.line("");
    text.line("> [!WARNING]");
    text.line(
        impact.inputLost()
            ? "> **Know this first: a file that could matter was not read whole**"
            : "> **Know this first**");
    List<String> lines = lost.stream().map(notice -> "> - " + told(notice)).toList();
    text.rows(lines, HOLES, "> - ");
  }

  private void asked(Asked asked) {
    if (asked.shares().isEmpty()) {
      return;
    }
    text.line("");
    text.line("| to be asked | for | who says so |");
    text.line("|---|---|---|");
    List<String> lines = new ArrayList<>();
    for (Asked.Share share : asked.shares()) {
      lines.add("| " + names(share.owners()) + " | " + named(share.breakages()) + said(share));
    }
    text.rows(lines, ASKED, "| … | ");
    if (!asked.unowned().isEmpty()) {
      text.line("| **nobody is known** | " + named(asked.unowned()) + " | |");
    }
  }

  private static String named(List<Breakage> breakages) {
    return Asked.counts(breakages)
        + ": "
        + names(
            breakages.stream().map(Breakage::component).distinct().map(NodeId::toString).toList());
  }

  private static String names(List<String> all) {
    int left = all.size() - MOST_NAMED;
    return all.stream().limit(MOST_NAMED).map(Comment::code).collect(Collectors.joining(", "))
        + (left > 0 ? " and " + left + " more" : "");
  }

  private static String said(Asked.Share share) {
    int left = share.said().size() - 1;
    return " | "
        + Comment.code(share.said().get(0).toString())
        + (left > 0 ? " and " + left + " more |" : " |");
  }

  private void breakages(Impact impact) {
    if (impact.breakages().isEmpty()) {
      return;
    }
    text.line("");
    text.line("| effect | component | why | place |");
    text.line("|---|---|---|---|");
    List<Breakage> order = new ArrayList<>(impact.breakages());
    order.sort(
        Comparator.comparing(Breakage::certainty)
            .thenComparing(Breakage::effect)
            .thenComparing(breakage -> !breakage.direct()));
    text.rows(order.stream().map(MarkdownReport::row).toList(), BREAKAGES, "| … | ");
  }

  private static String row(Breakage breakage) {
    List<Reason> why = breakage.why();
    String notes =
        (breakage.certainty() == Certainty.POSSIBLE ? " (possible)" : "")
            + (breakage.direct() ? "" : " (knock-on)");
    String more = why.size() > 1 ? " and " + (why.size() - 1) + " more" : "";
    return "| "
        + breakage.effect()
        + notes
        + " | "
        + Comment.code(breakage.component().toString())
        + " | "
        + (why.isEmpty() ? chain(breakage) : Comment.plain(why.get(0).message()))
        + " | "
        + (why.isEmpty() ? "" : Comment.code(why.get(0).evidence().at().toString()))
        + more
        + " |";
  }

  private static String chain(Breakage breakage) {
    return breakage.chain().stream()
        .map(NodeId::toString)
        .map(Comment::code)
        .collect(Collectors.joining(" → "));
  }

  private void places(Impact impact) {
    for (Role role : List.of(Role.USES, Role.DEFINES)) {
      List<Place> places = impact.places().stream().filter(p -> p.role() == role).toList();
      if (!places.isEmpty()) {
        String title = role == Role.USES ? "To be edited as well" : "Changed by the change itself";
        text.open(title + ": " + places.size());
        text.line("| place | today | then |");
        text.line("|---|---|---|");
        text.rows(places.stream().map(MarkdownReport::row).toList(), PLACES, "| … | ");
        text.close();
      }
    }
    long mentions = impact.places().stream().filter(p -> p.role() == Role.MENTIONS).count();
    if (mentions > 0) {
      text.line("");
      text.line("Mentioned only, in comments and the like: " + mentions);
    }
  }

  private static String row(Place place) {
    return "| "
        + Comment.code(place.evidence().at().toString())
        + " | "
        + Comment.code(place.evidence().text())
        + " | "
        + place.edit().map(Comment::code).orElse("")
        + (place.certainty() == Certainty.POSSIBLE ? " (possible)" : "")
        + " |";
  }

  private void notices(Impact impact) {
    List<String> others =
        impact.notices().stream()
            .filter(notice -> notice.severity() != Severity.ERROR)
            .map(notice -> "- " + told(notice))
            .toList();
    if (!others.isEmpty()) {
      text.open("Notices: " + others.size());
      text.rows(others, NOTICES, "- ");
      text.close();
    }
  }

  /** Begins with a place or a word of ours, so that nothing told begins a list or the like. */
  private static String told(Diagnostic notice) {
    String place = notice.line() > 0 ? notice.path() + ":" + notice.line() : notice.path();
    return (place.isEmpty() ? "" : Comment.code(place) + ": ")
        + notice.severity()
        + " "
        + Comment.plain(notice.code() + ": " + notice.message())
        + (notice.hint().isEmpty() ? "" : " " + Comment.plain("(" + notice.hint() + ")"));
  }
}
