package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Arrays;

/**
 * The strings of a JSON text, keys and values alike; comments as people write them all the same.
 */
final class JsonSpans implements Spans {

  @Override
  public void split(String text, Sink sink) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at = string(text, at, sink);
      } else if (c == '/' && text.startsWith("//", at)) {
        int end = Spans.lineEnd(text, at);
        sink.take(text, at, end, Fact.Span.COMMENT);
        at = end;
      } else if (c == '/' && text.startsWith("/*", at)) {
        at = block(text, at, sink);
      } else {
        at++;
      }
    }
  }

  @Override
  public boolean mayHoldComments(String text) {
    return text.contains("//") || text.contains("/*");
  }

  private static int block(String text, int start, Sink sink) {
    int close = text.indexOf("*/", start + 2);
    int behind = close < 0 ? text.length() : close + 2;
    Spans.lines(text, start, behind, Fact.Span.COMMENT, sink);
    return behind;
  }

  /** A string ends at its line's end even where nobody closed it, so that damage stays local. */
  private static int string(String text, int open, Sink sink) {
    int at = open + 1;
    boolean escaped = false;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      boolean escape = text.charAt(at) == '\\';
      escaped |= escape;
      at += escape ? 2 : 1;
    }
    int end = Math.min(at, text.length());
    if (escaped) {
      sink.take(unescaped(text, open + 1, end), Fact.Span.VALUE);
    } else {
      sink.take(text, open + 1, end, Fact.Span.VALUE);
    }
    return end < text.length() && text.charAt(end) == '"' ? end + 1 : end;
  }

  /** RFC 8259 section 7. */
  private static Scalar unescaped(String text, int start, int end) {
    StringBuilder value = new StringBuilder(end - start);
    int[] offsets = new int[end - start];
    int at = start;
    while (at < end) {
      offsets[value.length()] = at;
      char c = text.charAt(at);
      if (c != '\\' || at + 1 >= end) {
        value.append(c);
        at++;
        continue;
      }
      char escape = text.charAt(at + 1);
      if (escape == 'u' && at + 6 <= end && isHex(text, at + 2)) {
        value.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
        at += 6;
      } else {
        value.append("nrtbf".indexOf(escape) >= 0 ? ' ' : escape);
        at += 2;
      }
    }
    return Scalar.scattered(value.toString(), start, end, Arrays.copyOf(offsets, value.length()));
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
