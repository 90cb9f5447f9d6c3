package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes what was read to a snapshot file and reads it back.
 *
 * <p>A snapshot is one JSON document, {@code {"whatbreaksSnapshot": 1, "facts": […], "diagnostics":
 * […], "files": […]}}. A record is the array of its components, in the order in which the record
 * declares them; a fact begins with the word of its type, for instance {@code
 * ["address",["host",["dns","dns",""],"mq01.shop.test"],"10.0.0.5",…]}. What is absent is {@code
 * null}. The same result gives the same bytes.
 */
public final class SnapshotCodec {
  static final String MARK = "whatbreaksSnapshot";

  private SnapshotCodec() {}

  /**
   * Whether a file that begins with these bytes is a snapshot, of whatever version. The first 64
   * bytes suffice.
   */
  public static boolean recognises(byte[] first) {
    int at = 0;
    int end = Math.min(first.length, 64);
    boolean opened = false;
    while (at < end && (first[at] <= ' ' || (!opened && first[at] == '{'))) {
      if (first[at] < 0) {
        return false;
      }
      opened |= first[at] == '{';
      at++;
    }
    String mark = "\"" + MARK + "\"";
    return opened
        && first.length - at >= mark.length()
        && new String(first, at, mark.length(), StandardCharsets.US_ASCII).equals(mark);
  }

  /** Writes a result; the stream stays open. */
  public static void write(ScanResult result, OutputStream out) throws IOException {
    SnapshotFile.write(requireNonNull(result, "result"), requireNonNull(out, "out"));
  }

  /**
   * Reads a result; the stream stays open.
   *
   * @throws IOException if it is no snapshot, of another version, damaged, or larger than can be
   *     meant
   */
  public static ScanResult read(InputStream in) throws IOException {
    return SnapshotFile.read(requireNonNull(in, "in"));
  }
}
