package io.whatbreaks.report;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Map;

/** Who must be asked for what, in a page, each with the way to its evidence. */
final class HtmlOwners {
  /** More breakages of one owner are folded away at first. */
  private static final int MOST_OPEN = 12;

  private final Html html;
  private final Map<NodeId, Integer> numbers;

  HtmlOwners(Html html, Map<NodeId, Integer> numbers) {
    this.html = html;
    this.numbers = numbers;
  }

  /** The name of the place where a breakage is told, within the page. */
  static String anchor(Breakage breakage, Map<NodeId, Integer> numbers) {
    return "b" + numbers.get(breakage.component()) + "-" + breakage.effect().name();
  }

  /** Nothing where nothing breaks. */
  void write(List<Breakage> breakages, Asked asked) {
    if (breakages.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"owners\"><h2 id=\"owners\">Who must be asked</h2>\n");
    if (asked.shares().isEmpty()) {
      html.raw("<p>No file that was read says who owns any of this.</p>\n");
    }
    for (Asked.Share share : asked.shares()) {
      open(share.breakages());
      html.element("b", share.toString());
      summary(share.breakages());
      html.raw("<p class=\"hint\">Said at ");
      String between = "";
      for (Object place : share.said()) {
        html.raw(between).element("code", place.toString());
        between = ", ";
      }
      html.raw("</p>\n");
      list(share.breakages());
    }
    if (!asked.unowned().isEmpty()) {
      open(asked.unowned());
      html.raw("<b>Nobody is known to own</b>");
      summary(asked.unowned());
      list(asked.unowned());
    }
    html.raw("</section>\n");
  }

  private void open(List<Breakage> breakages) {
    html.raw("<details class=\"group\"");
    html.raw(breakages.size() <= MOST_OPEN ? " open><summary>" : "><summary>");
  }

  private void summary(List<Breakage> breakages) {
    html.raw(" <span>").text(Asked.counts(breakages)).raw("</span></summary>\n");
  }

  private void list(List<Breakage> breakages) {
    html.raw("<ul class=\"list\">\n");
    for (Breakage breakage : breakages) {
      html.raw("<li><span class=\"e ").raw(breakage.effect().name()).raw("\">");
      html.raw(HtmlReport.mark(breakage.effect())).raw(" ").raw(breakage.effect().name());
      html.raw("</span> <a href=\"#").raw(anchor(breakage, numbers)).raw("\">");
      html.text(breakage.component().toString()).raw("</a>");
      html.raw(breakage.certainty() == Certainty.POSSIBLE ? " (possible)" : "").raw("</li>\n");
    }
    html.raw("</ul></details>\n");
  }
}
