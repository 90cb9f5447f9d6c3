package io.whatbreaks.world;

import org.jspecify.annotations.Nullable;

/**
 * One placeholder in a text: {@code ${key}}, {@code ${key:default}} (Spring), {@code
 * ${key:-default}}, {@code ${KEY-default}}, {@code ${key:+alternative}}, {@code ${key:?message}},
 * {@code $KEY} (shell, compose), {@code $(KEY)} (Kubernetes), {@code {{ key }}} (Jinja), {@code
 * %(key)s} (Python).
 *
 * @param rest what stands behind the key
 * @param restStart index of its first character
 * @param restEnd index behind its last one
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html">Parameter
 *     expansion</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</a>
 */
record Placeholder(String key, int start, int end, Rest rest, int restStart, int restEnd) {

  /** What stands behind the key of a placeholder. */
  enum Rest {
    /** Nothing that could become its value. */
    NONE,
    /** What stands in for a key that is not set. */
    DEFAULT,
    /** What stands in for a key that is not set, or empty. */
    DEFAULT_FOR_EMPTY,
    /** What stands in the place of a key that is set. */
    ALTERNATIVE
  }

  /** The first placeholder from an index on. */
  static @Nullable Placeholder find(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      Placeholder found = null;
      if (c == '$' && i + 1 < text.length()) {
        found =
            switch (text.charAt(i + 1)) {
              case '{' -> braced(text, i);
              case '(' -> inParentheses(text, i);
              default -> bare(text, i);
            };
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
    int dash = keyEnd == close ? variableBeforeDash(text, start + 2, close) : -1;
    if (dash > 0) {
      return new Placeholder(
          text.substring(start + 2, dash), start, close + 1, Rest.DEFAULT, dash + 1, close);
    }
    String key = text.substring(start + 2, keyEnd);
    int at = keyEnd;
    boolean colon = at < close && text.charAt(at) == ':';
    at += colon ? 1 : 0;
    Rest rest =
        switch (at < close ? text.charAt(at) : ' ') {
          case '-', '=' -> colon ? Rest.DEFAULT_FOR_EMPTY : Rest.NONE;
          case '+' -> Rest.ALTERNATIVE;
          case '?' -> Rest.NONE;
          default -> Rest.DEFAULT;
        };
    boolean operator = at < close && "-=+?".indexOf(text.charAt(at)) >= 0;
    if (rest == Rest.NONE || (!colon && !operator)) {
      return new Placeholder(key, start, close + 1, Rest.NONE, close, close);
    }
    return new Placeholder(key, start, close + 1, rest, operator ? at + 1 : at, close);
  }

  /**
   * Where the dash of {@code ${KEY-default}} stands; a key of lower case may hold dashes of its
   * own.
   */
  private static int variableBeforeDash(String text, int from, int close) {
    int end = from;
    while (end < close
        && (Character.isUpperCase(text.charAt(end))
            || text.charAt(end) == '_'
            || (end > from && Character.isDigit(text.charAt(end))))) {
      end++;
    }
    return end > from && end < close && text.charAt(end) == '-' ? end : -1;
  }

  private static boolean isKeyPart(char c) {
    return c != ':' && c != '}' && c != '$' && c != '{' && c != '?' && c != '+';
  }

  /** {@code $(KEY)}; other words between parentheses are commands of a shell. */
  private static @Nullable Placeholder inParentheses(String text, int start) {
    int end = start + 2;
    while (end < text.length()
        && (Character.isUpperCase(text.charAt(end))
            || text.charAt(end) == '_'
            || (end > start + 2 && Character.isDigit(text.charAt(end))))) {
      end++;
    }
    return end == start + 2 || end == text.length() || text.charAt(end) != ')'
        ? null
        : new Placeholder(text.substring(start + 2, end), start, end + 1, Rest.NONE, end, end);
  }

  private static @Nullable Placeholder bare(String text, int start) {
    int end = start + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end == start + 1 || Character.isDigit(text.charAt(start + 1))
        ? null
        : new Placeholder(text.substring(start + 1, end), start, end, Rest.NONE, end, end);
  }

  private static @Nullable Placeholder enclosed(String text, int start, String close) {
    int end = text.indexOf(close, start + 2);
    return end < 0
        ? null
        : new Placeholder(
            text.substring(start + 2, end).strip(),
            start,
            end + close.length(),
            Rest.NONE,
            end,
            end);
  }
}
