package io.whatbreaks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final World WORLD =
      StatedFacts.world(
          """
          [ns01/db.shop.test] host:ns01
          zone shop.test
          a mq01.shop.test 10.0.0.5
          [till3/app] host:till3
          search shop.test
          needs basket<script> mq01
          """);

  private static String page(String notice) {
    Impact impact =
        ImpactAnalyzer.analyze(WORLD, List.of(Change.renameHost("mq01", "rabbit01")))
            .with(
                new Coverage(2, 0, 0, 0, 0, 1),
                List.of(new Diagnostic(Severity.ERROR, "unreadable", "a.yml", 0, notice, "")),
                true);
    return HtmlReport.of(impact, Optional.empty());
  }

  @Test
  void the_verdict_comes_first_then_the_holes_then_what_breaks() {
    String page = page("broken");

    int verdict = page.indexOf("<span class=\"verdict BREAKS\">BREAKS</span> if mq01 is renamed");
    int holes = page.indexOf("Know this first: a file that could matter was not read whole");
    int list = page.indexOf("What breaks, and why");
    assertTrue(0 < verdict && verdict < holes && holes < list, page.substring(0, 200));
    assertEquals(page, page("broken"));
  }

  @Test
  void names_hold_no_markup() {
    String page = page("</script><script>x()</script>\u202e\u0000 '\"");

    assertTrue(
        page.contains("&lt;/script&gt;&lt;script&gt;x()&lt;/script&gt;\ufffd\ufffd &#39;&quot;"));
    assertFalse(page.contains("<script>x()"));
    assertTrue(page.contains("basket&lt;script&gt;"));
    assertTrue(page.contains("component:till3/basket\\u003cscript\\u003e"));
  }

  @Test
  void nothing_may_be_loaded_and_only_our_scripts_run() {
    String page = page("broken");

    assertTrue(
        page.contains("content=\"default-src 'none'; script-src 'sha256-"), page.substring(0, 300));
    assertFalse(page.contains("<link"));
    assertFalse(page.matches("(?s).*<(script|img|iframe)[^>]* src=.*"));
    assertFalse(page.contains("unsafe-inline"));
  }

  private static Impact owned(List<String> owners) {
    Impact impact = ImpactAnalyzer.analyze(WORLD, List.of(Change.renameHost("mq01", "rabbit01")));
    Breakage one = impact.breakages().get(0);
    Evidence said =
        new Evidence(new SourceLocation("CODEOWNERS", 3, 9, 12), "x", "x", "test", "owner");
    List<Fact.Ownership> known =
        List.of(new Fact.Ownership(Fact.Ownership.By.DOCUMENT, "", "", owners, said));
    Breakage with =
        new Breakage(
            one.component(), one.effect(), true, one.certainty(), one.why(), one.chain(), known);
    Breakage without =
        new Breakage(
            NodeId.component(Scope.host("h"), "spool"),
            Effect.LOSES_DATA,
            true,
            Certainty.CERTAIN,
            one.why(),
            one.chain());
    return new Impact(
        impact.changes(),
        impact.renamed(),
        impact.subjects(),
        List.of(with, without),
        impact.places(),
        impact.coverage(),
        List.of(),
        false);
  }

  @Test
  void who_must_be_asked_for_what_stands_before_the_evidence() {
    String page = HtmlReport.of(owned(List.of("@shop/<b>web")), Optional.empty());

    int top =
        page.indexOf("To be asked</a>: @shop/&lt;b&gt;web; nobody is known to own 1 of them.");
    int asked = page.indexOf("<b>@shop/&lt;b&gt;web</b> <span>1 BREAKS</span>");
    int said = page.indexOf("Said at <code>CODEOWNERS:3:9</code>");
    int nobody = page.indexOf("<b>Nobody is known to own</b> <span>1 LOSES_DATA</span>");
    int list = page.indexOf("What breaks, and why");
    assertTrue(
        0 < top && top < asked && asked < said && said < nobody && nobody < list,
        List.of(top, asked, said, nobody, list)::toString);
    assertTrue(page.contains("<span class=\"tag ask\">@shop/&lt;b&gt;web</span>"));
    Matcher way =
        Pattern.compile("<a href=\"#(b\\d+-BREAKS)\">component:till3/basket").matcher(page);
    assertTrue(way.find());
    assertTrue(page.contains("<li id=\"" + way.group(1) + "\""));
  }

  @Test
  void that_nobody_says_who_owns_anything_is_told() {
    String page = HtmlReport.of(owned(List.of()), Optional.empty());
    assertTrue(page.contains("No file that was read says who owns any of this."));
    assertFalse(page.contains("To be asked</a>"));
  }
}
