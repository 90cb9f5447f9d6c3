package io.whatbreaks.scanners.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The distinct words of a file that is too large to be kept: enough to tell whether it holds a
 * name.
 */
final class LargeFile {
  private static final int MOST_BYTES_OF_WORDS = 16 << 20;
  private static final int LONGEST_WORD = 256;

  private final ByteArrayOutputStream words = new ByteArrayOutputStream();
  private final byte[] word = new byte[LONGEST_WORD];
  private int length;
  private long[] seen = new long[1 << 12];
  private int count;
  private boolean whole = true;

  /** Reads in pieces, up to {@code limit} bytes. */
  static LargeFile read(InputStream in, long limit) throws IOException {
    LargeFile large = new LargeFile();
    byte[] buffer = new byte[1 << 18];
    long left = limit;
    int count;
    while (large.whole && (count = in.read(buffer)) >= 0) {
      large.take(buffer, count);
      left -= count;
      large.whole &= left > 0;
    }
    large.endWord();
    return large;
  }

  /** Words that were found before. */
  static LargeFile of(byte[] words, boolean whole) {
    LargeFile large = new LargeFile();
    large.words.writeBytes(words);
    large.whole = whole;
    return large;
  }

  /** The words, each once. */
  byte[] words() {
    return words.toByteArray();
  }

  /** Whether all words are there. */
  boolean isWhole() {
    return whole;
  }

  private void take(byte[] bytes, int end) {
    for (int i = 0; i < end; i++) {
      byte b = bytes[i];
      boolean part =
          b < 0 || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (!part) {
        endWord();
      } else if (length < LONGEST_WORD) {
        word[length++] = b;
      } else {
        // No name is that long, so what is cut off here cannot be one.
        length = LONGEST_WORD;
      }
    }
  }

  private void endWord() {
    if (length == 0) {
      return;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ word[i]) * 0x100000001b3L;
    }
    if (remember(hash == 0 ? 1 : hash)) {
      words.write(word, 0, length);
      words.write('\n');
      whole &= words.size() < MOST_BYTES_OF_WORDS;
    }
    length = 0;
  }

  private boolean remember(long hash) {
    if (!put(seen, hash)) {
      return false;
    }
    if (++count * 2 > seen.length) {
      long[] larger = new long[seen.length * 4];
      Arrays.stream(seen).filter(known -> known != 0).forEach(known -> put(larger, known));
      seen = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long hash) {
    int slot = (int) (hash ^ (hash >>> 29)) & (table.length - 1);
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = hash;
    return true;
  }
}
