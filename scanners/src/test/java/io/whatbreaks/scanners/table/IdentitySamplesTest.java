package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Files that show an identity, and files that look like it and show none or pin it: {@code ==} and
 * the path on machine {@code m1}, the text, and behind {@code >} all that is stated of identities.
 * {@code -Dupdate} writes what is stated now.
 */
class IdentitySamplesTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/io/whatbreaks/scanners/table/identities.samples");

  private final StringBuilder made = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final Set<String> shown = new TreeSet<>();
  private String path = "";

  @Test
  void a_file_shows_exactly_the_identities_that_its_sample_says() throws IOException {
    String samples = Files.readString(SAMPLES);
    samples.lines().forEach(this::line);
    finish();
    if (System.getProperty("update") != null) {
      Files.writeString(SAMPLES, made);
    }
    assertEquals(samples, made.toString());
  }

  @Test
  void every_rule_has_a_sample_that_shows_it() throws IOException {
    Files.readString(SAMPLES).lines().forEach(this::line);
    finish();
    Set<String> rules =
        SoftwareListTest.rules().stream()
            .map(
                rule ->
                    rule.id() + (rule.software().isComponent() ? " " + rule.software().id() : ""))
            .filter(rule -> !shown.contains(rule))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(rules.isEmpty(), "no sample shows " + rules);
  }

  private void line(String line) {
    if (line.startsWith("== ")) {
      finish();
      path = line.substring(3);
    } else if (!line.startsWith("> ")) {
      text.append(line).append('\n');
    }
  }

  private void finish() {
    if (path.isEmpty()) {
      made.append(text);
    } else {
      Document document = Document.of("m1/" + path, Scope.host("m1"), path, text.toString());
      made.append("== ").append(path).append('\n').append(text);
      ScanResult result = FactLines.scan(new TableScanner(), document);
      result.facts().stream()
          .filter(this::isOfIdentity)
          .map(FactLines::line)
          .sorted()
          .forEach(line -> made.append("> ").append(line).append('\n'));
    }
    text.setLength(0);
  }

  private boolean isOfIdentity(Fact fact) {
    if (fact instanceof Fact.Identity identity) {
      shown.add(identity.rule());
      shown.add(identity.rule() + " " + identity.component().name());
    }
    return fact instanceof Fact.Identity
        || (fact instanceof Fact.Setting setting
            && setting.key().equals(Fact.Identity.pin(setting.evidence().rule())));
  }
}
