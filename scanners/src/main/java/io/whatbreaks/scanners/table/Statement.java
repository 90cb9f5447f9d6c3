package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A key of a located tree with the words behind it.
 *
 * @param path the keys down to it, in lower case
 * @param words its values in the order of the text
 * @param block where the block it stands in begins
 * @param opensBlock whether a block belongs to it, so that its words are that block's names
 */
record Statement(List<String> path, List<Scalar> words, int block, boolean opensBlock) {
  Statement {
    path = List.copyOf(path);
    words = List.copyOf(words);
  }

  /** All statements of some trees. */
  static List<Statement> of(List<Node> roots) {
    List<Statement> found = new ArrayList<>();
    for (Node root : roots) {
      collect(List.of(), root, root.start(), found);
    }
    return found;
  }

  private static void collect(List<String> path, Node node, int block, List<Statement> found) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        List<String> own = new ArrayList<>(path);
        own.addAll(KeyPath.elementsOf(entry.key().value()));
        collectValue(own, entry.value(), mapping.start(), found);
      }
    } else {
      collectValue(path, node, block, found);
    }
  }

  private static void collectValue(
      List<String> path, Node value, int block, List<Statement> found) {
    List<Scalar> words = new ArrayList<>();
    List<Node.Mapping> blocks = new ArrayList<>();
    sort(value, words, blocks);
    if (!path.isEmpty() || !words.isEmpty()) {
      found.add(new Statement(path, words, block, !blocks.isEmpty()));
    }
    for (Node.Mapping inner : blocks) {
      collect(path, inner, inner.start(), found);
    }
  }

  private static void sort(Node value, List<Scalar> words, List<Node.Mapping> blocks) {
    if (value instanceof Scalar scalar) {
      if (!scalar.value().isEmpty()) {
        words.add(scalar);
      }
    } else if (value instanceof Node.Mapping mapping) {
      blocks.add(mapping);
    } else if (value instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        sort(item, words, blocks);
      }
    }
  }
}
