package io.whatbreaks.scanners.format;

/**
 * Template expressions ({@code {{ }}}, {@code {% %}}, {@code <% %>}) in a text that becomes a
 * format only when they are filled in.
 */
final class Templates {
  private static final int LONGEST = 4000;

  private Templates() {}

  static boolean in(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("<%");
  }

  /** The offset behind the expression that begins at an offset, or the same where none does. */
  static int end(String text, int at) {
    if (at + 1 >= text.length()) {
      return at;
    }
    char first = text.charAt(at);
    char second = text.charAt(at + 1);
    String close =
        first == '{' && second == '{'
            ? "}}"
            : first == '{' && second == '%' ? "%}" : first == '<' && second == '%' ? "%>" : "";
    if (close.isEmpty()) {
      return at;
    }
    int limit = Math.min(text.length() - 1, at + LONGEST);
    for (int i = at + 2; i < limit; i++) {
      if (text.charAt(i) == close.charAt(0) && text.charAt(i + 1) == close.charAt(1)) {
        int end = i + 2;
        // The braces of a map at the end of the expression: {{ {"a": {}} }}.
        while (close.equals("}}") && end < text.length() && text.charAt(end) == '}') {
          end++;
        }
        return end;
      }
    }
    return at;
  }

  /**
   * Puts {@code neutral} in place of every character of an expression, and blanks where nothing
   * else stands on its lines. Line ends and indentation stay.
   */
  static void mask(String text, char[] shape, char neutral) {
    int i = 0;
    while (i < text.length()) {
      int end = end(text, i);
      if (end == i) {
        i++;
        continue;
      }
      int close = end;
      for (int next = end(text, close); next > close; next = end(text, close)) {
        close = next;
      }
      fill(shape, i, close, standsAlone(text, i, close) ? alone(text, shape, i, neutral) : neutral);
      i = close;
    }
  }

  private static void fill(char[] shape, int from, int to, char fill) {
    boolean indentation = false;
    for (int i = from; i < to; i++) {
      if (shape[i] == '\n' || shape[i] == '\r') {
        indentation = true;
      } else if (!indentation || !Lines.isBlank(shape[i])) {
        indentation = false;
        shape[i] = fill;
      }
    }
  }

  /**
   * What stands for an expression alone on its line: a blank line. Where it begins a block scalar
   * of YAML it is content if it is indented; if not, made of empty lines, for a blank one must not
   * be longer than the indentation.
   */
  private static char alone(String text, char[] shape, int at, char neutral) {
    int header = blockHeader(shape, at);
    if (header < 0) {
      return ' ';
    }
    int line = Lines.start(text, header);
    int indent = Lines.skipBlanks(text, line, header) - line;
    return at - Lines.start(text, at) > indent ? neutral : '\n';
  }

  /** The sign that opens a block scalar at the end of the line before, or -1. */
  private static int blockHeader(char[] shape, int at) {
    int i = at - 1;
    while (i >= 0 && (Lines.isBlank(shape[i]) || shape[i] == '\n' || shape[i] == '\r')) {
      i--;
    }
    while (i >= 0 && "+-123456789".indexOf(shape[i]) >= 0) {
      i--;
    }
    return i >= 0 && (shape[i] == '|' || shape[i] == '>') ? i : -1;
  }

  private static boolean standsAlone(String text, int from, int to) {
    int start = Lines.start(text, from);
    int end = Lines.end(text, to);
    return Lines.skipBlanks(text, start, from) == from && Lines.skipBlanks(text, to, end) == end;
  }
}
