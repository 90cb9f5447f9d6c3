package io.whatbreaks.scanners.systemd;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The assignments of a unit file. Unlike other INI files a value may go on behind a backslash, and
 * {@code #} within a line is no comment.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html">
 *     systemd.syntax(7)</a>
 */
final class UnitFile {
  private final Document document;
  private final ScanOutput output;
  private final List<Assignment> assignments = new ArrayList<>();
  private final Set<String> reset = new LinkedHashSet<>();
  private String section = "";

  /** One assignment; an empty value takes the earlier ones of its key back. */
  record Assignment(String section, String key, Scalar value) {}

  private UnitFile(Document document, ScanOutput output) {
    this.document = document;
    this.output = output;
  }

  static UnitFile read(Document document, ScanOutput output) {
    UnitFile file = new UnitFile(document, output);
    for (int line = 1; line <= document.lineCount(); ) {
      line = file.line(line);
    }
    file.takeBack();
    return file;
  }

  /** The assignments that no later empty one has taken back. */
  List<Assignment> assignments() {
    return assignments;
  }

  /** The keys of the empty ones, which take back what earlier files of the unit say too. */
  Set<String> reset() {
    return reset;
  }

  /** Reads the logical line that begins at a line; returns the line behind it. */
  private int line(int number) {
    String text = document.line(number);
    String stripped = text.strip();
    if (stripped.isEmpty() || isComment(stripped) || stripped.startsWith("{%")) {
      return number + 1;
    }
    int start = document.lineStart(number);
    if (stripped.startsWith("[") && stripped.endsWith("]")) {
      section = stripped.substring(1, stripped.length() - 1);
      return number + 1;
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      output.lost(
          "syntax-error",
          start,
          "this line of a unit file is neither a section nor an assignment",
          "write KEY=VALUE, or # for a comment");
      return number + 1;
    }
    String key = text.substring(0, equals).strip();
    if (!text.endsWith("\\")) {
      add(key, Scalar.verbatim(text.substring(equals + 1), start + equals + 1));
      return number + 1;
    }
    return continued(key, number, equals + 1);
  }

  private int continued(String key, int number, int from) {
    StringBuilder value = new StringBuilder();
    int[] offsets = new int[64];
    int line = number;
    int column = from;
    while (line <= document.lineCount()) {
      String text = document.line(line);
      boolean more = text.endsWith("\\");
      boolean comment = line > number && isComment(text.strip());
      int start = document.lineStart(line);
      int end = comment ? column : text.length();
      for (int i = column; i < end; i++) {
        if (value.length() == offsets.length) {
          offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[value.length()] = start + i;
        // The backslash at the end stands for a blank.
        value.append(more && i == end - 1 ? ' ' : text.charAt(i));
      }
      line++;
      column = 0;
      if (!more && !comment) {
        break;
      }
    }
    int length = value.length();
    if (length > 0) {
      add(
          key,
          Scalar.scattered(
              value.toString(),
              offsets[0],
              offsets[length - 1] + 1,
              Arrays.copyOf(offsets, length)));
    }
    return line;
  }

  private void add(String key, Scalar value) {
    String text = value.value();
    int from = 0;
    int to = text.length();
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    assignments.add(new Assignment(section, key, value.part(from, to)));
  }

  private void takeBack() {
    List<Assignment> valid = new ArrayList<>();
    for (int i = assignments.size() - 1; i >= 0; i--) {
      Assignment assignment = assignments.get(i);
      if (assignment.value().value().isEmpty()) {
        reset.add(assignment.key());
      } else if (!reset.contains(assignment.key())) {
        valid.add(assignment);
      }
    }
    Collections.reverse(valid);
    assignments.clear();
    assignments.addAll(valid);
  }

  private static boolean isComment(String stripped) {
    return stripped.startsWith("#") || stripped.startsWith(";");
  }
}
