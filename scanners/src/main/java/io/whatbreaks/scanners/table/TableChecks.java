package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.table.Row.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds rows that say nothing, or that another row keeps from ever being asked. */
final class TableChecks {
  private static final Set<String> GROUPS = Set.of("host", "port", "list");
  private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\(\\?<(\\w+)>");

  private final TableProblems problems;
  private final boolean lines;
  private final boolean hasBlocks;
  private final List<KeyPath> taken = new ArrayList<>();

  TableChecks(TableProblems problems, boolean lines, Fields table) {
    this.problems = problems;
    this.lines = lines;
    this.hasBlocks = table.has("block");
    if (!lines) {
      onlyOfLines(table, "block");
      onlyOfLines(table, "comment");
    }
  }

  /** What to do about text that is no YAML. */
  static String hint(LocatedTree.Problem problem, String text) {
    if (problem.message().contains("escape character")) {
      return "write \\\\ for a backslash in double quotes, or take single quotes";
    }
    int start = text.lastIndexOf('\n', Math.max(problem.offset() - 1, 0)) + 1;
    int end = text.indexOf('\n', start);
    String line = text.substring(start, end < 0 ? text.length() : end);
    return line.indexOf('\t') >= 0 ? "indent with blanks, YAML knows no tabs" : problem.hint();
  }

  /**
   * A regular expression that takes out a host, a port or both, and what tells its list from
   * others.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Pattern pattern(String text) {
    try {
      Matcher group = GROUP.matcher(text);
      while (group.find()) {
        if (!GROUPS.contains(group.group(1))) {
          throw new IllegalArgumentException(
              "no group is called '" + group.group(1) + "' here (host, port, list)");
        }
      }
      return Pattern.compile(text);
    } catch (PatternSyntaxException refused) {
      throw new IllegalArgumentException(
          "no regular expression: " + refused.getDescription() + " near '" + text + "'", refused);
    }
  }

  /**
   * A regular expression with a group, which is what it is for.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Pattern group(String text) {
    Pattern pattern = pattern(text);
    if (pattern.matcher("").groupCount() == 0) {
      throw new IllegalArgumentException("'" + text + "' has no group in parentheses");
    }
    return pattern;
  }

  /** Says so where the documentation is no address. */
  static void source(Fields fields, TableProblems problems) {
    if (!fields.text("source").orElse("http").startsWith("http")) {
      problems.add(
          "bad-value",
          fields.start("source"),
          "'source' wants the address of the documentation",
          "begin with https://");
    }
  }

  private void onlyOfLines(Fields table, String key) {
    if (table.has(key)) {
      problems.add(
          "bad-value", table.start(key), "'" + key + "' is for the format 'lines'", "take it out");
    }
  }

  void row(Fields fields, Row.Selector selector, Means means) {
    source(fields, problems);
    String wanted = lines ? "pattern" : "key";
    if (!fields.has(wanted)) {
      problems.add(
          "missing-key", fields.start(), "a row of this format needs a '" + wanted + "'", "add it");
    } else if (lines) {
      line(fields, selector, means);
    } else {
      statement(fields, selector, means);
    }
  }

  private void line(Fields fields, Row.Selector selector, Means means) {
    if (selector.keys().size() > 1) {
      problems.add("bad-value", fields.start("key"), "a row of lines has one 'key'", "keep one");
    }
    if (means != Means.NOTHING
        && selector.pattern().isPresent()
        && !selector.hasGroup("host")
        && !selector.hasGroup("port")) {
      problems.add(
          "bad-value",
          fields.start("pattern"),
          "this 'pattern' takes out no value",
          "put (?<host>…) or (?<port>…) around it");
    }
    for (String key : List.of("argument", "inherits", "used-in")) {
      if (fields.has(key)) {
        problems.add(
            "bad-value",
            fields.start(key),
            "'" + key + "' is not for the format 'lines'",
            "say it with 'pattern'");
      }
    }
    if (fields.has("with") && !hasBlocks) {
      problems.add(
          "bad-value",
          fields.start("with"),
          "'with' asks for a word of the line that begins a block, and there are none",
          "give the table a 'block'");
    }
    if (!selector.within().isEmpty() && !selector.within().equals("line")) {
      problems.add(
          "unknown-word",
          fields.start("within"),
          "'within' cannot be '" + selector.within() + "'",
          "one of: line");
    }
  }

  /** A key that an earlier row takes under all conditions. */
  private void statement(Fields fields, Row.Selector selector, Means means) {
    if (means == Means.ADDRESS_TIME || means == Means.CONNECTION_TIME || means == Means.PATTERN) {
      return; // Beside what another row says.
    }
    boolean tells = means != Means.NOTHING && means != Means.CANDIDATES;
    for (KeyPath key : selector.keys()) {
      boolean literal = key.elements().stream().allMatch(Glob::isLiteral);
      if (tells && literal && taken.stream().anyMatch(earlier -> earlier.matches(key.elements()))) {
        problems.add(
            "bad-value",
            fields.start("key"),
            "an earlier row takes '" + key.text() + "'",
            "put this row before it");
      }
    }
    if (selector.with().isEmpty() && selector.usedIn().isEmpty()) {
      taken.addAll(selector.keys());
    }
  }
}
