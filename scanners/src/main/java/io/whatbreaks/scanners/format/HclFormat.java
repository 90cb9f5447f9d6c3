package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads HCL, the language of Terraform and Nomad, as far as its values are written and not worked
 * out: a block is a keyword with its labels and body behind it; an expression that is no literal,
 * list or object is a scalar as it stands.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">HCL Native Syntax
 *     Specification</a>
 */
final class HclFormat {
  /** Each level may be a mapping within a sequence: two levels of the tree. */
  private static final int DEEPEST = 50;

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private int depth;
  private int at;

  private HclFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    HclFormat format = new HclFormat(text);
    List<Node.Entry> entries = format.body(false);
    List<Node> roots =
        entries.isEmpty() ? List.of() : List.of(new Node.Mapping(entries, 0, text.length()));
    return new LocatedTree(roots, format.problems);
  }

  /** Attributes and blocks, up to the brace that ends them. */
  private List<Node.Entry> body(boolean inBraces) {
    List<Node.Entry> entries = new ArrayList<>();
    while (true) {
      blanks(",");
      if (at >= text.length()) {
        if (inBraces) {
          problem("unclosed-block", "a block has no end", "add the missing }");
        }
        return entries;
      }
      char c = text.charAt(at);
      if (c == '}') {
        at++;
        if (inBraces) {
          return entries;
        }
        problem("stray-brace", "a } that closes no block", "remove it or add the missing {");
      } else if (isWord(c) || c == '"' || c == '(') {
        entries.add(entry());
      } else {
        at++;
      }
    }
  }

  private Node.Entry entry() {
    Scalar key = text.charAt(at) == '(' ? computedKey() : word();
    List<Node> labels = new ArrayList<>();
    while (true) {
      spaces();
      char c = at < text.length() ? text.charAt(at) : '\n';
      if ((c == '=' || c == ':') && labels.isEmpty()) {
        at++;
        spaces();
        return new Node.Entry(key, value());
      }
      if (c == '{') {
        Node body = braces();
        if (labels.isEmpty()) {
          return new Node.Entry(key, body);
        }
        labels.add(body);
        return new Node.Entry(key, new Node.Sequence(labels, labels.get(0).start(), at));
      }
      if (!isWord(c) && c != '"') {
        return new Node.Entry(key, Scalar.verbatim("", key.end()));
      }
      labels.add(word());
    }
  }

  private Node value() {
    int start = at;
    if (at >= text.length()) {
      return Scalar.verbatim("", at);
    }
    char c = text.charAt(at);
    Node literal = null;
    if (text.startsWith("<<", at)) {
      return heredoc();
    } else if (c == '"') {
      literal = word();
    } else if (c == '[' && depth < DEEPEST && !isComputed()) {
      literal = list();
    } else if (c == '{' && depth < DEEPEST && !isComputed()) {
      literal = braces();
    }
    if (literal != null) {
      spaces();
      if (at >= text.length() || "\n\r,]})#/".indexOf(text.charAt(at)) >= 0) {
        return literal;
      }
    }
    return raw(start);
  }

  /** {@code [for x in y : …]}: what it makes is not written. */
  private boolean isComputed() {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return text.startsWith("for ", i);
  }

  private Node braces() {
    int start = at++;
    depth++;
    if (depth > DEEPEST) {
      problem("too-deep", "nested deeper than " + DEEPEST + " levels", "flatten the blocks");
      at = start;
      Node skipped = raw(start);
      depth--;
      return skipped;
    }
    List<Node.Entry> entries = body(true);
    depth--;
    return new Node.Mapping(entries, start, at);
  }

  private Node list() {
    int start = at++;
    depth++;
    List<Node> items = new ArrayList<>();
    while (true) {
      blanks(",");
      if (at >= text.length() || text.charAt(at) == ']') {
        at = Math.min(at + 1, text.length());
        depth--;
        return new Node.Sequence(items, start, at);
      }
      int before = at;
      items.add(value());
      if (at == before) {
        at++;
      }
    }
  }

  private Scalar computedKey() {
    int start = at;
    int end = Math.min(Lines.end(text, at), text.length());
    int close = Lines.find(text, ')', at, end);
    at = Math.min(close + 1, end);
    return Scalar.verbatim(text.substring(start, at), start);
  }

  /**
   * An expression as it stands: to the end of its line, or to what ends it, outside of brackets.
   */
  private Scalar raw(int start) {
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        word();
        continue;
      }
      boolean comment = c == '#' || text.startsWith("//", at);
      if (open == 0 && (c == '\n' || c == ',' || CLOSING.indexOf(c) >= 0 || comment)) {
        break;
      }
      open += OPENING.indexOf(c) >= 0 ? 1 : 0;
      open -= CLOSING.indexOf(c) >= 0 ? 1 : 0;
      at++;
    }
    int end = at;
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return Scalar.verbatim(text.substring(start, end), start);
  }

  private Scalar word() {
    int start = at;
    if (text.charAt(at) == '"') {
      return quoted();
    }
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return Scalar.verbatim(text.substring(start, at), start);
  }

  /** Within {@code ${ }} quotes do not end the string. */
  private Scalar quoted() {
    int start = at++;
    int open = 0;
    Letters letters = new Letters();
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '\\') {
        at = Escapes.read(text, at, text.length(), letters);
        continue;
      }
      if (c == '"' && open == 0) {
        return letters.scalar(start, ++at);
      }
      boolean template = "$%".indexOf(text.charAt(at - 1)) >= 0;
      if (c == '{' && (open > 0 || template)) {
        open++;
      } else if (c == '}' && open > 0) {
        open--;
      }
      letters.add(c, at++);
    }
    problem("unclosed-quote", "a quote has no end", "add the missing quote");
    return letters.scalar(start, at);
  }

  private Scalar heredoc() {
    int start = at;
    int line = Lines.end(text, at);
    String mark = text.substring(at + 2, line).replace("-", "").strip();
    Letters letters = new Letters();
    at = Lines.next(text, line);
    while (at < text.length()) {
      int end = Lines.end(text, at);
      if (text.substring(at, end).strip().equals(mark)) {
        at = end;
        break;
      }
      letters.add(text, at, end);
      at = Lines.next(text, end);
      if (at > end) {
        letters.add('\n', end);
      }
    }
    return letters.scalar(start, at);
  }

  /** Over blanks, comments, line ends and separators. */
  private void blanks(String separators) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' || text.startsWith("//", at)) {
        at = Lines.end(text, at);
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        at = close < 0 ? text.length() : close + 2;
      } else if (c <= ' ' || separators.indexOf(c) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private void spaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private void problem(String code, String message, String hint) {
    for (Problem known : problems) {
      if (known.code().equals(code)) {
        return;
      }
    }
    problems.add(new Problem(code, at, message, hint));
  }
}
