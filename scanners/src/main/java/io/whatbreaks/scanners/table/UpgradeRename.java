package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Leaf;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a key must be called instead, where writing another key in its place is all there is to do.
 */
final class UpgradeRename {
  private static final String REST = ".*";

  private final Map<String, String> exact = new HashMap<>();
  private final Map<String, String> below = new HashMap<>();
  private final boolean relaxed;

  UpgradeRename(Map<String, String> rename, boolean relaxed) {
    this.relaxed = relaxed;
    rename.forEach(
        (from, to) -> {
          if (from.endsWith(REST) && to.endsWith(REST)) {
            below.put(
                plain(from.substring(0, from.length() - 2)), to.substring(0, to.length() - 2));
          } else {
            exact.put(plain(from), to);
          }
        });
  }

  /** The new name of a whole key, dotted; nothing where it has none. */
  Optional<String> of(String key) {
    String plain = plain(key);
    String to = exact.get(plain);
    if (to != null) {
      return Optional.of(spelled(key, to));
    }
    for (Map.Entry<String, String> start : below.entrySet()) {
      if (plain.startsWith(start.getKey() + ".")) {
        int elements = start.getKey().split("\\.", -1).length;
        List<String> written = List.of(key.split("\\.", -1));
        return Optional.of(
            start.getValue() + "." + String.join(".", written.subList(elements, written.size())));
      }
    }
    return Optional.empty();
  }

  /** The elements at the end that stay the same keep their spelling. */
  private String spelled(String key, String to) {
    String[] written = key.split("\\.", -1);
    String[] elements = to.split("\\.", -1);
    for (int i = 1; i <= Math.min(written.length, elements.length); i++) {
      String own = written[written.length - i];
      if (!plain(own).equals(plain(elements[elements.length - i]))) {
        break;
      }
      elements[elements.length - i] = own;
    }
    return String.join(".", elements);
  }

  /** The new name of a key in the spelling of the environment. */
  Optional<String> ofVariable(String variable) {
    String index = variable.replaceFirst("^.*?(_\\d+_?)?$", "$1");
    String name = variable.substring(0, variable.length() - index.length());
    String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> one : exact.entrySet()) {
      if (one.getKey().replace(".", "").equals(plain)) {
        return Optional.of(
            one.getValue().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT) + index);
      }
    }
    return Optional.empty();
  }

  private String plain(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (!relaxed) {
      return lower;
    }
    List<String> elements = new ArrayList<>();
    for (String element : lower.split("\\.", -1)) {
      elements.add(UpgradeTree.uniform(element));
    }
    return String.join(".", elements);
  }

  /** A key and what must stand in its place. */
  record Edit(Scalar key, String text) {}

  /**
   * What must be written so that a leaf has its new name. A key that holds others as well is
   * renamed only where all of them get their new names by that.
   */
  Optional<Edit> edit(List<Leaf> leaves, Leaf leaf) {
    Optional<String> to = of(leaf.path());
    for (int index = leaf.keys().size() - 1; to.isPresent() && index >= 0; index--) {
      Optional<String> text = at(leaf, index, to.get());
      if (text.isPresent()) {
        Scalar key = leaf.keys().get(index).name();
        return isForAll(leaves, index, key, text.get())
            ? Optional.of(new Edit(key, text.get()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean isForAll(List<Leaf> leaves, int index, Scalar key, String text) {
    return leaves.stream()
        .filter(leaf -> leaf.keys().size() > index)
        .filter(leaf -> leaf.keys().get(index).name().start() == key.start())
        .allMatch(
            leaf ->
                of(leaf.path())
                    .flatMap(to -> at(leaf, index, to))
                    .filter(text::equals)
                    .isPresent());
  }

  /** What one key must become so that the whole path is another. */
  private static Optional<String> at(Leaf leaf, int index, String to) {
    List<String> names = leaf.keys().stream().map(key -> key.name().value()).toList();
    String above = String.join(".", names.subList(0, index)) + (index > 0 ? "." : "");
    List<String> after = names.subList(index + 1, names.size());
    String below = (after.isEmpty() ? "" : ".") + String.join(".", after);
    int length = to.length() - above.length() - below.length();
    return length > 0 && to.startsWith(above) && to.endsWith(below)
        ? Optional.of(to.substring(above.length(), above.length() + length))
        : Optional.empty();
  }
}
