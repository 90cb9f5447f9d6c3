package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees of tables as lines, made when the project is built, because reading YAML costs more at a
 * start than all the rest of the tables: <code>{</code>, <code>}</code>, {@code [} and {@code ]}
 * open and close mappings and lists, {@code k} and {@code s} begin keys and texts.
 */
final class Compact {
  private final String text;
  private int at;

  private Compact(String text) {
    this.text = text;
  }

  static void write(Node node, StringBuilder out) {
    if (node instanceof Scalar scalar) {
      if (scalar.value().indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a text of several lines: " + scalar.value());
      }
      out.append('s').append(scalar.value()).append('\n');
    } else if (node instanceof Node.Sequence sequence) {
      out.append("[\n");
      sequence.items().forEach(item -> write(item, out));
      out.append("]\n");
    } else if (node instanceof Node.Mapping mapping) {
      out.append("{\n");
      for (Node.Entry entry : mapping.entries()) {
        out.append('k').append(entry.key().value()).append('\n');
        write(entry.value(), out);
      }
      out.append("}\n");
    }
  }

  /** The tree of such lines; places are lost. */
  static Node read(String text) {
    Compact compact = new Compact(text);
    return compact.node(compact.line());
  }

  private String line() {
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end);
    at = end + 1;
    return line;
  }

  private Node node(String line) {
    switch (line.charAt(0)) {
      case '{' -> {
        List<Node.Entry> entries = new ArrayList<>();
        for (String next = line(); next.charAt(0) == 'k'; next = line()) {
          Scalar key = Scalar.verbatim(next.substring(1), 0);
          entries.add(new Node.Entry(key, node(line())));
        }
        return new Node.Mapping(entries, 0, 0);
      }
      case '[' -> {
        List<Node> items = new ArrayList<>();
        for (String next = line(); next.charAt(0) != ']'; next = line()) {
          items.add(node(next));
        }
        return new Node.Sequence(items, 0, 0);
      }
      default -> {
        return Scalar.verbatim(line.substring(1), 0);
      }
    }
  }
}
