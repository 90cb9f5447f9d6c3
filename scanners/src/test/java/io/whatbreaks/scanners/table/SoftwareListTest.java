package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made from the tables is up to date; {@code -Dupdate} makes it. */
class SoftwareListTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/whatbreaks/scanners/table");
  private static final Path LIST = Path.of("../docs/software.md");

  private record Found(String file, Table table) {}

  private static List<Found> tables() throws IOException {
    List<Found> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(RESOURCES)) {
      for (Path path : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        String name = path.getFileName().toString();
        Tables.Read read = Tables.read(name, Files.readString(path));
        assertEquals(List.of(), read.problems());
        read.tables().forEach(table -> all.add(new Found(name, table)));
      }
    }
    return all;
  }

  private static void assertUpToDate(Path path, String wanted) throws IOException {
    if (System.getProperty("update") != null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, wanted);
    }
    assertEquals(
        wanted, Files.readString(path), path + " is out of date: run this test with -Dupdate");
  }

  @Test
  void the_index_holds_every_table() throws IOException {
    StringBuilder index = new StringBuilder("# Made from the tables beside it.\n");
    try (Stream<Path> files = Files.list(RESOURCES)) {
      for (Path path : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        for (Node root : Format.YAML.read(Files.readString(path)).roots()) {
          index.append(IndexLine.of(TableReader.read(root)));
          Compact.write(root, index);
        }
      }
    }
    assertUpToDate(RESOURCES.resolve("tables.index"), index.toString());
  }

  @Test
  void the_documentation_lists_every_table() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "# Software known by tables\n\n"
                + "Made from the tables; `add-your-software.md` says how to add one.\n\n"
                + "| software | files | what is known | documentation |\n|---|---|---|---|\n");
    for (Found one : tables()) {
      text.append(row(one.table()));
    }
    assertUpToDate(LIST, text.toString());
  }

  private static String row(Table table) {
    String files =
        table.files().globs().stream()
            .map(glob -> "`" + glob.text() + "`")
            .collect(Collectors.joining(" "));
    String rows =
        table.reading().rows().stream()
            .filter(row -> row.means() != Row.Means.NOTHING && row.means() != Row.Means.CANDIDATES)
            .map(row -> "`" + row.rule().substring(row.rule().indexOf('/') + 1) + "`")
            .distinct()
            .collect(Collectors.joining(", "));
    String identities =
        table.identities().stream()
            .map(identity -> "; hangs on the host name: `" + identity.rule() + "`")
            .collect(Collectors.joining());
    return "| "
        + table.title()
        + " (`"
        + table.software()
        + "`) | "
        + files
        + " | "
        + (rows.isEmpty() ? "no host stands there" : rows)
        + identities
        + " | "
        + table.source()
        + " |\n";
  }

  @Test
  void every_row_and_table_says_where_it_is_documented() throws IOException {
    for (Found one : tables()) {
      assertTrue(one.table().source().startsWith("http"), one.file());
      for (Row row : one.table().reading().rows()) {
        assertTrue(row.source().startsWith("http"), row.rule());
      }
      for (Table.Identity identity : one.table().identities()) {
        assertTrue(identity.source().startsWith("http"), identity.rule());
      }
    }
  }
}
