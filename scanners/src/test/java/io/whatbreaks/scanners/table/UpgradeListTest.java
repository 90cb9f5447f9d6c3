package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made from the upgrade rules is up to date; {@code -Dupdate} makes it. */
class UpgradeListTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/whatbreaks/scanners/table");

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("upgrade"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** All that the files say. */
  static List<UpgradeSheet> sheets() throws IOException {
    List<UpgradeSheet> all = new ArrayList<>();
    for (Path file : files()) {
      UpgradeSheetReader.Read read =
          UpgradeSheetReader.read(file.getFileName().toString(), Files.readString(file));
      assertEquals(List.of(), read.problems());
      all.addAll(read.sheets());
    }
    return all;
  }

  @Test
  void the_index_holds_every_rule() throws IOException {
    StringBuilder index = new StringBuilder("# Made from the rules in the folder upgrade.\n");
    for (Path file : files()) {
      for (Node root : Format.YAML.read(Files.readString(file)).roots()) {
        index.append(IndexLine.MARK).append(file.getFileName()).append('\n');
        Compact.write(root, index);
      }
    }
    Path path = RESOURCES.resolve("upgrades.index");
    if (System.getProperty("update") != null) {
      Files.writeString(path, index);
    }
    assertEquals(
        index.toString(), Files.readString(path), path + " is out of date: run with -Dupdate");
  }

  @Test
  void no_two_rules_have_the_same_id_and_every_file_says_what_it_covers_and_when()
      throws IOException {
    List<UpgradeSheet> sheets = sheets();
    assertEquals(
        sheets.stream().map(sheet -> sheet.table().software()).distinct().count(),
        UpgradeRules.of(sheets.stream().map(UpgradeSheet::table).toList()).tables().size());
    sheets.forEach(
        sheet ->
            assertTrue(
                sheet.table().covers().isPresent() && !sheet.table().date().isEmpty(),
                sheet.table().software()));
  }
}
