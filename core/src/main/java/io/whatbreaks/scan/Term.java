package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A name, key or address that a question has come upon: documents which may hold it are to be read.
 *
 * @param text the words of which must all stand in the document or its path, letter case and
 *     separators apart; empty for every document of {@code within}
 * @param within only documents of this machine or tree, if any
 * @param ports where not empty, the name counts only where it stands by itself, not as a part of a
 *     longer word or of a path: with one of these ports, or without one that is written; {@link
 *     #ANY_PORT} for whatever port
 * @param name where there are ports, the whole name of which {@code text} is the first label
 */
public record Term(String text, Optional<Scope> within, Set<Integer> ports, String name) {

  /** The port of {@link #ports} that stands for all. */
  public static final int ANY_PORT = 0;

  /** A term wherever its words stand. */
  public Term(String text, Optional<Scope> within) {
    this(text, within, Set.of(), text);
  }

  /** A term for documents that hold a pattern of names, beside which that word stands. */
  public static Term ofPattern(String word) {
    return new Term(word + "[", Optional.empty());
  }

  /** Checks that no part is missing. */
  public Term {
    requireNonNull(text, "text");
    requireNonNull(within, "within");
    ports = Set.copyOf(ports);
    requireNonNull(name, "name");
  }

  int[] words() {
    return Words.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
