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
  /** The longest comment that GitHub takes, in characters. */
  static final int LONGEST = 65_536;

  /** What each part may fill the comment up to, so that there is room for those behind it. */
  private static final int HOLES = 12_000;

  private static final int ASKED = 20_000;
  private static final int BREAKAGES = 44_000;
  private static final int PLACES = 58_000;
  private static final int NOTICES = 64_000;

  /** In one cell no more owners or components are named. */
  private static final int MOST_NAMED = 5;

  /** A single name or message is no longer than this. */
  private static final int MOST_CHARACTERS = 240;

  /** What Markdown, as GitHub extends it, could read as more than a character. */
  private static final String STRUCTURE = "&<>`\\*_[]~|#@$^{}";

  private final StringBuilder text = new StringBuilder();

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
    report.line("");
    report.line("<sub>" + plain(TextReport.summary(impact.coverage())) + "</sub>");
    return report.text.toString();
  }

  private void head(Impact impact) {
    String mark =
        switch (impact.verdict()) {
          case BREAKS -> "🔴";
          case UNCERTAIN -> "🟡";
          case SAFE -> "🟢";
        };
    line("### " + mark + " " + impact.verdict() + " if " + plain(TextReport.questions(impact)));
    line("");
    long components = impact.breakages().stream().map(Breakage::component).distinct().count();
    if (components == 0) {
      line("No known dependents break.");
    } else {
      line(
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
    line("");
    line("> [!WARNING]");
    line(
        impact.inputLost()
            ? "> **Know this first: a file that could matter was not read whole**"
            : "> **Know this first**");
    List<String> lines = lost.stream().map(notice -> "> - " + told(notice)).toList();
    rows(lines, HOLES, "> - ");
  }

  private void asked(Asked asked) {
    if (asked.shares().isEmpty()) {
      return;
    }
    line("");
    line("| to be asked | for | who says so |");
    line("|---|---|---|");
    List<String> lines = new ArrayList<>();
    for (Asked.Share share : asked.shares()) {
      lines.add("| " + names(share.owners()) + " | " + named(share.breakages()) + said(share));
    }
    rows(lines, ASKED, "| … | ");
    if (!asked.unowned().isEmpty()) {
      line("| **nobody is known** | " + named(asked.unowned()) + " | |");
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
    return all.stream()
            .limit(MOST_NAMED)
            .map(MarkdownReport::code)
            .collect(Collectors.joining(", "))
        + (left > 0 ? " and " + left + " more" : "");
  }

  private static String said(Asked.Share share) {
    int left = share.said().size() - 1;
    return " | "
        + code(share.said().get(0).toString())
        + (left > 0 ? " and " + left + " more |" : " |");
  }

  private void breakages(Impact impact) {
    if (impact.breakages().isEmpty()) {
      return;
    }
    line("");
    line("| effect | component | why | place |");
    line("|---|---|---|---|");
    List<Breakage> order = new ArrayList<>(impact.breakages());
    order.sort(
        Comparator.comparing(Breakage::certainty)
            .thenComparing(Breakage::effect)
            .thenComparing(breakage -> !breakage.direct()));
    rows(order.stream().map(MarkdownReport::row).toList(), BREAKAGES, "| … | ");
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
        + code(breakage.component().toString())
        + " | "
        + (why.isEmpty() ? chain(breakage) : plain(why.get(0).message()))
        + " | "
        + (why.isEmpty() ? "" : code(why.get(0).evidence().at().toString()))
        + more
        + " |";
  }

  private static String chain(Breakage breakage) {
    return breakage.chain().stream()
        .map(NodeId::toString)
        .map(MarkdownReport::code)
        .collect(Collectors.joining(" → "));
  }

  private void places(Impact impact) {
    for (Role role : List.of(Role.USES, Role.DEFINES)) {
      List<Place> places = impact.places().stream().filter(p -> p.role() == role).toList();
      if (!places.isEmpty()) {
        String title = role == Role.USES ? "To be edited as well" : "Changed by the change itself";
        open(title + ": " + places.size());
        line("| place | today | then |");
        line("|---|---|---|");
        rows(places.stream().map(MarkdownReport::row).toList(), PLACES, "| … | ");
        close();
      }
    }
    long mentions = impact.places().stream().filter(p -> p.role() == Role.MENTIONS).count();
    if (mentions > 0) {
      line("");
      line("Mentioned only, in comments and the like: " + mentions);
    }
  }

  private static String row(Place place) {
    return "| "
        + code(place.evidence().at().toString())
        + " | "
        + code(place.evidence().text())
        + " | "
        + place.edit().map(MarkdownReport::code).orElse("")
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
      open("Notices: " + others.size());
      rows(others, NOTICES, "- ");
      close();
    }
  }

  /** Begins with a place or a word of ours, so that nothing told begins a list or the like. */
  private static String told(Diagnostic notice) {
    String place = notice.line() > 0 ? notice.path() + ":" + notice.line() : notice.path();
    return (place.isEmpty() ? "" : code(place) + ": ")
        + notice.severity()
        + " "
        + plain(notice.code() + ": " + notice.message())
        + (notice.hint().isEmpty() ? "" : " " + plain("(" + notice.hint() + ")"));
  }

  private void open(String summary) {
    line("");
    line("<details><summary>" + summary + "</summary>");
    line("");
  }

  private void close() {
    line("");
    line("</details>");
  }

  /** As many lines as there is room for; those left out are counted in a line that begins so. */
  private void rows(List<String> lines, int room, String begin) {
    for (int i = 0; i < lines.size(); i++) {
      if (text.length() + lines.get(i).length() > room) {
        line(begin + (lines.size() - i) + " more, left out to keep this comment short enough");
        return;
      }
      line(lines.get(i));
    }
  }

  private static String code(String name) {
    return "<code>" + escaped(name, false) + "</code>";
  }

  private static String plain(String message) {
    return escaped(message, true);
  }

  /**
   * Text without any meaning of its own: Markdown takes no structure from a character reference.
   *
   * @param mentions whether an account or an issue that stands there would be told of it
   * @see <a href="https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references">
   *     CommonMark, 2.5</a>
   */
  private static String escaped(String written, boolean mentions) {
    String shown =
        written.length() <= MOST_CHARACTERS
            ? written
            : written.substring(
                    0, written.offsetByCodePoints(0, written.codePointCount(0, MOST_CHARACTERS)))
                + "…";
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c < ' ' || Character.getType(c) == Character.FORMAT || c == '\u007f') {
        safe.append(' ');
      } else if (STRUCTURE.indexOf(c) >= 0) {
        safe.append("&#").append((int) c).append(';');
        if (mentions && (c == '@' || c == '#')) {
          safe.append("<!-- -->");
        }
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
