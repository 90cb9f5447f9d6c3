package io.whatbreaks.scanners.decision;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.format.StrictFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file whose values may be lists: a single word is a list of one. */
abstract sealed class Lists extends StrictFile permits WindowsYaml, PolicyFile, SignOffFile {
  Lists(Path file, String entry) {
    super(file, entry);
  }

  final Node.Mapping mapping(Node item) {
    if (item instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw refused("bad-value", item.start(), "this wants a mapping", "write {…}");
  }

  final List<Scalar> scalars(Map<String, Node> values, String key) {
    Node list = values.get(key);
    List<Node> items =
        list == null
            ? List.of()
            : list instanceof Node.Sequence sequence ? sequence.items() : List.of(list);
    List<Scalar> words = new ArrayList<>();
    for (Node item : items) {
      if (!(item instanceof Scalar word) || word.value().isBlank()) {
        throw refused("bad-value", item.start(), "'" + key + "' wants words", "");
      }
      words.add(word);
    }
    return words;
  }

  final List<String> words(Map<String, Node> values, String key) {
    return scalars(values, key).stream().map(word -> word.value().strip()).toList();
  }
}
