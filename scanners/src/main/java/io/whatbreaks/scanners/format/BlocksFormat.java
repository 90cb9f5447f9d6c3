package io.whatbreaks.scanners.format;

import io.whatbreaks.scanners.format.LocatedTree.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads statements that end with {@code ;} or hold a block in braces. */
final class BlocksFormat {
  /** Each block is a mapping within a sequence: two levels of the tree. */
  private static final int DEEPEST = 50;

  private static final int LONGEST_VARIABLE = 200;

  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Block> open = new ArrayDeque<>();
  private List<Scalar> words = new ArrayList<>();
  private Block block;
  private int tooDeep;
  private int at;

  private static final class Block {
    final List<Scalar> head;
    final int start;
    final List<Node.Entry> entries = new ArrayList<>();

    Block(List<Scalar> head, int start) {
      this.head = head;
      this.start = start;
    }
  }

  private BlocksFormat(String text) {
    this.text = text;
    this.block = new Block(List.of(), 0);
  }

  static LocatedTree read(String text) {
    return new BlocksFormat(text).read();
  }

  private LocatedTree read() {
    while (at < text.length()) {
      step();
    }
    statement();
    if (!open.isEmpty()) {
      problem("unclosed-block", block.start, "the block has no end", "add the missing }");
      while (!open.isEmpty()) {
        close(text.length());
      }
    }
    List<Node> roots =
        block.entries.isEmpty()
            ? List.of()
            : List.of(new Node.Mapping(block.entries, 0, text.length()));
    return new LocatedTree(roots, problems);
  }

  private void step() {
    char c = text.charAt(at);
    int template = Templates.end(text, at);
    if (template > at && c == '{' && text.charAt(at + 1) == '%') {
      at = template;
    } else if (template > at) {
      words.add(word());
    } else if (c <= ' ') {
      at++;
    } else if (c == '#' || text.startsWith("//", at)) {
      at = Lines.next(text, Lines.end(text, at));
    } else if (text.startsWith("/*", at)) {
      int close = text.indexOf("*/", at + 2);
      at = close < 0 ? text.length() : close + 2;
    } else if (c == ';') {
      statement();
      at++;
    } else if (c == '{') {
      open();
    } else if (c == '}') {
      statement();
      end();
    } else {
      words.add(word());
    }
  }

  private void statement() {
    if (!words.isEmpty()) {
      block.entries.add(WordLine.entry(words));
      words = new ArrayList<>();
    }
  }

  private void open() {
    if (open.size() >= DEEPEST) {
      if (tooDeep++ == 0) {
        problem("too-deep", at, "nested deeper than " + DEEPEST + " levels", "flatten the blocks");
      }
      words = new ArrayList<>();
    } else {
      open.push(block);
      block = new Block(words.isEmpty() ? List.of(Scalar.verbatim("", at)) : words, at);
      words = new ArrayList<>();
    }
    at++;
  }

  private void end() {
    if (tooDeep > 0) {
      tooDeep--;
    } else if (open.isEmpty()) {
      problem("stray-brace", at, "a } that closes no block", "remove it or add the missing {");
    } else {
      close(at + 1);
    }
    at++;
  }

  private void close(int end) {
    Block closed = block;
    block = open.pop();
    Scalar key = closed.head.get(0);
    List<Node> items = new ArrayList<>(closed.head.subList(1, closed.head.size()));
    items.add(new Node.Mapping(closed.entries, closed.start, end));
    block.entries.add(new Node.Entry(key, new Node.Sequence(items, items.get(0).start(), end)));
  }

  private Scalar word() {
    int from = at;
    Letters letters = new Letters();
    while (at < text.length()) {
      char c = text.charAt(at);
      int template = Templates.end(text, at);
      if (template > at && text.charAt(at + 1) != '%') {
        letters.add(text, at, template);
        at = template;
      } else if (c <= ' ' || c == ';' || c == '}' || (c == '{' && !isVariable(from))) {
        break;
      } else if ((c == '"' || c == '\'') && at == from) {
        quoted(letters, c);
        break;
      } else if (c == '{') {
        int close = brace() + 1;
        letters.add(text, at, close);
        at = close;
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) > ' ') {
        letters.add(text, at, at + 2);
        at += 2;
      } else {
        letters.add(c, at++);
      }
    }
    return letters.scalar(from, at);
  }

  private boolean isVariable(int from) {
    return at > from && text.charAt(at - 1) == '$' && brace() < Lines.end(text, at);
  }

  /** The brace that closes a variable; beyond the line where none does. */
  private int brace() {
    int limit = Math.min(text.length(), at + LONGEST_VARIABLE);
    int found = Lines.find(text, '}', at, limit);
    return found < limit ? found : Integer.MAX_VALUE;
  }

  private void quoted(Letters letters, char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\'
          && at + 1 < text.length()
          && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\')) {
        at++;
      }
      letters.add(text.charAt(at), at);
      at++;
    }
    if (at < text.length()) {
      at++;
    } else {
      problem("unclosed-quote", at, "a quote has no end", "add the missing quote");
    }
  }

  private void problem(String code, int offset, String message, String hint) {
    // Of the branches of a template only one is there in the end, so braces need not match.
    if (code.endsWith("block") || code.endsWith("brace")) {
      if (text.contains("{%")) {
        return;
      }
    }
    for (Problem known : problems) {
      if (known.code().equals(code)) {
        return;
      }
    }
    problems.add(new Problem(code, offset, message, hint));
  }
}
