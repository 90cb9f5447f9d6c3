package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Scalar;

/** A way to split a text into spans of different sorts, in order, in time linear in its length. */
@FunctionalInterface
interface Spans {

  /** Takes the spans of one text. */
  @FunctionalInterface
  interface Sink {
    /** One span; may be called with blank ones. */
    void take(Scalar piece, Fact.Span span);

    /** A span that stands in the text as it is. */
    default void take(String text, int start, int end, Fact.Span span) {
      int from = start;
      int to = end;
      while (from < to && text.charAt(from) <= ' ') {
        from++;
      }
      while (to > from && text.charAt(to - 1) <= ' ') {
        to--;
      }
      if (from < to) {
        take(Scalar.verbatim(text.substring(from, to), from), span);
      }
    }
  }

  /** Hands on every span of the text. */
  void split(String text, Sink sink);

  /** Whether the text may hold a comment; a cheap look for whoever wants nothing else. */
  default boolean mayHoldComments(String text) {
    return true;
  }

  /** Where the line that begins at {@code start} ends, before its line end. */
  static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  /**
   * Hands on a span line by line. Looks no further than {@code end}: others lie on the same line.
   */
  static void lines(String text, int start, int end, Fact.Span span, Sink sink) {
    int from = start;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n') {
        sink.take(text, from, i, span);
        from = i + 1;
      }
    }
    sink.take(text, from, end, span);
  }
}
