package io.whatbreaks.scanners.format;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a format makes of a text.
 *
 * @param roots one for each document of the text; a text without any has none
 * @param problems what could not be read
 */
public record LocatedTree(List<Node> roots, List<Problem> problems) {

  /**
   * A part that could not be read: a stable code in kebab case, where, why, and what to do about
   * it.
   */
  public record Problem(String code, int offset, String message, String hint) {
    public Problem {
      requireNonNull(code, "code");
      requireNonNull(message, "message");
      requireNonNull(hint, "hint");
    }
  }

  public LocatedTree {
    roots = List.copyOf(roots);
    problems = List.copyOf(problems);
  }
}
