package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Scalar;
import java.util.EnumSet;

/**
 * The command lines of a shell script, each whole where backslashes continue it, and its comments.
 */
final class ShellSpans implements Spans {
  private static final Spans LINES =
      new LineSpans(Fact.Span.LITERAL, EnumSet.of(LineSpans.Mark.HASH, LineSpans.Mark.TEMPLATE));

  @Override
  public void split(String text, Sink sink) {
    Joined joined = new Joined(text, sink);
    LINES.split(text, joined);
    joined.end();
  }

  private static final class Joined implements Sink {
    private final String text;
    private final Sink sink;
    private int from = -1;
    private int to;

    Joined(String text, Sink sink) {
      this.text = text;
      this.sink = sink;
    }

    @Override
    public void take(Scalar piece, Fact.Span span) {
      if (span == Fact.Span.LITERAL) {
        from = from < 0 ? piece.start() : from;
        to = piece.end();
        if (text.charAt(to - 1) != '\\') {
          end();
        }
      } else {
        end();
        sink.take(piece, span);
      }
    }

    void end() {
      if (from >= 0) {
        // As long as before, so that offsets stay true.
        String command = text.substring(from, to).replace("\\\r\n", "   ").replace("\\\n", "  ");
        sink.take(Scalar.verbatim(command, from), Fact.Span.LITERAL);
        from = -1;
      }
    }
  }
}
