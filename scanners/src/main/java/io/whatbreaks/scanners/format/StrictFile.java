package io.whatbreaks.scanners.format;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of decisions that a person wrote: YAML with one list of mappings. Whatever is not known in
 * it is refused with its line and column.
 */
public abstract class StrictFile {
  private static final int LONGEST = 1_000_000;

  private final Path file;
  private final String entry;
  private String text = "";

  /**
   * A file.
   *
   * @param entry what an entry of its list is called
   */
  protected StrictFile(Path file, String entry) {
    this.file = file;
    this.entry = entry;
  }

  /** The file. */
  protected final Path file() {
    return file;
  }

  /**
   * The list, which is not empty.
   *
   * @throws WhatBreaksException if there is none, or something beside it
   */
  protected final Node.Sequence list(String key) throws IOException {
    Node.Sequence list = sequence(key);
    if (list.items().isEmpty()) {
      throw refused("no-" + key, list.start(), none(key), "write '" + key + ": [{…}, …]'");
    }
    return list;
  }

  private static String none(String key) {
    return "there is no list of " + key;
  }

  /**
   * The list, which may be empty.
   *
   * @throws WhatBreaksException if there is none, or something beside it
   */
  protected final Node.Sequence sequence(String key) throws IOException {
    Node.Mapping root = root(key);
    Node list = entries(root, Set.of(key), "the file").get(key);
    if (list instanceof Node.Sequence found) {
      return found;
    }
    int at = list == null ? root.start() : list.start();
    throw refused("no-" + key, at, none(key), "write '" + key + ": [{…}, …]'");
  }

  /**
   * What the file says.
   *
   * @param key what it has to say at least, for the hint
   * @throws WhatBreaksException if it says nothing
   */
  protected final Node.Mapping root(String key) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw refused("too-long", 0, "a list of " + key + " this long is none", "");
      }
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    LocatedTree tree = Format.YAML.read(text);
    for (LocatedTree.Problem problem : tree.problems()) {
      throw refused(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    if (tree.roots().size() != 1 || !(tree.roots().get(0) instanceof Node.Mapping root)) {
      throw refused("no-" + key, 0, none(key), "begin with '" + key + ":'");
    }
    return root;
  }

  /** The line of an offset, from 1. */
  protected final int line(int offset) {
    return 1
        + (int)
            text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  /** The values of a mapping by their keys, each of which is known and stands there once. */
  protected final Map<String, Node> entries(Node.Mapping mapping, Set<String> known, String what) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (!known.contains(key)) {
        throw unknown(entry.key(), what, known);
      }
      if (values.put(key, entry.value()) != null) {
        throw refused("repeated-key", entry.key().start(), "'" + key + "' stands here twice", "");
      }
    }
    return values;
  }

  /** Says which keys there are instead of one that is not known. */
  protected final WhatBreaksException unknown(Scalar key, String what, Set<String> known) {
    return refused(
        "unknown-key",
        key.start(),
        what + " has no '" + key.value() + "'",
        "it has: " + String.join(", ", new TreeSet<>(known)));
  }

  /** The one value of a key that may not be missing. */
  protected final Scalar required(Node.Mapping mapping, Map<String, Node> values, String key) {
    Node value = values.get(key);
    if (value instanceof Scalar scalar && !scalar.value().isBlank()) {
      return scalar;
    }
    throw value == null
        ? refused(
            "missing-key", mapping.start(), "this " + entry + " has no '" + key + "'", "add it")
        : refused("bad-value", value.start(), "'" + key + "' wants one value", "");
  }

  /** With line and column, from 1, of an offset. */
  protected final WhatBreaksException refused(
      String code, int offset, String message, String hint) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    String place = file + ":" + line + ":" + (offset - start + 1);
    return new WhatBreaksException(new Diagnostic(Severity.ERROR, code, place, 0, message, hint));
  }
}
