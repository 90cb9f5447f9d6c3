package io.whatbreaks.scanners.text;

import static java.util.Objects.requireNonNull;

/**
 * Comments and string literals of a programming language. A literal is cut at its escapes: {@code
 * "\nmq01"} is the word {@code mq01}.
 *
 * @param style the language as RSyntaxTextArea calls it, for instance {@code text/java}
 */
record ProgramSpans(String style) implements Spans {
  ProgramSpans {
    requireNonNull(style, "style");
  }

  @Override
  public void split(String text, Sink sink) {
    ProgramTokens.split(style, text, sink);
  }
}
