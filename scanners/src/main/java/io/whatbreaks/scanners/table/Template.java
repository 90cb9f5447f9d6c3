package io.whatbreaks.scanners.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with the instructions of a template language in it, made readable for a format: each character of an
 * instruction is replaced by one, so that offsets stay.
 *
 * @param text the rest, readable
 * @param inserts where values are inserted: start and end offsets
 */
record Template(String text, List<Insert> inserts) {
  /** Stands for each character of a value that the template inserts. */
  static final char INSERTED = '\uE000';

  private static final List<String> ENDINGS =
      List.of(".j2", ".erb", ".epp", ".tmpl", ".tpl", ".ctmpl", ".template");
  private static final String[][] MARKS = {
    {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%=", "%>"}, {"<%", "%>"},
  };

  Template {
    inserts = List.copyOf(inserts);
  }

  /** A place where a value is inserted. */
  record Insert(int start, int end) {}

  /** The path that the file made from a template would have. */
  static String plainPath(String path) {
    for (String ending : ENDINGS) {
      if (path.endsWith(ending) && path.length() > ending.length()) {
        return path.substring(0, path.length() - ending.length());
      }
    }
    return path;
  }

  static boolean isTemplate(String path) {
    return !plainPath(path).equals(path);
  }

  /** Reads a template; an instruction that does not end is left as it is. */
  static Template of(String source) {
    char[] chars = source.toCharArray();
    List<Insert> inserts = new ArrayList<>();
    // A mark that is not closed once is never closed later: no second search.
    boolean[] unclosed = new boolean[MARKS.length];
    int at = 0;
    while (at < chars.length) {
      int end = blankAt(source, at, chars, inserts, unclosed);
      at = end > at ? end : at + 1;
    }
    return new Template(new String(chars), inserts);
  }

  private static int blankAt(
      String source, int at, char[] chars, List<Insert> inserts, boolean[] unclosed) {
    if (source.charAt(at) != '{' && source.charAt(at) != '<') {
      return at;
    }
    for (int i = 0; i < MARKS.length; i++) {
      String[] mark = MARKS[i];
      if (source.startsWith(mark[0], at)) {
        int close = unclosed[i] ? -1 : source.indexOf(mark[1], at + mark[0].length());
        if (close < 0) {
          unclosed[i] = true;
          return at;
        }
        int end = close + mark[1].length();
        boolean isValue = mark[0].equals("{{") || mark[0].equals("<%=");
        if (isValue) {
          inserts.add(new Insert(at, end));
          Arrays.fill(chars, at, end, INSERTED);
        } else {
          blank(chars, at, end);
        }
        return end;
      }
    }
    return at;
  }

  private static void blank(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      if (chars[i] != '\n' && chars[i] != '\r') {
        chars[i] = ' ';
      }
    }
  }
}
