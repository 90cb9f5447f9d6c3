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
import io.whatbreaks.impact.Reason;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static final World WORLD =
      StatedFacts.world(
          """
          [ns01/db.shop.test] host:ns01
          zone shop.test
          a mq01.shop.test 10.0.0.5
          cname bus.shop.test mq01.shop.test
          [till3/app] host:till3
          search shop.test
          needs basket bus
          """);

  private static Impact impact(Diagnostic... notices) {
    return ImpactAnalyzer.analyze(WORLD, List.of(Change.renameHost("mq01", "rabbit01")))
        .with(new Coverage(2, 1, 0, 3, 0, 0), List.of(notices), notices.length > 0);
  }

  @Test
  void holes_come_first_then_what_breaks_then_the_places() {
    assertEquals(
        """
        ### 🔴 BREAKS if mq01 is renamed to rabbit01

        1 component is affected: 1 BREAKS

        > [!WARNING]
        > **Know this first: a file that could matter was not read whole**
        > - <code>a.yml:3</code>: ERROR yaml-syntax: broken (mend it)

        | effect | component | why | place |
        |---|---|---|---|
        | BREAKS | <code>component:till3/basket</code> | bus is looked up at each use and will not be found, once caches have ended | <code>till3/app:2:14</code> and 1 more |

        <details><summary>To be edited as well: 1</summary>

        | place | today | then |
        |---|---|---|
        | <code>ns01/db.shop.test:3:21</code> | <code>mq01.shop.test</code> | <code>rabbit01.shop.test</code> |

        </details>

        <details><summary>Changed by the change itself: 1</summary>

        | place | today | then |
        |---|---|---|
        | <code>ns01/db.shop.test:2:3</code> | <code>mq01.shop.test</code> | <code>rabbit01.shop.test</code> |

        </details>

        <sub>6 files: 2 understood, 1 partly, 0 text only, 3 not needed, 0 skipped, 0 failed</sub>
        """,
        MarkdownReport.of(
            impact(
                new Diagnostic(Severity.ERROR, "yaml-syntax", "a.yml", 3, "broken", "mend it"))));
  }

  private static Impact answer(List<Breakage> breakages) {
    return new Impact(
        List.of(Change.renameHost("mq01", "rabbit01")),
        Map.of(),
        Map.of(),
        breakages,
        List.of(),
        new Coverage(1, 0, 0, 0, 0, 0),
        List.of(),
        false);
  }

  private static Breakage breakage(String name, String message) {
    NodeId component = NodeId.component(Scope.host("h"), name);
    Evidence evidence =
        new Evidence(new SourceLocation("h/" + name, 1, 1, 2), "x", "x", "test", "test");
    return new Breakage(
        component,
        Effect.BREAKS,
        true,
        Certainty.CERTAIN,
        List.of(new Reason(message, evidence)),
        List.of(component));
  }

  private static Breakage owned(String name, String... owners) {
    Evidence said =
        new Evidence(new SourceLocation("owners.yaml", 3, 1, 2), "x", "x", "test", "owner");
    Breakage one = breakage(name, "why");
    return new Breakage(
        one.component(),
        one.effect(),
        true,
        one.certainty(),
        one.why(),
        one.chain(),
        List.of(new Fact.Ownership(Fact.Ownership.By.COMPONENT, name, "", List.of(owners), said)));
  }

  @Test
  void who_must_be_asked_stands_before_what_breaks_and_what_is_nobodys_too() {
    String shown =
        MarkdownReport.of(
            answer(
                List.of(
                    owned("cart", "@shop/web", "ann|x@shop.test"),
                    owned("mail", "@shop/web"),
                    breakage("spool", "why"),
                    owned("till"))));

    assertEquals(
        """
        | to be asked | for | who says so |
        |---|---|---|
        | <code>&#64;shop/web</code> | 2 BREAKS: <code>component:h/cart</code>, <code>component:h/mail</code> | <code>owners.yaml:3:1</code> |
        | <code>ann&#124;x&#64;shop.test</code> | 1 BREAKS: <code>component:h/cart</code> | <code>owners.yaml:3:1</code> |
        | **nobody is known** | 2 BREAKS: <code>component:h/spool</code>, <code>component:h/till</code> | |
        """,
        shown.substring(shown.indexOf("| to be"), shown.indexOf("\n\n| effect") + 1));
  }

  @Test
  void nothing_is_said_of_owners_where_nobody_says_anything() {
    assertFalse(MarkdownReport.of(answer(List.of(breakage("cart", "why")))).contains("asked"));
  }

  @Test
  void of_many_owners_and_many_components_some_are_counted() {
    List<Breakage> many =
        IntStream.range(0, 4_000)
            .mapToObj(i -> owned("component-" + i, "owner-" + i % 2_000, "@all"))
            .toList();

    String shown = MarkdownReport.of(answer(many));

    assertTrue(shown.length() <= MarkdownReport.LONGEST, () -> "" + shown.length());
    assertTrue(shown.contains("| <code>&#64;all</code> | 4000 BREAKS: "), shown);
    assertTrue(shown.contains(" and 3995 more | "), shown);
    assertTrue(shown.contains("more, left out to keep this comment short enough"), shown);
    assertTrue(shown.contains("| BREAKS | "), shown);
  }

  @Test
  void names_of_hostile_files_are_characters_and_nothing_more() {
    String hostile =
        "</code><script>alert(1)</script> | [x](javascript:y) `*_~$ @team #12\n# head\u202e";

    String shown = MarkdownReport.of(answer(List.of(breakage(hostile, hostile))));

    String row =
        shown.lines().filter(line -> line.startsWith("| BREAKS ")).findFirst().orElseThrow();
    String text =
        row.replaceAll("&#\\d+;", "")
            .replace("<code>", "")
            .replace("</code>", "")
            .replace("<!-- -->", "");
    assertEquals(5, text.chars().filter(c -> c == '|').count(), row);
    assertFalse(text.matches("(?s).*[<>\\[\\]`*_~@#$\\u202e].*"), row);
    assertFalse(shown.contains("\n# head"), shown);
    assertTrue(shown.contains("&#64;<!-- -->team &#35;<!-- -->12"), row);
  }

  @Test
  void what_does_not_fit_into_a_comment_is_counted() {
    List<Breakage> many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> breakage("component-" + i, "why it breaks ".repeat(10)))
            .toList();

    String shown = MarkdownReport.of(answer(many));

    assertTrue(shown.length() <= MarkdownReport.LONGEST, () -> "" + shown.length());
    long rows = shown.lines().filter(line -> line.startsWith("| BREAKS ")).count();
    assertTrue(rows > 100, () -> "" + rows);
    assertTrue(
        shown.contains(
            "| … | " + (5_000 - rows) + " more, left out to keep this comment short enough\n"),
        shown);
    assertTrue(shown.contains("5000 components are affected: 5000 BREAKS\n"), shown);
  }
}
