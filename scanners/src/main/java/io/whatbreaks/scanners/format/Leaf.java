package io.whatbreaks.scanners.format;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;

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
    return LeafWalk.all(tree);
  }

  /** The same of some paths only: a large tree has many leaves of few paths. */
  public static List<Leaf> of(LocatedTree tree, Set<String> paths) {
    return LeafWalk.at(tree, paths);
  }

  /** The distinct paths of all leaves, each with the names of its keys. */
  public static Map<String, List<String>> paths(LocatedTree tree) {
    return LeafWalk.paths(tree);
  }

  /** The innermost key; for a scalar that is a document of its own, the scalar. */
  public Scalar key() {
    return keys.isEmpty() ? value : keys.get(keys.size() - 1).name();
  }

  /** What stands beside the value behind the same key, itself included. */
  public List<Scalar> arguments() {
    return keys.isEmpty() ? List.of(value) : keys.get(keys.size() - 1).arguments();
  }
}
