package io.whatbreaks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The forms of one small answer, whole. */
class ReportTest {
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
          comment basket mq01
          needs other 10.0.0.5
          """);
  private static final Impact IMPACT =
      ImpactAnalyzer.analyze(WORLD, List.of(Change.renameHost("mq01", "rabbit01")))
          .with(
              new Coverage(2, 1, 0, 3, 0, 0),
              List.of(
                  new Diagnostic(Severity.ERROR, "yaml-syntax", "a.yml", 3, "broken", "mend it"),
                  new Diagnostic(Severity.INFO, "a-notice", "", 0, "look", "")),
              true);

  private static String json(Impact impact, Map<NodeId, String> unaffected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(impact, unaffected, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void json_has_the_members_of_schema_version_1_in_their_order() {
    assertEquals(
        """
        {
          "schemaVersion" : 1,
          "tool" : {
            "name" : "whatbreaks",
            "version" : "development"
          },
          "changes" : [
            {
              "kind" : "rename",
              "target" : "host:mq01",
              "from" : "mq01",
              "to" : "rabbit01",
              "keepAlias" : false
            }
          ],
          "verdict" : "BREAKS",
          "impacts" : [
            {
              "component" : {
                "id" : "component:till3/basket",
                "kind" : "component",
                "name" : "basket",
                "scope" : "host:till3"
              },
              "effect" : "BREAKS",
              "direct" : true,
              "certainty" : "CERTAIN",
              "why" : [
                {
                  "message" : "bus is looked up at each use and will not be found, once caches have ended",
                  "rule" : "needs",
                  "path" : "till3/app",
                  "line" : 2,
                  "column" : 14,
                  "text" : "needs basket bus"
                },
                {
                  "message" : "host:bus.shop.test leads to host:mq01.shop.test",
                  "rule" : "zone/cname",
                  "path" : "ns01/db.shop.test",
                  "line" : 3,
                  "column" : 21,
                  "text" : "cname bus.shop.test mq01.shop.test"
                }
              ],
              "chain" : [
                "component:till3/basket",
                "host:bus.shop.test",
                "host:mq01.shop.test"
              ],
              "owners" : [ ]
            }
          ],
          "references" : [
            {
              "path" : "ns01/db.shop.test",
              "line" : 2,
              "column" : 3,
              "endColumn" : 17,
              "text" : "mq01.shop.test",
              "role" : "DEFINES",
              "certainty" : "CERTAIN",
              "edit" : "rabbit01.shop.test",
              "rule" : "zone/a"
            },
            {
              "path" : "ns01/db.shop.test",
              "line" : 3,
              "column" : 21,
              "endColumn" : 35,
              "text" : "mq01.shop.test",
              "role" : "USES",
              "certainty" : "CERTAIN",
              "edit" : "rabbit01.shop.test",
              "rule" : "zone/cname"
            },
            {
              "path" : "till3/app",
              "line" : 3,
              "column" : 16,
              "endColumn" : 20,
              "text" : "mq01",
              "role" : "MENTIONS",
              "certainty" : "POSSIBLE",
              "component" : "component:till3/basket",
              "rule" : "token"
            }
          ],
          "coverage" : {
            "files" : 6,
            "understood" : 2,
            "partly" : 1,
            "textOnly" : 0,
            "notNeeded" : 3,
            "skipped" : 0,
            "failed" : 0
          },
          "notices" : [
            {
              "path" : "a.yml",
              "line" : 3,
              "code" : "yaml-syntax",
              "message" : "broken (mend it)",
              "severity" : "ERROR"
            },
            {
              "path" : "",
              "line" : 0,
              "code" : "a-notice",
              "message" : "look",
              "severity" : "INFO"
            }
          ]
        }
        """,
        json(IMPACT, Map.of()));
  }

  @Test
  void json_tells_who_is_spared_when_asked() {
    String json = json(IMPACT, new TreeMap<>(ImpactAnalyzer.unaffected(WORLD, IMPACT)));
    assertTrue(
        json.endsWith(
            """
              "unaffected" : [
                {
                  "component" : {
                    "id" : "component:till3/other",
                    "kind" : "component",
                    "name" : "other",
                    "scope" : "host:till3"
                  },
                  "reason" : "reaches it by address: till3/app:4:13"
                }
              ]
            }
            """),
        json);
  }

  @Test
  void text_tells_first_what_was_lost() {
    assertEquals(
        """
        Know this first
          a.yml:3: ERROR yaml-syntax: broken (mend it)

        What breaks if mq01 is renamed to rabbit01?
          host:mq01.shop.test becomes rabbit01.shop.test

        BREAKS: 1 component is affected; a file that could matter was not read whole

        BREAKS  the next use fails, once caches have ended
          component:till3/basket
              till3/app:2:14  bus is looked up at each use and will not be found, once caches have ended
                needs basket bus
              ns01/db.shop.test:3:21  host:bus.shop.test leads to host:mq01.shop.test
                cname bus.shop.test mq01.shop.test
              component:till3/basket -> host:bus.shop.test -> host:mq01.shop.test

        Changed by the rename itself: 1
          ns01/db.shop.test:2:3  mq01.shop.test -> rabbit01.shop.test

        To be edited as well: 1
          ns01/db.shop.test:3:21  mq01.shop.test -> rabbit01.shop.test

        Mentioned only: 1
          till3/app:3:16  mq01

        Notices
          INFO a-notice: look

        6 files: 2 understood, 1 partly, 0 text only, 3 not needed, 0 skipped, 0 failed
        """,
        TextReport.of(IMPACT, false));
  }

  @Test
  void colours_change_nothing_but_the_colours() {
    String coloured = TextReport.of(IMPACT, true);
    assertTrue(coloured.contains("\u001b[1;31mBREAKS\u001b[0m"));
    assertEquals(TextReport.of(IMPACT, false), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void nothing_known_is_said_as_such() {
    Impact safe = ImpactAnalyzer.analyze(WORLD, List.of(Change.renameHost("till3", "till4")));
    String text = TextReport.of(safe, false);
    assertTrue(text.contains("SAFE: no known dependents break"), text);
    assertFalse(text.contains("Know this first"));
    assertEquals(
        "\nNot affected: 1\n  component:till3/other  why\n",
        TextReport.unaffected(Map.of(NodeId.component(Scope.host("till3"), "other"), "why")));
  }

  @Test
  void nodes_are_listed_with_their_versions() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NodeId rabbit = NodeId.component(Scope.host("mq01"), "rabbit");
    JsonReport.writeNodes(
        List.of(NodeId.host(Scope.DNS, "mq01"), rabbit), Map.of(rabbit, "3.8.9"), out);
    assertEquals(
        """
        {
          "schemaVersion" : 1,
          "nodes" : [
            {
              "id" : "host:mq01",
              "kind" : "host",
              "name" : "mq01",
              "scope" : "dns:dns"
            },
            {
              "id" : "component:mq01/rabbit",
              "kind" : "component",
              "name" : "rabbit",
              "scope" : "host:mq01",
              "version" : "3.8.9"
            }
          ]
        }
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_chain_is_told_with_its_evidence() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DependencyGraph graph = DependencyGraph.of(WORLD);
    JsonAnswers.writeChain(
        graph.path(
            NodeId.component(Scope.host("till3"), "basket"),
            NodeId.host(Scope.DNS, "mq01.shop.test")),
        out);
    String json = out.toString(StandardCharsets.UTF_8);
    assertTrue(
        json.contains(
            """
              "chain" : [
                "component:till3/basket",
                "host:bus.shop.test",
                "host:mq01.shop.test"
              ],
            """),
        json);
    assertTrue(json.contains("\"message\" : \"component:till3/basket depends on host:bus"), json);
  }
}
