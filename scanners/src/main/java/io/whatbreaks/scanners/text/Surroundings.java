package io.whatbreaks.scanners.text;

import io.whatbreaks.scanners.value.Slot;

/**
 * Tells from what stands around a word of a program or a file of data whether a host would stand
 * there: the key before it, the variable it is given to, the call it is an argument of, the port
 * behind it. Looks back a bounded way.
 */
final class Surroundings {
  private static final int FARTHEST = 400;
  private static final int MOST_LINES = 60;
  private static final String QUOTES = "\"'`";

  private final String text;

  Surroundings(String text) {
    this.text = text;
  }

  /** What the place from {@code start} to {@code end} is for. */
  Slot of(int start, int end) {
    if (isBeforePort(end)) {
      return Slot.HOST;
    }
    int limit = Math.max(0, start - FARTHEST);
    int at = start;
    while (at > limit && QUOTES.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return before(at, limit, 0);
  }

  /** Whether it is itself the key of what follows. */
  boolean isKey(int end) {
    int at = behindQuotes(end);
    int sign = skipBlanks(at);
    if (sign >= text.length()) {
      return false;
    }
    char c = text.charAt(sign);
    char next = sign + 1 < text.length() ? text.charAt(sign + 1) : '\n';
    return (c == ':' && (next <= ' ' || next == '"' || next == '{' || next == '['))
        || (c == '=' && next != '=' && next != '~');
  }

  /** Whether a key holds no more than a number or a switch: it is a field, whatever its name. */
  boolean isField(int end) {
    int at = skipBlanks(behindQuotes(end));
    while (at < text.length() && ":=>".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    at = skipBlanks(at);
    int to = at;
    while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
      to++;
    }
    String value = text.substring(at, to);
    boolean ends = to >= text.length() || ".-_:/".indexOf(text.charAt(to)) < 0;
    return ends && value.matches("(?i)true|false|yes|no|on|off|null|none|\\d+");
  }

  private Slot before(int from, int limit, int depth) {
    int at = from;
    boolean sameLine = true;
    while (at > limit && text.charAt(at - 1) <= ' ') {
      sameLine &= text.charAt(at - 1) != '\n';
      at--;
    }
    if (at <= limit || depth > 8) {
      return Slot.OPEN;
    }
    char c = text.charAt(at - 1);
    if (c == ',' && at > 1) {
      return argument(at - 1, limit, depth);
    }
    if (c == '(') {
      return call(at - 1, limit);
    }
    if (c == '[' || c == '{') {
      return before(at - 1, limit, depth + 1);
    }
    if (c == '-' && sameLine && isItem(at - 1)) {
      return item(at - 1);
    }
    if (!sameLine && c == ':' && indent(from) <= indent(at)) {
      return Slot.OPEN;
    }
    if (c == '=' || c == ':' || c == '|' || c == '?' || (c == '>' && at > 1)) {
      return key(at, limit);
    }
    if (c == '+' || c == '.') {
      return joined(at - 1, limit);
    }
    return sameLine && isWordPart(c) ? Slot.of(word(at, limit)) : Slot.OPEN;
  }

  /** How far the line of an offset is moved in. */
  private int indent(int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    int ink = start;
    while (ink < text.length() && (text.charAt(ink) == ' ' || text.charAt(ink) == '\t')) {
      ink++;
    }
    return ink - start;
  }

  /** Behind a comma: what the argument before says, else what opens the list. */
  private Slot argument(int comma, int limit, int depth) {
    int open = opener(comma, limit);
    if (open < 0) {
      return Slot.OPEN;
    }
    if (text.charAt(open) == '(') {
      int end = back(comma);
      boolean quoted = end > limit && QUOTES.indexOf(text.charAt(end - 1)) >= 0;
      Slot sibling = Slot.of(word(quoted ? end - 1 : end, limit));
      if (sibling != Slot.OPEN) {
        return sibling;
      }
    }
    return before(open + 1, limit, depth + 1);
  }

  /** The bracket that is still open there, or -1. */
  private int opener(int from, int limit) {
    int depth = 0;
    for (int i = from - 1; i >= limit; i--) {
      char c = text.charAt(i);
      if (c == ')' || c == ']' || c == '}') {
        depth++;
      } else if (c == '(' || c == '[' || c == '{') {
        if (depth == 0) {
          return i;
        }
        depth--;
      } else if (c == ';') {
        return -1;
      }
    }
    return -1;
  }

  private Slot call(int open, int limit) {
    int end = back(open);
    if (end <= limit || !isWordPart(text.charAt(end - 1))) {
      return end > limit ? before(end, limit, 8) : Slot.OPEN;
    }
    return Slot.ofCall(word(end, limit));
  }

  /** Behind {@code =}, {@code :}, {@code =>}, {@code ==}, {@code ||}: what stands before it. */
  private Slot key(int from, int limit) {
    int at = from;
    while (at > limit && ("=:|?>!~ \t".indexOf(text.charAt(at - 1)) >= 0)) {
      at--;
    }
    while (at > limit && (QUOTES.indexOf(text.charAt(at - 1)) >= 0 || text.charAt(at - 1) == ']')) {
      at--;
    }
    if (at > limit && text.charAt(at - 1) == '>') {
      return Slot.OPEN;
    }
    return Slot.of(word(at, limit));
  }

  /** Behind a part of the same string: {@code "http://" + "mq01"}. */
  private Slot joined(int sign, int limit) {
    int end = back(sign);
    boolean quoted = end > limit && QUOTES.indexOf(text.charAt(end - 1)) >= 0;
    return quoted && (text.startsWith("://", end - 4) || text.startsWith("@", end - 2))
        ? Slot.HOST
        : Slot.OPEN;
  }

  /** Whether a dash begins an item of a list. */
  private boolean isItem(int dash) {
    int at = dash;
    while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '-')) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  /** The key of the list that an item stands in: the line above that is indented less. */
  private Slot item(int dash) {
    int lineStart = text.lastIndexOf('\n', dash) + 1;
    int indent = dash - lineStart;
    int end = lineStart - 1;
    for (int lines = 0; end > 0 && lines < MOST_LINES; lines++) {
      int start = text.lastIndexOf('\n', end - 1) + 1;
      int ink = start;
      while (ink < end && text.charAt(ink) <= ' ') {
        ink++;
      }
      boolean item = ink < end && text.charAt(ink) == '-';
      boolean blank = ink >= end || text.charAt(ink) == '#';
      if (!blank && (ink - start < indent || (ink - start == indent && !item))) {
        int last = end;
        while (last > ink && text.charAt(last - 1) <= ' ') {
          last--;
        }
        return text.charAt(last - 1) == ':' ? Slot.of(word(last - 1, ink)) : Slot.OPEN;
      }
      end = start - 1;
    }
    return Slot.OPEN;
  }

  /** {@code "mq01", 5672}: the next argument is a port. */
  private boolean isBeforePort(int end) {
    if (end + 1 < text.length() && text.charAt(end) == ':') {
      // The port is joined on: "mq01:" + port, "mq01:%d"
      return (QUOTES + "%$#").indexOf(text.charAt(end + 1)) >= 0;
    }
    int at = skipBlanks(behindQuotes(end));
    if (at < text.length() && text.charAt(at) == '+') {
      int quote = skipBlanks(at + 1);
      return quote + 1 < text.length()
          && QUOTES.indexOf(text.charAt(quote)) >= 0
          && text.charAt(quote + 1) == ':';
    }
    if (at >= text.length() || text.charAt(at) != ',' || at == end) {
      return false;
    }
    int digits = skipBlanks(at + 1);
    int to = digits;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    boolean ends = to >= text.length() || ",) ;\r\n]".indexOf(text.charAt(to)) >= 0;
    return to - digits >= 2 && to - digits <= 5 && ends;
  }

  private int behindQuotes(int end) {
    int at = end;
    while (at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private int back(int from) {
    int at = from;
    while (at > 0 && text.charAt(at - 1) <= ' ') {
      at--;
    }
    return at;
  }

  private String word(int end, int limit) {
    int start = end;
    while (start > limit && isWordPart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
