package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Erlang terms, as {@code file:consult} does: a tuple that begins with an atom is that key
 * with what follows as its value; other tuples and lists are sequences; strings, binaries, atoms
 * and numbers are scalars.
 *
 * @see <a href="https://www.erlang.org/doc/system/data_types.html">Erlang data types</a>
 */
final class ErlangFormat {
  /** A tuple may be a mapping with a sequence in it: two levels of the tree. */
  private static final int DEEPEST = 50;

  private static final String CLOSERS = "]}";

  private final String text;
  private final List<Node> roots = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;

  private ErlangFormat(String text) {
    this.text = text;
  }

  static LocatedTree read(String text) {
    return new ErlangFormat(text).read();
  }

  private LocatedTree read() {
    while (skip() < text.length()) {
      if (CLOSERS.indexOf(text.charAt(at)) >= 0) {
        problem("stray-bracket", at, "this bracket closes nothing", "remove it");
        at++;
      } else {
        roots.add(term(0));
      }
    }
    return new LocatedTree(roots, problems);
  }

  /** Passes over blanks, comments and what only divides terms. */
  private int skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        at = Lines.end(text, at);
      } else if (c <= ' ' || c == ',' || c == '.' || c == '|') {
        at++;
      } else if (text.startsWith("=>", at) || text.startsWith(":=", at)) {
        at += 2;
      } else {
        break;
      }
    }
    return at;
  }

  private Node term(int depth) {
    char c = text.charAt(at);
    if (c == '[') {
      return items(']', depth);
    }
    if (c == '{') {
      return tuple(depth);
    }
    if (text.startsWith("#{", at)) {
      at++;
      return map(depth);
    }
    if (text.startsWith("<<", at)) {
      return binary();
    }
    return c == '"' || c == '\'' ? quoted(c) : word();
  }

  /** What stands up to a bracket; one of the other sort belongs to what is around this. */
  private Node.Sequence items(char close, int depth) {
    int start = at++;
    List<Node> items = new ArrayList<>();
    if (depth >= DEEPEST) {
      problem("too-deep", start, "nested deeper than " + DEEPEST + " levels", "flatten the terms");
      return new Node.Sequence(items, start, at);
    }
    while (skip() < text.length()) {
      char c = text.charAt(at);
      if (c == close) {
        at++;
        return new Node.Sequence(items, start, at);
      }
      if (CLOSERS.indexOf(c) >= 0) {
        break;
      }
      items.add(term(depth + 1));
    }
    problem("unclosed-bracket", start, "this bracket has no end", "add the missing " + close);
    return new Node.Sequence(items, start, at);
  }

  private Node tuple(int depth) {
    boolean named = isAtom(behindBlanks(at + 1));
    Node.Sequence tuple = items('}', depth);
    if (!named || tuple.items().size() < 2 || !(tuple.items().get(0) instanceof Scalar key)) {
      return tuple;
    }
    List<Node> rest = tuple.items().subList(1, tuple.items().size());
    Node value =
        rest.size() == 1
            ? rest.get(0)
            : new Node.Sequence(rest, rest.get(0).start(), rest.get(rest.size() - 1).end());
    return new Node.Mapping(List.of(new Node.Entry(key, value)), tuple.start(), tuple.end());
  }

  private Node map(int depth) {
    Node.Sequence map = items('}', depth);
    List<Node.Entry> entries = new ArrayList<>();
    for (int i = 0; i + 1 < map.items().size(); i += 2) {
      if (map.items().get(i) instanceof Scalar key) {
        entries.add(new Node.Entry(key, map.items().get(i + 1)));
      }
    }
    return new Node.Mapping(entries, map.start(), map.end());
  }

  private int behindBlanks(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private boolean isAtom(int offset) {
    return offset < text.length()
        && (text.charAt(offset) == '\'' || Character.isLowerCase(text.charAt(offset)));
  }

  private Scalar binary() {
    at += 2;
    int open = behindBlanks(at);
    boolean quoted = open < text.length() && text.charAt(open) == '"';
    if (!quoted) {
      return word();
    }
    at = open;
    Scalar value = quoted('"');
    int close = text.startsWith("/utf8", at) ? at + "/utf8".length() : at;
    at = text.startsWith(">>", close) ? close + 2 : at;
    return value;
  }

  /** A quote that its line does not close is passed over, and what follows read without it. */
  private Scalar quoted(char quote) {
    int open = at++;
    Letters letters = new Letters();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      int template = Templates.end(text, at);
      if (template > at) {
        letters.add(text, at, template);
        at = template;
      } else if (c == '\\') {
        at = Escapes.read(text, at, text.length(), letters);
      } else if (c == '\n' || c == '\r') {
        problem("unclosed-quote", open, "a quote has no end", "add the missing quote");
        at = open + 1;
        return word();
      } else {
        letters.add(c, at++);
      }
    }
    int end = Math.min(at, text.length());
    at = end < text.length() && text.charAt(end) == quote ? end + 1 : end;
    return letters.isEmpty() ? Scalar.quoted("", open, at, open + 1) : letters.scalar(open, at);
  }

  /** An atom, a number, or whatever else stands up to the next sign that divides terms. */
  private Scalar word() {
    int from = at;
    while (at < text.length()
        && text.charAt(at) > ' '
        && ",|]}[{\"'%".indexOf(text.charAt(at)) < 0) {
      if (isEndOfTerm() || text.startsWith("=>", at)) {
        break;
      }
      at++;
    }
    at = Math.min(Math.max(at, from + 1), text.length());
    return Scalar.verbatim(text.substring(from, at), from);
  }

  private boolean isEndOfTerm() {
    return text.charAt(at) == '.' && (at + 1 == text.length() || text.charAt(at + 1) <= ' ');
  }

  private void problem(String code, int offset, String message, String hint) {
    if (problems.stream().noneMatch(known -> known.code().equals(code))) {
      problems.add(new Problem(code, offset, message, hint));
    }
  }
}
