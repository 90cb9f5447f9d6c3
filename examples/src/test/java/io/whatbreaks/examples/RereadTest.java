package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.Snapshot;
import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.scan.ScanListener;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are read again after edits say what sources read anew say. */
class RereadTest {
  private static final List<Change> RENAME = List.of(Change.renameHost("mq01", "rabbit01"));

  /** Where files lie; the host roots, projects and applications among them come and go. */
  private static final List<String> PATHS =
      List.of(
          "a/etc/hostname",
          "a/etc/hosts",
          "a/etc/resolv.conf",
          "a/etc/app/app.conf",
          "a/srv/shop/application.properties",
          "a/srv/shop/application-prod.yml",
          "b/etc/hostname",
          "b/etc/haproxy/haproxy.cfg",
          "b/etc/bind/db.shop.test",
          "b/srv/compose.yaml",
          "notes.txt");

  private static final List<String> TEXTS =
      List.of(
          "mq01\n",
          "till3.shop.test\n",
          "10.0.0.5 mq01 mq01.shop.test\n",
          "search shop.test\nnameserver 10.0.0.2\n",
          "mq.host=mq01\nspring.rabbitmq.host=${mq.host}\n",
          "spring:\n  rabbitmq:\n    host: mq01.shop.test\n",
          "backend b\n  server one mq01:5672 check\n",
          "$ORIGIN shop.test.\n$TTL 60\n@ IN SOA ns1 h 1 1 1 1 1\nmq01 IN A 10.0.0.5\nbus IN CNAME mq01\n",
          "services:\n  web:\n    image: nginx\n    environment: {MQ: 'amqp://mq01:5672'}\n",
          "broken: [mq01\n",
          "ask for mq01 when bus is down\n",
          "\0\1\2 mq01",
          "");

  /** One edit: a text goes to a path, or a file or a whole folder goes away. */
  private record Edit(String path, String text, boolean away) {
    Path make(Path root) throws IOException {
      Path file = root.resolve(path);
      if (away) {
        delete(file);
      } else {
        if (Files.isDirectory(file)) {
          delete(file);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      return file;
    }
  }

  @Provide
  Arbitrary<Edit> edits() {
    Arbitrary<Edit> written =
        Combinators.combine(Arbitraries.of(PATHS), Arbitraries.of(TEXTS))
            .as((path, text) -> new Edit(path, text, false));
    Arbitrary<Edit> gone =
        Arbitraries.of(Stream.concat(PATHS.stream(), Stream.of("a", "a/etc", "b/srv")).toList())
            .map(path -> new Edit(path, "", true));
    return Arbitraries.frequencyOf(Tuple.of(4, written), Tuple.of(1, gone));
  }

  @Provide
  Arbitrary<List<List<Edit>>> rounds() {
    return edits().list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(2).ofMaxSize(4);
  }

  @Property(tries = 150)
  void whatever_the_edits(@ForAll("rounds") List<List<Edit>> rounds) throws IOException {
    Path root = Files.createTempDirectory("reread");
    try {
      Files.writeString(root.resolve("readme"), "nothing is ever empty\n");
      Sources sources = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT);
      sources.scan();
      for (List<Edit> edits : rounds) {
        Set<Path> changed = new HashSet<>();
        for (Edit edit : edits) {
          changed.add(edit.make(root));
        }
        sources = sources.reread(changed);
        Sources anew = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT);
        assertEquals(answer(anew), answer(sources), "a question that reads what it needs");
        assertEquals(bytes(anew.scan().result()), bytes(sources.scan().result()));
      }
    } finally {
      delete(root);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static String answer(Sources sources) throws IOException {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      JsonReport.write(sources.impactOf(RENAME), out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (WhatBreaksException unknown) {
      return unknown.diagnostic().toString();
    }
  }

  private static String bytes(ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Remembers what is scanned. */
  private static final class Heard implements ScanListener {
    private final List<String> scanned = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void scanned(ScanResult said) {
      said.files().forEach(file -> scanned.add(file.path()));
    }

    List<String> andForget() {
      List<String> all = scanned.stream().sorted().toList();
      scanned.clear();
      return all;
    }
  }

  @Test
  void only_what_changed_is_scanned_again(@TempDir Path root) throws IOException {
    new Edit("a/etc/hostname", "mq01\n", false).make(root);
    new Edit("a/etc/hosts", "10.0.0.5 mq01\n", false).make(root);
    new Edit("b/etc/hostname", "till3\n", false).make(root);
    new Edit("b/srv/app.properties", "host=mq01\n", false).make(root);
    Heard heard = new Heard();
    Sources sources = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT.withListener(heard));
    sources.scan();
    assertEquals(
        List.of("a/etc/hostname", "a/etc/hosts", "b/etc/hostname", "b/srv/app.properties"),
        heard.andForget());

    new Edit("b/srv/app.properties", "host=mq02\n", false).make(root);
    new Edit("b/srv/more.properties", "host=mq01\n", false).make(root);
    new Edit("a/etc/hosts", "", true).make(root);
    Snapshot after = sources.reread(List.of(root.resolve("b/srv/app.properties"))).scan();
    assertEquals(List.of("b/srv/app.properties", "b/srv/more.properties"), heard.andForget());
    assertEquals(4, after.coverage().files(), "what is new or gone needs no mention");
  }

  @Test
  void a_machine_that_gets_another_name_takes_its_files_along(@TempDir Path root)
      throws IOException {
    Path hostname = new Edit("b/etc/hostname", "till3\n", false).make(root);
    new Edit("b/srv/app.properties", "host=mq01\n", false).make(root);
    Sources sources = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT);
    sources.scan();
    Files.writeString(hostname, "till4\n");
    assertEquals(
        bytes(WhatBreaks.scan(root).result()),
        bytes(sources.reread(List.of(hostname)).scan().result()));
  }

  @Test
  void a_changed_table_changes_how_everything_is_read(@TempDir Path place) throws IOException {
    Path fleet = place.resolve("fleet");
    new Edit("web1/etc/hostname", "web1\n", false).make(fleet);
    new Edit("web1/etc/acme/acme.conf", "upstream main app01:8081\n", false).make(fleet);
    String page = Files.readString(Run.checkout().resolve("docs/add-your-software.md"));
    String table = page.substring(page.indexOf("```yaml\n") + 8);
    Path written = Files.createDirectories(place.resolve("tables")).resolve("acme.yaml");
    String known = table.substring(0, table.indexOf("```"));
    Files.writeString(written, known.replace("key: upstream", "key: downstream"));
    SourceOptions options = SourceOptions.DEFAULT.withTables(List.of(written.getParent()));
    Sources sources = WhatBreaks.read(List.of(fleet), options);
    String before = bytes(sources.scan().result());
    Files.writeString(written, known);
    String after = bytes(sources.reread(List.of(written)).scan().result());
    assertNotEquals(before, after);
    assertEquals(bytes(WhatBreaks.scan(List.of(fleet), options).result()), after);
  }

  @Test
  void a_path_that_is_gone_is_an_error_as_it_is_at_first(@TempDir Path place) throws IOException {
    Path root = new Edit("fleet/notes.txt", "mq01\n", false).make(place).getParent();
    Sources sources = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT);
    delete(root);
    assertThrows(IOException.class, () -> sources.reread(List.of(root)));
  }
}
