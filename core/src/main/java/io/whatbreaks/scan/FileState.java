package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of one file.
 *
 * @param path as reports show it
 * @param reading the one class it ended in
 * @param reason why it was not read whole; empty otherwise
 * @param words hashes of the words of a file that was not read whole, so that it can be told
 *     whether it matters
 * @param opaque whether there may be words that {@code words} lacks
 * @param foundation whether names are resolved with the help of this file
 */
public record FileState(
    String path,
    Reading reading,
    String reason,
    List<Integer> words,
    boolean opaque,
    boolean foundation) {

  /** Checks that no part is missing. */
  public FileState {
    requireNonNull(path, "path");
    requireNonNull(reading, "reading");
    requireNonNull(reason, "reason");
    words = List.copyOf(words);
  }

  /** A file read whole, or not at all because nothing in it can matter. */
  static FileState of(String path, Reading reading, String reason) {
    return new FileState(path, reading, reason, List.of(), false, false);
  }

  static List<Integer> boxed(int[] words) {
    return Arrays.stream(words).sorted().boxed().toList();
  }

  /** Whether input was lost here. */
  public boolean isLost() {
    return opaque || !words.isEmpty();
  }

  /** Whether what was lost may matter to whoever asks for the terms. */
  public boolean mayMatter(Set<Term> terms) {
    if (isLost() && (opaque || foundation)) {
      return true;
    }
    if (words.isEmpty()) {
      return false;
    }
    Set<Integer> held = words.stream().collect(Collectors.toSet());
    return terms.stream()
        .map(Term::words)
        .anyMatch(of -> of.length > 0 && Arrays.stream(of).allMatch(held::contains));
  }
}
