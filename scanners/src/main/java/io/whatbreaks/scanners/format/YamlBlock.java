package io.whatbreaks.scanners.format;

/** A literal or folded block scalar of YAML. */
final class YamlBlock {
  private final String text;
  private final String shape;
  private final int start;
  private final int end;
  private final boolean folded;
  private final Letters letters = new Letters();
  private char chomping = ' ';
  private int increment;

  YamlBlock(String text, String shape, int start, int end) {
    this.text = text;
    this.shape = shape;
    this.start = start;
    this.end = end;
    this.folded = shape.charAt(start) == '>';
  }

  /** Its value; {@code column} is that of the block it stands in, -1 at the top. */
  Scalar read(int column) {
    int headerEnd = Lines.end(shape, start);
    header(Math.min(headerEnd, end));
    int from = Math.min(Lines.next(shape, headerEnd), end);
    int indent = increment > 0 ? Math.max(column, 0) + increment : indent(from);
    int last = content(from, indent);
    return letters.scalar(start, Math.max(last, start + 1));
  }

  private void header(int to) {
    for (int i = start + 1; i < to; i++) {
      char c = shape.charAt(i);
      if (c == '+' || c == '-') {
        chomping = c;
      } else if (c >= '1' && c <= '9') {
        increment = c - '0';
      } else {
        return;
      }
    }
  }

  /** That of the first line which is not blank; of the longest blank one before it, if more. */
  private int indent(int from) {
    int most = 0;
    int line = from;
    while (line < end) {
      int stop = Lines.end(shape, line);
      int spaces = spaces(line, stop);
      most = Math.max(most, spaces);
      if (line + spaces < stop) {
        return most;
      }
      line = Lines.next(shape, stop);
    }
    return most;
  }

  private int spaces(int from, int to) {
    int i = from;
    while (i < to && shape.charAt(i) == ' ') {
      i++;
    }
    return i - from;
  }

  /** Adds the lines, and returns the offset behind the last one that is not blank. */
  private int content(int from, int indent) {
    int line = from;
    int lastEnd = start + 1;
    int pendingBreak = -1;
    boolean foldable = false;
    int[] blanks = new int[8];
    int count = 0;
    while (line < end) {
      int stop = Lines.end(shape, line);
      int spaces = Math.min(spaces(line, stop), indent);
      if (line + spaces == stop || isOutdentedTemplate(line, stop, indent)) {
        // Where a template stands, the shape has line ends that are none.
        if (stop < text.length() && YamlScalars.isBreak(text.charAt(stop))) {
          if (count == blanks.length) {
            blanks = java.util.Arrays.copyOf(blanks, count * 2);
          }
          blanks[count++] = stop;
        }
      } else if (spaces < indent) {
        break;
      } else {
        boolean plain = !Lines.isBlank(shape.charAt(line + spaces));
        join(pendingBreak, foldable && plain, blanks, count);
        count = 0;
        letters.add(text, line + spaces, stop);
        lastEnd = stop;
        pendingBreak = stop < text.length() ? stop : -1;
        foldable = plain;
      }
      line = Lines.next(shape, stop);
    }
    if (chomping != '-' && pendingBreak >= 0) {
      letters.add('\n', pendingBreak);
    }
    if (chomping == '+') {
      join(-1, false, blanks, count);
      lastEnd = count > 0 ? blanks[count - 1] : lastEnd;
    }
    return lastEnd;
  }

  /** A blank line of the shape that holds a template less indented than the block. */
  private boolean isOutdentedTemplate(int line, int stop, int indent) {
    return Lines.skipBlanks(shape, line, stop) == stop
        && Lines.skipBlanks(text, line, stop) < Math.min(stop, line + indent);
  }

  private void join(int lineBreak, boolean fold, int[] blanks, int count) {
    if (lineBreak >= 0) {
      if (!folded || !fold) {
        letters.add('\n', lineBreak);
      } else if (count == 0) {
        letters.add(' ', lineBreak);
      }
    }
    for (int i = 0; i < count; i++) {
      letters.add('\n', blanks[i]);
    }
  }
}
