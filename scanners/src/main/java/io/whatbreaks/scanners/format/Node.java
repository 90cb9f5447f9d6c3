package io.whatbreaks.scanners.format;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** A node of a {@link LocatedTree}. Offsets count characters of the document's text. */
public sealed interface Node permits Scalar, Node.Mapping, Node.Sequence {

  /** Offset of the first character. */
  int start();

  /** Offset behind the last character. */
  int end();

  /** Keys with values, in the order of the text; a key may occur again. */
  record Mapping(List<Entry> entries, int start, int end) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The value of a key: the last one where it occurs again. */
    public Optional<Node> get(String key) {
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (entries.get(i).key().value().equals(key)) {
          return Optional.of(entries.get(i).value());
        }
      }
      return Optional.empty();
    }
  }

  /** One key and its value. A key without a value has an empty scalar behind it. */
  record Entry(Scalar key, Node value) {
    public Entry {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }
  }

  /** Values in the order of the text: list items, or the words behind a keyword, a block last. */
  record Sequence(List<Node> items, int start, int end) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }
}
