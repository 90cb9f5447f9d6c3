package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Leaf;
import io.whatbreaks.scanners.format.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the keys of a tree that a match means; what stands below a key counts as its value. */
final class UpgradeTree {
  private final UpgradeLeaves leaves;
  private final UpgradeMatch match;
  private final boolean relaxed;

  /** A key found, and where what it gives stands. */
  private static final class Key {
    final Leaf leaf;
    final int index;
    int valueStart = Integer.MAX_VALUE;
    int valueEnd;

    Key(Leaf leaf, int index) {
      this.leaf = leaf;
      this.index = index;
    }
  }

  /**
   * The leaves of a document.
   *
   * @param relaxed whether dashes, underscores and indices do not count
   */
  UpgradeTree(UpgradeLeaves leaves, UpgradeMatch match, boolean relaxed) {
    this.leaves = leaves;
    this.match = match;
    this.relaxed = relaxed;
  }

  /** All places of some keys, with the value and beside the other keys that the match asks for. */
  List<UpgradeReading.Found> find(List<KeyPath> keys) {
    return find(keys, false);
  }

  /** All places of some keys, whatever their value. */
  List<UpgradeReading.Found> keys(List<KeyPath> keys) {
    return find(keys, true);
  }

  private List<UpgradeReading.Found> find(List<KeyPath> keys, boolean any) {
    Map<Integer, Key> found = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    List<KeyPath> wanted =
        keys.stream().map(key -> new KeyPath("", elements(key.elements()))).toList();
    Set<String> paths = leaves.through(wanted, relaxed);
    if (paths.isEmpty()) {
      return List.of();
    }
    Set<Beside> beside = any ? Set.of() : beside();
    for (Leaf leaf : leaves.at(paths)) {
      List<String> path = elements(leaves.elements(leaf.path()));
      for (int length = 1; length <= path.size(); length++) {
        List<String> part = path.subList(0, length);
        boolean isWhole = length == path.size();
        if (wanted.stream().anyMatch(key -> key.matches(part))
            && (any || (holds(leaf, isWhole) && isRepeated(leaf, seen) && stands(leaf, beside)))) {
          add(leaf, length, found);
        }
      }
    }
    List<Leaf> renamed =
        found.isEmpty() || match.rename().isEmpty() ? List.of() : leaves.beside(paths);
    UpgradeRename rename = new UpgradeRename(match.rename(), relaxed);
    return found.values().stream()
        .map(
            key -> {
              Scalar name = key.leaf.keys().get(key.index).name();
              return new UpgradeReading.Found(
                  span(name),
                  new UpgradeReading.Span(Math.min(key.valueStart, key.valueEnd), key.valueEnd),
                  rename
                      .edit(renamed, key.leaf)
                      .map(edit -> new UpgradeReading.Edit(span(edit.key()), edit.text())));
            })
        .toList();
  }

  private static UpgradeReading.Span span(Scalar key) {
    return new UpgradeReading.Span(key.offset(0), key.endOffset(key.value().length()));
  }

  private void add(Leaf leaf, int length, Map<Integer, Key> found) {
    int index = keyOf(leaf, length);
    Scalar name = leaf.keys().get(index).name();
    if (name.value().isEmpty()) {
      return;
    }
    Key key = found.computeIfAbsent(name.offset(0), at -> new Key(leaf, index));
    for (Scalar value : leaf.arguments()) {
      if (!value.value().isEmpty()) {
        key.valueStart = Math.min(key.valueStart, value.start());
        key.valueEnd = Math.max(key.valueEnd, value.end());
      }
    }
  }

  /** Which key holds the element at the end of a path of some length. */
  private static int keyOf(Leaf leaf, int length) {
    int left = length;
    for (int i = 0; i < leaf.keys().size(); i++) {
      left -= Math.max(1, KeyPath.elementsOf(leaf.keys().get(i).name().value()).size());
      if (left <= 0) {
        return i;
      }
    }
    return leaf.keys().size() - 1;
  }

  private boolean holds(Leaf leaf, boolean isWhole) {
    if (match.what().value().isEmpty()) {
      return true;
    }
    String value = leaf.arguments().stream().map(Scalar::value).collect(Collectors.joining(" "));
    return isWhole && match.what().value().get().matcher(value).find();
  }

  private boolean isRepeated(Leaf leaf, Map<String, Integer> seen) {
    return !match.what().repeated()
        || seen.merge(leaf.path() + "=" + leaf.value().value(), 1, Integer::sum) > 1;
  }

  /** A key that the match wants beside, and a root that has it with one of the values. */
  private record Beside(String key, int document) {}

  private Set<Beside> beside() {
    Set<Beside> all = new HashSet<>();
    match
        .what()
        .with()
        .forEach(
            (key, values) -> {
              for (Leaf leaf : leaves.of(key)) {
                if (values.contains(leaf.value().value())) {
                  all.add(new Beside(key, leaf.document()));
                }
              }
            });
    return all;
  }

  private boolean stands(Leaf leaf, Set<Beside> beside) {
    return match.what().with().keySet().stream()
        .allMatch(key -> beside.contains(new Beside(key, leaf.document())));
  }

  private List<String> elements(List<String> elements) {
    return relaxed ? elements.stream().map(UpgradeTree::uniform).toList() : elements;
  }

  /** One spelling for all of a relaxed element. */
  static String uniform(String element) {
    return element
        .replaceAll("\\[\\d*]", "")
        .replace("-", "")
        .replace("_", "")
        .toLowerCase(Locale.ROOT);
  }
}
