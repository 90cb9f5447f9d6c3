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
 * @param blocks where the blocks around it begin, outermost first: each with the length of the path
 *     that leads to it
 * @param opensBlock whether a block belongs to it, so that its words are that block's names
 */
record Statement(List<String> path, List<Scalar> words, List<Block> blocks, boolean opensBlock) {
  Statement {
    path = List.copyOf(path);
    words = List.copyOf(words);
  }

  /** Where a block begins, how many keys lead to it, and the first word behind the last of them. */
  record Block(int depth, int start, String name) {}

  /** A line that stands for itself, in a block that begins at {@code block}. */
  static Statement line(Scalar words, int block) {
    return new Statement(List.of(), List.of(words), List.of(new Block(0, block, "")), false);
  }

  /** The same within a part that begins at {@code start}, under the key that opens it. */
  static Statement line(Scalar words, int block, String key, int start) {
    return new Statement(
        List.of(key),
        List.of(words),
        List.of(new Block(1, start, ""), new Block(0, block, "")),
        false);
  }

  /** All statements of some trees. */
  static List<Statement> of(List<Node> roots) {
    List<Statement> found = new ArrayList<>();
    for (Node root : roots) {
      collect(List.of(), root, List.of(new Block(0, root.start(), "")), found);
    }
    return found;
  }

  /** Where the block it stands in begins. */
  int block() {
    return inner().start();
  }

  private Block inner() {
    return blocks.get(blocks.size() - 1);
  }

  /** The path that a key of the same block has. */
  List<String> sibling(String key) {
    List<String> sibling = new ArrayList<>(path.subList(0, inner().depth()));
    sibling.add(key);
    return sibling;
  }

  /** Where the innermost block of a key around it begins; its own block if there is none. */
  int within(String key) {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      int depth = blocks.get(i).depth();
      if (depth > 0 && Glob.fits(key, path.get(depth - 1))) {
        return blocks.get(i).start();
      }
    }
    return block();
  }

  private static void collect(
      List<String> path, Node node, List<Block> blocks, List<Statement> found) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        List<String> own = new ArrayList<>(path);
        own.addAll(KeyPath.elementsOf(entry.key().value()));
        collectValue(own, entry.value(), blocks, found);
      }
    } else {
      collectValue(path, node, blocks, found);
    }
  }

  private static void collectValue(
      List<String> path, Node value, List<Block> blocks, List<Statement> found) {
    List<Scalar> words = new ArrayList<>();
    List<Node.Mapping> inner = new ArrayList<>();
    sort(value, words, inner);
    if (!path.isEmpty() || !words.isEmpty()) {
      found.add(new Statement(path, words, blocks, !inner.isEmpty()));
    }
    for (Node.Mapping block : inner) {
      List<Block> deeper = new ArrayList<>(blocks);
      String name = words.isEmpty() ? "" : words.get(0).value();
      deeper.add(new Block(path.size(), block.start(), name));
      collect(path, block, deeper, found);
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
