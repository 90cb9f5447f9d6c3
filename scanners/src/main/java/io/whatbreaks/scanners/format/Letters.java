package io.whatbreaks.scanners.format;

import java.util.Arrays;

/** Collects the characters of one value, each with its offset. */
final class Letters {
  private final StringBuilder value = new StringBuilder();
  private int[] offsets = new int[16];

  /** Adds a character that stands at, or stands for what begins at, an offset. */
  void add(char c, int offset) {
    int length = value.length();
    if (length == offsets.length) {
      offsets = Arrays.copyOf(offsets, length * 2);
    }
    offsets[length] = offset;
    value.append(c);
  }

  /** Adds a span of the text as it stands. */
  void add(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      add(text.charAt(i), i);
    }
  }

  boolean isEmpty() {
    return value.length() == 0;
  }

  int length() {
    return value.length();
  }

  /** Forgets the blanks at the end, down to a length. */
  void trim(int least) {
    int length = value.length();
    while (length > least && value.charAt(length - 1) <= ' ') {
      length--;
    }
    value.setLength(length);
  }

  /** The value, in a node that spans its own characters; there must be one. */
  Scalar scalar() {
    return scalar(offsets[0], offsets[value.length() - 1] + 1);
  }

  /** The value, in a node that spans {@code start} to {@code end}. */
  Scalar scalar(int start, int end) {
    int length = value.length();
    if (length == 0) {
      return Scalar.quoted("", start, end, start);
    }
    for (int i = 1; i < length; i++) {
      if (offsets[i] != offsets[0] + i) {
        return Scalar.scattered(value.toString(), start, end, Arrays.copyOf(offsets, length));
      }
    }
    return Scalar.quoted(value.toString(), start, end, offsets[0]);
  }
}
