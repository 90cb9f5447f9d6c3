package io.whatbreaks.scanners.format;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Reads scalars of YAML with the place of each character. Structure is read from the shape,
 * characters from the text; both have the same length.
 */
final class YamlScalars {
  private final String text;
  private final String shape;

  YamlScalars(String text, String shape) {
    this.text = text;
    this.shape = shape;
  }

  /**
   * The scalar that a parser saw.
   *
   * @param start of its properties (anchor, tag), if any
   * @param column of the block it stands in, -1 at the top
   */
  Scalar read(int start, int end, ScalarStyle style, int column) {
    int first = behindProperties(start, end);
    if (first >= end) {
      return Scalar.verbatim("", end);
    }
    return switch (style) {
      case SINGLE_QUOTED -> singleQuoted(first, end);
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> doubleQuoted(first, end);
      case LITERAL, FOLDED -> new YamlBlock(text, shape, first, end).read(column);
      case PLAIN -> plain(first, end);
    };
  }

  private int behindProperties(int start, int end) {
    int i = start;
    while (i < end && (shape.charAt(i) == '&' || shape.charAt(i) == '!')) {
      while (i < end && !isSpace(shape.charAt(i))) {
        i++;
      }
      i = behindSpace(i, end);
    }
    return i;
  }

  private int behindSpace(int from, int end) {
    int i = from;
    while (i < end && (isSpace(shape.charAt(i)) || shape.charAt(i) == '#')) {
      i = shape.charAt(i) == '#' ? Math.min(end, Lines.end(shape, i)) : i + 1;
    }
    return i;
  }

  private Scalar plain(int start, int end) {
    if (isVerbatim(start, end, ' ')) {
      return Scalar.verbatim(text.substring(start, end), start);
    }
    Letters letters = new Letters();
    int i = start;
    while (i < end) {
      i = isSpace(shape.charAt(i)) ? space(i, end, letters) : letter(i, letters);
    }
    return letters.scalar(start, end);
  }

  private Scalar singleQuoted(int start, int end) {
    if (isVerbatim(start + 1, end - 1, '\'')) {
      return Scalar.quoted(text.substring(start + 1, end - 1), start, end, start + 1);
    }
    Letters letters = new Letters();
    int i = start + 1;
    while (i < end - 1) {
      char c = shape.charAt(i);
      if (c == '\'') {
        letters.add('\'', i);
        i += 2;
      } else {
        i = isSpace(c) ? space(i, end - 1, letters) : letter(i, letters);
      }
    }
    return inQuotes(letters, start, end);
  }

  private Scalar doubleQuoted(int start, int end) {
    if (isVerbatim(start + 1, end - 1, '\\')) {
      return Scalar.quoted(text.substring(start + 1, end - 1), start, end, start + 1);
    }
    Letters letters = new Letters();
    int i = start + 1;
    while (i < end - 1) {
      char c = shape.charAt(i);
      if (c == '\\' && i + 1 < end - 1 && isBreak(shape.charAt(i + 1))) {
        i = escapedBreak(i + 1, end - 1, letters);
      } else if (c == '\\') {
        i = Escapes.read(text, i, end - 1, letters);
      } else {
        i = isSpace(c) ? space(i, end - 1, letters) : letter(i, letters);
      }
    }
    return inQuotes(letters, start, end);
  }

  /** Whether no line end stands within a span, nor what escapes. */
  private boolean isVerbatim(int from, int to, char escape) {
    if (from > to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = shape.charAt(i);
      if (isBreak(c) || (c == escape && c != ' ')) {
        return false;
      }
    }
    return true;
  }

  private static Scalar inQuotes(Letters letters, int start, int end) {
    return letters.isEmpty()
        ? Scalar.quoted("", start, end, Math.min(start + 1, end))
        : letters.scalar(start, end);
  }

  private int letter(int at, Letters letters) {
    letters.add(text.charAt(at), at);
    return at + 1;
  }

  /** Blanks as they are; one line end folds to a blank, more to all but one. */
  private int space(int from, int end, Letters letters) {
    int to = from;
    int firstBreak = -1;
    while (to < end && isSpace(shape.charAt(to))) {
      if (firstBreak < 0 && isLineEnd(to)) {
        firstBreak = to;
      }
      to++;
    }
    if (firstBreak < 0) {
      letters.add(text, from, to);
    } else if (breaks(firstBreak, to, letters) == 1) {
      letters.add(' ', firstBreak);
    }
    return to;
  }

  private int escapedBreak(int from, int end, Letters letters) {
    int to = from;
    while (to < end && isSpace(shape.charAt(to))) {
      to++;
    }
    breaks(from, to, letters);
    return to;
  }

  /** Adds a line feed for each line end but the first, and counts them all. */
  private int breaks(int from, int to, Letters letters) {
    int count = 0;
    int i = from;
    while (i < to) {
      if (isLineEnd(i)) {
        if (count++ > 0) {
          letters.add('\n', i);
        }
        i = Lines.next(text, i);
      } else {
        i++;
      }
    }
    return count;
  }

  /** Whether a line ends there in the text too: the shape may have line ends for a template. */
  private boolean isLineEnd(int at) {
    return isBreak(shape.charAt(at)) && isBreak(text.charAt(at));
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
