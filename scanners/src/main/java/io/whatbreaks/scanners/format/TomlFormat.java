package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads TOML 1.0. Damage costs its line; an array that nobody closed ends before the line that
 * looks like the next key.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0.0</a>
 */
final class TomlFormat {
  private static final int MOST_PROBLEMS = 20;

  private static final Pattern STATEMENT =
      Pattern.compile(
          "[ \\t]*(?:[\\w.\"'-]{1,80}[ \\t]*=.*|\\[{1,2}[\\w.\"' -]{1,80}\\]{1,2}[ \\t]*)");

  private final String text;
  private final TomlValues values;
  private final List<Problem> problems = new ArrayList<>();
  private final TomlTable root = new TomlTable(0);
  private TomlTable table = root;
  private int at;

  private TomlFormat(String text) {
    this.text = text;
    this.values = new TomlValues(text);
  }

  static LocatedTree read(String text) {
    return new TomlFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      int line = at;
      int end = Lines.end(text, at);
      at = Lines.skipBlanks(text, at, end);
      if (at == end || text.charAt(at) == '#' || isTemplate()) {
        at = Lines.next(text, end);
        continue;
      }
      try {
        if (text.charAt(at) == '[') {
          header();
        } else {
          at = values.entry(at, table, 0);
        }
        lineEnd();
      } catch (TomlDamage damage) {
        problem(damage);
        at = behind(line, Math.max(damage.offset(), line));
      }
    }
    root.end(text.length());
    return new LocatedTree(root.isEmpty() ? List.of() : List.of(root.node()), problems);
  }

  private boolean isTemplate() {
    int end = Templates.end(text, at);
    return end > at && Lines.skipBlanks(text, end, Lines.end(text, end)) == Lines.end(text, end);
  }

  private void header() throws TomlDamage {
    boolean array = text.startsWith("[[", at);
    int from = at + (array ? 2 : 1);
    List<Scalar> keys = new ArrayList<>();
    int end = values.keys(from, keys);
    String close = array ? "]]" : "]";
    if (!text.startsWith(close, end)) {
      throw new TomlDamage(end, "the name of this table has no end");
    }
    TomlTable parent = root;
    for (int i = 0; i < keys.size() - 1; i++) {
      parent = parent.table(keys.get(i));
    }
    Scalar last = keys.get(keys.size() - 1);
    table = array ? parent.next(last) : parent.table(last);
    at = end + close.length();
  }

  private void lineEnd() throws TomlDamage {
    int end = Lines.end(text, at);
    int rest = Lines.skipBlanks(text, at, end);
    if (rest < end && text.charAt(rest) != '#') {
      throw new TomlDamage(rest, "something stands behind the value");
    }
    at = Lines.next(text, end);
  }

  /** The line to go on with: the first one within the damage that looks like a statement. */
  private int behind(int line, int damage) {
    int next = Lines.next(text, Lines.end(text, line));
    while (next < damage) {
      int end = Lines.end(text, next);
      if (end - next < 4_000 && STATEMENT.matcher(text.substring(next, end)).matches()) {
        return next;
      }
      next = Lines.next(text, end);
    }
    return next;
  }

  private void problem(TomlDamage damage) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          new Problem(
              "toml-syntax",
              Math.min(damage.offset(), text.length()),
              damage.reason(),
              "correct the syntax there; the other lines were read"));
    }
  }
}
