package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edits of a change, in every format and encoding. */
class PatchTest {
  @TempDir private Path folder;

  private Sources sources(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return WhatBreaks.read(List.of(folder), SourceOptions.DEFAULT);
  }

  private static Patch patch(Sources sources, Patch.Choice choice, Change... changes) {
    return sources.patch(sources.impactOf(List.of(changes)), choice);
  }

  static Map<String, byte[]> documents(Patch patch) {
    Map<String, byte[]> documents = new TreeMap<>();
    for (Document document : patch.documents()) {
      documents.put(document.path(), document.original().orElseThrow());
    }
    return documents;
  }

  private static String diff(Sources sources, Patch patch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sources.write(patch, out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String left(Patch patch) {
    StringBuilder text = new StringBuilder();
    patch
        .left()
        .forEach(
            left ->
                text.append(left.place().evidence().at())
                    .append(' ')
                    .append(left.reason())
                    .append('\n'));
    return text.toString();
  }

  @Test
  void every_format_is_edited_and_nothing_but_the_name_changes() throws IOException {
    Map<String, byte[]> files = PatchedTree.before();
    PatchedTree.write(files, folder);
    Sources sources = WhatBreaks.read(List.of(folder), SourceOptions.DEFAULT);

    Patch patch =
        patch(sources, Patch.Choice.POSSIBLE, Change.renameHost(PatchedTree.OLD, PatchedTree.NEW));

    Map<String, byte[]> patched = new TreeMap<>(files);
    patched.putAll(documents(patch));
    assertEquals(PatchedTree.shown(PatchedTree.after()), PatchedTree.shown(patched));
    assertEquals("", left(patch));
    assertEquals(
        PatchedTree.shown(files), PatchedTree.read(folder), "the tree itself stays as it is");
  }

  @Test
  void a_diff_has_three_lines_of_context_and_names_as_git_quotes_them() throws IOException {
    Sources sources =
        sources(
            Map.of(
                "a b.properties", "1=1\n2=2\n3=3\n4=4\nurl=http://mq01/\n6=6",
                "q\"\n.properties", "url=http://mq01/"));

    Patch patch = patch(sources, Patch.Choice.POSSIBLE, Change.renameHost("mq01", "bus"));

    assertEquals(
        """
        --- a/a b.properties\t
        +++ b/a b.properties\t
        @@ -2,5 +2,5 @@
         2=2
         3=3
         4=4
        -url=http://mq01/
        +url=http://bus/
         6=6
        \\ No newline at end of file
        --- "a/q\\"\\n.properties"
        +++ "b/q\\"\\n.properties"
        @@ -1,1 +1,1 @@
        -url=http://mq01/
        \\ No newline at end of file
        +url=http://bus/
        \\ No newline at end of file
        """,
        diff(sources, patch));
  }

  @Test
  void possible_places_and_mentions_are_edited_when_asked_for() throws IOException {
    Sources sources =
        sources(
            Map.of(
                "compose.yml",
                "services:\n  # mq01 carries all\n  mq01:\n    image: rabbitmq\n  app:\n    image: x\n    depends_on: [mq01]\n",
                "tool.txt",
                "connect mq01\n",
                "tool.properties",
                "target=mq01\n"));
    Change change = Change.renameHost("mq01", "bus");

    assertEquals(
        "[compose.yml:3:3 -> bus, compose.yml:7:18 -> bus]",
        patch(sources, Patch.Choice.CERTAIN, change).edits().toString());
    assertEquals(
        "tool.properties:1:8 POSSIBLE\n", left(patch(sources, Patch.Choice.CERTAIN, change)));
    assertEquals(
        "[compose.yml:3:3 -> bus, compose.yml:7:18 -> bus, tool.properties:1:8 -> bus]",
        patch(sources, Patch.Choice.POSSIBLE, change).edits().toString());
    assertEquals(
        "[compose.yml:2:5 -> bus, compose.yml:3:3 -> bus, compose.yml:7:18 -> bus, tool.txt:1:9 -> bus]",
        patch(sources, new Patch.Choice(false, true), change).edits().toString());
  }

  @Test
  void several_changes_give_one_patch() throws IOException {
    Sources sources =
        sources(Map.of("a.properties", "mq=amqp://mq01:5672\ndb=redis://db01:6379\n"));

    Patch patch =
        patch(
            sources,
            Patch.Choice.POSSIBLE,
            Change.renameHost("mq01", "bus"),
            Change.renameHost("db01", "sql"),
            Change.renameHost("bus", "bus2"));

    assertEquals("[a.properties:1:11 -> bus2, a.properties:2:12 -> sql]", patch.edits().toString());
  }

  @Test
  void what_cannot_be_edited_with_certainty_is_listed() throws IOException {
    Sources sources =
        sources(
            Map.of(
                "hosts.ini",
                "[mq]\nmq[01:20].shop.test\n",
                "client.properties",
                "url=http://mq01.shop.test:80/\n"));

    Patch patch =
        patch(
            sources,
            Patch.Choice.POSSIBLE,
            Change.renameHost("mq01.shop.test", "rabbit01.shop.test"));

    assertEquals("[client.properties:1:12 -> rabbit01.shop.test]", patch.edits().toString());
    assertEquals("hosts.ini:2:1 UNTOLD\n", left(patch));
  }

  @Test
  void a_file_that_changed_meanwhile_is_not_edited() throws IOException {
    Sources sources = sources(Map.of("a.properties", "url=http://mq01/\n"));
    var impact = sources.impactOf(List.of(Change.renameHost("mq01", "bus")));
    Files.writeString(folder.resolve("a.properties"), "# new\nurl=http://mq01/\n");

    assertEquals(
        "a.properties:1:12 OTHER_TEXT\n", left(sources.patch(impact, Patch.Choice.POSSIBLE)));
  }

  @Test
  void a_snapshot_has_no_files_to_edit() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.writeString(tree.resolve("a.properties"), "url=http://mq01/\n");
    Path snapshot = folder.resolve("s.json");
    assertEquals(0, Run.of("scan", tree.toString(), "-o", snapshot.toString()).status());
    Sources sources = WhatBreaks.read(List.of(snapshot), SourceOptions.DEFAULT);

    Patch patch = patch(sources, Patch.Choice.POSSIBLE, Change.renameHost("mq01", "bus"));

    assertEquals("a.properties:1:12 NO_FILE\n", left(patch));
    assertEquals("", diff(sources, patch));
  }

  @Test
  void a_letter_that_a_file_cannot_hold_is_not_written() throws IOException {
    String text =
        "{\"rabbit_version\":\"3.12\",\n\"queues\":[{\"vhost\":\"/\",\"name\":\"orders\"}], \"x\": \"%s\"}";
    Path broken = Files.createDirectories(folder.resolve("a/etc/rabbitmq"));
    Path whole = Files.createDirectories(folder.resolve("b/etc/rabbitmq"));
    Files.write(
        broken.resolve("definitions.json"),
        text.formatted("\u00fc").getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(whole.resolve("definitions.json"), text.formatted("u"));
    Sources sources = WhatBreaks.read(List.of(folder), SourceOptions.DEFAULT);

    Patch patch = patch(sources, Patch.Choice.POSSIBLE, Change.rename("queue:orders", "\u65e5"));

    assertEquals("a/etc/rabbitmq/definitions.json:2:32 ENCODING\n", left(patch));
    assertEquals(
        text.formatted("u").replace("orders", "\u65e5"),
        new String(
            documents(patch).get("b/etc/rabbitmq/definitions.json"), StandardCharsets.UTF_8));
  }

  @Test
  void a_new_name_that_needs_quotes_is_not_written() throws IOException {
    Sources sources =
        sources(
            Map.of(
                "definitions.json",
                "{\"rabbit_version\":\"3.12\",\"queues\":[{\"name\":\"orders\",\"vhost\":\"/\",\"durable\":true,\"arguments\":{}}]}"));

    Patch patch = patch(sources, Patch.Choice.POSSIBLE, Change.rename("queue:orders", "a\"b"));

    assertTrue(left(patch).contains(" QUOTING\n"), left(patch));
    assertEquals("[]", patch.edits().toString());
  }

  @Test
  void a_tree_given_as_a_host_is_patched_from_its_own_root() throws IOException {
    sources(Map.of("etc/hosts", "10.0.0.3 till3\n", "srv/a.properties", "url=http://mq01/\n"));
    SourceOptions options =
        new SourceOptions(
            SourceOptions.Layout.AUTO, java.util.Optional.of("till3"), List.of(), List.of(), "");
    Sources sources = WhatBreaks.read(List.of(folder), options);

    String diff =
        diff(sources, patch(sources, Patch.Choice.POSSIBLE, Change.renameHost("mq01", "bus")));

    assertTrue(diff.startsWith("--- a/srv/a.properties\n+++ b/srv/a.properties\n"), diff);
  }
}
