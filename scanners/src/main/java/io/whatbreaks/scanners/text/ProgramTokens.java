package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/** What the token makers of RSyntaxTextArea say; apart, so that only programs load them. */
final class ProgramTokens {
  /** Token makers build a list of a whole line; a minified program has few lines. */
  private static final int LONGEST_LINE = 20_000;

  private ProgramTokens() {}

  static void split(String style, String text, Spans.Sink sink) {
    TokenMaker maker = TokenMakerFactory.getDefaultInstance().getTokenMaker(style);
    char[] chars = text.toCharArray();
    boolean docstrings = style.equals("text/python");
    int state = TokenTypes.NULL;
    boolean inDocstring = false;
    int lineEnd = -1;
    for (int start = 0; start < chars.length; ) {
      lineEnd = start > lineEnd ? Spans.lineEnd(text, start) : lineEnd;
      int end = Math.min(lineEnd, start + LONGEST_LINE);
      int ink = end > start && chars[end - 1] == '\r' ? end - 1 : end;
      Token first = maker.getTokenList(new Segment(chars, start, ink - start), state, start);
      inDocstring =
          docstrings && (state == TokenTypes.NULL ? opensDocstring(text, start, ink) : inDocstring);
      state = line(first, text, inDocstring, sink);
      start = end == lineEnd ? end + 1 : end;
    }
  }

  /** A string that begins a line is documentation in Python. */
  private static boolean opensDocstring(String text, int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) <= ' ') {
      at++;
    }
    return text.startsWith("\"\"\"", at) || text.startsWith("'''", at);
  }

  /** Hands on the runs of comment and literal tokens; the state for the next line. */
  private static int line(Token first, String text, boolean docstring, Spans.Sink sink) {
    int state = TokenTypes.NULL;
    int from = -1;
    int to = -1;
    boolean comment = false;
    for (Token token = first; token != null; token = token.getNextToken()) {
      state = token.getType();
      boolean isComment = token.isPaintable() && isComment(token);
      boolean isLiteral = token.isPaintable() && isLiteral(state);
      if (from >= 0 && (comment ? !isComment : !isLiteral)) {
        run(text, from, to, comment || docstring, sink);
        from = -1;
      }
      if (isComment || isLiteral) {
        from = from < 0 ? token.getOffset() : from;
        to = token.getEndOffset();
        comment = isComment;
      }
    }
    if (from >= 0) {
      run(text, from, to, comment || docstring, sink);
    }
    return state;
  }

  private static boolean isComment(Token token) {
    int type = token.getType();
    return token.isComment() || type == TokenTypes.MARKUP_COMMENT;
  }

  private static boolean isLiteral(int type) {
    return switch (type) {
      case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE,
          TokenTypes.LITERAL_CHAR,
          TokenTypes.LITERAL_BACKQUOTE,
          TokenTypes.ERROR_STRING_DOUBLE,
          TokenTypes.ERROR_CHAR,
          TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE ->
          true;
      default -> false;
    };
  }

  private static void run(String text, int start, int end, boolean comment, Spans.Sink sink) {
    if (comment) {
      sink.take(text, start, end, Fact.Span.COMMENT);
      return;
    }
    int from = start;
    int to = Math.min(end, text.length());
    while (from < to && isQuote(text.charAt(from))) {
      from++;
    }
    while (to > from && isQuote(text.charAt(to - 1))) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\\') {
        sink.take(text, from, i, Fact.Span.LITERAL);
        i++;
        from = Math.min(i + 1, to);
      }
    }
    sink.take(text, from, to, Fact.Span.LITERAL);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
