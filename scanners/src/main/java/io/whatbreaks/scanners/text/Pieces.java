package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;

/**
 * Splits one line of a configuration file of unknown software into its key and its value, each
 * without quotes; either may be a name.
 */
final class Pieces {
  private Pieces() {}

  /** Hands on what the line from {@code start} to {@code end} holds. */
  static void split(String text, int start, int end, Spans.Sink sink) {
    int from = skipBlanks(text, start, end);
    while (from + 1 < end && text.charAt(from) == '-' && text.charAt(from + 1) == ' ') {
      from = skipBlanks(text, from + 1, end);
    }
    int keyEnd = keyEnd(text, from, end);
    if (keyEnd > from) {
      piece(text, from, keyEnd, sink);
      int separator = skipBlanks(text, keyEnd, end);
      from = skipSeparator(text, separator, end);
    }
    if (from < end && text.charAt(from) == '[' && text.startsWith("]", lastInk(text, from, end))) {
      sink.take(text, from + 1, lastInk(text, from, end), Fact.Span.VALUE);
    } else {
      piece(text, from, end, sink);
    }
  }

  private static int skipBlanks(String text, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int lastInk(String text, int from, int end) {
    int at = end - 1;
    while (at > from && text.charAt(at) <= ' ') {
      at--;
    }
    return at;
  }

  /** Where the key ends; {@code from} where the line has none. */
  private static int keyEnd(String text, int from, int end) {
    int at = from;
    if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      int close = text.indexOf(text.charAt(at), at + 1);
      at = close < 0 || close >= end ? end : close + 1;
    } else {
      while (at < end && !endsKey(text, at, end)) {
        at++;
      }
    }
    int separator = skipBlanks(text, at, end);
    if (separator >= end) {
      return from;
    }
    char c = text.charAt(separator);
    boolean separates = c == '=' || (c == ':' && isFree(text, separator + 1, end));
    return separates ? at : from;
  }

  private static boolean endsKey(String text, int at, int end) {
    char c = text.charAt(at);
    return c <= ' ' || c == '=' || (c == ':' && isFree(text, at + 1, end));
  }

  private static boolean isFree(String text, int at, int end) {
    return at >= end || text.charAt(at) <= ' ';
  }

  private static int skipSeparator(String text, int at, int end) {
    int behind = at + 1;
    while (behind < end && (text.charAt(behind) == '=' || text.charAt(behind) == '>')) {
      behind++;
    }
    return skipBlanks(text, behind, end);
  }

  private static void piece(String text, int start, int end, Spans.Sink sink) {
    int from = skipBlanks(text, start, end);
    if (from >= end) {
      return;
    }
    int to = lastInk(text, from, end) + 1;
    if (text.charAt(to - 1) == ',' || text.charAt(to - 1) == ';') {
      to--;
    }
    if (to - from >= 2 && isQuote(text.charAt(from)) && text.charAt(from) == text.charAt(to - 1)) {
      sink.take(text, from + 1, to - 1, Fact.Span.VALUE);
    } else if (from < to) {
      sink.take(text, from, to, Fact.Span.VALUE);
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
