package io.whatbreaks.scanners.table;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the text of a table, with places. */
final class TableProblems {
  private final String name;
  private final String text;
  private final List<Diagnostic> found = new ArrayList<>();

  TableProblems(String name, String text) {
    this.name = name;
    this.text = text;
  }

  void add(String code, int offset, String message, String hint) {
    int line = 1;
    for (int i = 0; i < offset && i < text.length(); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    found.add(new Diagnostic(Severity.ERROR, code, name, line, message, hint));
  }

  int count() {
    return found.size();
  }

  List<Diagnostic> all() {
    return found.stream().sorted().toList();
  }
}
