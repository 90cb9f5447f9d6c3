package io.whatbreaks.scanners.table;

import java.util.List;

/**
 * A pattern of paths: {@code *} and {@code ?} within one element, {@code **} for any number of
 * elements.
 *
 * <p>Without a slash it is a file name at any depth. With one it counts from the root of a machine;
 * in a tree, where nobody knows what lies above, it fits at any depth.
 */
record Glob(String text, List<String> elements) {
  private static final String ANY_DEPTH = "**";

  Glob {
    elements = List.copyOf(elements);
  }

  /**
   * The pattern of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Glob of(String text) {
    if (text.length() > 1 && text.endsWith("/")) {
      throw new IllegalArgumentException(
          "a folder is no file: '" + text + "', write " + text + "**");
    }
    if (text.isBlank() || text.startsWith("/") || text.contains("//")) {
      throw new IllegalArgumentException("not a path pattern: '" + text + "'");
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i)) || "\\{}[]|".indexOf(text.charAt(i)) >= 0) {
        throw new IllegalArgumentException(
            "'" + text.charAt(i) + "' in a path pattern: '" + text + "'");
      }
    }
    return new Glob(text, List.of(text.split("/", -1)));
  }

  /** How many characters it fixes: the more, the more it says about a file. */
  int weight() {
    int weight = 0;
    for (int i = 0; i < text.length(); i++) {
      weight += text.charAt(i) == '*' || text.charAt(i) == '?' ? 0 : 1;
    }
    return weight;
  }

  String last() {
    return elements.get(elements.size() - 1);
  }

  /** The last element that is no wildcard, or empty. */
  String lastLiteralFolder() {
    for (int i = elements.size() - 2; i >= 0; i--) {
      if (isLiteral(elements.get(i))) {
        return elements.get(i);
      }
    }
    return "";
  }

  static boolean isLiteral(String element) {
    return element.indexOf('*') < 0 && element.indexOf('?') < 0;
  }

  /** Whether a path, cut at its slashes, fits. */
  boolean matches(String[] path, boolean fromRoot) {
    if (fromRoot && elements.size() > 1) {
      return matches(0, path, 0);
    }
    for (int from = 0; from < path.length; from++) {
      if (matches(0, path, from)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(int element, String[] path, int at) {
    if (element == elements.size()) {
      return at == path.length;
    }
    String wanted = elements.get(element);
    if (wanted.equals(ANY_DEPTH)) {
      // Behind a final ** at least the file itself must come.
      int last = element == elements.size() - 1 ? path.length - 1 : path.length;
      for (int next = at; next <= last; next++) {
        if (element == elements.size() - 1 || matches(element + 1, path, next)) {
          return true;
        }
      }
      return false;
    }
    return at < path.length && fits(wanted, path[at]) && matches(element + 1, path, at + 1);
  }

  /** Whether a text fits a pattern of {@code *} and {@code ?}. */
  static boolean fits(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
