package io.whatbreaks.scanners.format;

/** Walks a text line by line; {@code \n}, {@code \r} and {@code \r\n} end a line. */
final class Lines {
  private Lines() {}

  /** The offset of the line end at or behind an offset. */
  static int end(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** The start of the line behind the line end at an offset; the text's length where none is. */
  static int next(String text, int end) {
    if (end >= text.length()) {
      return text.length();
    }
    boolean two =
        text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
    return end + (two ? 2 : 1);
  }

  /** The start of the line an offset lies on. */
  static int start(String text, int offset) {
    int i = Math.min(offset, text.length());
    while (i > 0 && text.charAt(i - 1) != '\n' && text.charAt(i - 1) != '\r') {
      i--;
    }
    return i;
  }

  /** Where a character stands between two offsets; {@code to} where it does not. */
  static int find(String text, char c, int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) != c) {
      i++;
    }
    return i;
  }

  /** Behind the blanks from an offset, at most to {@code to}. */
  static int skipBlanks(String text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Before the blanks that end at {@code to}. */
  static int trimBlanks(String text, int from, int to) {
    int i = to;
    while (i > from && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }
}
