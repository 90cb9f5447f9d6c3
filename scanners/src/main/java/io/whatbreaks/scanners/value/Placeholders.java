package io.whatbreaks.scanners.value;

/**
 * Placeholders of all kinds: {@code ${a:${b}}}, {@code $A}, {@code $(a)}, {@code #{a}}, {@code
 * {{ a }}}, {@code {% a %}}, {@code <% a %>}, {@code %(a)s}, {@code %{a}}, {@code {a}}, {@code
 * @a@}.
 */
final class Placeholders {
  private static final int LONGEST = 1000;

  private Placeholders() {}

  /** The index behind the placeholder that begins at an index, or the same where none does. */
  static int end(String value, int at, int limit) {
    if (at + 1 >= limit) {
      return at;
    }
    int to = Math.min(limit, at + LONGEST);
    char next = value.charAt(at + 1);
    return switch (value.charAt(at)) {
      case '$' -> dollar(value, at, to);
      case '#' -> next == '{' ? balanced(value, at, to, '{', '}') : at;
      case '{' -> brace(value, at, to);
      case '<' -> next == '%' ? behind(value, at, to, "%>") : at;
      case '%' -> percent(value, at, to);
      case '@' -> maven(value, at, to);
      default -> at;
    };
  }

  /** Whether all of a span is one placeholder. */
  static boolean isWhole(String value, int from, int to) {
    return from < to && end(value, from, to) == to;
  }

  private static int dollar(String value, int at, int to) {
    char next = value.charAt(at + 1);
    if (next == '{') {
      // GitHub's and Helm's ${{ a }} are balanced too.
      return balanced(value, at, to, '{', '}');
    }
    if (next == '(') {
      return balanced(value, at, to, '(', ')');
    }
    int end = at + 1;
    while (end < to && isIdentifier(value.charAt(end))) {
      end++;
    }
    return end > at + 1 ? end : at;
  }

  private static int brace(String value, int at, int to) {
    char next = value.charAt(at + 1);
    if (next == '{') {
      return behind(value, at, to, "}}");
    }
    if (next == '%') {
      return behind(value, at, to, "%}");
    }
    int end = at + 1;
    while (end < to
        && (isIdentifier(value.charAt(end)) || "$.-:".indexOf(value.charAt(end)) >= 0)) {
      end++;
    }
    boolean closed = end > at + 1 && end < to && value.charAt(end) == '}';
    return closed && !Character.isDigit(next) ? end + 1 : at;
  }

  private static int percent(String value, int at, int to) {
    char next = value.charAt(at + 1);
    if (next == '{') {
      return balanced(value, at, to, '{', '}');
    }
    int end = next == '(' ? behind(value, at, to, ")") : at;
    return end > at && end < to && Character.isLetter(value.charAt(end)) ? end + 1 : at;
  }

  private static int maven(String value, int at, int to) {
    if (at > 0 && "/=, \t\"'".indexOf(value.charAt(at - 1)) < 0) {
      return at;
    }
    int end = at + 1;
    while (end < to && (isIdentifier(value.charAt(end)) || ".-".indexOf(value.charAt(end)) >= 0)) {
      end++;
    }
    return end > at + 1 && end < to && value.charAt(end) == '@' ? end + 1 : at;
  }

  private static int behind(String value, int at, int to, String close) {
    int found = value.indexOf(close, at + 2);
    return found < 0 || found + close.length() > to ? at : found + close.length();
  }

  private static int balanced(String value, int at, int to, char open, char close) {
    int depth = 0;
    for (int i = at + 1; i < to; i++) {
      char c = value.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i + 1;
      }
    }
    return at;
  }

  static boolean isIdentifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
