package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose lines stand for themselves: the first row whose pattern is found takes the line. A
 * block begins at a line of the table's pattern and lasts up to the next one.
 */
final class Lines {
  /** A longer line is no configuration, and patterns may be slow on it. */
  private static final int LONGEST = 8_192;

  private static final Pattern SECTION = Pattern.compile("\\s*<(\\w+)\\b");
  private static final Pattern END = Pattern.compile("\\s*</(\\w+)\\b");

  private final Table table;
  private final String text;
  private final String comment;
  private int block;
  private List<String> head = List.of();

  /** The key of the section around a line that is a part; empty outside of all. */
  private String part = "";

  private int partStart;

  Lines(Table table, String text) {
    this.table = table;
    this.text = text;
    this.comment = table.reading().comment().isEmpty() ? "#" : table.reading().comment();
  }

  void forEach(Meanings meanings) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line(start, end, meanings);
      start = end + 1;
    }
  }

  private void line(int start, int end, Meanings meanings) {
    String line = Values.withoutComment(text.substring(start, end), comment);
    if (line.isBlank()) {
      return;
    }
    Scalar scalar = Scalar.verbatim(line, start);
    if (line.length() <= LONGEST) {
      begin(line, start);
      for (Row row : table.reading().rows()) {
        Matcher matcher = row.selector().pattern().orElseThrow().matcher(line);
        if (matcher.find() && isIn(row)) {
          meanings.state(row, statement(scalar));
          leave(line);
          return;
        }
      }
    }
    leave(line);
    meanings.unknown("", List.of(scalar));
  }

  private Statement statement(Scalar words) {
    return part.isEmpty()
        ? Statement.line(words, block)
        : Statement.line(words, block, part, partStart);
  }

  /** {@code <VirtualHost *:80>} opens a part, and {@code </VirtualHost>} ends it. */
  private void begin(String line, int start) {
    Matcher section = table.reading().parts().isEmpty() ? null : SECTION.matcher(line);
    if (section != null && section.lookingAt() && isPart(section.group(1))) {
      part = section.group(1).toLowerCase(Locale.ROOT);
      partStart = start;
    }
    if (table.reading().block().isPresent() && table.reading().block().get().matcher(line).find()) {
      block = start;
      head = List.of(line.strip().split("\\s+", -1));
    }
  }

  private void leave(String line) {
    Matcher end = END.matcher(line);
    if (!part.isEmpty() && end.lookingAt() && end.group(1).equalsIgnoreCase(part)) {
      part = "";
    }
  }

  private boolean isPart(String key) {
    return table.reading().parts().stream()
        .anyMatch(path -> path.matches(List.of(key.toLowerCase(Locale.ROOT))));
  }

  /** Whether the line that began the block holds a word of the row, if that asks for one. */
  private boolean isIn(Row row) {
    List<String> with = row.selector().with();
    return with.isEmpty()
        || head.stream().anyMatch(word -> with.stream().anyMatch(glob -> Glob.fits(glob, word)));
  }
}
