package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import java.util.Set;

/**
 * Splits what is written in lines: comments by the marks that begin them, the rest as keys and
 * values, or as the words of a script. A mark within quotes begins nothing.
 */
final class LineSpans implements Spans {

  /** What begins a comment. */
  enum Mark {
    /** {@code #} at the start of a line or after a blank. */
    HASH,
    /** {@code #} at the start of a line only. */
    HASH_LINE,
    /** {@code ;} at the start of a line only. */
    SEMICOLON_LINE,
    /** {@code ;} at the start of a line or after a blank. */
    SEMICOLON,
    /** {@code ;} anywhere, as in zone files. */
    SEMICOLON_ANYWHERE,
    /** {@code !} at the start of a line. */
    BANG_LINE,
    /** {@code --} at the start of a line or after a blank. */
    DASHES,
    /** {@code //} at the start of a line or after a blank. */
    SLASHES,
    /** The same, when a blank follows: elsewhere {@code //nas01/share} is a value. */
    SLASHES_BLANK,
    /** From a slash with a star to a star with a slash. */
    BLOCK,
    /** {@code REM} and {@code ::} of batch files. */
    REMARK,
    /** From {@code <#} to {@code #>}. */
    ANGLE_BLOCK,
    /**
     * What templates drop: from <code>{#</code> to <code>#}</code>, from {@code <%#} to {@code %>}.
     */
    TEMPLATE
  }

  private static final String BEGINNERS = "#;!-/:Rr<{";

  private final Set<Mark> marks;
  private final Fact.Span rest;

  /** Splits by these marks; what is no comment is {@code rest}. */
  LineSpans(Fact.Span rest, Set<Mark> marks) {
    this.rest = rest;
    this.marks = marks;
  }

  /** Where a comment begins, and what closes it; empty where its line does. */
  private record Comment(int start, String close) {}

  @Override
  public void split(String text, Sink sink) {
    int from = 0;
    int end = -1;
    while (from < text.length()) {
      // Asked once a line: a line may hold a comment every few characters.
      end = from > end ? Spans.lineEnd(text, from) : end;
      from = part(text, from, end, sink);
    }
  }

  /** Hands on what lies before the next comment of a line, and that comment; where it goes on. */
  private int part(String text, int from, int end, Sink sink) {
    Comment comment = comment(text, from, end);
    if (rest == Fact.Span.VALUE) {
      Pieces.split(text, from, comment.start(), sink);
    } else {
      sink.take(text, from, comment.start(), rest);
    }
    if (comment.close().isEmpty()) {
      sink.take(text, comment.start(), end, Fact.Span.COMMENT);
      return end + 1;
    }
    int close = text.indexOf(comment.close(), comment.start() + 2);
    int behind = close < 0 ? text.length() : close + comment.close().length();
    Spans.lines(text, comment.start(), behind, Fact.Span.COMMENT, sink);
    return Math.max(behind, comment.start() + 1);
  }

  private Comment comment(String text, int from, int end) {
    boolean doubleOpen = false;
    boolean singleOpen = false;
    boolean atStart = from == 0 || text.charAt(from - 1) == '\n';
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        continue;
      }
      if ((c == '"' && !doubleOpen) || (c == '\'' && !singleOpen)) {
        int close = opensQuote(text, i, from) ? closing(text, i, end) : i;
        doubleOpen |= c == '"' && close < 0;
        singleOpen |= c == '\'' && close < 0;
        i = Math.max(close, i);
      } else if (BEGINNERS.indexOf(c) >= 0) {
        boolean free = i == from || text.charAt(i - 1) <= ' ';
        if (isLineComment(text, i, atStart, free)) {
          return new Comment(i, "");
        }
        String close = closer(text, i);
        if (!close.isEmpty()) {
          return new Comment(i, close);
        }
      }
      atStart = false;
    }
    return new Comment(end, "");
  }

  /** An apostrophe within a word opens nothing. */
  private static boolean opensQuote(String text, int at, int from) {
    return at == from
        || "=:([{,|&;<>".indexOf(text.charAt(at - 1)) >= 0
        || text.charAt(at - 1) <= ' ';
  }

  private static int closing(String text, int open, int end) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return -1;
  }

  private boolean isLineComment(String text, int at, boolean atStart, boolean free) {
    return switch (text.charAt(at)) {
      case '#' ->
          (free && marks.contains(Mark.HASH)) || (atStart && marks.contains(Mark.HASH_LINE));
      case ';' ->
          marks.contains(Mark.SEMICOLON_ANYWHERE)
              || (free && marks.contains(Mark.SEMICOLON))
              || (atStart && marks.contains(Mark.SEMICOLON_LINE));
      case '!' -> atStart && marks.contains(Mark.BANG_LINE);
      case '-' -> free && text.startsWith("--", at) && marks.contains(Mark.DASHES);
      case '/' -> free && text.startsWith("//", at) && isSlashes(text, at);
      case ':' -> atStart && text.startsWith("::", at) && marks.contains(Mark.REMARK);
      case 'R', 'r' ->
          atStart && text.regionMatches(true, at, "rem ", 0, 4) && marks.contains(Mark.REMARK);
      default -> false;
    };
  }

  private boolean isSlashes(String text, int at) {
    return marks.contains(Mark.SLASHES)
        || (marks.contains(Mark.SLASHES_BLANK)
            && (at + 2 == text.length() || text.charAt(at + 2) <= ' '));
  }

  private String closer(String text, int at) {
    if (marks.contains(Mark.BLOCK) && text.startsWith("/*", at)) {
      return "*/";
    }
    if (marks.contains(Mark.ANGLE_BLOCK) && text.startsWith("<#", at)) {
      return "#>";
    }
    if (marks.contains(Mark.TEMPLATE)) {
      return text.startsWith("{#", at)
          ? "#}"
          : text.startsWith("<%#", at)
              ? "%>"
              : text.startsWith("{{/*", at) || text.startsWith("{{- /*", at) ? "*/" : "";
    }
    return "";
  }
}
