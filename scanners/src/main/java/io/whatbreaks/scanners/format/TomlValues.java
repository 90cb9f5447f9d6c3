package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;

/** The keys and values of a TOML text. */
final class TomlValues {
  /**
   * How deep values may lie below the table that a line stands in, whose own depth comes on top.
   */
  private static final int DEEPEST = 40;

  private static final int MOST_KEYS = 20;

  private final String text;
  private int at;

  TomlValues(String text) {
    this.text = text;
  }

  /** Reads {@code key = value} into a table, and returns the offset behind it. */
  int entry(int from, TomlTable table, int depth) throws TomlDamage {
    List<Scalar> keys = new ArrayList<>();
    at = keys(from, keys);
    if (at >= text.length() || text.charAt(at) != '=') {
      throw new TomlDamage(at, "there is no = behind the key");
    }
    at = blanks(at + 1);
    Node value = value(depth + keys.size());
    TomlTable owner = table;
    for (int i = 0; i < keys.size() - 1; i++) {
      owner = owner.table(keys.get(i));
    }
    owner.put(keys.get(keys.size() - 1), value);
    return at;
  }

  /** Reads keys with dots between them, and returns the offset of what stands behind. */
  int keys(int from, List<Scalar> keys) throws TomlDamage {
    int next = blanks(from);
    while (true) {
      at = next;
      if (at >= text.length() || keys.size() == MOST_KEYS) {
        throw new TomlDamage(next, "a key is missing here, or there are too many of them");
      }
      char c = text.charAt(at);
      keys.add(c == '"' || c == '\'' ? quoted(c) : bareKey());
      next = blanks(at);
      if (next >= text.length() || text.charAt(next) != '.') {
        return next;
      }
      next = blanks(next + 1);
    }
  }

  private Scalar bareKey() throws TomlDamage {
    int from = at;
    while (at < text.length() && isBareKey(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw new TomlDamage(at, "this is no key");
    }
    return Scalar.verbatim(text.substring(from, at), from);
  }

  private static boolean isBareKey(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private int blanks(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private void blanksAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = Lines.end(text, at);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private Node value(int depth) throws TomlDamage {
    if (at >= text.length()) {
      throw new TomlDamage(at, "the value is missing");
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return text.startsWith(String.valueOf(c).repeat(3), at) ? multiLine(c) : quoted(c);
    }
    boolean template = Templates.end(text, at) > at;
    if (!template && (c == '[' || c == '{')) {
      if (depth >= DEEPEST) {
        throw new TomlDamage(at, "nested deeper than " + DEEPEST + " levels");
      }
      return c == '[' ? array(depth) : inlineTable(depth);
    }
    return bare();
  }

  private Node array(int depth) throws TomlDamage {
    int start = at++;
    List<Node> items = new ArrayList<>();
    while (true) {
      blanksAndComments();
      if (at < text.length() && text.charAt(at) == ']') {
        at++;
        return new Node.Sequence(items, start, at);
      }
      items.add(value(depth + 1));
      blanksAndComments();
      divider(']', start);
    }
  }

  private Node inlineTable(int depth) throws TomlDamage {
    int start = at++;
    TomlTable table = new TomlTable(start);
    while (true) {
      blanksAndComments();
      if (at < text.length() && text.charAt(at) == '}') {
        at++;
        table.end(at);
        return table.node();
      }
      at = entry(at, table, depth);
      blanksAndComments();
      divider('}', start);
    }
  }

  /** A comma, or what closes and is left where it is. */
  private void divider(char close, int start) throws TomlDamage {
    if (at >= text.length()) {
      throw new TomlDamage(at, "the bracket at offset " + start + " has no end");
    }
    if (text.charAt(at) == ',') {
      at++;
    } else if (text.charAt(at) != close) {
      throw new TomlDamage(at, "there is no comma and no " + close + " here");
    }
  }

  /** A number, a date, a word, or a template expression. */
  private Scalar bare() throws TomlDamage {
    int from = at;
    while (at < text.length()) {
      int template = Templates.end(text, at);
      if (template > at) {
        at = template;
      } else if (",]}#\n\r".indexOf(text.charAt(at)) >= 0) {
        break;
      } else if (text.charAt(at) == '=') {
        throw new TomlDamage(at, "an = within a value that has no quotes");
      } else {
        at++;
      }
    }
    int end = Lines.trimBlanks(text, from, at);
    if (end == from) {
      throw new TomlDamage(from, "the value is missing");
    }
    at = end;
    return Scalar.verbatim(text.substring(from, end), from);
  }

  private Scalar quoted(char quote) throws TomlDamage {
    int open = at++;
    Letters letters = new Letters();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      int template = Templates.end(text, at);
      if (c == '\n' || c == '\r') {
        throw new TomlDamage(open, "this quote has no end");
      } else if (template > at) {
        letters.add(text, at, template);
        at = template;
      } else if (c == '\\' && quote == '"') {
        at = Escapes.read(text, at, text.length(), letters);
      } else {
        letters.add(c, at++);
      }
    }
    if (at >= text.length()) {
      throw new TomlDamage(open, "this quote has no end");
    }
    at++;
    return letters.isEmpty() ? Scalar.quoted("", open, at, open + 1) : letters.scalar(open, at);
  }

  private Scalar multiLine(char quote) throws TomlDamage {
    int open = at;
    String close = String.valueOf(quote).repeat(3);
    Letters letters = new Letters();
    at += 3;
    if (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at = Lines.next(text, at);
    }
    while (at < text.length() && !text.startsWith(close, at)) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        escape(letters);
      } else if (c == '\r') {
        letters.add('\n', at);
        at = Lines.next(text, at);
      } else {
        letters.add(c, at++);
      }
    }
    if (at >= text.length()) {
      throw new TomlDamage(open, "this quote has no end");
    }
    // One or two quotes may stand directly before those that close.
    while (text.startsWith(close, at + 1)) {
      letters.add(quote, at++);
    }
    at += 3;
    return letters.isEmpty() ? Scalar.quoted("", open, at, open + 3) : letters.scalar(open, at);
  }

  /** A backslash at the end of a line joins it with what follows. */
  private void escape(Letters letters) {
    int end = Lines.skipBlanks(text, at + 1, text.length());
    if (end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r')) {
      at = end;
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
    } else {
      at = Escapes.read(text, at, text.length(), letters);
    }
  }
}
