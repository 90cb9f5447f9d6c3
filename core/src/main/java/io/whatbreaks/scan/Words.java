package io.whatbreaks.scan;

import java.nio.charset.StandardCharsets;

/**
 * The words of a document as hashes, so that a question can be matched against thousands of
 * documents without reading them again. A word is a run of letters and digits, letter case apart;
 * other characters separate. A word beside which a pattern of names may begin or end counts once
 * more as such. Two words may share a hash: a match says "perhaps", a miss says "no".
 */
final class Words {
  /** Of configuration, distinct words: enough to grow seldom. */
  private static final int BYTES_OF_A_WORD = 16;

  private static final int[] LOWER = new int[256];

  static {
    for (int b = 0; b < 256; b++) {
      boolean word = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b >= 0x80;
      LOWER[b] = b >= 'A' && b <= 'Z' ? b + 32 : word ? b : 0;
    }
  }

  private static final boolean[] OPENS = new boolean[256];

  static {
    for (char c : "[(*\\{|$}".toCharArray()) {
      OPENS[c] = true;
    }
  }

  private Words() {}

  /**
   * A word that stands beside what varies, as {@link io.whatbreaks.model.NamePattern#isAnchored}
   * tells them.
   */
  private static int anchor(int word) {
    return word * 31 + '[';
  }

  /**
   * The distinct word hashes of a document: of its path, which tells its application, and of its
   * bytes.
   */
  static int[] of(String localPath, byte[] bytes) {
    byte[] text = Document.asUtf8(bytes);
    WordSet words = new WordSet(text.length / BYTES_OF_A_WORD);
    add(localPath.getBytes(StandardCharsets.UTF_8), words);
    add(text, words);
    return words.toArray();
  }

  /** The distinct word hashes of some bytes, in no order. */
  static int[] of(byte[] bytes) {
    WordSet words = new WordSet(bytes.length / BYTES_OF_A_WORD);
    add(bytes, words);
    return words.toArray();
  }

  private static void add(byte[] bytes, WordSet words) {
    int[] lower = LOWER;
    int length = bytes.length;
    int first = 0;
    int i = 0;
    while (i < length) {
      int c = lower[bytes[i] & 0xff];
      if (c == 0) {
        i++;
        continue;
      }
      int start = i;
      int hash = 0;
      do {
        hash = hash * 31 + c;
        i++;
      } while (i < length && (c = lower[bytes[i] & 0xff]) != 0);
      words.add(hash);
      if (start > 0 && bytes[start - 1] == '\\') {
        // "\\nmq01" holds the word mq01, and C:\new the word new.
        int escaped = 0;
        for (int k = start + 1; k < i; k++) {
          escaped = escaped * 31 + lower[bytes[k] & 0xff];
        }
        words.add(escaped);
      }
      int before = start - 1;
      while (before >= 0 && isJoint(bytes[before])) {
        before--;
      }
      if (before < 0 || lower[bytes[before] & 0xff] == 0) {
        first = hash;
        if (before >= 0 && OPENS[bytes[before] & 0xff]) {
          words.add(anchor(first));
        }
      }
      int behind = i;
      while (behind < length && isJoint(bytes[behind])) {
        behind++;
      }
      if (behind < length && OPENS[bytes[behind] & 0xff]) {
        words.add(anchor(first));
      }
    }
  }

  private static boolean isJoint(byte b) {
    return b == '.' || b == '-' || b == '_';
  }

  /** Where an ASCII text stands in some bytes, letter case apart; -1 where it does not. */
  static int indexOf(byte[] bytes, String ascii, int from) {
    int length = ascii.length();
    if (length == 0) {
      return from;
    }
    int first = lower(ascii.charAt(0));
    for (int i = from; i + length <= bytes.length; i++) {
      if (lower(bytes[i]) == first) {
        int k = 1;
        while (k < length && lower(bytes[i + k]) == lower(ascii.charAt(k))) {
          k++;
        }
        if (k == length) {
          return i;
        }
      }
    }
    return -1;
  }

  /** An ASCII letter in lower case; anything else as it is. */
  static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
