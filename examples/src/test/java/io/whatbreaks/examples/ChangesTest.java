package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands for changes other than a rename answer, and what they refuse. */
class ChangesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path scratch;
  private Path fleet;

  /** A web server that needs a database by name, a job that needs it by address. */
  @BeforeEach
  void a_small_fleet() throws IOException {
    fleet = scratch.resolve("fleet");
    write("ns01/etc/hostname", "ns01\n");
    write(
        "ns01/etc/bind/db.t",
        """
        $ORIGIN t.
        @ IN SOA ns01 h 1 2 3 4 5
        @ IN NS ns01
        ns01 IN A 10.0.0.2
        db01 IN A 10.0.0.5
        idle01 IN A 10.0.0.7
        """);
    write("db01/etc/hostname", "db01\n");
    write("db01/etc/postgresql/15/main/postgresql.conf", "listen_addresses = '*'\nport = 5432\n");
    write("web01/etc/hostname", "web01\n");
    write("web01/srv/shop/application.properties", "db.url=jdbc:postgresql://db01.t:5432/shop\n");
    write("web01/etc/cron.d/dump", "0 1 * * * root pg_dump -h 10.0.0.5 shop\n");
  }

  private Path write(String path, String text) throws IOException {
    Path file = fleet.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static JsonNode json(int status, Object... args) {
    List<Object> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--format", "json"));
    Run run = Run.of(all.toArray());
    assertEquals("", run.err());
    assertEquals(status, run.status(), run.out());
    return JSON.readTree(run.out());
  }

  private static List<String> effects(JsonNode answer) {
    List<String> effects = new ArrayList<>();
    for (JsonNode impact : answer.get("impacts")) {
      effects.add(
          impact.get("component").get("id").asString() + " " + impact.get("effect").asString());
    }
    return effects;
  }

  private static List<String> edits(JsonNode answer) {
    List<String> edits = new ArrayList<>();
    for (JsonNode place : answer.get("references")) {
      edits.add(
          place.get("path").asString()
              + ":"
              + place.get("line").asInt()
              + ":"
              + place.get("column").asInt()
              + " "
              + place.get("role").asString()
              + (place.has("edit") ? " " + place.get("edit").asString() : ""));
    }
    return edits;
  }

  @Test
  void retire_tells_who_needs_the_machine_and_what_runs_on_it() {
    JsonNode answer = json(1, "retire", "db01", fleet);
    assertEquals(
        "[{\"kind\":\"retire\",\"target\":\"host:db01\",\"from\":\"db01\"}]",
        answer.get("changes").toString());
    assertEquals(
        List.of(
            "component:db01/postgresql BREAKS",
            "component:web01/cron.d/dump:1 BREAKS",
            "component:web01/shop BREAKS"),
        effects(answer));
    assertEquals(
        List.of(
            "db01/etc/hostname:1:1 DEFINES",
            "ns01/etc/bind/db.t:5:1 DEFINES",
            "web01/etc/cron.d/dump:1:27 USES",
            "web01/srv/shop/application.properties:1:26 USES"),
        edits(answer));
    assertEquals(0, Run.of("retire", "idle01.t", fleet).status());
  }

  @Test
  void readdress_tells_who_has_the_old_address() {
    JsonNode answer = json(1, "readdress", "db01", "10.0.0.99", fleet);
    assertEquals(
        "[{\"kind\":\"readdress\",\"target\":\"host:db01\",\"from\":\"db01\",\"to\":\"10.0.0.99\"}]",
        answer.get("changes").toString());
    assertEquals(List.of("component:web01/cron.d/dump:1 BREAKS"), effects(answer));
    assertEquals(
        List.of(
            "ns01/etc/bind/db.t:5:11 DEFINES 10.0.0.99",
            "web01/etc/cron.d/dump:1:27 USES 10.0.0.99"),
        edits(answer));
    String text = Run.of("readdress", "db01", "10.0.0.99", fleet, "--all").out();
    assertTrue(text.startsWith("What breaks if db01 gets the address 10.0.0.99?\n"), text);
    assertTrue(text.contains("a name that leads there afterwards as well"), text);
  }

  @Test
  void assess_takes_all_changes_together() throws IOException {
    Path changes =
        write(
            "../changes.yaml",
            """
            changes:
            - {rename: "host:db01", to: pg01}
            - {readdress: pg01, to: 10.0.0.99}
            - move-port: pg01
              from: 5432
              to: 6432
            - retire: idle01
            """);
    JsonNode answer = json(1, "assess", changes, fleet);
    List<String> kinds = new ArrayList<>();
    answer.get("changes").forEach(change -> kinds.add(change.toString()));
    assertEquals(
        List.of(
            "{\"kind\":\"rename\",\"target\":\"host:db01\",\"from\":\"db01\",\"to\":\"pg01\",\"keepAlias\":false}",
            "{\"kind\":\"readdress\",\"target\":\"host:pg01\",\"from\":\"pg01\",\"to\":\"10.0.0.99\"}",
            "{\"kind\":\"move-port\",\"target\":\"host:pg01\",\"from\":5432,\"to\":6432}",
            "{\"kind\":\"retire\",\"target\":\"host:idle01\",\"from\":\"idle01\"}"),
        kinds);
    assertEquals(
        List.of(
            "db01/etc/hostname:1:1 DEFINES pg01",
            "db01/etc/postgresql/15/main/postgresql.conf:2:8 DEFINES 6432",
            "ns01/etc/bind/db.t:5:1 DEFINES pg01",
            "ns01/etc/bind/db.t:5:11 DEFINES 10.0.0.99",
            "ns01/etc/bind/db.t:6:1 DEFINES",
            "web01/etc/cron.d/dump:1:27 USES 10.0.0.99",
            "web01/srv/shop/application.properties:1:26 USES pg01.t",
            "web01/srv/shop/application.properties:1:33 USES 6432"),
        edits(answer));
    assertEquals(
        List.of("component:web01/cron.d/dump:1 BREAKS", "component:web01/shop BREAKS"),
        effects(answer));
    String text = Run.of("assess", changes, fleet).out();
    assertTrue(
        text.startsWith(
            """
            What breaks if db01 is renamed to pg01
            and pg01 gets the address 10.0.0.99
            and pg01 answers on port 6432 in place of 5432
            and idle01 is retired?
            """),
        text);
  }

  /** Each list of changes, and behind the bar where and why it is refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "changes: [{rename: a, to: b, keep-alais: true}]"
            + " | 1:30: such a change has no 'keep-alais' (it has: keep-alias, rename, to)",
        "changes: [{remane: a, to: b}]"
            + " | 1:12: a change has no 'remane' (it has: move-port, readdress, redeclare-queue,"
            + " remove-binding, rename, retire, upgrade)",
        "changes: [{retire: a}]\nmore: 1 | 2:1: the file has no 'more' (it has: changes)",
        "changes: [{retire: a, retire: b}] | 1:23: 'retire' stands here twice",
        "changes: [{retire: a, rename: b, to: c}]"
            + " | 1:11: this is several changes: rename, retire (make an entry of each)",
        "changes:\n- rename: a | 2:3: this change has no 'to' (add it)",
        "changes: [{rename: a, to: }] | 1:26: 'to' wants one value",
        "changes: [{rename: a, to: [b]}] | 1:27: 'to' wants one value",
        "changes: [{rename: a, to: 'b c'}] | 1:27: not a name: 'b c'",
        "changes: [{rename: a, to: b, keep-alias: yes}] | 1:42: 'keep-alias' is true or false",
        "changes: [{readdress: a, to: 10.0.0}] | 1:30: not an address: '10.0.0'",
        "changes: [{move-port: a, from: 0, to: 1}] | 1:32: not a port: '0'",
        "changes: [{move-port: a, from: 1, to: 65536}] | 1:39: not a port: '65536'",
        "changes: [{upgrade: rabbitmq, on: [mq01]}] | 1:11: this change has no 'to' (add it)",
        "changes: [{remove-binding: {vhost: /}}] | 1:28: this change has no 'exchange' (add it)",
        "changes: [{remove-binding: x}] | 1:11: 'remove-binding' wants a mapping",
        "changes: [{redeclare-queue: {queue: q}}] | 1:29: this change has no 'vhost' (add it)",
        "changes: [x] | 1:11: a change is a mapping (such as {retire: mq01})",
        "changes: [] | 1:10: there is no list of changes (write 'changes: [{…}, …]')",
        "{} | 1:1: there is no list of changes (write 'changes: [{…}, …]')",
        "- 1 | 1:1: there is no list of changes (begin with 'changes:')",
      })
  void what_is_no_change_is_refused_with_its_place(String line) throws IOException {
    int bar = line.lastIndexOf(" | ");
    Path changes = write("../changes.yaml", line.substring(0, bar));
    Run run = Run.of("assess", changes, fleet);
    assertEquals("whatbreaks: " + changes + ":" + line.substring(bar + 3) + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }

  @Test
  void broken_yaml_and_a_missing_file_are_refused() throws IOException {
    Path changes = write("../changes.yaml", "changes:\n  - {retire: \"a}\n");
    Run run = Run.of("assess", changes, fleet);
    assertEquals(2, run.status());
    assertTrue(run.err().startsWith("whatbreaks: " + changes + ":"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    Path missing = scratch.resolve("none.yaml");
    assertEquals(
        "whatbreaks: " + missing + ": there is no such file or directory\n",
        Run.of("assess", missing, fleet).err());
  }

  @Test
  void an_unknown_name_or_port_is_never_an_answer() throws IOException {
    for (Object[] question :
        new Object[][] {
          {"retire", "db011", fleet},
          {"readdress", "db011", "10.0.0.9", fleet},
          {"readdress", "db01", "10.0.0.999", fleet},
          {"retire", "10.0.0.5", fleet},
          {
            "assess",
            write("../port.yaml", "changes: [{move-port: db01, from: 5433, to: 1}]"),
            fleet
          }
        }) {
      Run run = Run.of(question);
      assertEquals(2, run.status(), run.out());
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void a_snapshot_answers_as_the_tree_does() {
    Path snapshot = scratch.resolve("fleet.json");
    assertEquals(0, Run.of("scan", fleet, "-o", snapshot).status());
    assertEquals(
        effects(json(1, "readdress", "db01", "10.0.0.99", fleet)),
        effects(json(1, "readdress", "db01", "10.0.0.99", snapshot)));
  }
}
