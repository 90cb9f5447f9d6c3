package io.whatbreaks.scanners.format;

import static java.util.Objects.requireNonNull;

/**
 * A single value and where each of its characters stands in the text.
 *
 * <p>Mostly the value stands there as it is. Where escapes, folding or block indentation make it
 * differ, each character has an offset of its own.
 */
public final class Scalar implements Node {
  private static final int[] VERBATIM = {};

  private final String value;
  private final int start;
  private final int end;
  private final int first;
  private final int[] offsets;

  private Scalar(String value, int start, int end, int first, int[] offsets) {
    this.value = requireNonNull(value, "value");
    this.start = start;
    this.end = end;
    this.first = first;
    this.offsets = offsets;
  }

  /** A value that stands in the text as it is, from {@code start}. */
  public static Scalar verbatim(String value, int start) {
    return new Scalar(value, start, start + value.length(), start, VERBATIM);
  }

  /**
   * A value that stands as it is within quotes: the node spans them, the value begins at {@code
   * first}.
   */
  public static Scalar quoted(String value, int start, int end, int first) {
    return new Scalar(value, start, end, first, VERBATIM);
  }

  /**
   * A value whose characters stand apart.
   *
   * @param offsets one for each character of the value
   */
  public static Scalar scattered(String value, int start, int end, int[] offsets) {
    if (offsets.length != value.length()) {
      throw new IllegalArgumentException(
          offsets.length + " offsets for " + value.length() + " characters");
    }
    return new Scalar(value, start, end, start, offsets.clone());
  }

  /** The value, escapes resolved, quotes removed. */
  public String value() {
    return value;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return end;
  }

  /**
   * The offset in the text of the character at {@code index} of the value; behind the last one for
   * its length.
   */
  public int offset(int index) {
    if (offsets.length == 0) {
      return first + index;
    }
    return index < offsets.length ? offsets[index] : offsets[offsets.length - 1] + 1;
  }

  /** The offset behind the character before {@code index}: the end of a span of the value. */
  public int endOffset(int index) {
    return index == 0 ? offset(0) : offset(index - 1) + 1;
  }

  /** A part of the value as a scalar of its own. */
  public Scalar part(int from, int to) {
    String part = value.substring(from, to);
    if (offsets.length == 0) {
      return verbatim(part, first + from);
    }
    int[] own = java.util.Arrays.copyOfRange(offsets, from, to);
    return own.length == 0
        ? verbatim(part, offset(from))
        : new Scalar(part, own[0], own[own.length - 1] + 1, own[0], own);
  }

  @Override
  public String toString() {
    return value;
  }
}
