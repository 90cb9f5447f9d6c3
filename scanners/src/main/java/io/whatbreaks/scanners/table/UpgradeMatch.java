package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.scanners.format.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How documents show what an upgrade rule is about.
 *
 * @param files which documents
 * @param mentions words of which such a document holds one; empty for those of the keys
 * @param form how they are looked at
 * @param format of {@link Form#TREE}
 * @param comment what begins a comment in {@link Form#LINES}; empty for none
 * @param what the places in them
 * @param rename from each key that has a new name to that
 */
record UpgradeMatch(
    List<Glob> files,
    List<String> mentions,
    Form form,
    Optional<Format> format,
    String comment,
    What what,
    Map<String, String> rename) {
  UpgradeMatch {
    files = List.copyOf(files);
    mentions = List.copyOf(mentions);
    requireNonNull(form, "form");
    requireNonNull(format, "format");
    requireNonNull(comment, "comment");
    requireNonNull(what, "what");
    rename = Map.copyOf(rename);
  }

  /** How a document is looked at. */
  enum Form {
    /** As the tree that its format makes of it. */
    TREE,
    /** As properties of Spring Boot, in every relaxed spelling, wherever they are given. */
    SPRING,
    /** As manifests of Kubernetes, templates of Helm included. */
    MANIFEST,
    /** Line by line. */
    LINES
  }

  /**
   * The places that are meant: of any of the keys or patterns; where there are none, the document
   * itself.
   *
   * @param keys of trees and properties
   * @param value what the value of the key must hold
   * @param repeated whether only values count that the key has twice
   * @param with other keys of the same root, each with one of the values it must have
   * @param lines patterns; a group {@code at} is the place, else all that is found
   * @param unless keys that keep it from mattering, wherever in the configuration they stand
   * @param unlessLines the same as patterns of lines
   */
  record What(
      List<KeyPath> keys,
      Optional<Pattern> value,
      boolean repeated,
      Map<String, List<String>> with,
      List<Pattern> lines,
      List<KeyPath> unless,
      List<Pattern> unlessLines) {
    What {
      keys = List.copyOf(keys);
      requireNonNull(value, "value");
      with = Map.copyOf(with);
      lines = List.copyOf(lines);
      unless = List.copyOf(unless);
      unlessLines = List.copyOf(unlessLines);
    }

    /** Whether the presence of the document suffices. */
    boolean isPresence() {
      return keys.isEmpty() && lines.isEmpty() && with.isEmpty();
    }
  }
}
