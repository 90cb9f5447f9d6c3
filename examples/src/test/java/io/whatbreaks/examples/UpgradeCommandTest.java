package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code upgrade} answers, by rules of its own so that it does not hang on those of the jar.
 */
class UpgradeCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path scratch;
  private Path fleet;
  private Path rules;

  /** Two brokers of different versions, who uses them, and who points at one by a key. */
  @BeforeEach
  void a_small_fleet() throws IOException {
    fleet = scratch.resolve("fleet");
    rules = Files.createDirectories(scratch.resolve("rules"));
    write("ns01/etc/hostname", "ns01\n");
    write(
        "ns01/etc/bind/db.t",
        """
        $ORIGIN t.
        @ IN SOA ns01 h 1 2 3 4 5
        @ IN NS ns01
        ns01 IN A 10.0.0.2
        q1 IN A 10.0.0.5
        q2 IN A 10.0.0.6
        """);
    write("q1/etc/hostname", "q1\n");
    write("q2/etc/hostname", "q2\n");
    write("web/etc/hostname", "web\n");
    write("q1/var/lib/dpkg/status", status("1.4.2-1"));
    write("q2/var/lib/dpkg/status", status("2.1-1"));
    write("q1/etc/acme/acme.properties", "# old=1\nold=1\nkeep=2\n");
    write("q2/etc/acme/acme.properties", "old=1\n");
    write("web/srv/shop/acme-client.properties", "acme.peer=q1.t\n");
    write("web/srv/shop/application.properties", "spring.rabbitmq.host=q1.t\nacme.other=q2.t\n");
    write("../rules/acme.yaml", RULES);
  }

  private static final String RULES =
      """
      software: acme
      names: [acmed]
      covers: ">=1 <=3.x"
      date: 2026-11-24
      packages: [acme-server]
      rules:
        - rule: acme-2-old
          kind: config-renamed
          since: "2.0"
          matches:
            - files: [acme.properties]
              format: properties
              rename: {old: new}
          effect: no-start
          message: The key is gone
          remedy: call it new
          source: https://acme.test/2.0
          basis: read
        - rule: acme-3-path
          kind: path
          since: "3.0"
          from: ["2"]
          effect: no-start
          message: 3 follows 2 only
          remedy: go to 2 first
          source: https://acme.test/3.0
          basis: read
        - rule: acme-3-peer
          kind: config-renamed
          since: "3.0"
          matches:
            - format: spring
              rename: {spring.rabbitmq.host: acme.remote.host}
          effect: ignored
          message: The key is not read any more
          remedy: write acme.remote.host
          source: https://acme.test/3.0
          basis: read
        - rule: acme-3-default
          kind: config-default
          since: "3.0"
          signal: weak
          matches:
            - files: [acme.properties]
              format: properties
              unless: keep
          effect: degrades
          message: Without keep nothing is kept
          remedy: set keep
          source: https://acme.test/3.0
          basis: read
      """;

  private static String status(String version) {
    return "Package: acme-server\nStatus: install ok installed\nVersion: " + version + "\n";
  }

  private Path write(String path, String text) throws IOException {
    Path file = fleet.resolve(path).normalize();
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private JsonNode json(int status, Object... args) {
    List<Object> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--rules", rules, "--format", "json"));
    Run run = Run.of(all.toArray());
    assertEquals("", run.err());
    assertEquals(status, run.status(), run.out());
    return JSON.readTree(run.out());
  }

  private static List<String> findings(JsonNode answer) {
    List<String> found = new ArrayList<>();
    for (JsonNode impact : answer.get("impacts")) {
      for (JsonNode why : impact.get("why")) {
        found.add(
            impact.get("component").get("id").asString()
                + " "
                + impact.get("effect").asString()
                + " "
                + impact.get("certainty").asString()
                + " "
                + why.get("rule").asString()
                + " "
                + why.get("path").asString()
                + ":"
                + why.get("line").asInt());
      }
    }
    return found;
  }

  private static List<String> notices(JsonNode answer) {
    List<String> codes = new ArrayList<>();
    for (JsonNode notice : answer.get("notices")) {
      codes.add(notice.get("code").asString());
    }
    return codes;
  }

  @Test
  void each_instance_goes_from_its_own_version() {
    JsonNode answer = json(1, "upgrade", "acme", "2.5", fleet);
    assertEquals("BREAKS", answer.get("verdict").asString());
    assertEquals(
        "[{\"kind\":\"upgrade\",\"target\":\"service:acme\",\"to\":\"2.5\",\"on\":[],"
            + "\"instances\":[\"component:q1/acme\",\"component:q2/acme\"]}]",
        answer.get("changes").toString());
    assertEquals(
        List.of(
            "component:q1/acme BREAKS_ON_RESTART CERTAIN acme-2-old q1/etc/acme/acme.properties:2"),
        findings(answer));
    assertEquals(
        "[{\"path\":\"q1/etc/acme/acme.properties\",\"line\":2,\"column\":1,\"endColumn\":4,"
            + "\"text\":\"old\",\"role\":\"USES\",\"certainty\":\"CERTAIN\",\"edit\":\"new\","
            + "\"component\":\"component:q1/acme\",\"rule\":\"acme-2-old\"}]",
        answer.get("references").toString());
    assertEquals(List.of("mixed-versions", "rules-of", "restart", "restart"), notices(answer));
  }

  @Test
  void what_a_key_pointed_at_is_lost_when_it_is_ignored() {
    JsonNode answer = json(1, "upgrade", "acmed", "3.1", "--on", "q1", fleet);
    assertEquals(
        List.of(
            "component:q1/acme BREAKS_ON_RESTART CERTAIN acme-2-old q1/etc/acme/acme.properties:2",
            "component:q1/acme BREAKS_ON_RESTART CERTAIN acme-3-path q1/var/lib/dpkg/status:3",
            "component:web/shop MISDIRECTED CERTAIN acme-3-peer"
                + " web/srv/shop/application.properties:1"),
        findings(answer).stream().filter(line -> line.contains(" acme-")).toList());
    JsonNode lost = answer.get("impacts").get(1);
    assertEquals("[\"component:web/shop\",\"host:q1.t\"]", lost.get("chain").toString());
    assertEquals(
        "q1.t is not read here any more: it falls back to localhost",
        lost.get("why").get(1).get("message").asString());
    assertTrue(notices(answer).contains("allowed-steps"), answer.get("notices").toString());
  }

  private void broker(String host, String peer) throws IOException {
    write(
        host + "/etc/rabbitmq/rabbitmq.conf",
        "cluster_formation.classic_config.nodes.1 = rabbit@" + peer + ".t\n");
    write(
        host + "/var/lib/dpkg/status",
        status("2.1-1").replace("acme-server", "rabbitmq-server").replace("2.1-1", "3.12.1-1"));
  }

  @Test
  void a_restart_hits_whoever_has_nowhere_else_to_go() throws IOException {
    broker("q1", "q2");
    broker("q2", "q1");
    write("web/srv/one/application.properties", "spring.rabbitmq.host=q1.t\n");
    write("web/srv/any/application.properties", "spring.rabbitmq.addresses=q1.t:5672,q2.t:5672\n");
    JsonNode answer = json(3, "upgrade", "rabbitmq", "3.13.0", "--on", "q1", fleet);
    List<String> found =
        findings(answer).stream()
            .filter(line -> line.contains(" restart ") || line.contains(" mixed-versions "))
            .map(line -> line.replace(" q1/var/lib/dpkg/status:3", ""))
            .toList();
    assertEquals(
        List.of(
            "component:q1/rabbitmq DEGRADES POSSIBLE mixed-versions",
            "component:q2/rabbitmq DEGRADES POSSIBLE mixed-versions q2/var/lib/dpkg/status:3",
            "component:web/any DEGRADES POSSIBLE restart",
            "component:web/one BREAKS_ON_RESTART POSSIBLE restart",
            "component:web/shop BREAKS_ON_RESTART POSSIBLE restart"),
        found);
    List<Change> changes =
        List.of(new Upgrade("rabbitmq", "3.13.0", Optional.empty(), List.of("q1")));
    assertEquals(
        WhatBreaks.scan(List.of(fleet), SourceOptions.DEFAULT).impactOf(changes).breakages(),
        WhatBreaks.impactOf(changes, List.of(fleet), SourceOptions.DEFAULT).breakages());
    JsonNode all = json(3, "upgrade", "rabbitmq", "3.13.0", fleet);
    assertTrue(
        findings(all).stream().noneMatch(line -> line.contains(" mixed-versions ")),
        "all members get the same");
  }

  @Test
  void no_rule_is_no_reason_to_feel_safe() {
    JsonNode patch = json(3, "upgrade", "acme", "2.2", "--on", "q2", fleet);
    assertEquals("UNCERTAIN", patch.get("verdict").asString());
    assertEquals(List.of("no-rule-known", "rules-of", "restart"), notices(patch));
    JsonNode beyond = json(1, "upgrade", "acme", "4.0", "--on", "q2", fleet);
    assertTrue(notices(beyond).contains("no-rule-known"), beyond.get("notices").toString());
    JsonNode back = json(3, "upgrade", "acme", "1.9", "--on", "q2", fleet);
    assertTrue(notices(back).contains("no-rule-known"), back.get("notices").toString());
  }

  @Test
  void what_is_not_known_is_an_error_or_said() {
    Run unknown = Run.of("upgrade", "acne", "2.0", "--rules", rules, fleet);
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("no software is known as acne (perhaps acme"), unknown.err());
    Run nowhere = Run.of("upgrade", "acme", "2.0", "--on", "q9", "--rules", rules, fleet);
    assertEquals(2, nowhere.status());
    assertTrue(nowhere.err().contains("no acme is known on q9"), nowhere.err());
    Run noVersion = Run.of("upgrade", "acme", "new", "--rules", rules, fleet);
    assertEquals(2, noVersion.status());
    assertEquals("whatbreaks: not a version: 'new'\n", noVersion.err());
  }

  @Test
  void a_mistake_in_a_rule_is_told_with_its_place() throws IOException {
    write("../rules/bad.yaml", "software: acme\nrules:\n  - rule: x\n    kind: none\n");
    Run run = Run.of("upgrade", "acme", "2.0", "--rules", rules, fleet);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("bad.yaml:3: this rule has no 'basis'"), run.err());
  }

  @Test
  void a_question_reads_no_more_than_it_needs_and_answers_as_one_that_read_all()
      throws IOException {
    SourceOptions options = SourceOptions.DEFAULT.withRules(List.of(rules));
    Snapshot whole = WhatBreaks.scan(List.of(fleet), options);
    for (String to : List.of("1.9", "2.2", "2.5", "3.1", "4")) {
      List<Change> changes =
          List.of(
              Change.renameHost("q1", "q7"), new Upgrade("acme", to, Optional.empty(), List.of()));
      Impact all = whole.impactOf(changes);
      Impact some = WhatBreaks.impactOf(changes, List.of(fleet), options);
      assertEquals(all.verdict(), some.verdict(), to);
      assertEquals(all.breakages(), some.breakages(), to);
      assertEquals(all.places(), some.places(), to);
    }
  }

  @Test
  void services_are_listed_with_version_host_and_evidence() {
    JsonNode answer = json(0, "list", "service", fleet);
    List<String> lines = new ArrayList<>();
    for (JsonNode node : answer.get("nodes")) {
      if (node.get("name").asString().equals("acme")) {
        lines.add(
            node.get("version").asString()
                + " "
                + node.get("hosts")
                + " "
                + node.get("path").asString()
                + ":"
                + node.get("line").asInt());
      }
    }
    assertEquals(
        List.of(
            "1.4.2 [\"host:q1.t\"] q1/var/lib/dpkg/status:3",
            "2.1 [\"host:q2.t\"] q2/var/lib/dpkg/status:3"),
        lines);
  }

  @Test
  void rules_are_listed_with_what_they_cover() {
    Run run = Run.of("rules", "list", "--rules", rules);
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.out()
            .contains(
                "  acme  >=1 <=3.x  2026-11-24  4 rules, 3 of them certain: 2.0 (1), 3.0 (3)\n"),
        run.out());
    JsonNode json = json(0, "rules", "list");
    assertTrue(json.get("upgrades").size() > 1, "those of the jar as well");
    assertTrue(json.get("tables").size() > 50, "the tables of software");
    assertEquals(2, Run.of("rules", "show").status());
  }
}
