package io.whatbreaks.scanners.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of key paths: elements separated by dots, {@code *} for one element or a part of one,
 * {@code **} for any number of them. Letter case does not count. A key that holds dots itself
 * counts as several elements.
 */
record KeyPath(String text, List<String> elements) {
  KeyPath {
    elements = List.copyOf(elements);
  }

  /**
   * The pattern of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static KeyPath of(String text) {
    List<String> elements = List.of(text.toLowerCase(Locale.ROOT).split("\\.", -1));
    if (elements.contains("") || elements.get(elements.size() - 1).equals("**")) {
      throw new IllegalArgumentException("not a key path: '" + text + "'");
    }
    if (text.matches(".*\\[(?:\\d*|\\*)].*")) {
      throw new IllegalArgumentException(
          "members of lists have no index in a key path: '" + text + "'");
    }
    return new KeyPath(text, elements);
  }

  /** The elements of one key of a document. */
  static List<String> elementsOf(String key) {
    if (key.isEmpty()) {
      return List.of();
    }
    String lower = key.toLowerCase(Locale.ROOT);
    if (lower.indexOf('.') < 0) {
      return List.of(lower);
    }
    List<String> elements = new ArrayList<>();
    for (String element : lower.split("\\.", -1)) {
      if (!element.isEmpty()) {
        elements.add(element);
      }
    }
    return elements;
  }

  String last() {
    return elements.get(elements.size() - 1);
  }

  /** The text without wildcards in front. */
  String plain() {
    String plain = text;
    while (plain.startsWith("**.") || plain.startsWith("*.")) {
      plain = plain.substring(plain.indexOf('.') + 1);
    }
    return plain;
  }

  boolean matches(List<String> path) {
    return matches(0, path, 0);
  }

  private boolean matches(int element, List<String> path, int at) {
    if (element == elements.size()) {
      return at == path.size();
    }
    String wanted = elements.get(element);
    if (wanted.equals("**")) {
      for (int next = at; next < path.size(); next++) {
        if (matches(element + 1, path, next)) {
          return true;
        }
      }
      return false;
    }
    return at < path.size()
        && Glob.fits(wanted, path.get(at))
        && matches(element + 1, path, at + 1);
  }
}
