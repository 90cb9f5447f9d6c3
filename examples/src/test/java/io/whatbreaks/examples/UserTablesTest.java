package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows {@code docs/add-your-software.md} as a stranger would. */
class UserTablesTest {
  private static final String YAML = "```yaml\n";

  @TempDir private Path place;
  private Path fleet;
  private Path table;
  private String page;

  @BeforeEach
  void lay_out_what_the_page_says() throws IOException {
    page = Files.readString(Run.checkout().resolve("docs/add-your-software.md"));
    fleet = place.resolve("fleet");
    Path etc = Files.createDirectories(fleet.resolve("web1/etc/acme")).getParent();
    Files.writeString(etc.resolve("hostname"), "web1\n");
    Files.writeString(etc.resolve("acme/acme.conf"), "upstream main app01:8081\nuser acme\n");
    table = Files.createDirectories(place.resolve("tables")).resolve("acme.yaml");
    String first = page.substring(page.indexOf(YAML) + YAML.length());
    Files.writeString(table, first.substring(0, first.indexOf("```")));
  }

  @Test
  void a_table_in_a_directory_tells_what_the_software_needs() {
    Run without = Run.of("rename", "app01", "app02", fleet);
    assertTrue(!without.out().contains("component:web1/acme\n"), without.out());
    Run run = Run.of("rename", "app01", "app02", "--tables", table.getParent(), fleet);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("component:web1/acme\n"), run.out());
    assertTrue(run.out().contains("web1/etc/acme/acme.conf:1:15"), run.out());
  }

  @Test
  void the_same_holds_for_a_program() throws IOException {
    SourceOptions options = SourceOptions.DEFAULT.withTables(List.of(table.getParent()));
    Snapshot snapshot = WhatBreaks.scan(List.of(fleet), options);
    assertTrue(
        snapshot.impactOf(Change.renameHost("app01", "app02")).breakages().stream()
            .anyMatch(breakage -> breakage.component().toString().equals("component:web1/acme")),
        "acme breaks");
  }

  @Test
  void a_mistake_is_an_error_with_its_place() throws IOException {
    Files.writeString(table, Files.readString(table).replace("lookup: start", "lookup: never"));
    Run run = Run.of("rename", "app01", "app02", "--tables", table.getParent(), fleet);
    assertEquals(2, run.status());
    assertEquals("", run.out());
    String said = run.err().replace(place + "/", "").strip();
    assertTrue(page.contains("\n" + said + "\n"), said);
  }

  @Test
  void a_directory_without_tables_is_an_error() throws IOException {
    Path empty = Files.createDirectory(place.resolve("empty"));
    Run run = Run.of("coverage", "--tables", empty, fleet);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("there is no table in it"), run.err());
    Run missing = Run.of("coverage", "--tables", place.resolve("nowhere"), fleet);
    assertEquals(2, missing.status());
    assertTrue(missing.err().contains("nowhere"), missing.err());
  }
}
