package io.whatbreaks.scanners.dns;

import java.util.Arrays;
import java.util.Locale;

/**
 * Splits the text of a zone file into entries and these into words, in one pass: comments, quotes,
 * escapes and parentheses of RFC 1035 section 5.1, and the placeholders of templates.
 *
 * <p>Whatever is wrong ends with the line: a quote that is not closed, parentheses that are not.
 */
final class ZoneLexer {
  private static final int QUOTED = 1;
  private static final int TEMPLATE = 2;

  private final String text;
  private int position;
  private int count;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] flags = new int[16];
  private boolean indented;
  private String problem = "";
  private int problemAt;
  private int entryStart;
  private int lineStart;
  private int lineWord;
  private int depth;
  private int opened;
  private boolean parenthesesLost;
  private int noPlaceholderBefore;

  ZoneLexer(String text) {
    this.text = text;
  }

  /** Reads the next entry that has a word or a problem; false at the end. */
  boolean next() {
    while (position < text.length()) {
      readEntry();
      if (count > 0 || !problem.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** How many words the entry has. */
  int count() {
    return count;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  /** A word as written, without its quotes. */
  String word(int word) {
    return text.substring(starts[word], ends[word]);
  }

  boolean isQuoted(int word) {
    return (flags[word] & QUOTED) != 0;
  }

  /** Whether a word is, or holds, something that a template fills in. */
  boolean isTemplate(int word) {
    return (flags[word] & TEMPLATE) != 0;
  }

  /** Whether a word is the class of a record. */
  boolean isClass(int word) {
    if (ends[word] - starts[word] != 2) {
      return false;
    }
    return switch (word(word).toUpperCase(Locale.ROOT)) {
      case "IN", "CH", "HS", "CS" -> true;
      default -> false;
    };
  }

  /**
   * Seconds, or numbers with units: {@code 3600}, {@code 1h30m}; gdnsd has a range {@code 300/10}.
   */
  boolean isTtl(int word) {
    int start = starts[word];
    boolean time = start < ends[word] && isDigit(text.charAt(start));
    for (int i = start; time && i < ends[word]; i++) {
      char c = text.charAt(i);
      time = isDigit(c) || "wdhmsWDHMS/".indexOf(c) >= 0;
    }
    return time;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether the entry begins with a blank: it repeats the last owner. */
  boolean isIndented() {
    return indented;
  }

  /** What is wrong with the entry; empty if nothing. */
  String problem() {
    return problem;
  }

  int problemAt() {
    return problemAt;
  }

  private void readEntry() {
    count = 0;
    problem = "";
    depth = 0;
    lineWord = 0;
    entryStart = position;
    lineStart = position;
    char first = text.charAt(position);
    indented = first == ' ' || first == '\t';
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n' || c == '\r') {
        if (endLine()) {
          return;
        }
      } else if (!separator(c)) {
        readWord();
        if (depth > 0 && beginsAnotherEntry()) {
          return;
        }
      }
    }
    if (depth > 0) {
      unclosed();
    }
  }

  /** Steps over the end of a line; whether the entry ends with it. */
  private boolean endLine() {
    position++;
    lineStart = position;
    lineWord = count;
    return depth == 0;
  }

  /** Steps over what is no word; false where a word begins. */
  private boolean separator(char c) {
    switch (c) {
      case ' ', '\t', '\f', '\u000b', '\u00a0' -> position++;
      case ';' -> position = lineEnd(position);
      case '(' -> open();
      case ')' -> close();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void open() {
    if (depth == 0) {
      opened = position;
    }
    depth += parenthesesLost ? 0 : 1;
    position++;
  }

  private void close() {
    if (depth > 0) {
      depth--;
    } else if (!parenthesesLost) {
      problem("a parenthesis is closed that was not opened", position);
    }
    position++;
  }

  /**
   * A record or directive inside parentheses: they were not closed. The entry ends before that
   * line, which is read again.
   */
  private boolean beginsAnotherEntry() {
    if (lineStart <= opened || !isEntryStart()) {
      return false;
    }
    problem("parentheses are not closed", opened);
    count = lineWord;
    position = lineStart;
    depth = 0;
    return true;
  }

  private boolean isEntryStart() {
    int last = count - 1;
    if (last == lineWord && starts[last] == lineStart && text.charAt(lineStart) == '$') {
      return isDirective(word(last));
    }
    return last > lineWord
        && ends[last] - starts[last] <= RecordType.LONGEST
        && ends[last - 1] - starts[last - 1] == 2
        && word(last - 1).equalsIgnoreCase("IN")
        && RecordType.isKnown(word(last))
        && hasTypeBefore(lineWord);
  }

  private boolean hasTypeBefore(int end) {
    for (int i = indented ? 0 : 1; i < end && i < 5; i++) {
      if (RecordType.isKnown(word(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDirective(String word) {
    return word.equalsIgnoreCase("$ORIGIN")
        || word.equalsIgnoreCase("$TTL")
        || word.equalsIgnoreCase("$INCLUDE")
        || word.equalsIgnoreCase("$GENERATE");
  }

  /**
   * The text ended inside parentheses. From here on each line is an entry of its own: looking for
   * the end of each following parenthesis again would take a time that grows with the square.
   */
  private void unclosed() {
    parenthesesLost = true;
    problem("parentheses are not closed", opened);
    int end = lineEnd(opened);
    while (count > 0 && starts[count - 1] > end) {
      count--;
    }
    position = Math.max(end, entryStart + 1);
  }

  private void readWord() {
    if (text.charAt(position) == '"') {
      readQuoted();
      return;
    }
    int start = position;
    int flag = 0;
    while (position < text.length() && !endsWord(text.charAt(position))) {
      int behind = placeholderEnd(position);
      if (behind > 0) {
        flag = TEMPLATE;
        position = behind;
      } else {
        step();
      }
    }
    add(start, position, flag);
  }

  /** Steps over one character, an escaped one included. */
  private void step() {
    boolean escape = text.charAt(position) == '\\';
    position++;
    if (escape && position < text.length() && !isLineEnd(text.charAt(position))) {
      position++;
    }
  }

  private void readQuoted() {
    int start = position + 1;
    position = start;
    while (position < text.length() && text.charAt(position) != '"') {
      if (isLineEnd(text.charAt(position))) {
        problem("a quote is not closed", start - 1);
        add(start, position, QUOTED);
        return;
      }
      step();
    }
    add(start, position, QUOTED);
    position = Math.min(position + 1, text.length());
  }

  /**
   * The end of {@code {{ … }}}, {@code {% … %}}, {@code <% … %>} or {@code {word}}; -1 for none.
   */
  private int placeholderEnd(int at) {
    char c = text.charAt(at);
    if ((c != '{' && c != '<') || at + 1 >= text.length() || at < noPlaceholderBefore) {
      return -1;
    }
    char second = text.charAt(at + 1);
    String close =
        switch (second) {
          case '{' -> "}}";
          case '%' -> c == '{' ? "%}" : "%>";
          case '#' -> "#}";
          default -> c == '{' && Character.isLetter(second) ? "}" : "";
        };
    if (close.isEmpty()) {
      return -1;
    }
    for (int i = at + 2; i < text.length() && !isLineEnd(text.charAt(i)); i++) {
      if (text.startsWith(close, i)) {
        return i + close.length();
      }
    }
    noPlaceholderBefore = lineEnd(at);
    return -1;
  }

  private static boolean endsWord(char c) {
    return c <= ' ' || c == ';' || c == '(' || c == ')' || c == '"' || c == '\u00a0';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void problem(String message, int at) {
    if (problem.isEmpty()) {
      problem = message;
      problemAt = at;
    }
  }

  private void add(int start, int end, int flag) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      flags = Arrays.copyOf(flags, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    flags[count] = flag;
    count++;
  }
}
