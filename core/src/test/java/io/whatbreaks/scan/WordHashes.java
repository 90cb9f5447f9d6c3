package io.whatbreaks.scan;

import java.nio.charset.StandardCharsets;

/** Hashes of words as {@link FileState} keeps them. */
public final class WordHashes {
  private WordHashes() {}

  /** The hash of one word. */
  public static int of(String word) {
    return Words.of(word.getBytes(StandardCharsets.UTF_8))[0];
  }
}
