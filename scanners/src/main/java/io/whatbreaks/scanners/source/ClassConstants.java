package io.whatbreaks.scanners.source;

import java.io.ByteArrayOutputStream;

/**
 * The texts of a class file: names, descriptors and string constants, a line each. Within the file
 * the length that stands before each may look like a letter of it.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The
 *     constant pool</a>
 */
final class ClassConstants {
  private static final String ENDING = ".class";
  private static final int POOL = 8;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** How many bytes follow the tag of a constant of fixed length; 0 where there is no such tag. */
  private static final int[] LENGTHS = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private ClassConstants() {}

  /** Whether a file is called as a class is. */
  static boolean isCalledSo(String name) {
    return name.length() > ENDING.length() && name.endsWith(ENDING);
  }

  /** Whether bytes begin as those of a class do. */
  static boolean isClass(byte[] bytes) {
    return bytes.length > POOL + 2
        && bytes[0] == (byte) 0xca
        && bytes[1] == (byte) 0xfe
        && bytes[2] == (byte) 0xba
        && bytes[3] == (byte) 0xbe;
  }

  /** The texts up to the end of the constants, or to damage among them. */
  static byte[] of(byte[] bytes) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream(bytes.length / 2);
    int count = isClass(bytes) ? number(bytes, POOL) : 0;
    int at = POOL + 2;
    for (int i = 1; i < count && at + 2 < bytes.length; i++) {
      int tag = bytes[at++];
      if (tag == UTF8) {
        int length = Math.min(number(bytes, at), bytes.length - at - 2);
        texts.write(bytes, at + 2, length);
        texts.write('\n');
        at += 2 + length;
      } else if (tag > 0 && tag < LENGTHS.length && LENGTHS[tag] > 0) {
        at += LENGTHS[tag];
        i += tag == LONG || tag == DOUBLE ? 1 : 0;
      } else {
        break;
      }
    }
    return texts.toByteArray();
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
