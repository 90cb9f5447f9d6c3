package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A name, key or address that a question has come upon: documents which may hold it are to be read.
 *
 * @param text the words of which must all stand in the document or its path, letter case and
 *     separators apart; empty for every document of {@code within}
 * @param within only documents of this machine or tree, if any
 */
public record Term(String text, Optional<Scope> within) {

  /** Checks that no part is missing. */
  public Term {
    requireNonNull(text, "text");
    requireNonNull(within, "within");
  }

  int[] words() {
    return Words.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
