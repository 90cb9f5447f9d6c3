package io.whatbreaks.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words of a document as hashes, so that a question can be matched against thousands of
 * documents without reading them again. A word is a run of letters and digits, letter case apart;
 * other characters separate. A word beside which a pattern of names may begin or end counts once
 * more as such. Two words may share a hash: a match says "perhaps", a miss says "no".
 */
final class Words {
  private static final int[] LOWER = new int[256];

  static {
    for (int b = 0; b < 256; b++) {
      boolean word = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b >= 0x80;
      LOWER[b] = b >= 'A' && b <= 'Z' ? b + 32 : word ? b : 0;
    }
  }

  private static final boolean[] OPENS = new boolean[128];

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
    byte[] path = localPath.getBytes(StandardCharsets.UTF_8);
    byte[] text = Document.asUtf8(bytes);
    byte[] all = Arrays.copyOf(path, path.length + 1 + text.length);
    System.arraycopy(text, 0, all, path.length + 1, text.length);
    return of(all);
  }

  /** The distinct word hashes of some bytes, in no order. */
  static int[] of(byte[] bytes) {
    WordSet words = new WordSet();
    int hash = 0;
    int first = 0;
    boolean opened = false;
    int escaped = 0;
    boolean isEscape = false;
    for (int i = 0; i <= bytes.length; i++) {
      int c = i < bytes.length ? LOWER[bytes[i] & 0xff] : 0;
      if (c != 0) {
        // "\\nmq01" holds the word mq01, and C:\new the word new.
        escaped = hash == 0 ? 0 : escaped * 31 + c;
        isEscape |= hash == 0 && i > 0 && bytes[i - 1] == '\\';
        hash = hash * 31 + c;
        continue;
      }
      words.add(hash);
      if (isEscape) {
        words.add(escaped);
        isEscape = false;
      }
      if (first == 0 && hash != 0) {
        first = hash;
        if (opened) {
          words.add(anchor(first));
        }
      }
      hash = 0;
      int separator = i < bytes.length ? bytes[i] & 0xff : 0;
      if (separator == '.' || separator == '-' || separator == '_') {
        continue;
      }
      opened = separator < 128 && OPENS[separator];
      if (opened && first != 0) {
        words.add(anchor(first));
      }
      first = 0;
    }
    return words.toArray();
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

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
