package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one key, or one pattern of lines, means.
 *
 * @param selector which statements
 * @param means what their values are
 * @param usage how the names in them are used; of account for references only
 * @param rule stands in the evidence, for instance {@code nginx/upstream.server}
 * @param source where it is documented
 * @param note what else a reader should know, empty if nothing
 */
record Row(
    Selector selector,
    Means means,
    ReferenceWriter.Usage usage,
    String rule,
    String source,
    String note) {
  Row {
    requireNonNull(selector, "selector");
    requireNonNull(means, "means");
    requireNonNull(usage, "usage");
    requireNonNull(rule, "rule");
    requireNonNull(source, "source");
    requireNonNull(note, "note");
  }

  /** What values are. A table names one in lower case with dashes. */
  enum Means {
    /** Names that are needed. */
    REFERENCE,
    /** The port, and perhaps the own address, it answers on. */
    LISTENER,
    /** A file it reads. */
    READS,
    /** All files of a folder it reads. */
    READS_FOLDER,
    /** A name it answers to. */
    OWN_NAME,
    /** An address that its machine has. */
    OWN_ADDRESS,
    /** Certainly something else. */
    NOTHING,
    /** Nobody knows. */
    CANDIDATES
  }

  /**
   * Which statements a row is about, and where in them the value stands.
   *
   * @param keys one of these; empty in a table of lines
   * @param pattern finds the value in a word or line, by its groups {@code host} and {@code port}
   * @param first the first word that counts, from 1
   * @param last the last one
   * @param with words one of which must follow each other in the statement
   * @param inherits statements whose words count for {@code with} as well
   */
  record Selector(
      List<KeyPath> keys,
      Optional<Pattern> pattern,
      int first,
      int last,
      List<String> with,
      List<KeyPath> inherits) {
    Selector {
      keys = List.copyOf(keys);
      requireNonNull(pattern, "pattern");
      with = List.copyOf(with);
      inherits = List.copyOf(inherits);
    }

    boolean hasGroup(String name) {
      return pattern.isPresent() && pattern.get().pattern().contains("(?<" + name + ">");
    }

    boolean matches(List<String> path) {
      for (KeyPath key : keys) {
        if (key.matches(path)) {
          return true;
        }
      }
      return false;
    }
  }
}
