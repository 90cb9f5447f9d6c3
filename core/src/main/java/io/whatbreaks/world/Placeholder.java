package io.whatbreaks.world;

import org.jspecify.annotations.Nullable;

/**
 * One placeholder in a text: {@code ${key}}, {@code ${key:default}} (Spring), {@code
 * ${key:-default}}, {@code $KEY} (shell, compose), {@code {{ key }}} (Jinja), {@code %(key)s}
 * (Python).
 *
 * @param defaultStart index of the default's first character; -1 without one
 */
record Placeholder(String key, int start, int end, int defaultStart, int defaultEnd) {

  /** The first placeholder from an index on. */
  static @Nullable Placeholder find(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      Placeholder found = null;
      if (c == '$' && i + 1 < text.length()) {
        found = text.charAt(i + 1) == '{' ? braced(text, i) : bare(text, i);
      } else if (c == '{' && text.startsWith("{{", i)) {
        found = enclosed(text, i, "}}");
      } else if (c == '%' && text.startsWith("%(", i)) {
        found = enclosed(text, i, ")s");
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Placeholder braced(String text, int start) {
    int depth = 0;
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return inBraces(text, start, i);
      }
    }
    return null;
  }

  private static Placeholder inBraces(String text, int start, int close) {
    int keyEnd = start + 2;
    while (keyEnd < close && isKeyPart(text.charAt(keyEnd))) {
      keyEnd++;
    }
    int value = keyEnd;
    if (keyEnd < close && text.charAt(keyEnd) == ':') {
      value = keyEnd + 1;
      if (value < close && (text.charAt(value) == '-' || text.charAt(value) == '=')) {
        value++;
      }
    }
    String key = text.substring(start + 2, keyEnd);
    boolean hasDefault = value > keyEnd;
    return new Placeholder(key, start, close + 1, hasDefault ? value : -1, hasDefault ? close : -1);
  }

  private static boolean isKeyPart(char c) {
    return c != ':' && c != '}' && c != '$' && c != '{' && c != '?' && c != '+';
  }

  private static @Nullable Placeholder bare(String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end == start + 1 || Character.isDigit(text.charAt(start + 1))
        ? null
        : new Placeholder(text.substring(start + 1, end), start, end, -1, -1);
  }

  private static @Nullable Placeholder enclosed(String text, int start, String close) {
    int end = text.indexOf(close, start + 2);
    return end < 0
        ? null
        : new Placeholder(
            text.substring(start + 2, end).strip(), start, end + close.length(), -1, -1);
  }
}
