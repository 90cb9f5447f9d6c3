package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One HTML file that holds the answer and a picture of it, to be opened anywhere, without a
 * network. Without scripts it is the same text without the picture.
 */
public final class HtmlReport {
  /** More breakages of one effect are folded away at first. */
  private static final int MOST_OPEN = 60;

  /** More owners are not named at the top. */
  private static final int MOST_NAMED = 8;

  private static final String CONTROLS =
      """
      <div class="bar needs-js" role="search">
      <input type="search" id="search" placeholder="Search a name or an owner…" aria-label="Search a name or an owner" autocomplete="off">
      <button type="button" id="today" aria-pressed="false">Today</button>
      <button type="button" id="after" aria-pressed="true">After the change</button>
      <button type="button" id="fold" aria-pressed="false">Fold machines</button>
      <button type="button" id="fit">Show all</button>
      </div>
      <div id="hits" class="hits needs-js" role="status" aria-live="polite"></div>
      """;

  private static final String VIEW =
      """
      <div class="view needs-js">
      <div id="picture" tabindex="0" role="application" aria-label="Picture of who depends on what. Arrow keys walk along it: right to what is needed, left to who needs it, up and down among neighbours; Enter folds and unfolds a machine; Escape lets go. The list below says the same."></div>
      <img id="printed" alt="Picture of who depends on what" hidden>
      <aside id="panel" aria-live="polite" aria-label="What is chosen"></aside>
      </div>
      """;

  private final Html html = new Html();
  private final Map<NodeId, Integer> numbers = new HashMap<>();

  private HtmlReport(Picture picture) {
    picture.nodes().forEach(node -> numbers.put(node.id(), numbers.size()));
  }

  /** The answer as a page, with the plan for carrying it out where there is one. */
  public static String of(Impact impact, Optional<ChangePlan> plan) {
    requireNonNull(impact, "impact");
    Picture picture = Picture.of(impact);
    HtmlReport report = new HtmlReport(picture);
    String question = TextReport.questions(impact);
    report.head(impact, question);
    report.html.raw("<main id=\"main\" data-mode=\"impact\">\n");
    report.tiles(impact);
    report.html.raw(CONTROLS).raw(VIEW);
    new HtmlOwners(report.html, report.numbers).write(impact.breakages(), Asked.of(impact));
    report.breakages(impact);
    plan.ifPresent(steps -> HtmlPlan.write(steps, report.html));
    report.places(impact);
    report.notices(impact.notices().stream().filter(n -> n.severity() != Severity.ERROR).toList());
    report.html.raw("</main>\n");
    report.foot(impact.coverage());
    return HtmlPage.of(
        impact.verdict() + ": " + question, report.html.toString(), HtmlPage.data(picture));
  }

  /**
   * A picture of everything as a page.
   *
   * @param title what is shown
   * @param diagnostics what went wrong while reading
   */
  public static String of(
      Picture picture, String title, Coverage coverage, List<Diagnostic> diagnostics) {
    HtmlReport report = new HtmlReport(requireNonNull(picture, "picture"));
    report.html.raw("<header>\n").element("h1", title);
    report.html.raw("<p class=\"sum\">");
    report.html.text(
        picture.nodes().size()
            + " known things, "
            + picture.links().size()
            + " links between them");
    report.html.raw("</p>\n");
    report.lost(diagnostics.stream().filter(n -> n.severity() == Severity.ERROR).toList(), false);
    report.html.raw("</header>\n<main id=\"main\" data-mode=\"graph\">\n");
    report.kinds(picture);
    report.html.raw(CONTROLS).raw(VIEW);
    report.nodes(picture);
    report.notices(diagnostics.stream().filter(n -> n.severity() != Severity.ERROR).toList());
    report.html.raw("</main>\n");
    report.foot(coverage);
    return HtmlPage.of(title, report.html.toString(), HtmlPage.data(picture));
  }

  private void head(Impact impact, String question) {
    html.raw(
        "<header>\n<a class=\"skip\" href=\"#list\">To the list</a>\n<h1><span class=\"verdict ");
    html.raw(impact.verdict().name()).raw("\">").raw(impact.verdict().name()).raw("</span> ");
    html.text("if " + question).raw("</h1>\n");
    long components = impact.breakages().stream().map(Breakage::component).distinct().count();
    html.raw("<p class=\"sum\">");
    html.text(
        components == 0
            ? "No known dependents break."
            : components + (components == 1 ? " component is" : " components are") + " affected.");
    html.raw("</p>\n");
    asked(Asked.of(impact));
    impact
        .renamed()
        .forEach(
            (old, now) ->
                html.element("p class=\"becomes\"", old + " becomes " + now.name()).raw("\n"));
    lost(
        impact.notices().stream().filter(n -> n.severity() == Severity.ERROR).toList(),
        impact.inputLost());
    html.raw("</header>\n");
  }

  private void asked(Asked asked) {
    if (asked.shares().isEmpty()) {
      return;
    }
    List<String> owners =
        asked.shares().stream().flatMap(share -> share.owners().stream()).sorted().toList();
    int more = owners.size() - MOST_NAMED;
    long nobodys = asked.unowned().stream().map(Breakage::component).distinct().count();
    html.raw("<p class=\"sum\"><a href=\"#owners\">To be asked</a>: ");
    html.text(String.join(", ", owners.stream().limit(MOST_NAMED).toList()));
    html.raw(more > 0 ? " and " + more + " more" : "");
    html.raw(nobodys == 0 ? ".</p>\n" : "; nobody is known to own " + nobodys + " of them.</p>\n");
  }

  private void lost(List<Diagnostic> lost, boolean matters) {
    if (lost.isEmpty() && !matters) {
      return;
    }
    html.raw("<section class=\"holes\" aria-labelledby=\"holes\"><h2 id=\"holes\">");
    html.text(
        matters
            ? "Know this first: a file that could matter was not read whole"
            : "Know this first");
    html.raw("</h2><ul>");
    html.elements("li", lost.stream().map(Diagnostic::toString).toList()).raw("</ul></section>\n");
  }

  private void tiles(Impact impact) {
    Map<Effect, Long> counts =
        impact.breakages().stream()
            .collect(
                Collectors.groupingBy(
                    Breakage::effect, () -> new EnumMap<>(Effect.class), Collectors.counting()));
    if (counts.isEmpty()) {
      return;
    }
    html.raw("<div class=\"bar\"><fieldset><legend>Effects shown</legend>\n");
    counts.forEach(
        (effect, count) -> {
          html.raw(
              "<label class=\"tile\"><input type=\"checkbox\" class=\"needs-js filter\" checked value=\"");
          html.raw(effect.name()).raw("\"><b>").raw(count.toString()).raw("</b> <span class=\"e ");
          html.raw(effect.name()).raw("\">").raw(mark(effect)).raw(" ").raw(effect.name());
          html.raw("</span> ").text(TextReport.meaning(effect)).raw("</label>\n");
        });
    html.raw("</fieldset></div>\n");
  }

  /** A sign beside the colour, for those who cannot tell colours apart. */
  static String mark(Effect effect) {
    return switch (effect) {
      case BREAKS -> "✖";
      case BREAKS_ON_RESTART -> "↻";
      case LOSES_DATA -> "∅";
      case MISDIRECTED -> "⇄";
      case DEGRADES -> "◐";
      case UNCERTAIN -> "?";
    };
  }

  private void kinds(Picture picture) {
    Map<String, Long> counts =
        picture.nodes().stream()
            .collect(
                Collectors.groupingBy(
                    node -> node.id().kind().name(), TreeMap::new, Collectors.counting()));
    html.raw("<div class=\"bar\"><fieldset><legend>Kinds shown</legend>\n");
    counts.forEach(
        (kind, count) -> {
          html.raw(
              "<label class=\"tile\"><input type=\"checkbox\" class=\"needs-js filter\" checked value=\"");
          html.raw(kind).raw("\"><b>").raw(count.toString()).raw("</b> ");
          html.raw(kind.toLowerCase(java.util.Locale.ROOT)).raw("</label>\n");
        });
    html.raw("</fieldset></div>\n");
  }

  private void breakages(Impact impact) {
    html.raw(
        "<section aria-labelledby=\"list\"><h2 id=\"list\" tabindex=\"-1\">What breaks, and why</h2>\n");
    Map<Effect, List<Breakage>> byEffect = new EnumMap<>(Effect.class);
    for (Breakage breakage : impact.breakages()) {
      byEffect.computeIfAbsent(breakage.effect(), absent -> new ArrayList<>()).add(breakage);
    }
    if (byEffect.isEmpty()) {
      html.raw("<p>No known dependents break.</p>\n");
    }
    byEffect.forEach(
        (effect, breakages) -> {
          html.raw("<details class=\"group\" data-filter=\"").raw(effect.name()).raw("\"");
          html.raw(breakages.size() <= MOST_OPEN ? " open>" : ">");
          html.raw("<summary><span class=\"e ").raw(effect.name()).raw("\">").raw(mark(effect));
          html.raw(" ").raw(effect.name()).raw("</span> ").raw(String.valueOf(breakages.size()));
          html.raw(" <span>").text(TextReport.meaning(effect)).raw("</span></summary>\n");
          html.raw("<ol class=\"list\">\n");
          breakages.forEach(this::breakage);
          html.raw("</ol></details>\n");
        });
    html.raw("</section>\n");
  }

  private void breakage(Breakage breakage) {
    html.raw("<li id=\"" + HtmlOwners.anchor(breakage, numbers) + "\" data-node=\"");
    html.raw(numbers.get(breakage.component()) + "\"><details><summary>");
    html.element("b", breakage.component().name()).raw(" ");
    html.element("span class=\"tag\"", place(breakage.component()));
    html.raw(
        breakage.certainty() == Certainty.POSSIBLE ? " <span class=\"tag\">possible</span>" : "");
    html.raw(breakage.direct() ? "" : " <span class=\"tag\">knock-on</span>");
    if (!breakage.why().isEmpty()) {
      html.raw(" ").element("span class=\"why1\"", breakage.why().get(0).message());
    }
    breakage.ownerNames().forEach(owner -> html.raw(" ").element("span class=\"tag ask\"", owner));
    html.raw("</summary>\n<ol class=\"why\">");
    breakage.why().forEach(this::reason);
    html.raw("</ol>\n<ol class=\"chain\" aria-label=\"Chain\">");
    html.elements("li class=\"id\"", breakage.chain().stream().map(NodeId::toString).toList());
    html.raw(
        "</ol>\n<button type=\"button\" class=\"show needs-js\">Follow in the picture</button>");
    html.raw("</details></li>\n");
  }

  private static String place(NodeId node) {
    String scope = node.scope().name();
    return scope.isEmpty() ? node.scope().kind().word() : scope;
  }

  private void reason(Reason reason) {
    html.raw("<li>").text(reason.message()).raw("<br>");
    evidence(reason.evidence());
    html.raw("</li>");
  }

  private void evidence(Evidence evidence) {
    html.element("code", evidence.at().toString());
    if (!evidence.excerpt().isEmpty()) {
      html.element("pre", evidence.excerpt());
    }
  }

  private void places(Impact impact) {
    for (Role role : Role.values()) {
      List<Place> places = impact.places().stream().filter(p -> p.role() == role).toList();
      if (!places.isEmpty()) {
        String title =
            switch (role) {
              case DEFINES -> "Changed by the change itself";
              case USES -> "To be edited as well";
              case MENTIONS -> "Mentioned only";
            };
        html.raw("<details class=\"group\"><summary>").text(title + ": " + places.size());
        html.raw(
            "</summary><table><thead><tr><th>place</th><th>today</th><th>then</th></tr></thead><tbody>\n");
        places.forEach(this::place);
        html.raw("</tbody></table></details>\n");
      }
    }
  }

  private void place(Place place) {
    html.raw("<tr><td>").element("code", place.evidence().at().toString()).raw("</td><td>");
    html.element("code", place.evidence().text()).raw("</td><td>");
    if (place.role() != Role.MENTIONS) {
      place.edit().ifPresent(edit -> html.element("code", edit));
    }
    html.raw(place.certainty() == Certainty.POSSIBLE ? " (possible)" : "").raw("</td></tr>\n");
  }

  private void nodes(Picture picture) {
    Map<NodeId, List<Picture.Link>> from = new HashMap<>();
    picture
        .links()
        .forEach(
            link -> from.computeIfAbsent(link.origin(), absent -> new ArrayList<>()).add(link));
    Map<String, List<Picture.Node>> groups =
        picture.nodes().stream()
            .collect(Collectors.groupingBy(Picture.Node::group, TreeMap::new, Collectors.toList()));
    html.raw(
        "<section aria-labelledby=\"list\"><h2 id=\"list\" tabindex=\"-1\">The same as a list</h2>\n");
    groups.forEach(
        (group, nodes) -> {
          html.raw("<details class=\"group\"><summary>");
          html.text(group.isEmpty() ? "Names and addresses on their own" : group);
          html.raw(" <span>")
              .raw(String.valueOf(nodes.size()))
              .raw("</span></summary>\n<ul class=\"list\">\n");
          for (Picture.Node node : nodes) {
            html.raw("<li data-node=\"" + numbers.get(node.id()) + "\">");
            html.element("span class=\"id\"", node.id().toString());
            List<String> targets =
                from.getOrDefault(node.id(), List.of()).stream()
                    .map(
                        link ->
                            (link.label().isEmpty() ? "" : link.label() + " ")
                                + "→ "
                                + link.target())
                    .distinct()
                    .toList();
            html.raw(targets.isEmpty() ? "" : "<ul class=\"plain\">");
            html.elements("li class=\"id\"", targets).raw(targets.isEmpty() ? "" : "</ul>");
            html.raw("</li>\n");
          }
          html.raw("</ul></details>\n");
        });
    html.raw("</section>\n");
  }

  private void notices(List<Diagnostic> notices) {
    if (!notices.isEmpty()) {
      html.raw(
          "<details class=\"group\"><summary>Notices: "
              + notices.size()
              + "</summary><ul class=\"plain\">");
      html.elements("li", notices.stream().map(Diagnostic::toString).toList())
          .raw("</ul></details>\n");
    }
  }

  private void foot(Coverage coverage) {
    html.raw("<footer><p>").text(TextReport.summary(coverage)).raw("</p><p>whatbreaks ");
    html.text(ToolVersion.get());
    html.raw(". The picture is drawn by Cytoscape.js, © The Cytoscape Consortium, MIT licence,");
    html.raw(" whose text stands in this page.</p></footer>\n");
  }
}
