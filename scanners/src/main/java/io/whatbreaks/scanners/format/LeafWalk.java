package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tree for its {@link Leaf leaves}. Hundreds of thousands of leaves may share a
 * dozen paths, so paths are made once, and the way to a leaf only where it is wanted.
 */
final class LeafWalk {
  private final Predicate<String> wanted;
  private final Predicate<String> entered;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Map<String, List<String>> paths = new LinkedHashMap<>();
  private int document;

  private LeafWalk(Predicate<String> wanted, Predicate<String> entered) {
    this.wanted = wanted;
    this.entered = entered;
  }

  static List<Leaf> all(LocatedTree tree) {
    LeafWalk walk = new LeafWalk(path -> true, path -> true);
    walk.through(tree);
    return walk.leaves;
  }

  static List<Leaf> at(LocatedTree tree, Set<String> paths) {
    Set<String> above = new HashSet<>();
    for (String path : paths) {
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        above.add(path.substring(0, dot));
      }
    }
    LeafWalk walk =
        new LeafWalk(paths::contains, path -> paths.contains(path) || above.contains(path));
    walk.through(tree);
    return walk.leaves;
  }

  static Map<String, List<String>> paths(LocatedTree tree) {
    LeafWalk walk = new LeafWalk(path -> false, path -> true);
    walk.through(tree);
    return walk.paths;
  }

  /** A path of keys, lists left out, and those that go on from it. */
  private static final class Step {
    final String path;
    final List<String> names;
    private final Map<String, Step> below = new HashMap<>(4);
    final boolean isEntered;
    private boolean reached;
    private boolean isWanted;

    Step(String path, List<String> names, boolean isEntered) {
      this.path = path;
      this.names = names;
      this.isEntered = isEntered;
    }
  }

  /** How one node is reached: behind a key, or as a member of a list. */
  private static final class Way {
    private final @Nullable Way above;
    private final Node.@Nullable Entry entry;
    private final int index;
    private @Nullable String place;
    private @Nullable List<Leaf.Key> keys;

    Way(@Nullable Way above, Node.@Nullable Entry entry, int index) {
      this.above = above;
      this.entry = entry;
      this.index = index;
    }

    String place() {
      String made = place;
      if (made == null) {
        String before = above == null ? "" : above.place();
        if (entry == null) {
          made = above == null ? "" : before + "[" + index + "]";
        } else {
          String dot = above == null || above.keys().isEmpty() ? "" : ".";
          made = before + dot + entry.key().value();
        }
        place = made;
      }
      return made;
    }

    List<Leaf.Key> keys() {
      List<Leaf.Key> made = keys;
      if (made == null) {
        made = above == null ? List.of() : above.keys();
        if (entry != null) {
          made = new ArrayList<>(made);
          made.add(new Leaf.Key(entry.key(), behind(entry.value())));
          made = List.copyOf(made);
        }
        keys = made;
      }
      return made;
    }
  }

  private void through(LocatedTree tree) {
    Step root = new Step("", List.of(), true);
    for (document = 0; document < tree.roots().size(); document++) {
      node(tree.roots().get(document), root, new Way(null, null, 0), 0);
    }
  }

  private void node(Node node, Step step, Way way, int index) {
    if (node instanceof Scalar scalar) {
      if (!step.reached) {
        step.reached = true;
        step.isWanted = wanted.test(step.path);
        paths.putIfAbsent(step.path, step.names);
      }
      if (step.isWanted) {
        leaves.add(new Leaf(step.path, way.place(), way.keys(), index, scalar, document));
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        node(sequence.items().get(i), step, new Way(way, null, i), i);
      }
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        Step next = step(step, entry.key().value());
        if (next.isEntered) {
          node(entry.value(), next, new Way(way, entry, 0), 0);
        }
      }
    } else {
      throw new AssertionError(node);
    }
  }

  private Step step(Step from, String name) {
    Step step = from.below.get(name);
    if (step == null) {
      List<String> names = new ArrayList<>(from.names);
      names.add(name);
      String path = from.names.isEmpty() ? name : from.path + "." + name;
      step = new Step(path, names, entered.test(path));
      from.below.put(name, step);
    }
    return step;
  }

  private static List<Scalar> behind(Node value) {
    List<Scalar> scalars = new ArrayList<>();
    if (value instanceof Scalar scalar) {
      scalars.add(scalar);
    } else if (value instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        if (item instanceof Scalar scalar) {
          scalars.add(scalar);
        }
      }
    }
    return scalars;
  }
}
