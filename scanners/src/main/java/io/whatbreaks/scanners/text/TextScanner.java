package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;

/**
 * Takes from any text what could be a name: from documents whose values no scanner has read
 * everything, from the others only comments.
 */
public final class TextScanner implements Scanner {

  /** Found by {@link java.util.ServiceLoader}. */
  public TextScanner() {}

  @Override
  public String id() {
    return "text";
  }

  @Override
  public boolean accepts(Document document) {
    return true;
  }

  @Override
  public boolean isFallback() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    if (!output.wantsDetails()) {
      return;
    }
    TokenWriter writer = new TokenWriter(document, output);
    boolean commentsOnly = output.isRead();
    Spans spans = Languages.of(document);
    if (commentsOnly && !spans.mayHoldComments(document.text())) {
      return;
    }
    boolean commands = spans instanceof ShellSpans;
    if (!commentsOnly) {
      EntryKeys.write(document, output);
      Assignments.write(document, output, commands);
    }
    spans.split(
        document.text(),
        (piece, span) -> {
          if (commentsOnly && span != Fact.Span.COMMENT) {
            return;
          }
          if (commands && span == Fact.Span.LITERAL) {
            writer.command(piece);
          } else {
            writer.write(piece, span);
          }
        });
  }
}
