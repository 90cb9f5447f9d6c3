package io.whatbreaks.report;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan;
import java.util.List;

/** The steps of a plan in a page, to be ticked off. */
final class HtmlPlan {
  private HtmlPlan() {}

  static void write(ChangePlan plan, Html html) {
    if (plan.steps().isEmpty() && plan.obstacles().isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"plan\"><h2 id=\"plan\">How to carry it out</h2>\n");
    named(html, "Who must agree", plan.owners());
    named(html, "Nobody known owns", plan.unowned().stream().map(NodeId::toString).toList());
    for (ChangePlan.Obstacle obstacle : plan.obstacles()) {
      html.raw("<p><b>Not possible in place:</b> ").text(obstacle.what()).raw(". <b>Instead:</b> ");
      html.text(obstacle.instead()).raw("</p>\n");
    }
    for (ChangePlan.Phase phase : ChangePlan.Phase.values()) {
      List<ChangePlan.Step> steps = plan.steps().stream().filter(s -> s.phase() == phase).toList();
      if (!steps.isEmpty()) {
        html.raw("<details class=\"group\" open><summary>").raw(title(phase)).raw(" <span>");
        html.raw(
            steps.size() + "</span> <span class=\"done\"></span></summary>\n<ul class=\"list\">\n");
        steps.forEach(step -> step(plan, step, html));
        html.raw("</ul></details>\n");
      }
    }
    risks(plan, html);
    html.raw("</section>\n");
  }

  private static String title(ChangePlan.Phase phase) {
    return switch (phase) {
      case BEFORE -> "Before: nothing changes for anybody";
      case DURING -> "In the window";
      case AFTER -> "After it has proved itself";
    };
  }

  private static void step(ChangePlan plan, ChangePlan.Step step, Html html) {
    html.raw("<li>");
    plan.noReturn()
        .filter(point -> point.step().equals(step.id()))
        .ifPresent(
            point -> {
              html.raw("<p class=\"noreturn\"><b>Point of no return:</b> ").text(point.reason());
              html.raw("</p>");
            });
    html.raw("<label class=\"step\" data-step=\"").text(step.id());
    html.raw("\"><input type=\"checkbox\"> ").element("b", step.what()).raw("</label> ");
    html.element("span class=\"tag\"", step.id());
    html.raw("<details><summary>How, and the way back</summary>\n");
    named(html, "Owners", step.owners());
    named(html, "After", step.needs());
    named(html, "On", step.on().stream().map(NodeId::toString).toList());
    edits(step, html);
    for (String command : step.verify()) {
      html.raw("<p>See that it worked:</p>").element("pre", command);
    }
    html.raw("<p><b>Way back:</b> ").text(step.backOut()).raw("</p>");
    if (!step.basis().source().isEmpty()) {
      html.raw("<p><b>Basis:</b> ").text(step.basis().source());
      html.raw(step.basis().certainty() == Certainty.POSSIBLE ? " (possible)" : "").raw("</p>");
    }
    step.basis().evidence().ifPresent(evidence -> html.element("code", evidence.at().toString()));
    html.raw("</details></li>\n");
  }

  private static void edits(ChangePlan.Step step, Html html) {
    if (step.edits().isEmpty()) {
      return;
    }
    html.raw("<table><thead><tr><th>place</th><th>today</th><th>then</th></tr></thead><tbody>\n");
    for (ChangePlan.Edit edit : step.edits()) {
      html.raw("<tr><td>").element("code", edit.evidence().at().toString()).raw("</td><td>");
      html.element("code", edit.evidence().text()).raw("</td><td>").element("code", edit.now());
      html.raw(edit.certainty() == Certainty.POSSIBLE ? " (possible)" : "").raw("</td></tr>\n");
    }
    html.raw("</tbody></table>\n");
  }

  private static void risks(ChangePlan plan, Html html) {
    if (plan.risks().isEmpty()) {
      return;
    }
    html.raw("<details class=\"group\"><summary>May break all the same: " + plan.risks().size());
    html.raw("</summary><ul class=\"list\">\n");
    for (ChangePlan.Risk risk : plan.risks()) {
      html.raw("<li>").element("span class=\"id\"", risk.component().toString()).raw(" ");
      html.text(risk.reason()).raw(" ").element("code", risk.evidence().at().toString());
      html.raw("</li>\n");
    }
    html.raw("</ul></details>\n");
  }

  private static void named(Html html, String what, List<String> names) {
    if (!names.isEmpty()) {
      html.raw("<p><b>").raw(what).raw(":</b> ").text(String.join(", ", names)).raw("</p>\n");
    }
  }
}
