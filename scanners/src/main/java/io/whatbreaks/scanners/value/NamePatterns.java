package io.whatbreaks.scanners.value;

import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NamePattern.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what could be a pattern of names in a value of unknown meaning. */
final class NamePatterns {
  private static final int LONGEST = 200;
  private static final String LETTERS_OF_PATTERNS = ".-_\\*+?|^$";
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  /** A range of numbers or letters, or several numbers; everything around it is a name. */
  private static final Pattern SERIES =
      Pattern.compile(
          "[\\w.-]*(?:\\[(?:\\d+|[a-z])[-:,](?:\\d+|[a-z])(?:[-:,]\\d+)*\\]|\\[\\d\\d+\\]"
              + "|\\{(?:\\d+\\.\\.\\d+|[a-z]\\.\\.[a-z]|[\\w-]+(?:,[\\w-]+)+)\\})[\\w.-]*");

  /** What a regular expression has and a name, a call or a file name with a star has not. */
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "\\\\[dw.]|\\.[*+]|\\([^()]*\\|[^()]*\\)|\\)\\?|\\][*+]|\\[[^\\]]*\\w-\\w[^\\]]*\\]");

  private NamePatterns() {}

  /** A pattern and where it stands in the value. */
  record Found(int start, int end, NamePattern pattern) {}

  static List<Found> in(String value) {
    if (!couldHold(value)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    int at = 0;
    while (at < value.length()) {
      int end = runEnd(value, at);
      if (end > at) {
        read(value, at, end).ifPresent(found::add);
      }
      at = end + 1;
    }
    return found;
  }

  private static boolean couldHold(String value) {
    for (int i = 0; i < value.length(); i++) {
      if ("[*\\({|".indexOf(value.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Within brackets commas, colons and whatever groups begin with belong to the pattern. */
  private static int runEnd(String value, int start) {
    int depth = 0;
    int i = start;
    while (i < value.length()) {
      char c = value.charAt(i);
      if (OPENING.indexOf(c) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(c) >= 0) {
        depth--;
      } else if (!Character.isLetterOrDigit(c)
          && LETTERS_OF_PATTERNS.indexOf(c) < 0
          && (depth <= 0 || ",:".indexOf(c) < 0)) {
        break;
      }
      if (depth < 0) {
        break;
      }
      i++;
    }
    return i;
  }

  private static Optional<Found> read(String value, int start, int end) {
    String run = value.substring(start, end);
    if (run.length() > LONGEST || run.contains("{{") || run.contains("${") || !hasWord(run)) {
      return Optional.empty();
    }
    if (SERIES.matcher(run).matches()) {
      return Optional.of(new Found(start, end, new NamePattern(run, Syntax.RANGE)));
    }
    String expression = run.replace("\\\\", "\\");
    if (!EXPRESSION.matcher(expression).find() || !isBalanced(expression)) {
      return Optional.empty();
    }
    return Optional.of(new Found(start, end, new NamePattern(expression, Syntax.REGEX)));
  }

  /** Two letters side by side that no backslash makes a class of. */
  private static boolean hasWord(String run) {
    for (int i = 1; i < run.length(); i++) {
      if (Character.isLetter(run.charAt(i))
          && Character.isLetter(run.charAt(i - 1))
          && (i < 2 || run.charAt(i - 2) != '\\')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBalanced(String run) {
    int depth = 0;
    for (int i = 0; i < run.length(); i++) {
      depth += OPENING.indexOf(run.charAt(i)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(run.charAt(i)) >= 0 ? 1 : 0;
    }
    return depth == 0;
  }
}
