package io.whatbreaks.scanners.format;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A scalar of a tree with the way to it, so that a table row or a dotted key finds it without
 * walking.
 *
 * <p>Lists and arguments add nothing to the path: {@code a: {b: [x, y]}} of YAML has two leaves of
 * path {@code a.b}, index 0 and 1; {@code a.b=x} of a properties file one of the same path. {@code
 * upstream bus { server mq01:80 weight=2; }} of nginx has
 *
 * <pre>
 * upstream         bus        index 0
 * upstream.server  mq01:80    index 0   keys: upstream (arguments: bus), server (mq01:80, weight=2)
 * upstream.server  weight=2   index 1
 * </pre>
 *
 * <p>An INI key stands behind its section ({@code Service.ExecStart}); one before any section has
 * an empty first element ({@code .port}). A key without a value is a leaf with an empty value. An
 * empty list, mapping or block has none.
 *
 * @param path the keys from the root, joined by dots
 * @param place the same with the position in each list of YAML or JSON: {@code a[1].b[0]}; for
 *     other formats the path
 * @param keys the keys from the root with their arguments; empty for a scalar that is a document of
 *     its own
 * @param index the position in its own list, or the number of the argument, from 0
 * @param value the scalar
 * @param document which of the tree's roots it belongs to, from 0
 */
public record Leaf(
    String path, String place, List<Key> keys, int index, Scalar value, int document) {

  /**
   * A key on the way.
   *
   * @param name the key as it stands in the text
   * @param arguments the scalars that stand directly behind it: the words of a statement, the name
   *     of a section, the items of a list, a single value
   */
  public record Key(Scalar name, List<Scalar> arguments) {
    public Key {
      requireNonNull(name, "name");
      arguments = List.copyOf(arguments);
    }
  }

  public Leaf {
    requireNonNull(path, "path");
    requireNonNull(place, "place");
    keys = List.copyOf(keys);
    requireNonNull(value, "value");
  }

  /**
   * All leaves of a tree, in the order of the text; merged and aliased ones where they are used.
   */
  public static List<Leaf> of(LocatedTree tree) {
    List<Leaf> leaves = new ArrayList<>();
    for (int document = 0; document < tree.roots().size(); document++) {
      new Walk(leaves, document).node(tree.roots().get(document), "", "", List.of(), 0);
    }
    return leaves;
  }

  /** The innermost key; for a scalar that is a document of its own, the scalar. */
  public Scalar key() {
    return keys.isEmpty() ? value : keys.get(keys.size() - 1).name();
  }

  /** What stands beside the value behind the same key, itself included. */
  public List<Scalar> arguments() {
    return keys.isEmpty() ? List.of(value) : keys.get(keys.size() - 1).arguments();
  }

  private record Walk(List<Leaf> leaves, int document) {

    void node(Node node, String path, String place, List<Key> keys, int index) {
      if (node instanceof Scalar scalar) {
        leaves.add(new Leaf(path, place, keys, index, scalar, document));
      } else if (node instanceof Node.Sequence sequence) {
        sequence(sequence, path, place, keys);
      } else if (node instanceof Node.Mapping mapping) {
        mapping(mapping, path, place, keys);
      } else {
        throw new AssertionError(node);
      }
    }

    private void sequence(Node.Sequence sequence, String path, String place, List<Key> keys) {
      for (int i = 0; i < sequence.items().size(); i++) {
        node(sequence.items().get(i), path, place + "[" + i + "]", keys, i);
      }
    }

    private void mapping(Node.Mapping mapping, String path, String place, List<Key> keys) {
      for (Node.Entry entry : mapping.entries()) {
        String name = entry.key().value();
        List<Key> way = new ArrayList<>(keys);
        way.add(new Key(entry.key(), behind(entry.value())));
        String dot = keys.isEmpty() ? "" : ".";
        node(entry.value(), path + dot + name, place + dot + name, way, 0);
      }
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
}
