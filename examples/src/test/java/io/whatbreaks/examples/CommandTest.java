package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program answers, where to, and with which exit status. */
class CommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path scratch;
  private Path fleet;

  /** A web server that needs a database, and a machine that needs nothing. */
  @BeforeEach
  void a_small_fleet() throws IOException {
    fleet = scratch.resolve("fleet");
    write("db01/etc/hostname", "db01\n");
    write("db01/etc/hosts", "10.0.0.5 db01\n");
    write("web01/etc/hostname", "web01\n");
    write("web01/etc/hosts", "10.0.0.6 web01\n");
    write(
        "web01/etc/nginx/nginx.conf",
        "http {\n  server {\n    listen 80;\n    location / { proxy_pass http://db01:8080; }\n  }\n}\n");
    write("idle01/etc/hostname", "idle01\n");
    write("idle01/etc/hosts", "10.0.0.7 idle01\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = fleet.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void fails(String message, Object... args) {
    Run run = Run.of(args);
    assertEquals(message + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(2, run.status());
  }

  @Test
  void a_break_is_exit_1_and_fail_on_never_makes_it_0() {
    Run run = Run.of("rename", "db01", "pg01", fleet);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("component:web01/nginx"), run.out());
    assertTrue(run.out().contains("web01/etc/nginx/nginx.conf:4:"), run.out());
    assertEquals(1, Run.of("rename", "db01", "pg01", fleet, "--fail-on", "breaks").status());
    assertEquals(0, Run.of("rename", "db01", "pg01", fleet, "--fail-on", "never").status());
  }

  @Test
  void nothing_that_breaks_is_exit_0() {
    Run run = Run.of("rename", "idle01", "spare01", fleet);
    assertEquals(0, run.status(), run.out() + run.err());
    assertTrue(run.out().contains("no known dependents break"), run.out());
  }

  @Test
  void an_uncertain_answer_is_exit_3_and_fail_on_makes_it_0() throws IOException {
    write("web01/srv/strange.cfg", "backend = idle01\n");
    assertEquals(3, Run.of("rename", "idle01", "spare01", fleet).status());
    assertEquals(0, Run.of("rename", "idle01", "x1", fleet, "--fail-on", "breaks").status());
    assertEquals(0, Run.of("rename", "idle01", "x1", fleet, "--fail-on=never").status());
  }

  @Test
  void json_is_on_standard_output_alone() {
    Run run = Run.of("rename", "db01", "pg01", fleet, "--format", "json");
    JsonNode answer = JSON.readTree(run.out());
    assertEquals("", run.err());
    assertEquals("BREAKS", answer.get("verdict").asString());
    List<String> places = new ArrayList<>();
    for (JsonNode place : answer.get("references")) {
      places.add(
          String.format(
              "%s:%06d:%06d",
              place.get("path").asString(),
              place.get("line").asInt(),
              place.get("column").asInt()));
    }
    assertEquals(places.stream().sorted().toList(), places);
    assertTrue(places.size() >= 3, places.toString());
  }

  @Test
  void all_lists_the_spared_components_too() {
    Run text = Run.of("rename", "idle01", "x1", fleet, "--all");
    assertTrue(text.out().contains("component:web01/nginx"), text.out());
    Run json = Run.of("rename", "idle01", "x1", fleet, "--all", "--format", "json");
    JsonNode spared = JSON.readTree(json.out()).get("unaffected");
    assertTrue(spared.toString().contains("component:web01/nginx"), spared.toString());
  }

  @Test
  void an_answer_to_a_file_leaves_standard_output_empty() throws IOException {
    Path file = scratch.resolve("answer.txt");
    Files.writeString(file, "old");
    Run run = Run.of("rename", "db01", "pg01", fleet, "-o", file);
    assertEquals("", run.out());
    assertEquals(1, run.status());
    assertEquals(Run.of("rename", "db01", "pg01", fleet).out(), Files.readString(file));
    try (var files = Files.list(scratch)) {
      assertEquals(2, files.count(), "no half-written file is left");
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_an_error() {
    Run run = Run.of("rename", "db01", "pg01", fleet, "-o", scratch.resolve("no/such/answer"));
    assertEquals(2, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void an_unknown_name_is_refused_with_near_names() {
    fails(
        "whatbreaks: nothing is known by the name db011 (near: host:db01)",
        "rename",
        "db011",
        "pg01",
        fleet);
  }

  @Test
  void a_name_of_several_kinds_is_refused_with_all_of_them() throws IOException {
    write("web01/opt/app/docker-compose.yml", "services:\n  web:\n    image: nginx\n");
    Run run = Run.of("dependents", "nginx", fleet);
    assertEquals(0, run.status(), run.err());
    Run several = Run.of("rename", "mq01.audit", "x", Run.startup());
    assertEquals(2, several.status());
    assertTrue(several.err().contains("means several kinds of thing"), several.err());
    assertEquals(1, several.err().lines().count());
  }

  @Test
  void what_is_not_a_name_is_refused() {
    fails("whatbreaks: not a name: 'pg 01'", "rename", "db01", "pg 01", fleet);
    fails("whatbreaks: not a name: ''", "rename", "db01", "", fleet);
  }

  @Test
  void a_missing_path_is_refused() {
    Path missing = scratch.resolve("nowhere");
    fails(
        "whatbreaks: " + missing + ": there is no such file or directory",
        "rename",
        "db01",
        "pg01",
        missing);
  }

  @Test
  void an_empty_directory_is_refused() throws IOException {
    Path empty = Files.createDirectories(scratch.resolve("empty/er"));
    for (String command : List.of("list", "coverage", "scan")) {
      List<Object> args = new ArrayList<>(List.of(command, empty));
      if (command.equals("scan")) {
        args.addAll(List.of("-o", scratch.resolve("snapshot.json")));
      }
      fails("whatbreaks: " + empty + ": nothing to read in it", args.toArray());
    }
    fails("whatbreaks: " + empty + ": nothing to read in it", "rename", "a", "b", fleet, empty);
  }

  @Test
  void no_path_at_all_is_refused() {
    fails(
        "whatbreaks: Missing required parameter: 'PATH' (see whatbreaks rename --help)",
        "rename",
        "db01",
        "pg01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sarif", "html", "markdown"})
  void a_form_that_an_answer_does_not_have_is_refused(String form) {
    fails(
        "whatbreaks: --format is text or json here, not '"
            + form
            + "' (see whatbreaks dependents --help)",
        "dependents",
        "db01",
        fleet,
        "--format",
        form);
  }

  @Test
  void a_patch_is_for_its_owner_and_leaves_the_answer_as_it_is(@TempDir Path folder)
      throws IOException {
    Path patch = folder.resolve("p");
    Run plain = Run.of("rename", "db01", "pg01", fleet);
    Run run = Run.of("rename", "db01", "pg01", fleet, "--patch", patch);

    assertEquals(plain.out(), run.out());
    assertEquals(plain.status(), run.status());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(patch)));
    assertTrue(
        Files.readString(patch).contains("--- a/web01/etc/nginx/nginx.conf\n"),
        () -> "in " + patch);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(patch), files.toList());
    }
  }

  @Test
  void an_empty_patch_is_told(@TempDir Path folder) throws IOException {
    Path patch = folder.resolve("p");
    Run run = Run.of("retire", "db01", fleet, "--patch", patch);

    assertEquals("", Files.readString(patch));
    assertTrue(
        run.err().endsWith("whatbreaks: nothing is edited: " + patch + " is empty\n"), run.err());
    assertTrue(run.err().startsWith("whatbreaks: not edited: "), run.err());
    assertEquals("", Run.of("retire", "db01", fleet, "--patch", patch, "--quiet").err());
  }

  @Test
  void more_edits_need_a_patch_to_be_in() {
    fails(
        "whatbreaks: --patch-possible needs --patch FILE (see whatbreaks rename --help)",
        "rename",
        "db01",
        "pg01",
        fleet,
        "--patch-possible");
  }

  @Test
  void each_breakage_says_whom_to_ask() throws IOException {
    Files.writeString(fleet.resolve("CODEOWNERS"), "*.conf @web\n");
    String text = Run.of("rename", "db01", "pg01", fleet).out();
    String json = Run.of("rename", "db01", "pg01", fleet, "--format", "json").out();
    String whole = Run.of("rename", "db01", "pg01", fleet, "--format", "json", "--all").out();
    assertTrue(text.contains("      ask @web  CODEOWNERS:1:8\n"), text);
    assertTrue(json.replaceAll("\\s", "").contains("\"owners\":[\"@web\"]"), json);
    assertTrue(whole.replaceAll("\\s", "").contains("\"owners\":[\"@web\"]"), whole);
  }

  @Test
  void a_plan_is_written_as_markdown_or_json_and_as_nothing_else() throws IOException {
    Path markdown = scratch.resolve("plan.md");
    Path json = scratch.resolve("plan.json");
    assertEquals(1, Run.of("rename", "db01", "pg01", fleet, "--plan", markdown).status());
    assertEquals(1, Run.of("rename", "db01", "pg01", fleet, "--plan", json).status());
    assertTrue(Files.readString(markdown).startsWith("# Plan\n"), Files.readString(markdown));
    assertTrue(Files.readString(json).contains("\"steps\" : ["), Files.readString(json));
    fails(
        "whatbreaks: --plan FILE ends in .md or .json, not as 'plan.txt' (see whatbreaks rename"
            + " --help)",
        "rename",
        "db01",
        "pg01",
        fleet,
        "--plan",
        "plan.txt");
  }

  @Test
  void bad_usage_is_one_line_that_points_to_the_help() {
    fails(
        "whatbreaks: --format is text or json here, not 'xml' (see whatbreaks list --help)",
        "list",
        fleet,
        "--format=xml");
    Run unknown = Run.of("rename", "db01", "pg01", fleet, "--keep-alia");
    assertEquals(2, unknown.status());
    assertEquals(1, unknown.err().lines().count(), unknown.err());
    assertTrue(unknown.err().contains("--keep-alia"), unknown.err());
    Run command = Run.of("renam", "db01");
    assertEquals(2, command.status());
    assertTrue(command.err().contains("did you mean"), command.err());
    assertEquals(2, Run.of().status());
  }

  @Test
  void help_and_version_are_no_errors() {
    Run help = Run.of("--help");
    assertEquals(0, help.status());
    assertTrue(help.out().contains("Exit status of rename"), help.out());
    for (String command :
        List.of(
            "rename",
            "retire",
            "readdress",
            "assess",
            "why",
            "dependents",
            "dependencies",
            "list",
            "coverage",
            "scan",
            "merge",
            "generate-completion")) {
      Run run = Run.of(command, "--help");
      assertEquals(0, run.status(), command + run.err());
      assertTrue(run.out().startsWith("Usage: whatbreaks " + command), run.out());
      assertTrue(help.out().contains("\n  " + command), help.out());
    }
    Run version = Run.of("--version");
    assertEquals(0, version.status());
    assertTrue(version.out().startsWith("whatbreaks "), version.out());
  }

  @Test
  void the_completion_script_knows_the_commands() {
    Run run = Run.of("generate-completion");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("dependents") && run.out().contains("--keep-alias"));
  }

  @Test
  void why_shows_the_chain_and_its_absence() {
    Run run = Run.of("why", "web01/nginx", "host:db01", fleet);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("component:web01/nginx depends on host:db01"), run.out());
    assertTrue(run.out().contains("web01/etc/nginx/nginx.conf:4:"), run.out());
    Run none = Run.of("why", "web01/nginx", "host:idle01", fleet);
    assertEquals(0, none.status());
    assertEquals("component:web01/nginx has no known dependency on host:idle01\n", none.out());
    JsonNode json =
        JSON.readTree(Run.of("why", "web01/nginx", "host:db01", fleet, "--format=json").out());
    assertEquals("component:web01/nginx", json.get("chain").get(0).asString());
    assertEquals(4, json.get("why").get(0).get("line").asInt());
  }

  @Test
  void dependents_and_dependencies_are_lists_of_ids() {
    Run dependents = Run.of("dependents", "host:db01", fleet);
    assertEquals(0, dependents.status(), dependents.err());
    assertTrue(dependents.out().contains("component:web01/nginx\n"), dependents.out());
    Run dependencies = Run.of("dependencies", "web01/nginx", fleet, "--format", "json");
    JsonNode nodes = JSON.readTree(dependencies.out()).get("nodes");
    assertTrue(nodes.toString().contains("\"name\":\"db01\""), nodes.toString());
    fails(
        "whatbreaks: nothing is known by the name nobody (see `list` for all that is declared)",
        "dependents",
        "nobody",
        fleet);
  }

  @Test
  void list_takes_a_kind_before_the_path() throws IOException {
    Run all = Run.of("list", fleet);
    assertTrue(all.out().contains("component:web01/nginx\n"), all.out());
    Run hosts = Run.of("list", "host", fleet);
    assertEquals(0, hosts.status());
    assertTrue(hosts.out().lines().allMatch(line -> line.startsWith("host:")), hosts.out());
    assertEquals(3, hosts.out().lines().count(), hosts.out());
    fails(
        "whatbreaks: Missing required parameter: PATH; for a folder called host write ./host"
            + " (see whatbreaks list --help)",
        "list",
        "host");
  }

  @Test
  void list_with_referenced_adds_what_is_only_named() throws IOException {
    write("web01/etc/nginx/conf.d/a.conf", "upstream a { server far.away.test:80; }\n");
    assertFalse(Run.of("list", fleet).out().contains("far.away.test"));
    assertTrue(Run.of("list", fleet, "--referenced").out().contains("host:far.away.test"));
  }

  @Test
  void a_snapshot_answers_as_the_tree_does() {
    Path snapshot = scratch.resolve("fleet.json");
    Run scan = Run.of("scan", fleet, "-o", snapshot);
    assertEquals(0, scan.status(), scan.err());
    assertTrue(scan.out().startsWith("7 files: "), scan.out());
    JsonNode tree = JSON.readTree(Run.of("rename", "db01", "x1", fleet, "--format=json").out());
    JsonNode kept = JSON.readTree(Run.of("rename", "db01", "x1", snapshot, "--format=json").out());
    for (String part : List.of("verdict", "impacts", "references")) {
      assertEquals(tree.get(part), kept.get(part), part);
    }
    assertEquals("", Run.of("scan", fleet, "-o", snapshot, "--quiet").out());
  }

  @Test
  void merged_snapshots_answer_as_one_scan() {
    List<Object> parts = new ArrayList<>(List.of("merge"));
    for (String host : List.of("web01", "idle01", "db01")) {
      Path part = scratch.resolve(host + ".json");
      assertEquals(0, Run.of("scan", fleet.resolve(host), "--as", host, "-o", part).status());
      parts.add(part);
    }
    Path whole = scratch.resolve("whole.json");
    parts.addAll(List.of("-o", whole));
    Run merge = Run.of(parts.toArray());
    assertEquals(0, merge.status(), merge.err());
    assertEquals(
        Run.of("rename", "db01", "pg01", fleet, "--all").out(),
        Run.of("rename", "db01", "pg01", whole, "--all").out());
    fails(
        "whatbreaks: " + fleet.resolve("db01/etc/hosts") + ": this is no snapshot of whatbreaks",
        "merge",
        fleet.resolve("db01/etc/hosts"),
        "-o",
        whole);
  }

  @Test
  void include_exclude_and_layout_say_what_is_read() {
    assertEquals(0, Run.of("rename", "db01", "x1", fleet, "--exclude", "web01/**").status());
    Run coverage = Run.of("coverage", fleet, "--include", "db01/**", "--format", "json");
    JsonNode answer = JSON.readTree(coverage.out());
    assertEquals(2, answer.get("coverage").get("understood").asInt(), coverage.out());
    Run tree = Run.of("list", "component", fleet, "--root-layout", "tree");
    assertFalse(tree.out().contains("component:web01/nginx\n"), tree.out());
    Run wrong = Run.of("list", fleet, "--root-layout", "forest");
    assertEquals(2, wrong.status());
    assertEquals(1, wrong.err().lines().count(), wrong.err());
    fails("whatbreaks: an empty glob", "list", fleet, "--include", "");
  }

  @Test
  void coverage_tells_of_every_file() {
    Run run = Run.of("coverage", fleet);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("understood  web01/etc/nginx/nginx.conf\n"), run.out());
    assertTrue(
        run.out().endsWith("7 files: 7 understood, 0 partly, 0 text only, 0 skipped, 0 failed\n"),
        run.out());
  }

  @Test
  void coverage_tells_the_lines_that_were_not_understood(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("nginx.conf"), "events {}\nhttp {\n  server {}\n}\n}\n");
    Run run = Run.of("coverage", folder);
    String partly = "partly      nginx.conf  (not everything was understood: line 5)\n";
    assertTrue(run.out().startsWith(partly), run.out());
    JsonNode file =
        JSON.readTree(Run.of("coverage", folder, "--format", "json").out()).get("files").get(0);
    assertEquals("[5]", file.get("lines").toString());
  }
}
