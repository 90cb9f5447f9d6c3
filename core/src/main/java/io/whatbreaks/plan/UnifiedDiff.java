package io.whatbreaks.plan;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two files of as many lines, as GNU diff and git write it: <a
 * href="https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html">unified
 * format</a>. A line is what lies between line feeds; each of its characters stands for one byte,
 * so that any encoding stays what it is.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;

  /** As <a href="https://git-scm.com/docs/git-diff">git</a> quotes file names. */
  private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r\"\\";

  private static final String ESCAPES = "abtnvfr\"\\";

  private UnifiedDiff() {}

  /** The lines of the diff, without line ends. */
  static List<String> of(String path, byte[] before, byte[] after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    Patch<String> patch = new Patch<>();
    for (int i = 0; i < old.size(); i++) {
      int from = i;
      while (i < old.size() && !old.get(i).equals(now.get(i))) {
        i++;
      }
      if (i > from) {
        patch.addDelta(
            new ChangeDelta<>(
                new Chunk<>(from, old.subList(from, i)), new Chunk<>(from, now.subList(from, i))));
      }
    }
    return UnifiedDiffUtils.generateUnifiedDiff(
        shown("a/" + path), shown("b/" + path), old, patch, CONTEXT);
  }

  /** The lines of a file; the last one says so where it does not end in a line feed. */
  static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, from, i - from, StandardCharsets.ISO_8859_1));
        from = i + 1;
      }
    }
    if (from < bytes.length) {
      lines.add(
          new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1)
              + "\n\\ No newline at end of file");
    }
    return lines;
  }

  /** A file name as the header of a diff shows it: a tab ends one that holds blanks. */
  private static String shown(String name) {
    String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    if (bytes.chars().noneMatch(UnifiedDiff::isQuoted)) {
      return bytes.indexOf(' ') < 0 ? bytes : bytes + "\t";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      int escape = ESCAPED.indexOf(c);
      if (escape >= 0) {
        quoted.append('\\').append(ESCAPES.charAt(escape));
      } else if (isQuoted(c)) {
        quoted.append('\\').append(octal(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isQuoted(int c) {
    return c < FIRST_PRINTABLE || c == DELETE || ESCAPED.indexOf(c) >= 0;
  }

  private static String octal(char c) {
    String digits = Integer.toOctalString(c);
    return "0".repeat(3 - digits.length()) + digits;
  }
}
