package io.whatbreaks.scanners.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A tree as lines of text. */
final class TreeText {
  private TreeText() {}

  /** Leaves as {@code place=value@offset}, blanks between. */
  static String leaves(LocatedTree tree) {
    return Leaf.of(tree).stream()
        .map(leaf -> leaf.place() + "=" + leaf.value().value().replace("\n", "\\n"))
        .collect(Collectors.joining(" | "));
  }

  /** Problems as {@code code@line}. */
  static String problems(LocatedTree tree, String text) {
    return tree.problems().stream()
        .map(
            problem ->
                problem.code() + "@" + (text.substring(0, problem.offset()).split("\n", -1).length))
        .collect(Collectors.joining(" "));
  }

  /** What breaks the promises of a tree. */
  static List<String> broken(LocatedTree tree, String text) {
    List<String> broken = new ArrayList<>();
    for (Node root : tree.roots()) {
      check(root, text, broken, 0);
    }
    for (LocatedTree.Problem problem : tree.problems()) {
      if (problem.offset() < 0 || problem.offset() > text.length()) {
        broken.add("problem at " + problem.offset());
      }
    }
    return broken;
  }

  private static void check(Node node, String text, List<String> broken, int depth) {
    if (node.start() < 0 || node.start() > node.end() || node.end() > text.length()) {
      broken.add(node.start() + "-" + node.end() + " of " + text.length());
    }
    if (depth > 110) {
      broken.add("depth " + depth);
      return;
    }
    if (node instanceof Scalar scalar) {
      scalar(scalar, text, broken);
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> check(item, text, broken, depth + 1));
    } else if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        check(entry.key(), text, broken, depth + 1);
        check(entry.value(), text, broken, depth + 1);
      }
    }
  }

  private static void scalar(Scalar scalar, String text, List<String> broken) {
    String value = scalar.value();
    boolean encoded = isEncoded(text.substring(scalar.start(), scalar.end()), value);
    int before = -1;
    for (int i = 0; i < value.length(); i++) {
      int offset = scalar.offset(i);
      if (offset < Math.max(before, scalar.start())
          || offset >= Math.min(scalar.end() + 1, text.length())) {
        broken.add("'" + value + "' [" + i + "] at " + offset);
        return;
      }
      before = offset;
      char there = text.charAt(offset);
      boolean stands = there == value.charAt(i) || "\\\n\r&".indexOf(there) >= 0;
      if (!stands && !encoded) {
        broken.add("'" + value + "' [" + i + "] is not '" + there + "'");
        return;
      }
    }
  }

  /** Whether a value stands in base64 there, folded perhaps. */
  private static boolean isEncoded(String there, String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(there.replaceAll("\\R ", "").strip());
      return new String(bytes, StandardCharsets.UTF_8).equals(value);
    } catch (IllegalArgumentException plain) {
      return false;
    }
  }
}
