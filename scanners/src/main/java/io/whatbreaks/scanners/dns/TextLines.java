package io.whatbreaks.scanners.dns;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text as words with their places; what follows {@code #} is a comment. */
final class TextLines {
  private final String text;
  private int next;

  TextLines(String text) {
    this.text = text;
  }

  /** Whether there is another line. */
  boolean more() {
    return next < text.length();
  }

  /** The words of the next line, separated by blanks. */
  List<Scalar> words() {
    List<Scalar> words = new ArrayList<>();
    int wordStart = -1;
    boolean comment = false;
    while (next < text.length()) {
      char c = text.charAt(next);
      boolean end = c == '\n' || c == '\r';
      comment |= c == '#';
      boolean gap = end || comment || c <= ' ';
      if (gap && wordStart >= 0) {
        words.add(Scalar.verbatim(text.substring(wordStart, next), wordStart));
        wordStart = -1;
      } else if (!gap && wordStart < 0) {
        wordStart = next;
      }
      next++;
      if (end) {
        return words;
      }
    }
    if (wordStart >= 0) {
      words.add(Scalar.verbatim(text.substring(wordStart), wordStart));
    }
    return words;
  }
}
