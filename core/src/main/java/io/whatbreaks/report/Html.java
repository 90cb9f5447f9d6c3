package io.whatbreaks.report;

import java.util.List;

/** Writes HTML in which text is text, whatever it holds. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /** Markup of ours, as it stands. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  /**
   * Text from anywhere. Controls, and characters that would turn the text around them, are shown as
   * a replacement character.
   */
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\t', '\n' -> html.append(c);
        default -> html.append(isShown(c) ? c : '\ufffd');
      }
    }
    return this;
  }

  private static boolean isShown(char c) {
    return Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.FORMAT;
  }

  /** An element with nothing but text in it; {@code name} may hold attributes of ours. */
  Html element(String name, String text) {
    int end = name.indexOf(' ');
    return raw("<" + name + ">")
        .text(text)
        .raw("</" + (end < 0 ? name : name.substring(0, end)) + ">");
  }

  Html elements(String name, List<String> texts) {
    texts.forEach(text -> element(name, text));
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
