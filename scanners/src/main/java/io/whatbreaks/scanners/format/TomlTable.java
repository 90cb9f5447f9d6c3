package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of TOML while it is read: several places of the text add to it. */
final class TomlTable {
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Item> byName = new HashMap<>();
  private final int start;
  private int end;

  /** A key with tables, or with a value. */
  private static final class Item {
    final Scalar key;
    final List<TomlTable> tables = new ArrayList<>();
    final List<Node> values = new ArrayList<>();
    boolean isArray;

    Item(Scalar key) {
      this.key = key;
    }
  }

  TomlTable(int start) {
    this.start = start;
    this.end = start;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  void end(int offset) {
    end = Math.max(end, offset);
  }

  /** The table of a key: the one that is there, of an array its last. */
  TomlTable table(Scalar key) {
    Item item = item(key);
    return item.tables.isEmpty() ? add(item, key) : item.tables.get(item.tables.size() - 1);
  }

  /** Another table of an array. */
  TomlTable next(Scalar key) {
    Item item = item(key);
    item.isArray = true;
    return add(item, key);
  }

  /** A value; a key that is there already, which TOML forbids, has both. */
  void put(Scalar key, Node value) {
    Item item = new Item(key);
    item.values.add(value);
    items.add(item);
    end(value.end());
  }

  private Item item(Scalar key) {
    return byName.computeIfAbsent(
        key.value(),
        name -> {
          Item item = new Item(key);
          items.add(item);
          return item;
        });
  }

  private static TomlTable add(Item item, Scalar key) {
    TomlTable table = new TomlTable(key.start());
    table.end(key.end());
    item.tables.add(table);
    return table;
  }

  Node.Mapping node() {
    List<Node.Entry> entries = new ArrayList<>();
    int last = end;
    for (Item item : items) {
      Node value = value(item);
      entries.add(new Node.Entry(item.key, value));
      last = Math.max(last, value.end());
    }
    return new Node.Mapping(entries, start, last);
  }

  private static Node value(Item item) {
    if (!item.values.isEmpty()) {
      return item.values.get(0);
    }
    List<Node> nodes = new ArrayList<>();
    int last = 0;
    for (TomlTable table : item.tables) {
      Node.Mapping node = table.node();
      nodes.add(node);
      last = Math.max(last, node.end());
    }
    return item.isArray ? new Node.Sequence(nodes, nodes.get(0).start(), last) : nodes.get(0);
  }
}
