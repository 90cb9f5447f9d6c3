package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;

/** Reads all that {@link java.util.Properties} reads, and several documents as Spring has them. */
final class PropertiesFormat {
  private final String text;
  private final List<Node> roots = new ArrayList<>();
  private List<Node.Entry> entries = new ArrayList<>();
  private int start;
  private int at;

  private PropertiesFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new PropertiesFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      int end = Lines.end(text, at);
      int first = Lines.skipBlanks(text, at, end);
      if (first == end) {
        at = Lines.next(text, end);
      } else if (text.charAt(first) == '#' || text.charAt(first) == '!') {
        if (text.substring(first + 1, end).stripTrailing().equals("---")) {
          finish(first);
          start = Lines.next(text, end);
        }
        at = Lines.next(text, end);
      } else {
        at = first;
        entry();
      }
    }
    finish(text.length());
    return new LocatedTree(roots, List.of());
  }

  private void finish(int end) {
    if (!entries.isEmpty()) {
      roots.add(new Node.Mapping(entries, Math.min(start, end), end));
      entries = new ArrayList<>();
    }
  }

  private void entry() {
    Scalar key = letters(true);
    blanks();
    if (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':')) {
      at++;
      blanks();
    }
    Scalar value = letters(false);
    entries.add(new Node.Entry(key, value));
    at = Lines.next(text, Lines.end(text, at));
  }

  private Scalar letters(boolean key) {
    Letters letters = new Letters();
    int from = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r' || (key && (c == '=' || c == ':' || Lines.isBlank(c)))) {
        break;
      }
      if (c != '\\') {
        letters.add(c, at++);
      } else if (!continuation()) {
        at = escape(letters);
      }
    }
    return letters.scalar(from, at);
  }

  private void blanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Lines.isBlank(c)) {
        at++;
      } else if (c != '\\' || !continuation()) {
        return;
      }
    }
  }

  /** Goes behind a backslash at the end of a line and the blanks that begin the next one. */
  private boolean continuation() {
    if (at + 1 < text.length() && text.charAt(at + 1) != '\n' && text.charAt(at + 1) != '\r') {
      return false;
    }
    at = Lines.next(text, at + 1);
    at = Lines.skipBlanks(text, at, text.length());
    return true;
  }

  private int escape(Letters letters) {
    char c = text.charAt(at + 1);
    int known = "tnrf".indexOf(c);
    if (known >= 0) {
      letters.add("\t\n\r\f".charAt(known), at);
    } else if (c == 'u' && at + 6 <= text.length() && Escapes.hex(text, at + 2, at + 6) >= 0) {
      letters.add((char) Escapes.hex(text, at + 2, at + 6), at);
      return at + 6;
    } else {
      letters.add(c, at + 1);
    }
    return at + 2;
  }
}
