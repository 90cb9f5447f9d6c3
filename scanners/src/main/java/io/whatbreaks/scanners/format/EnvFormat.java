package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code KEY=value} lines; others are passed over. */
final class EnvFormat {
  private final String text;
  private final List<Node.Entry> entries = new ArrayList<>();
  private int at;

  private EnvFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new EnvFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      line();
      at = Lines.next(text, Lines.end(text, at));
    }
    return entries.isEmpty()
        ? new LocatedTree(List.of(), List.of())
        : new LocatedTree(List.of(new Node.Mapping(entries, 0, text.length())), List.of());
  }

  private void line() {
    int end = Lines.end(text, at);
    int from = Lines.skipBlanks(text, at, end);
    if (text.startsWith("export ", from) || text.startsWith("export\t", from)) {
      from = Lines.skipBlanks(text, from + 7, end);
    }
    int to = from;
    while (to < end && isKey(text.charAt(to))) {
      to++;
    }
    int equals = Lines.skipBlanks(text, to, end);
    if (to == from || equals == end || text.charAt(equals) != '=') {
      return;
    }
    Scalar key = Scalar.verbatim(text.substring(from, to), from);
    at = Lines.skipBlanks(text, equals + 1, end);
    entries.add(new Node.Entry(key, value()));
  }

  private static boolean isKey(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }

  private Scalar value() {
    Letters letters = new Letters();
    int from = at;
    int kept = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\' && isLineEnd(at + 1)) {
        at = Lines.next(text, at + 1);
      } else if (c == '#' && (at == from || Lines.isBlank(text.charAt(at - 1)))) {
        break;
      } else if ((c == '"' || c == '\'') && opens(from) && quoted(letters, c)) {
        kept = letters.length();
      } else {
        letters.add(c, at++);
      }
    }
    letters.trim(kept);
    return letters.scalar(from, Math.max(from, Lines.trimBlanks(text, from, at)));
  }

  /** Quotes within a value that does not begin with one belong to it: {@code -Dx="y z"}. */
  private boolean opens(int from) {
    char first = text.charAt(from);
    return first == '"' || first == '\'';
  }

  private boolean isLineEnd(int offset) {
    return offset >= text.length() || text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
  }

  private boolean quoted(Letters letters, char quote) {
    int close = at + 1;
    while (close < text.length() && text.charAt(close) != quote) {
      close += quote == '"' && text.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= text.length()) {
      return false;
    }
    int i = at + 1;
    while (i < close) {
      if (quote == '"' && text.charAt(i) == '\\' && "\"\\$`\n".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
        if (text.charAt(i) == '\n') {
          i++;
          continue;
        }
      }
      letters.add(text.charAt(i), i);
      i++;
    }
    at = close + 1;
    return true;
  }
}
