package io.whatbreaks.report;

import java.util.List;

/**
 * Markdown of a comment as GitHub takes it. Nothing that stands in a file is read as Markdown, HTML
 * or the name of an account.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
final class Comment {
  /** The longest comment that GitHub takes, in characters. */
  static final int LONGEST = 65_536;

  /** A single name or message is no longer than this. */
  private static final int MOST_CHARACTERS = 240;

  /** What Markdown, as GitHub extends it, could read as more than a character. */
  private static final String STRUCTURE = "&<>`\\*_[]~|#@$^{}";

  private final StringBuilder text = new StringBuilder();

  void open(String summary) {
    line("");
    line("<details><summary>" + summary + "</summary>");
    line("");
  }

  void close() {
    line("");
    line("</details>");
  }

  /** As many lines as there is room for; those left out are counted in a line that begins so. */
  void rows(List<String> lines, int room, String begin) {
    for (int i = 0; i < lines.size(); i++) {
      if (text.length() + lines.get(i).length() > room) {
        line(begin + (lines.size() - i) + " more, left out to keep this comment short enough");
        return;
      }
      line(lines.get(i));
    }
  }

  static String code(String name) {
    return "<code>" + escaped(name, false) + "</code>";
  }

  static String plain(String message) {
    return escaped(message, true);
  }

  /**
   * Text without any meaning of its own: Markdown takes no structure from a character reference.
   *
   * @param mentions whether an account or an issue that stands there would be told of it
   * @see <a href="https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references">
   *     CommonMark, 2.5</a>
   */
  private static String escaped(String written, boolean mentions) {
    String shown =
        written.length() <= MOST_CHARACTERS
            ? written
            : written.substring(
                    0, written.offsetByCodePoints(0, written.codePointCount(0, MOST_CHARACTERS)))
                + "…";
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c < ' ' || Character.getType(c) == Character.FORMAT || c == '\u007f') {
        safe.append(' ');
      } else if (STRUCTURE.indexOf(c) >= 0) {
        safe.append("&#").append((int) c).append(';');
        if (mentions && (c == '@' || c == '#')) {
          safe.append("<!-- -->");
        }
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
