package io.whatbreaks.scanners.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What an archive expands to, counted as it is read, so that a bomb is stopped. */
final class Expansion {
  /** Some ten times the text of a large fleet; the time that it takes is bounded by it too. */
  static final long MOST = 16L << 30;

  /**
   * Files of a thousand like machines shrink to a hundredth; what shrinks to less holds next to
   * nothing.
   */
  private static final long RATIO = 500;

  private static final long ALWAYS_ALLOWED = 256L << 20;

  private final long most;
  private long compressed;
  private long expanded;
  private long stop = Long.MAX_VALUE;

  /**
   * Nothing is read yet.
   *
   * @param most what it may expand to, in bytes
   * @param compressed how much is known to have been read of the archive
   */
  Expansion(long most, long compressed) {
    this.most = most;
    this.compressed = compressed;
  }

  /** The bytes of the archive, counted. */
  InputStream compressed(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int read = in.read();
        compressed += read < 0 ? 0 : 1;
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        compressed += Math.max(count, 0);
        return count;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  /** Until told otherwise no more than so many further bytes. */
  void allow(long bytes) {
    stop = bytes == Long.MAX_VALUE ? bytes : expanded + bytes;
  }

  private void take(long bytes) throws ArchiveException {
    expanded += bytes;
    if (expanded > most) {
      throw ArchiveException.tooMuch("it expands to more than " + (most >> 20) + " MiB");
    }
    if (expanded > ALWAYS_ALLOWED && expanded / RATIO > compressed) {
      throw ArchiveException.tooMuch("it expands to more than " + RATIO + " times its size");
    }
    if (expanded > stop) {
      throw ArchiveException.damaged();
    }
  }

  /** What it expands to, counted. */
  Counted expanded(InputStream in) {
    return new Counted(in);
  }

  /** A stream whose bytes count. */
  final class Counted extends FilterInputStream {
    private long zeros;

    private Counted(InputStream in) {
      super(in);
    }

    /** With how many zero bytes the stream ended, up to here. */
    long zeros() {
      return zeros;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        take(count);
        int from = offset + count;
        while (from > offset && bytes[from - 1] == 0) {
          from--;
        }
        zeros = offset + count - from + (from == offset ? zeros : 0);
      }
      return count;
    }

    /** Skipped bytes are expanded too. */
    @Override
    public long skip(long bytes) throws IOException {
      byte[] dropped = new byte[(int) Math.min(bytes, 1 << 16)];
      long left = bytes;
      while (left > 0) {
        int count = read(dropped, 0, (int) Math.min(left, dropped.length));
        if (count < 0) {
          break;
        }
        left -= count;
      }
      return bytes - left;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
