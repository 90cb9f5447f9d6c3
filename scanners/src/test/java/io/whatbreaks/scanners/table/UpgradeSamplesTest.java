package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files that show upgrade rules, and files that look like it and show none: {@code ==} and the path
 * on machine {@code m1}, or behind {@code tree:} the path in a tree; the text; behind {@code >} all
 * that is stated of upgrades; behind {@code !} a rule that must not be. {@code -Dupdate} writes
 * what is stated now.
 */
class UpgradeSamplesTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/io/whatbreaks/scanners/table/upgrade");

  private final StringBuilder made = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final List<String> denied = new ArrayList<>();
  private final Set<String> shown = new TreeSet<>();
  private final Set<String> spared = new TreeSet<>();
  private final Set<String> wrong = new TreeSet<>();
  private String path = "";

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void a_file_shows_exactly_the_rules_that_its_sample_says() throws IOException {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (Path file : files()) {
      String samples = Files.readString(file);
      made.setLength(0);
      samples.lines().forEach(this::line);
      finish();
      if (System.getProperty("update") != null) {
        Files.writeString(file, made);
      }
      before.append(file.getFileName()).append('\n').append(samples);
      after.append(file.getFileName()).append('\n').append(made);
    }
    assertEquals(before.toString(), after.toString());
    assertEquals(Set.of(), wrong, "stated although it must not be");
  }

  @Test
  void every_rule_that_files_show_has_a_sample_that_shows_it_and_one_that_must_not()
      throws IOException {
    for (Path file : files()) {
      Files.readString(file).lines().forEach(this::line);
      finish();
    }
    Set<String> rules = new TreeSet<>();
    for (UpgradeSheet sheet : UpgradeListTest.sheets()) {
      sheet.matched().forEach(matched -> rules.add(matched.rule().id()));
    }
    Set<String> notShown = new TreeSet<>(rules);
    notShown.removeAll(shown);
    Set<String> notSpared = new TreeSet<>(rules);
    notSpared.removeAll(spared);
    assertAll(
        () -> assertEquals(Set.of(), notShown, "no sample shows them"),
        () -> assertEquals(Set.of(), notSpared, "no sample must not show them"));
  }

  private void line(String line) {
    if (line.startsWith("== ")) {
      finish();
      path = line.substring(3);
    } else if (line.startsWith("! ")) {
      denied.add(line.substring(2));
    } else if (!line.startsWith("> ")) {
      text.append(line).append('\n');
    }
  }

  private void finish() {
    if (path.isEmpty()) {
      made.append(text);
    } else {
      made.append("== ").append(path).append('\n');
      denied.forEach(rule -> made.append("! ").append(rule).append('\n'));
      made.append(text);
      List<Fact> facts = facts();
      Set<String> stated = new TreeSet<>();
      for (Fact fact : facts) {
        if (fact instanceof Fact.Requirement requirement) {
          stated.add(requirement.border().rule());
        }
      }
      shown.addAll(stated);
      spared.addAll(denied);
      denied.stream().filter(stated::contains).forEach(rule -> wrong.add(path + " " + rule));
      facts.stream()
          .map(UpgradeSamplesTest::told)
          .distinct()
          .forEach(line -> made.append("> ").append(line).append('\n'));
    }
    path = "";
    text.setLength(0);
    denied.clear();
  }

  private List<Fact> facts() {
    boolean tree = path.startsWith("tree:");
    String local = tree ? path.substring("tree:".length()) : path;
    Scope scope = tree ? Scope.tree("") : Scope.host("m1");
    SourceOutput source = new SourceOutput();
    source.document(Document.of(local, scope, local, text.toString()));
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : Scanners.of(List.of(new UpgradeScanner())).scan(source).facts()) {
      facts.add(fact);
    }
    return facts;
  }

  private static String told(Fact fact) {
    if (fact instanceof Fact.Requirement it) {
      return place(it.evidence())
          + " "
          + it.border().rule()
          + " "
          + it.certainty()
          + it.edit().map(edit -> ", " + place(edit.at()) + " becomes " + edit.text()).orElse("");
    }
    if (fact instanceof Fact.Prepared it) {
      return place(it.evidence()) + " prepared for " + it.rule();
    }
    throw new AssertionError(fact);
  }

  private static String place(Evidence evidence) {
    return evidence.at().line()
        + ":"
        + evidence.at().column()
        + "-"
        + evidence.at().endColumn()
        + " "
        + evidence.text();
  }
}
