package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made from the tables is up to date; {@code -Dupdate} makes it. */
class SoftwareListTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/whatbreaks/scanners/table");
  private static final Path LIST = Path.of("../docs/software.md");
  private static final Path RULES = Path.of("../docs/identities.md");

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

  private static List<Node> roots(Path folder) throws IOException {
    List<Node> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        all.addAll(Format.YAML.read(Files.readString(path)).roots());
      }
    }
    return all;
  }

  @Test
  void the_index_holds_every_table() throws IOException {
    StringBuilder index = new StringBuilder("# Made from the tables beside it.\n");
    for (Node root : roots(RESOURCES)) {
      Table table = TableReader.read(root);
      index.append(IndexLine.of(table.software(), table.files()));
      Compact.write(root, index);
    }
    assertUpToDate(RESOURCES.resolve("tables.index"), index.toString());
  }

  @Test
  void the_index_holds_every_rule() throws IOException {
    StringBuilder index = new StringBuilder("# Made from the rules in the folder identity.\n");
    for (Node root : roots(RESOURCES.resolve("identity"))) {
      IdentityRule rule = IdentityReader.read(root);
      index.append(IndexLine.of(rule.id() + "-" + rule.software().id(), rule.files()));
      Compact.write(root, index);
    }
    assertUpToDate(RESOURCES.resolve("identities.index"), index.toString());
  }

  /** Those of the tables and those that stand alone, in order of id. */
  static List<IdentityRule> rules() throws IOException {
    List<IdentityRule> all = new ArrayList<>();
    tables().forEach(found -> all.addAll(found.table().identities()));
    for (Node root : roots(RESOURCES.resolve("identity"))) {
      all.add(IdentityReader.read(root));
    }
    all.sort(Comparator.comparing(IdentityRule::id).thenComparing(rule -> rule.software().id()));
    return all;
  }

  @Test
  void the_documentation_lists_every_rule() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # What hangs on the name of a machine

            Made from the rules; `add-your-software.md` says how to add one. A rule that stands on what is only well known is
            reported as POSSIBLE until it has been checked against its source.

            | rule | software | shown by | what happens | why a search misses it | before | to return | stands on |
            |---|---|---|---|---|---|---|---|
            """);
    for (IdentityRule rule : rules()) {
      Fact.Advice advice = rule.telling().advice();
      text.append(
          Stream.of(
                  "`" + rule.id() + "`",
                  rule.software().title(),
                  (rule.shown().in().isEmpty() ? rule.files().globs() : rule.shown().in())
                      .stream()
                          .map(glob -> "`" + glob.text() + "`")
                          .collect(Collectors.joining(" ")),
                  advice.message(),
                  rule.telling().hidden(),
                  advice.remedy(),
                  advice.backOut(),
                  rule.telling().basis() + ": " + advice.source())
              .map(cell -> cell.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    assertUpToDate(RULES, text.toString());
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
            .map(identity -> "; hangs on the host name: `" + identity.id() + "`")
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
    }
    for (IdentityRule rule : rules()) {
      assertTrue(rule.telling().advice().source().startsWith("http"), rule.id());
    }
  }
}
