package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sections of keys. */
final class IniFormat {
  private final String text;
  private final List<Node.Entry> sections = new ArrayList<>();
  private List<Node.Entry> entries = new ArrayList<>();
  private Scalar section = Scalar.verbatim("", 0);
  private List<Scalar> part = List.of();
  private int sectionStart;
  private int at;

  private IniFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new IniFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      int end = Lines.end(text, at);
      int from = Lines.skipBlanks(text, at, end);
      int to = Lines.trimBlanks(text, from, end);
      if (from == to || isComment(text.charAt(from))) {
        at = Lines.next(text, end);
      } else if (text.charAt(from) == '[' && Lines.find(text, ']', from, to) < to) {
        finish(at);
        int close = text.lastIndexOf(']', to - 1);
        section(from + 1, close);
        sectionStart = from;
        at = Lines.next(text, end);
      } else {
        entry(from, end);
      }
    }
    finish(text.length());
    return sections.isEmpty()
        ? new LocatedTree(List.of(), List.of())
        : new LocatedTree(List.of(new Node.Mapping(sections, 0, text.length())), List.of());
  }

  private void finish(int end) {
    if (!entries.isEmpty() || !section.value().isEmpty()) {
      Node block = new Node.Mapping(entries, sectionStart, end);
      if (!part.isEmpty()) {
        block = new Node.Sequence(List.of(part.get(0), block), part.get(0).start(), end);
      }
      sections.add(new Node.Entry(section, block));
      entries = new ArrayList<>();
    }
  }

  /** {@code remote "origin"}: a section of git has a name within quotes behind its own. */
  private void section(int from, int close) {
    int open = Lines.find(text, '"', from, close);
    int name = Lines.trimBlanks(text, from, open);
    int last = close - 1;
    if (open < last && name > from && name < open && text.charAt(last) == '"') {
      section = Scalar.verbatim(text.substring(from, name), from);
      part = List.of(quotedPart(open, last));
    } else {
      section = Scalar.verbatim(text.substring(from, close), from);
      part = List.of();
    }
  }

  private Scalar quotedPart(int open, int last) {
    Letters letters = new Letters();
    int i = open + 1;
    while (i < last) {
      i += text.charAt(i) == '\\' && i + 1 < last ? 1 : 0;
      letters.add(text.charAt(i), i);
      i++;
    }
    return letters.scalar(open, last + 1);
  }

  private static boolean isComment(char c) {
    return c == ';' || c == '#';
  }

  private void entry(int from, int end) {
    int separator = from;
    while (separator < end && text.charAt(separator) != '=' && text.charAt(separator) != ':') {
      separator++;
    }
    int indent = from - at;
    int keyEnd = Lines.trimBlanks(text, from, separator);
    String name = text.substring(from, keyEnd);
    if (text.charAt(from) == '!' && directive(from, end)) {
      return;
    }
    Scalar key = Scalar.verbatim(name, from);
    if (separator == end) {
      at = Lines.next(text, end);
      entries.add(new Node.Entry(key, Scalar.verbatim("", keyEnd)));
      return;
    }
    at = Lines.skipBlanks(text, separator + 1, end);
    entries.add(new Node.Entry(key, value(indent, name.startsWith("Exec"))));
  }

  /** {@code !includedir /etc/mysql/conf.d/}: MySQL includes files so, wherever it stands. */
  private boolean directive(int from, int end) {
    int to = Lines.trimBlanks(text, from, end);
    int name = from;
    while (name < to && !Lines.isBlank(text.charAt(name))) {
      name++;
    }
    int value = Lines.skipBlanks(text, name, to);
    if (value == to) {
      return false;
    }
    entries.add(
        new Node.Entry(
            Scalar.verbatim(text.substring(from, name), from),
            Scalar.verbatim(text.substring(value, to), value)));
    at = Lines.next(text, end);
    return true;
  }

  /**
   * A value up to the end of its line and of those that continue it.
   *
   * @param command whether {@code ;} between blanks divides commands, as systemd has it, and opens
   *     no comment
   */
  private Scalar value(int indent, boolean command) {
    int from = at;
    int end = Lines.end(text, at);
    Scalar whole = inQuotes(from, end);
    if (whole != null) {
      at = Lines.next(text, end);
      return whole;
    }
    Letters letters = new Letters();
    int last = from;
    while (true) {
      end = Lines.end(text, at);
      int to = Lines.trimBlanks(text, at, commentStart(at, end, command));
      boolean continued = to > at && text.charAt(to - 1) == '\\' && to == end;
      letters.add(text, at, continued ? to - 1 : to);
      last = Math.max(last, continued ? to - 1 : to);
      int next = Lines.next(text, end);
      while (continued && next < text.length() && isCommentLine(next)) {
        next = Lines.next(text, Lines.end(text, next));
      }
      if (next >= text.length() || !(continued || isIndented(next, indent))) {
        at = next;
        break;
      }
      if (!letters.isEmpty()) {
        letters.add(continued ? ' ' : '\n', end);
      }
      at = Lines.skipBlanks(text, next, Lines.end(text, next));
    }
    letters.trim(0);
    return letters.scalar(from, last);
  }

  private boolean isCommentLine(int line) {
    int end = Lines.end(text, line);
    int first = Lines.skipBlanks(text, line, end);
    return first < end && isComment(text.charAt(first));
  }

  /** Whether a line belongs to the value above it: deeper than its key, and no key itself. */
  private boolean isIndented(int line, int indent) {
    int end = Lines.end(text, line);
    int first = Lines.skipBlanks(text, line, end);
    return first < end
        && first - line > indent
        && !isComment(text.charAt(first))
        && text.charAt(first) != '['
        && Lines.find(text, '=', first, end) == end;
  }

  private int commentStart(int from, int end, boolean command) {
    char quote = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = Lines.find(text, c, i + 1, end) < end ? c : 0;
      } else if ((i == from || Lines.isBlank(text.charAt(i - 1)))
          && (c == '#' || (c == ';' && !command))) {
        return i;
      }
    }
    return end;
  }

  private @Nullable Scalar inQuotes(int from, int end) {
    if (from >= end || (text.charAt(from) != '"' && text.charAt(from) != '\'')) {
      return null;
    }
    char quote = text.charAt(from);
    int close = Lines.find(text, quote, from + 1, end);
    if (close >= end) {
      return null;
    }
    int rest = Lines.skipBlanks(text, close + 1, end);
    if (rest < end && !isComment(text.charAt(rest))) {
      return null;
    }
    return Scalar.quoted(text.substring(from + 1, close), from, close + 1, from + 1);
  }
}
