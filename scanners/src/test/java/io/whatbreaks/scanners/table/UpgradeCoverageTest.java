package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.UpgradeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documentation says the rules cover; {@code -Dupdate} writes it. */
class UpgradeCoverageTest {
  private static final Path PAGE = Path.of("../docs/upgrade-rules.md");
  private static final String BEGIN = "<!-- coverage, written by UpgradeCoverageTest -->\n";
  private static final String END = "<!-- end of coverage -->\n";

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| software | id | versions gone through | certain | questions | date |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (UpgradeSheet sheet : UpgradeListTest.sheets()) {
      UpgradeTable one = sheet.table();
      long certain =
          one.rules().stream().filter(rule -> rule.certainty() == Certainty.CERTAIN).count();
      List<String> cells =
          List.of(
              one.title(),
              "`" + one.software() + "`",
              one.covers().map(range -> "`" + range + "`").orElse(""),
              String.valueOf(certain),
              String.valueOf(one.rules().size() - certain),
              one.date());
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  @Test
  void the_page_tells_what_the_rules_cover() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String expected = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, page, PAGE + " is out of date: run with -Dupdate");
  }
}
