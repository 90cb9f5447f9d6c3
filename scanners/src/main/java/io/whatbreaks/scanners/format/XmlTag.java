package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of an XML text. */
final class XmlTag {
  private final String text;
  private int at;
  private int damage;

  XmlTag(String text) {
    this.text = text;
  }

  /**
   * A tag that opens an element.
   *
   * @param name as it stands, with the prefix of its namespace
   * @param key the name without it
   * @param isEmpty whether nothing is within the element, which holds for a broken tag too
   * @param end behind the tag
   * @param damage where it is broken, or -1
   */
  record Start(
      String name, Scalar key, List<Node.Entry> attributes, boolean isEmpty, int end, int damage) {}

  /** Whether a name begins there. */
  boolean begins(int offset) {
    if (offset >= text.length()) {
      return false;
    }
    char c = text.charAt(offset);
    return Character.isLetter(c) || c == '_' || c == ':' || c > 0x7f;
  }

  String name(int offset) {
    return text.substring(offset, nameEnd(offset));
  }

  private int nameEnd(int offset) {
    int end = offset;
    while (end < text.length()
        && text.charAt(end) > ' '
        && "=/><\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Behind the sign that ends a tag, or where the next tag begins. */
  int behindEnd(int offset) {
    int end = offset;
    while (end < text.length() && text.charAt(end) != '>' && text.charAt(end) != '<') {
      end++;
    }
    return end < text.length() && text.charAt(end) == '>' ? end + 1 : end;
  }

  /** Behind a document type, what it declares within brackets included; -1 if it has no end. */
  int behindDeclaration(int offset) {
    int depth = 0;
    int end = offset;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '"' || c == '\'') {
        int close = Lines.find(text, c, end + 1, text.length());
        end = close == text.length() ? end : close;
      } else if (text.startsWith("<!--", end)) {
        int close = text.indexOf("-->", end + 4);
        end = close < 0 ? text.length() : close + 2;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '>' && depth <= 0) {
        return end + 1;
      }
      end++;
    }
    return -1;
  }

  Start start(int offset) {
    at = nameEnd(offset + 1);
    damage = -1;
    String name = text.substring(offset + 1, at);
    List<Node.Entry> attributes = new ArrayList<>();
    boolean empty = true;
    while (damage < 0) {
      skipBlanks();
      if (at >= text.length()) {
        damage = offset;
      } else if (text.charAt(at) == '>') {
        empty = at > offset && text.charAt(at - 1) == '/';
        at++;
        break;
      } else if (text.charAt(at) == '<') {
        damage = at;
      } else {
        attribute(attributes);
      }
    }
    return new Start(name, local(name, offset + 1), attributes, empty, at, damage);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      int template = Templates.end(text, at);
      if (template > at) {
        at = template;
      } else if (text.charAt(at) <= ' ') {
        at++;
      } else {
        return;
      }
    }
  }

  private void attribute(List<Node.Entry> attributes) {
    int from = at;
    at = Math.max(nameEnd(at), at + 1);
    String name = text.substring(from, at);
    if (name.equals("/") || name.equals("\"") || name.equals("'")) {
      return;
    }
    skipBlanks();
    if (at >= text.length() || text.charAt(at) != '=') {
      return;
    }
    at++;
    skipBlanks();
    Scalar value = value();
    if (value != null && !isAboutNamespaces(name)) {
      attributes.add(new Node.Entry(local(name, from), value));
    }
  }

  private static boolean isAboutNamespaces(String name) {
    return name.equals("xmlns")
        || name.startsWith("xmlns:")
        || name.endsWith(":schemaLocation")
        || name.endsWith(":noNamespaceSchemaLocation");
  }

  private static Scalar local(String name, int start) {
    int colon = name.lastIndexOf(':');
    return colon < 0 || colon == name.length() - 1
        ? Scalar.verbatim(name, start)
        : Scalar.verbatim(name.substring(colon + 1), start + colon + 1);
  }

  private @Nullable Scalar value() {
    if (at >= text.length()) {
      return null;
    }
    char quote = text.charAt(at);
    if (quote != '"' && quote != '\'') {
      int from = at;
      at = unquotedEnd();
      return Scalar.verbatim(text.substring(from, at), from);
    }
    return quoted(quote);
  }

  private int unquotedEnd() {
    int end = at;
    while (end < text.length()
        && text.charAt(end) > ' '
        && text.charAt(end) != '<'
        && text.charAt(end) != '>'
        && !text.startsWith("/>", end)) {
      end++;
    }
    return end;
  }

  /** A value up to its quote; none where a tag begins before it, which no value may hold. */
  private @Nullable Scalar quoted(char quote) {
    int open = at;
    Letters letters = new Letters();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      int template = Templates.end(text, at);
      if (template > at) {
        letters.add(text, at, template);
        at = template;
      } else if (text.charAt(at) == '<') {
        damage = open;
        return null;
      } else {
        at = XmlText.attribute(text, at, letters);
      }
    }
    if (at >= text.length()) {
      damage = open;
      return null;
    }
    at++;
    return letters.isEmpty() ? Scalar.quoted("", open, at, open + 1) : letters.scalar(open, at);
  }
}
