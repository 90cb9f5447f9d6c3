package io.whatbreaks.scanners.text;

import io.whatbreaks.fact.Fact;

/**
 * Element text and attribute values of XML. The names of elements and attributes are no values, nor
 * are the addresses that name a namespace, at which nobody looks.
 */
final class MarkupSpans implements Spans {

  @Override
  public void split(String text, Sink sink) {
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '<') {
        int open = text.indexOf('<', at);
        int end = open < 0 ? text.length() : open;
        Spans.lines(text, at, end, Fact.Span.VALUE, sink);
        at = end;
      } else if (text.startsWith("<!--", at)) {
        at = until(text, at, 4, "-->", Fact.Span.COMMENT, sink);
      } else if (text.startsWith("<![CDATA[", at)) {
        at = until(text, at, 9, "]]>", Fact.Span.VALUE, sink);
      } else {
        at = tag(text, at + 1, sink);
      }
    }
  }

  private static int until(
      String text, int start, int skip, String close, Fact.Span span, Sink sink) {
    int end = text.indexOf(close, start + skip);
    Spans.lines(text, start + skip, end < 0 ? text.length() : end, span, sink);
    return end < 0 ? text.length() : end + close.length();
  }

  private static int tag(String text, int start, Sink sink) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '>') {
      char c = text.charAt(at);
      if (c == '<') {
        return at;
      }
      if (c == '"' || c == '\'') {
        int close = text.indexOf(c, at + 1);
        int end = close < 0 ? text.length() : close;
        if (!isNamespace(text, start, at)) {
          Spans.lines(text, at + 1, end, Fact.Span.VALUE, sink);
        }
        at = end;
      }
      at++;
    }
    return Math.min(at + 1, text.length());
  }

  /** Whether the quote at an offset opens the value of an attribute that is about namespaces. */
  private static boolean isNamespace(String text, int start, int quote) {
    int end = quote;
    while (end > start && (text.charAt(end - 1) == '=' || text.charAt(end - 1) <= ' ')) {
      end--;
    }
    int from = end;
    while (from > start
        && text.charAt(from - 1) > ' '
        && "\"'".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    String name = text.substring(from, end);
    return name.equals("xmlns")
        || name.startsWith("xmlns:")
        || name.endsWith(":schemaLocation")
        || name.endsWith(":noNamespaceSchemaLocation");
  }
}
