package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads XML 1.0: an element is a key, its attributes and inner elements are the keys of its block.
 *
 * <p>An element with text alone has that text as its value; where attributes or elements stand
 * beside it, the text stands under an empty key of the block. Prefixes of namespaces and what
 * declares them are dropped. Nothing is ever included: a document type is passed over with all that
 * it declares, and of entities only the five of XML and those of characters are replaced.
 *
 * @see <a href="https://www.w3.org/TR/xml/">XML 1.0</a>
 */
final class XmlFormat {
  private static final int DEEPEST = 100;

  private final String text;
  private final XmlTag tags;
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();

  /** What never comes again, so that nobody looks for it twice. */
  private final Set<String> missing = new HashSet<>();

  private Frame frame = new Frame("", Scalar.verbatim("", 0), 0, new ArrayList<>());
  private int tooDeep;
  private int at;

  private static final class Frame {
    final String tag;
    final Scalar name;
    final int start;
    final List<Node.Entry> entries;
    Letters letters = new Letters();

    Frame(String tag, Scalar name, int start, List<Node.Entry> entries) {
      this.tag = tag;
      this.name = name;
      this.start = start;
      this.entries = entries;
    }

    void flush() {
      letters.trim(0);
      if (!letters.isEmpty()) {
        Scalar value = letters.scalar();
        entries.add(new Node.Entry(Scalar.verbatim("", value.start()), value));
        letters = new Letters();
      }
    }

    Node node(int end) {
      flush();
      if (entries.isEmpty()) {
        return Scalar.verbatim("", end);
      }
      Node.Entry first = entries.get(0);
      return entries.size() == 1 && first.key().value().isEmpty()
          ? first.value()
          : new Node.Mapping(entries, start, end);
    }
  }

  private XmlFormat(String text) {
    this.text = text;
    this.tags = new XmlTag(text);
  }

  static LocatedTree read(String text) {
    return new XmlFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      int template = Templates.end(text, at);
      if (template > at) {
        template(template);
      } else if (text.charAt(at) == '<') {
        markup();
      } else {
        at = XmlText.read(text, at, text.length(), frame.letters);
      }
    }
    if (!open.isEmpty()) {
      unclosed(frame);
    }
    while (!open.isEmpty()) {
      close();
    }
    return frame.entries.isEmpty()
        ? new LocatedTree(List.of(), problems)
        : new LocatedTree(List.of(new Node.Mapping(frame.entries, 0, text.length())), problems);
  }

  /** What is put in stands for itself; what only decides is dropped. */
  private void template(int end) {
    if (text.charAt(at + 1) == '{' || text.startsWith("<%=", at)) {
      frame.letters.add(text, at, end);
    }
    at = end;
  }

  private void markup() {
    if (text.startsWith("<!--", at)) {
      at = behind("-->", at + 4);
    } else if (text.startsWith("<![CDATA[", at)) {
      int from = at + "<![CDATA[".length();
      at = behind("]]>", from);
      XmlText.verbatim(text, from, text.startsWith("]]>", at - 3) ? at - 3 : at, frame.letters);
    } else if (text.startsWith("<?", at)) {
      at = behind("?>", at + 2);
    } else if (text.startsWith("<!", at)) {
      declaration();
    } else if (text.startsWith("</", at)) {
      endTag();
    } else if (tags.begins(at + 1)) {
      startTag();
    } else {
      problem("xml-syntax", at, "a < that begins no tag", "write &lt; for the sign itself");
      frame.letters.add('<', at++);
    }
  }

  /** Behind what closes something; at the end of the line where nothing does. */
  private int behind(String close, int from) {
    int found = missing.contains(close) ? -1 : text.indexOf(close, from);
    if (found >= 0) {
      return found + close.length();
    }
    missing.add(close);
    problem("xml-syntax", at, "there is no '" + close + "' to this", "add it");
    return Lines.end(text, Math.min(from, text.length()));
  }

  private void declaration() {
    int end = missing.contains("<!") ? -1 : tags.behindDeclaration(at);
    if (end < 0) {
      missing.add("<!");
      problem("xml-syntax", at, "this declaration has no end", "add the missing >");
      end = Lines.end(text, at);
    }
    at = end;
  }

  private void startTag() {
    int start = at;
    XmlTag.Start tag = tags.start(at);
    at = tag.end();
    if (tag.damage() >= 0) {
      problem(
          "xml-syntax",
          tag.damage(),
          "the tag <" + tag.name() + " …> is broken here",
          "close its quotes and the tag; what stands before and behind it was read");
    }
    if (tooDeep > 0 || open.size() >= DEEPEST) {
      tooDeep(tag, start);
      return;
    }
    frame.flush();
    open.push(frame);
    frame = new Frame(tag.name(), tag.key(), start, new ArrayList<>(tag.attributes()));
    if (tag.isEmpty()) {
      close();
    }
  }

  private void tooDeep(XmlTag.Start tag, int start) {
    if (!tag.isEmpty()) {
      tooDeep++;
    }
    problem("too-deep", start, "nested deeper than " + DEEPEST + " levels", "flatten the elements");
  }

  private void endTag() {
    int start = at;
    String name = tags.name(at + 2);
    at = tags.behindEnd(at + 2);
    if (tooDeep > 0) {
      tooDeep--;
      return;
    }
    boolean known =
        frame.tag.equals(name) || open.stream().anyMatch(outer -> outer.tag.equals(name));
    if (!known || name.isEmpty()) {
      problem(
          "stray-end-tag", start, "</" + name + "> closes nothing", "remove it or add its start");
      return;
    }
    if (!frame.tag.equals(name)) {
      unclosed(frame);
    }
    while (!frame.tag.equals(name)) {
      close();
    }
    close();
  }

  private void unclosed(Frame broken) {
    problem(
        "unclosed-element",
        broken.start,
        "<" + broken.tag + "> has no end",
        "add </" + broken.tag + ">; what stands in it was read");
  }

  private void close() {
    Frame closed = frame;
    frame = open.pop();
    frame.entries.add(new Node.Entry(closed.name, closed.node(at)));
  }

  /** One of a sort: damage at one place makes more of it behind. */
  private void problem(String code, int offset, String message, String hint) {
    if (problems.stream().noneMatch(known -> known.code().equals(code))) {
      problems.add(new Problem(code, offset, message, hint));
    }
  }
}
