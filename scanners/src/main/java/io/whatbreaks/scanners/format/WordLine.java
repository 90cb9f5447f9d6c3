package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;

/** Reads the words of one statement that ends with its line. */
final class WordLine {
  private final String text;
  private final List<Scalar> words = new ArrayList<>();
  private int at;

  private WordLine(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The words of the statement at an offset and the start of the line behind it. */
  static WordLine read(String text, int from) {
    WordLine line = new WordLine(text, from);
    line.read();
    return line;
  }

  List<Scalar> words() {
    return words;
  }

  int next() {
    return at;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        at = Lines.next(text, at);
        return;
      }
      if (c == '\\' && endsLine(at + 1)) {
        at = Lines.next(text, Lines.end(text, at));
      } else if (c == '#') {
        at = Lines.next(text, Lines.end(text, at));
        return;
      } else if (Lines.isBlank(c)) {
        at++;
      } else {
        words.add(word());
      }
    }
  }

  private boolean endsLine(int from) {
    return from >= text.length() || text.charAt(from) == '\n' || text.charAt(from) == '\r';
  }

  private Scalar word() {
    int from = at;
    Letters letters = new Letters();
    while (at < text.length()) {
      char c = text.charAt(at);
      int template = Templates.end(text, at);
      if (template > at && template <= Lines.end(text, at)) {
        letters.add(text, at, template);
        at = template;
      } else if (Lines.isBlank(c) || c == '\n' || c == '\r' || (c == '\\' && endsLine(at + 1))) {
        break;
      } else if (c == '\\' && (text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '#')) {
        letters.add(text.charAt(at + 1), at + 1);
        at += 2;
      } else if (c == '"' || c == '\'') {
        quoted(letters, c);
      } else {
        letters.add(c, at++);
      }
    }
    return letters.scalar(from, at);
  }

  private void quoted(Letters letters, char quote) {
    int close = at + 1;
    int end = Lines.end(text, at);
    while (close < end && text.charAt(close) != quote) {
      close += quote == '"' && text.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= end) {
      letters.add(quote, at++);
      return;
    }
    for (int i = at + 1; i < close; i++) {
      if (quote == '"' && text.charAt(i) == '\\' && "\"\\".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      letters.add(text.charAt(i), i);
    }
    at = close + 1;
  }

  /** The first word as the key of the others; of a single word, an empty value. */
  static Node.Entry entry(List<Scalar> words) {
    Scalar key = words.get(0);
    if (words.size() == 1) {
      return new Node.Entry(key, Scalar.verbatim("", key.end()));
    }
    List<Node> rest = List.copyOf(words.subList(1, words.size()));
    return new Node.Entry(
        key, new Node.Sequence(rest, rest.get(0).start(), rest.get(rest.size() - 1).end()));
  }
}
