package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Leaf;
import io.whatbreaks.scanners.format.LocatedTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The leaves of a document by what a rule asks for. Its paths are few, its leaves may be many: what
 * no rule means is never made.
 */
final class UpgradeLeaves {
  private final LocatedTree tree;
  private final Map<String, List<String>> elements = new HashMap<>();

  UpgradeLeaves(LocatedTree tree) {
    this.tree = tree;
    Leaf.paths(tree).forEach((path, names) -> elements.put(path, elements(names)));
  }

  private static List<String> elements(List<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      List<String> own = KeyPath.elementsOf(name);
      // An INI key before any section stands in one without a name.
      all.addAll(own.isEmpty() ? List.of("") : own);
    }
    return all;
  }

  /** The elements of a path, in lower case. */
  List<String> elements(String path) {
    return elements.getOrDefault(path, List.of());
  }

  /** The paths that lead through one of some keys. */
  Set<String> through(List<KeyPath> keys, boolean relaxed) {
    Set<String> found = new HashSet<>();
    elements.forEach(
        (path, all) -> {
          List<String> own = relaxed ? all.stream().map(UpgradeTree::uniform).toList() : all;
          for (int length = 1; length <= own.size(); length++) {
            List<String> part = own.subList(0, length);
            if (keys.stream().anyMatch(key -> key.matches(part))) {
              found.add(path);
              return;
            }
          }
        });
    return found;
  }

  /** The leaves of some paths, in the order of the text. */
  List<Leaf> at(Set<String> paths) {
    return paths.isEmpty() ? List.of() : Leaf.of(tree, paths);
  }

  /** The leaves of all paths that begin as some do, in the order of the text. */
  List<Leaf> beside(Set<String> paths) {
    Set<String> first = new HashSet<>();
    paths.forEach(path -> first.add(elements(path).get(0)));
    Set<String> all = new HashSet<>(paths);
    elements.forEach(
        (path, own) -> {
          if (!own.isEmpty() && first.contains(own.get(0))) {
            all.add(path);
          }
        });
    return at(all);
  }

  /** The leaves of one path, its elements joined by dots. */
  List<Leaf> of(String joined) {
    Set<String> paths = new HashSet<>();
    elements.forEach(
        (path, all) -> {
          if (String.join(".", all).equals(joined)) {
            paths.add(path);
          }
        });
    return at(paths);
  }
}
