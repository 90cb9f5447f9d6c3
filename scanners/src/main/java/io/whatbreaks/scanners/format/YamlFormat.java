package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML. Where the text is damaged, the damaged lines and what is indented below them are
 * blanked and the rest is read again, so that everything else keeps its place in the tree.
 */
final class YamlFormat {
  private static final int MOST_DAMAGES = 40;
  private static final long MOST_CHARACTERS = 16_000_000L;
  private static final String HINT =
      "correct the syntax there; everything outside the damaged lines was read";

  private final String text;
  private final char[] shape;
  private final List<Problem> problems = new ArrayList<>();

  private YamlFormat(String text) {
    this.text = text;
    this.shape = text.toCharArray();
  }

  static LocatedTree read(String text) {
    return new YamlFormat(text).read();
  }

  private LocatedTree read() {
    neutralise();
    if (Templates.in(text)) {
      Templates.mask(text, shape, 'x');
    }
    boolean tabs = text.indexOf('\t') >= 0;
    long budget = MOST_CHARACTERS;
    while (true) {
      YamlComposer composer = new YamlComposer(text, new String(shape));
      List<Node> roots = composer.compose();
      if (composer.damage().isEmpty() || composer.damage().get().last()) {
        problems.addAll(composer.problems());
        return new LocatedTree(roots, problems);
      }
      budget -= text.length();
      if (tabs) {
        tabs = false;
        replaceTabs();
        continue;
      }
      YamlComposer.Damage damage = composer.damage().get();
      boolean cut = cut(damage);
      if (!cut || problems.size() >= MOST_DAMAGES || budget < 0) {
        if (cut) {
          problems.add(
              new Problem(
                  "too-damaged",
                  Math.min(damage.offset(), text.length()),
                  "too much of the YAML is damaged; what follows here was not read",
                  HINT));
        }
        problems.addAll(composer.problems());
        return new LocatedTree(roots, problems);
      }
    }
  }

  /** What the parser refuses or counts otherwise: characters outside of what is printable. */
  private void neutralise() {
    for (int i = 0; i < shape.length; i++) {
      char c = shape[i];
      if (c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0x7f)) {
        continue;
      }
      if (Character.isSurrogate(c)) {
        shape[i] = 'x';
      } else if (!StreamReader.isPrintable(c)
          || c == 0x85
          || c == 0x2028
          || c == 0x2029
          || c == 0xfeff) {
        shape[i] = ' ';
      }
    }
  }

  private void replaceTabs() {
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == '\t') {
        shape[i] = ' ';
      }
    }
  }

  /** Blanks the damaged block; false where nothing is left to blank. */
  private boolean cut(YamlComposer.Damage damage) {
    int line = lastFilledLine(damage.offset());
    if (line < 0) {
      return false;
    }
    String now = new String(shape);
    int indent = indent(now, line);
    problems.add(new Problem("yaml-syntax", line + indent, damage.message(), HINT));
    int end = Lines.end(now, line);
    int next = Lines.next(now, end);
    while (next < now.length() && !ends(now, next, indent)) {
      next = Lines.next(now, Lines.end(now, next));
    }
    for (int i = line; i < next; i++) {
      if (!YamlScalars.isBreak(shape[i])) {
        shape[i] = ' ';
      }
    }
    return true;
  }

  private static boolean ends(String now, int line, int indent) {
    int end = Lines.end(now, line);
    int own = indent(now, line);
    return line + own < end && own <= indent;
  }

  private static int indent(String now, int line) {
    int end = Lines.end(now, line);
    return Lines.skipBlanks(now, line, end) - line;
  }

  private int lastFilledLine(int offset) {
    int i = Math.min(offset, shape.length - 1);
    String now = new String(shape);
    int line = Lines.start(now, Math.max(i, 0));
    if (isFilled(now, line)) {
      return line;
    }
    while (i >= 0 && YamlScalars.isSpace(shape[i])) {
      i--;
    }
    if (i >= 0) {
      return Lines.start(now, i);
    }
    i = 0;
    while (i < shape.length && YamlScalars.isSpace(shape[i])) {
      i++;
    }
    return i < shape.length ? Lines.start(now, i) : -1;
  }

  private static boolean isFilled(String now, int line) {
    return line + indent(now, line) < Lines.end(now, line);
  }
}
