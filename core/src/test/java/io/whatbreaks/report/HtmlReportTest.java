package io.whatbreaks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;
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
}
