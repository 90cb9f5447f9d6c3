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
  /** Thousands of small documents are looked through in turn: one set a thread serves them all. */
  private static final ThreadLocal<WordSet> SEEN = ThreadLocal.withInitial(WordSet::new);

  private static final int[] LOWER = new int[256];

  static {
    for (int b = 0; b < 256; b++) {
      boolean word = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b >= 0x80;
      LOWER[b] = b >= 'A' && b <= 'Z' ? b + 32 : word ? b : 0;
    }
  }

  private static final byte[] NOTHING = {};

  /** What stands beside a word: mostly nothing that matters. */
  private static final byte[] BESIDE = new byte[256];

  private static final byte JOINT = 1;
  private static final byte OPENS = 2;

  static {
    for (char c : ".-_".toCharArray()) {
      BESIDE[c] = JOINT;
    }
    for (char c : "[(*\\{|$}".toCharArray()) {
      BESIDE[c] = OPENS;
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
    return of(localPath.getBytes(StandardCharsets.UTF_8), Document.asUtf8(bytes));
  }

  /** The distinct word hashes of some bytes, in no order. */
  static int[] of(byte[] bytes) {
    return of(bytes, NOTHING);
  }

  private static int[] of(byte[] bytes, byte[] more) {
    WordSet words = SEEN.get();
    words.clear();
    add(bytes, words);
    add(more, words);
    return words.toArray();
  }

  private static void add(byte[] bytes, WordSet words) {
    int[] lower = LOWER;
    byte[] beside = BESIDE;
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
      if (start == 0 || beside[bytes[start - 1] & 0xff] == 0) {
        first = hash;
      } else {
        first = behindMark(bytes, start, i, hash, first, words);
      }
      if (i < length && beside[bytes[i] & 0xff] != 0 && opensBehind(bytes, i)) {
        words.add(anchor(first));
      }
    }
  }

  /** A word behind a joint or what opens; the first word of the name that it belongs to. */
  private static int behindMark(
      byte[] bytes, int start, int end, int hash, int first, WordSet words) {
    if (bytes[start - 1] == '\\') {
      // "\\nmq01" holds the word mq01, and C:\new the word new.
      int escaped = 0;
      for (int k = start + 1; k < end; k++) {
        escaped = escaped * 31 + LOWER[bytes[k] & 0xff];
      }
      words.add(escaped);
    }
    int before = start - 1;
    while (before >= 0 && BESIDE[bytes[before] & 0xff] == JOINT) {
      before--;
    }
    if (before >= 0 && LOWER[bytes[before] & 0xff] != 0) {
      return first;
    }
    if (before >= 0 && BESIDE[bytes[before] & 0xff] == OPENS) {
      words.add(anchor(hash));
    }
    return hash;
  }

  private static boolean opensBehind(byte[] bytes, int end) {
    int behind = end;
    while (behind < bytes.length && BESIDE[bytes[behind] & 0xff] == JOINT) {
      behind++;
    }
    return behind < bytes.length && BESIDE[bytes[behind] & 0xff] == OPENS;
  }

  /** Where an ASCII text stands in some bytes, letter case apart; -1 where it does not. */
  static int indexOf(byte[] bytes, String ascii, int from) {
    int length = ascii.length();
    int last = bytes.length - length;
    if (length == 0 || from > last) {
      return length == 0 ? from : -1;
    }
    byte[] steps = steps(ascii);
    int end = lower(ascii.charAt(length - 1));
    int i = from;
    while (i <= last) {
      byte b = bytes[i + length - 1];
      if (lower(b) == end && isAt(bytes, i, ascii)) {
        return i;
      }
      i += steps[b & 0xff];
    }
    return -1;
  }

  /**
   * How far a search may go on from a byte that stands at the end of where it looks (R. N.
   * Horspool, Practical fast searching in strings, 1980).
   */
  private static byte[] steps(String ascii) {
    int length = Math.min(ascii.length(), Byte.MAX_VALUE);
    byte[] steps = new byte[256];
    Arrays.fill(steps, (byte) length);
    for (int k = ascii.length() - length; k < ascii.length() - 1; k++) {
      byte step = (byte) (ascii.length() - 1 - k);
      steps[lower(ascii.charAt(k)) & 0xff] = step;
      steps[upper(ascii.charAt(k)) & 0xff] = step;
    }
    return steps;
  }

  private static boolean isAt(byte[] bytes, int at, String ascii) {
    for (int k = ascii.length() - 2; k >= 0; k--) {
      if (lower(bytes[at + k]) != lower(ascii.charAt(k))) {
        return false;
      }
    }
    return true;
  }

  /** An ASCII letter in upper case; anything else as it is. */
  static int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
  }

  /** An ASCII letter in lower case; anything else as it is. */
  static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
