package io.whatbreaks.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names in base64.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2849">RFC 2849: a value behind two colons</a>
 */
class EncodedTest {
  private static final Scope TREE = Scope.tree("");

  @ParameterizedTest
  @CsvSource({
    "host:: bXEwMS5zaG9wLnRlc3Q=, 8, 28, '', write cmFiYml0MDEuc2hvcC50ZXN0 in the place of bXEwMS5zaG9wLnRlc3Q=",
    "ref:: bGRhcDovL21xMDEvYz1ldQ==, 16, 22, '', write bGRhcDovL3JhYmJpdDAxL2M9ZXU= in the place of bGRhcDovL21xMDEvYz1ldQ==",
    "host: mq01.shop.test, 7, 21, rabbit01.shop.test, ''",
  })
  void are_never_replaced_letter_by_letter(
      String line, int column, int end, String edit, String hint) {
    String name = line.contains("bGRh") ? "mq01" : "mq01.shop.test";
    List<Fact> facts =
        new ArrayList<>(
            StatedFacts.of(
                """
                [ns01/db.shop.test] host:ns01
                zone shop.test
                a mq01.shop.test 10.0.0.5
                """));
    facts.add(
        new Fact.Token(
            NodeId.component(TREE, "a.ldif"),
            TREE,
            name,
            Fact.Span.VALUE,
            new Evidence(
                new SourceLocation("a.ldif", 1, column, end),
                line.substring(column - 1, end - 1),
                line,
                "test",
                "test")));
    Impact impact =
        ImpactAnalyzer.analyze(
            World.of(facts), List.of(Change.renameHost("mq01.shop.test", "rabbit01")));
    Place place =
        impact.places().stream()
            .filter(one -> one.evidence().at().path().equals("a.ldif"))
            .findFirst()
            .orElseThrow();
    assertEquals(edit, place.edit().orElse(""));
    assertEquals(
        hint,
        String.join(
            "", impact.notices().stream().filter(n -> n.line() == 1).map(n -> n.hint()).toList()));
  }
}
