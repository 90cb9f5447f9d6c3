package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/** A mapping or sequence of YAML whose end was not seen yet. */
final class YamlFrame {
  private static final String MERGE = "<<";

  private final boolean mapping;
  private final boolean flow;
  private final int start;
  private final Optional<Anchor> anchor;
  private final List<Node.Entry> entries = new ArrayList<>();
  private final List<Node> items = new ArrayList<>();
  private @Nullable Scalar key;
  private boolean merges;
  private int first = -1;
  private int end;
  private int size = 1;
  private int height;

  /**
   * A node that is complete.
   *
   * @param size how many nodes it holds, aliases expanded
   * @param height how many levels lie below it
   */
  record Built(Node node, int size, int height) {}

  YamlFrame(boolean mapping, boolean flow, int start, Optional<Anchor> anchor) {
    this.mapping = mapping;
    this.flow = flow;
    this.start = start;
    this.end = start;
    this.anchor = anchor;
  }

  int start() {
    return start;
  }

  /** Where its first child stands; behind the anchor, if any. */
  int first() {
    return mapping && first >= 0 ? first : start;
  }

  Optional<Anchor> anchor() {
    return anchor;
  }

  void add(Built child, int from, int to, String text) {
    if (first < 0) {
      first = from;
    }
    end = Math.max(end, to);
    size += child.size();
    height = Math.max(height, child.height() + 1);
    Scalar pending = key;
    if (!mapping) {
      items.add(child.node());
    } else if (pending == null) {
      key = child.node() instanceof Scalar scalar ? scalar : written(text, from, to);
    } else {
      merges |= pending.value().equals(MERGE);
      entries.add(new Node.Entry(pending, child.node()));
      key = null;
    }
  }

  /** A key that is no scalar: its text. */
  private static Scalar written(String text, int from, int to) {
    int end = Math.min(Math.max(from, to), text.length());
    return Scalar.verbatim(text.substring(from, end), from);
  }

  Built build(int closedAt, String text) {
    Scalar pending = key;
    if (pending != null) {
      entries.add(new Node.Entry(pending, Scalar.verbatim("", Math.min(end, text.length()))));
    }
    int to = Math.max(start, flow ? Math.max(closedAt, end) : end);
    if (!mapping) {
      return new Built(new Node.Sequence(items, start, to), size, height);
    }
    return new Built(new Node.Mapping(merges ? merged() : entries, start, to), size, height);
  }

  /** The entries with those of merged mappings; own keys win, then earlier mappings. */
  private List<Node.Entry> merged() {
    Set<String> taken = new HashSet<>();
    for (Node.Entry entry : entries) {
      taken.add(entry.key().value());
    }
    List<Node.Entry> all = new ArrayList<>();
    for (Node.Entry entry : entries) {
      if (!entry.key().value().equals(MERGE) || entry.value() instanceof Scalar) {
        all.add(entry);
        continue;
      }
      List<Node> sources =
          entry.value() instanceof Node.Sequence sequence
              ? sequence.items()
              : List.of(entry.value());
      for (Node source : sources) {
        if (source instanceof Node.Mapping merged) {
          adopt(merged, taken, all);
        }
      }
    }
    return all;
  }

  private static void adopt(Node.Mapping merged, Set<String> taken, List<Node.Entry> all) {
    Set<String> added = new HashSet<>();
    for (Node.Entry entry : merged.entries()) {
      if (!taken.contains(entry.key().value())) {
        all.add(entry);
        added.add(entry.key().value());
      }
    }
    taken.addAll(added);
  }
}
