package io.whatbreaks.scan;

import java.util.Arrays;

/**
 * A set of word hashes that is asked for every word of every document. Zero is no hash and never in
 * it.
 */
final class WordSet {
  private static final int SMALLEST = 256;

  /** A larger table is not worth being kept. */
  private static final int LARGEST_KEPT = 1 << 16;

  private int[] table = new int[SMALLEST];

  /** The hashes in the order in which they came. */
  private int[] words = new int[SMALLEST / 2];

  private int size;

  void addAll(int[] all) {
    for (int word : all) {
      add(word);
    }
  }

  void add(int word) {
    int slot = slot(word);
    if (word == 0 || table[slot] == word) {
      return;
    }
    table[slot] = word;
    words[size++] = word;
    if (size == words.length) {
      grow();
    }
  }

  boolean contains(int word) {
    return word != 0 && table[slot(word)] == word;
  }

  int[] toArray() {
    return Arrays.copyOf(words, size);
  }

  /** Holds nothing any more, and as much room as it had. */
  void clear() {
    if (table.length > LARGEST_KEPT) {
      table = new int[SMALLEST];
      words = new int[SMALLEST / 2];
    } else if (size * 4 > table.length) {
      Arrays.fill(table, 0);
    } else {
      // From the last one on, so that each is found where it was put.
      while (size > 0) {
        table[slot(words[--size])] = 0;
      }
    }
    size = 0;
  }

  private int slot(int word) {
    int mask = table.length - 1;
    int slot = (((word ^ (word >>> 15)) * 0x9E3779B1) >>> 7) & mask;
    while (table[slot] != 0 && table[slot] != word) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    table = new int[table.length * 4];
    words = Arrays.copyOf(words, table.length / 2);
    for (int i = 0; i < size; i++) {
      table[slot(words[i])] = words[i];
    }
  }
}
