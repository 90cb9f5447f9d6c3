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
   * else stands on its lines. Line ends stay.
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
      char fill = standsAlone(text, i, close) ? ' ' : neutral;
      for (int k = i; k < close; k++) {
        if (shape[k] != '\n' && shape[k] != '\r') {
          shape[k] = fill;
        }
      }
      i = close;
    }
  }

  private static boolean standsAlone(String text, int from, int to) {
    int start = Lines.start(text, from);
    int end = Lines.end(text, to);
    return Lines.skipBlanks(text, start, from) == from && Lines.skipBlanks(text, to, end) == end;
  }
}
