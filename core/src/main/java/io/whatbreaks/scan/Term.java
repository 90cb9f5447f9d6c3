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
 * @param ports where not empty, the name counts only as {@code host}, {@code host:port} or {@code
 *     scheme://host} with one of these ports or none
 * @param name where there are ports, the whole name of which {@code text} is the first label
 */
public record Term(String text, Optional<Scope> within, Set<Integer> ports, String name) {

  /** A term whatever the port. */
  public Term(String text, Optional<Scope> within) {
    this(text, within, Set.of(), text);
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
