package io.whatbreaks.scanners.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The texts of archives, each read once from there, on a file of this process alone: nobody else
 * may read it, it has no name as soon as it is open (where the system can do that), and it is gone
 * with this object.
 */
final class Spool {
  /** No disk is filled further. */
  private static final long MOST = 8L << 30;

  private final FileChannel file;
  private long end;

  private Spool(FileChannel file) {
    this.file = file;
  }

  /** An empty one, in the folder for temporary files. */
  static Spool open() throws IOException {
    Path path = Files.createTempFile("whatbreaks", ".tmp");
    // Closed when nobody refers to it any more; documents may be read at any time until then.
    return new Spool(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Keeps bytes and tells where. */
  synchronized long add(byte[] bytes) throws IOException {
    long start = end;
    if (start + bytes.length > MOST) {
      throw ArchiveException.tooMuch("its texts are larger than " + (MOST >> 20) + " MiB");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        end += file.write(buffer, end);
      }
    } catch (IOException full) {
      throw ArchiveException.tooMuch("the disk for temporary files has no room for it");
    }
    return start;
  }

  byte[] read(long start, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, start + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.array();
  }
}
