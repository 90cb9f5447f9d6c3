package io.whatbreaks.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.diagnostic.Coverage.Reading;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
  private static Diagnostic at(Severity severity, String path, int line, String code) {
    return new Diagnostic(severity, code, path, line, "broken", "");
  }

  @Test
  void the_gravest_come_first_then_by_place_and_code() {
    List<Diagnostic> ordered =
        List.of(
            at(Severity.ERROR, "a", 2, "x"),
            at(Severity.ERROR, "a", 10, "x"),
            at(Severity.ERROR, "b", 1, "x"),
            at(Severity.WARNING, "a", 1, "a-code"),
            at(Severity.WARNING, "a", 1, "b-code"),
            at(Severity.INFO, "", 0, "x"));
    List<Diagnostic> mixed = new java.util.ArrayList<>(ordered);
    java.util.Collections.reverse(mixed);
    assertEquals(ordered, mixed.stream().sorted().toList());
  }

  @Test
  void is_printed_with_place_and_hint_where_there_are_any() {
    assertEquals(
        "a.yml:3: ERROR syntax-error: broken (mend it)",
        new Diagnostic(Severity.ERROR, "syntax-error", "a.yml", 3, "broken", "mend it").toString());
    assertEquals("a.yml: WARNING x: broken", at(Severity.WARNING, "a.yml", 0, "x").toString());
    assertEquals("INFO x: broken", at(Severity.INFO, "", 0, "x").toString());
  }

  @Test
  void a_line_is_never_negative() {
    assertThrows(IllegalArgumentException.class, () -> at(Severity.INFO, "a", -1, "x"));
  }

  @Test
  void an_exception_says_what_its_diagnostic_says() {
    Diagnostic diagnostic = at(Severity.ERROR, "a", 1, "x");
    WhatBreaksException thrown = new WhatBreaksException(diagnostic);
    assertEquals("broken", thrown.getMessage());
    assertEquals(diagnostic, thrown.diagnostic());
  }

  @Property
  void every_file_is_in_exactly_one_class(@ForAll List<Reading> readings) {
    Coverage coverage = Coverage.of(readings);
    assertEquals(readings.size(), coverage.files());
    String shown = coverage.toString().toLowerCase(Locale.ROOT);
    for (Reading reading : Reading.values()) {
      long count = readings.stream().filter(r -> r == reading).count();
      String word = reading.name().toLowerCase(Locale.ROOT).replace("_", "");
      assertEquals(true, shown.contains(word + "=" + count), shown);
    }
  }
}
