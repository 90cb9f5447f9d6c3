package io.whatbreaks.scan;

/**
 * A set of word hashes that is asked for every word of every document. Zero is no hash and never in
 * it.
 */
final class WordSet {
  private static final int SMALLEST = 32;

  private int[] table;
  private int size;

  WordSet() {
    this(0);
  }

  /** A set that need not grow for as many words as expected. */
  WordSet(int expected) {
    table = new int[Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, expected)) << 2)];
  }

  void addAll(int[] words) {
    for (int word : words) {
      add(word);
    }
  }

  /** Adds a word; says whether it is new. */
  boolean add(int word) {
    int slot = slot(word);
    if (word == 0 || table[slot] == word) {
      return false;
    }
    table[slot] = word;
    if (++size * 2 > table.length) {
      grow();
    }
    return true;
  }

  boolean contains(int word) {
    return word != 0 && table[slot(word)] == word;
  }

  /** The hashes, in no order. */
  int[] toArray() {
    int[] all = new int[size];
    int count = 0;
    for (int word : table) {
      if (word != 0) {
        all[count++] = word;
      }
    }
    return all;
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
    int[] old = table;
    table = new int[old.length * 4];
    for (int word : old) {
      if (word != 0) {
        table[slot(word)] = word;
      }
    }
  }
}
