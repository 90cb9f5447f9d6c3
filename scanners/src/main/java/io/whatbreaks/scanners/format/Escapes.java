package io.whatbreaks.scanners.format;

/** Backslash escapes of double-quoted YAML and JSON strings. */
final class Escapes {
  private static final String LETTERS = "0abtnvfre_NLP";
  private static final String MEANINGS = "\0\u0007\b\t\n\u000b\f\r\u001b\u00a0\u0085\u2028\u2029";

  private Escapes() {}

  /**
   * Adds what the backslash at {@code at} begins, and returns the offset behind it. What is no
   * escape stands for itself.
   */
  static int read(String text, int at, int to, Letters into) {
    if (at + 1 >= to) {
      into.add(text.charAt(at), at);
      return at + 1;
    }
    char c = text.charAt(at + 1);
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
      return coded(text, at, to, digits, into);
    }
    int known = LETTERS.indexOf(c);
    if (known < 0) {
      into.add(c, at + 1);
    } else {
      into.add(MEANINGS.charAt(known), at);
    }
    return at + 2;
  }

  private static int coded(String text, int at, int to, int digits, Letters into) {
    int end = at + 2 + digits;
    int code = end <= to ? hex(text, at + 2, end) : -1;
    if (code < 0 || !Character.isValidCodePoint(code)) {
      into.add(text.charAt(at + 1), at + 1);
      return at + 2;
    }
    for (char c : Character.toChars(code)) {
      into.add(c, at);
    }
    return end;
  }

  /** The number that hexadecimal digits write, or -1. */
  static int hex(String text, int from, int to) {
    long code = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code > Integer.MAX_VALUE ? -1 : (int) code;
  }
}
