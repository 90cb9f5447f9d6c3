package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.UpgradeRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file of upgrade rules must not say, each with its place. */
class UpgradeSheetProblemsTest {
  private static final String GOOD =
      """
      software: acme
      rules:
        - rule: acme-2-old
          kind: config-removed
          since: "2.0"
          matches:
            - files: acme.conf
              format: properties
              keys: old
          effect: no-start
          message: The key is gone
          remedy: remove it
          source: https://acme.test/2.0
          basis: read
      """;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("kind: config-removed", "kind: removed", "4: ERROR unknown-word"),
        Arguments.of("since: \"2.0\"", "since: two", "5: ERROR bad-value: 'two' is no version"),
        Arguments.of("effect: no-start", "effect: boom", "10: ERROR unknown-word"),
        Arguments.of(
            "    remedy: remove it\n", "", "3: ERROR missing-key: this rule has no 'remedy'"),
        Arguments.of("basis: read", "basis: read\n    bassis: read", "15: ERROR unknown-key"),
        Arguments.of("files: acme.conf", "files: /acme.conf", "7: ERROR bad-value"),
        Arguments.of("        keys: old\n", "        lines: old\n", "ERROR bad-value"),
        Arguments.of("format: properties", "format: lines", "ERROR"),
        Arguments.of("format: properties", "format: props", "8: ERROR unknown-word"),
        Arguments.of("keys: old", "keys: old\n        value: '('", "10: ERROR bad-value"),
        Arguments.of(
            "source: https",
            "needs: [{software: java}]\n    source: https",
            "this need has no 'version'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_told_with_its_place(String good, String bad, String told) {
    String text = GOOD.replace(good, bad);
    assertTrue(!text.equals(GOOD), "the mistake is in it");
    UpgradeSheetReader.Read read = UpgradeSheetReader.read("acme.yaml", text);
    assertEquals(List.of(), read.sheets());
    assertTrue(
        read.problems().stream().anyMatch(problem -> problem.toString().contains(told)),
        told + " is not among " + read.problems());
    assertTrue(
        read.problems().stream().allMatch(problem -> problem.path().equals("acme.yaml")),
        "each has a path");
  }

  @Test
  void the_same_without_a_mistake_is_taken() {
    UpgradeSheetReader.Read read = UpgradeSheetReader.read("acme.yaml", GOOD);
    assertEquals(List.of(), read.problems());
    assertEquals(
        List.of("acme-2-old"),
        read.sheets().get(0).table().rules().stream().map(rule -> rule.id()).toList());
    assertEquals(
        "acme.yaml:3",
        read.sheets().get(0).table().rules().get(0).at().toString().substring(0, 11));
  }

  @Test
  void the_same_id_twice_is_refused_in_one_file_and_in_two() {
    String rule = GOOD.substring(GOOD.indexOf("  - rule"));
    UpgradeSheetReader.Read one = UpgradeSheetReader.read("acme.yaml", GOOD + rule);
    assertEquals("repeated-rule", one.problems().get(0).code());
    assertEquals(15, one.problems().get(0).line());
    UpgradeSheet sheet = UpgradeSheetReader.read("acme.yaml", GOOD).sheets().get(0);
    UpgradeSheet other = UpgradeSheetReader.read("more.yaml", GOOD).sheets().get(0);
    WhatBreaksException refused =
        assertThrows(
            WhatBreaksException.class,
            () -> UpgradeRules.of(List.of(sheet.table(), other.table())));
    assertEquals("repeated-rule", refused.diagnostic().code());
    assertEquals("more.yaml", refused.diagnostic().path());
  }
}
