package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each fixture is a scope and a path, a file as the software reads it, {@code ----}, and all that
 * is stated of it. {@code -Dupdate} writes what is stated now.
 */
class TableFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/io/whatbreaks/scanners/table");
  private static final String DIVIDER = "\n----\n";

  @TestFactory
  Stream<DynamicTest> a_file_states_exactly_what_its_fixture_says() throws IOException {
    return fixtures().stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static List<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.filter(path -> path.toString().endsWith(".fixture")).sorted().toList();
    }
  }

  private static Document document(String fixture) {
    String head = fixture.substring(0, fixture.indexOf('\n'));
    String text = fixture.substring(head.length() + 1, fixture.indexOf(DIVIDER) + 1);
    String[] parts = head.split(" ");
    boolean host = parts[0].startsWith("host:");
    Scope scope = host ? Scope.host(parts[0].substring("host:".length())) : Scope.tree("");
    return Document.of((host ? scope.name() + "/" : "") + parts[1], scope, parts[1], text);
  }

  private static void check(Path path) throws IOException {
    String fixture = Files.readString(path);
    String input = fixture.substring(0, fixture.indexOf(DIVIDER) + DIVIDER.length());
    String stated = String.join("\n", FactLines.of(new TableScanner(), document(fixture))) + "\n";
    if (System.getProperty("update") != null) {
      Files.writeString(path, input + stated);
    }
    assertEquals(fixture.substring(input.length()), stated);
  }

  @Test
  void every_software_has_a_fixture_or_a_sample() throws IOException {
    Tables tables = Tables.with(List.of());
    List<Document> documents = new ArrayList<>(ProductsTest.documents());
    for (Path path : fixtures()) {
      documents.add(document(Files.readString(path)));
    }
    Set<String> shown = new TreeSet<>();
    documents.forEach(
        document -> tables.index().find(document).ifPresent(slot -> shown.add(slot.name())));
    Set<String> all =
        tables.all().stream().map(Table::software).collect(Collectors.toCollection(TreeSet::new));
    all.removeAll(shown);
    assertTrue(all.isEmpty(), "no fixture for " + all);
  }
}
