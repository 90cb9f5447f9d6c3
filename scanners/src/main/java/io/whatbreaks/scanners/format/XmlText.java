package io.whatbreaks.scanners.format;

import java.util.Map;

/** The characters of XML: references to characters resolved, each line end one sign. */
final class XmlText {
  private static final Map<String, Character> KNOWN =
      Map.of("lt", '<', "gt", '>', "amp", '&', "quot", '"', "apos", '\'');

  private static final int LONGEST = 10;

  private XmlText() {}

  /** Adds what stands at an offset, blanks at the beginning left out; the offset behind it. */
  static int read(String text, int at, int end, Letters into) {
    char c = text.charAt(at);
    if (c == '&') {
      return reference(text, at, end, into);
    }
    if (c > ' ' || !into.isEmpty()) {
      return plain(text, at, into);
    }
    return at + 1;
  }

  /** Adds what stands between two offsets, where nothing is a reference. */
  static void verbatim(String text, int from, int to, Letters into) {
    int at = from;
    while (at < to) {
      at = text.charAt(at) > ' ' || !into.isEmpty() ? plain(text, at, into) : at + 1;
    }
  }

  /** The same within an attribute, where a line end is a blank. */
  static int attribute(String text, int at, Letters into) {
    char c = text.charAt(at);
    if (c == '&') {
      return reference(text, at, text.length(), into);
    }
    if (c == '\n' || c == '\r') {
      into.add(' ', at);
      return Lines.next(text, at);
    }
    into.add(c, at);
    return at + 1;
  }

  private static int plain(String text, int at, Letters into) {
    if (text.charAt(at) == '\r') {
      into.add('\n', at);
      return Lines.next(text, at);
    }
    into.add(text.charAt(at), at);
    return at + 1;
  }

  private static int reference(String text, int at, int end, Letters into) {
    int close = Lines.find(text, ';', at + 1, Math.min(end, at + LONGEST));
    if (close >= Math.min(end, at + LONGEST)) {
      into.add('&', at);
      return at + 1;
    }
    String name = text.substring(at + 1, close);
    Character known = KNOWN.get(name);
    if (known != null) {
      into.add(known, at);
      return close + 1;
    }
    int code = name.startsWith("#") ? code(text, at + 2, close) : -1;
    if (code <= 0 || !Character.isValidCodePoint(code)) {
      into.add('&', at);
      return at + 1;
    }
    for (char c : Character.toChars(code)) {
      into.add(c, at);
    }
    return close + 1;
  }

  private static int code(String text, int from, int close) {
    if (from < close && text.charAt(from) == 'x') {
      return from + 1 < close ? Escapes.hex(text, from + 1, close) : -1;
    }
    int code = from < close ? 0 : -1;
    for (int i = from; i < close; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      code = code * 10 + digit;
    }
    return code;
  }
}
