package io.whatbreaks.scanners.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways through a located tree that do not mind what is missing or of another form. */
public final class Nodes {
  private static final int DEEPEST = 200;

  private Nodes() {}

  /** The node as a mapping, if it is one. */
  public static Optional<Node.Mapping> mapping(Node node) {
    return node instanceof Node.Mapping mapping ? Optional.of(mapping) : Optional.empty();
  }

  /** The node as a scalar, if it is one that holds something. */
  public static Optional<Scalar> scalar(Node node) {
    return node instanceof Scalar scalar && !scalar.value().isBlank()
        ? Optional.of(scalar)
        : Optional.empty();
  }

  /** What lies behind a path of keys, if all of them are there. */
  public static Optional<Node> at(Node node, String... keys) {
    Node here = node;
    for (String key : keys) {
      Optional<Node> next =
          here instanceof Node.Mapping mapping ? mapping.get(key) : Optional.empty();
      if (next.isEmpty()) {
        return next;
      }
      here = next.get();
    }
    return Optional.of(here);
  }

  /** The scalar behind a path of keys, if there is one that holds something. */
  public static Optional<Scalar> text(Node node, String... keys) {
    return at(node, keys).flatMap(Nodes::scalar);
  }

  /** The items of a sequence; a scalar counts as a sequence of itself, a mapping as none. */
  public static List<Node> items(Node node) {
    if (node instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    return scalar(node).map(only -> List.<Node>of(only)).orElse(List.of());
  }

  /** The items behind a path of keys. */
  public static List<Node> items(Node node, String... keys) {
    return at(node, keys).map(Nodes::items).orElse(List.of());
  }

  /** The entries of a mapping in the order of the text, of repeated keys the last alone. */
  public static List<Node.Entry> entries(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return List.of();
    }
    Map<String, Node.Entry> last = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      last.put(entry.key().value(), entry);
    }
    return List.copyOf(last.values());
  }

  /** The entries behind a path of keys. */
  public static List<Node.Entry> entries(Node node, String... keys) {
    return at(node, keys).map(Nodes::entries).orElse(List.of());
  }

  /** Every scalar that holds something, at any depth, keys left out. */
  public static List<Scalar> scalars(Node node) {
    List<Scalar> found = new ArrayList<>();
    collect(node, found, 0);
    return found;
  }

  private static void collect(Node node, List<Scalar> found, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> collect(item, found, depth + 1));
    } else if (node instanceof Node.Mapping) {
      entries(node).forEach(entry -> collect(entry.value(), found, depth + 1));
    } else {
      scalar(node).ifPresent(found::add);
    }
  }
}
