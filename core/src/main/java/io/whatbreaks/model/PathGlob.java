package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths as CODEOWNERS files have it: {@code *} and {@code ?} stand for characters of
 * one element, {@code **} for any number of elements; without a slash before its end it fits at any
 * depth. What fits a folder fits all that lies in it, unless the last element is a lone {@code *}.
 * It takes time in the product of both lengths at worst.
 *
 * @see <a
 *     href="https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax">CODEOWNERS
 *     syntax</a>
 */
public final class PathGlob {
  private static final String ANY = "**";

  private final List<String> elements = new ArrayList<>();

  /** The pattern as written, escapes resolved. */
  public PathGlob(String pattern) {
    String text = requireNonNull(pattern, "pattern");
    boolean isFolder = text.endsWith("/");
    String inner = isFolder ? text.substring(0, text.length() - 1) : text;
    if (inner.indexOf('/') < 0) {
      elements.add(ANY);
    }
    for (String element : inner.split("/", -1)) {
      if (!element.isEmpty()) {
        elements.add(element);
      }
    }
    if (isFolder) {
      elements.add("*");
      elements.add(ANY);
    } else if (!inner.endsWith("/*")) {
      elements.add(ANY);
    }
  }

  /** Whether a path, relative to where the pattern holds and without a leading slash, fits. */
  public boolean matches(String path) {
    String[] names = path.split("/", -1);
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < names.length) {
      if (p < elements.size() && elements.get(p).equals(ANY)) {
        star = p++;
        resume = n;
      } else if (p < elements.size() && Wildcard.matches(elements.get(p), names[n])) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < elements.size() && elements.get(p).equals(ANY)) {
      p++;
    }
    return p == elements.size();
  }

  /** Whether a name fits a pattern of {@code *} and {@code ?}, letter case apart. */
  public static boolean fits(String pattern, String name) {
    return Wildcard.matches(
        pattern.toLowerCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT));
  }
}
