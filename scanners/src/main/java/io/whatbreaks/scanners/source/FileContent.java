package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: at first those that the walk has read anyway, later read again. */
final class FileContent implements Document.Content {
  private final Document.Content again;
  private final boolean isFile;
  private byte @Nullable [] first;

  /**
   * The content of a file.
   *
   * @param again reads it again
   * @param isFile whether a file lies at the path shown
   */
  FileContent(Document.Content again, boolean isFile, byte[] first) {
    this.again = again;
    this.isFile = isFile;
    this.first = first;
  }

  @Override
  public synchronized byte[] read() throws IOException {
    byte[] ready = first;
    first = null;
    return ready != null ? ready : FileBytes.asUtf8(again.read());
  }

  @Override
  public byte[] text(byte[] bytes) {
    return ClassConstants.isClass(bytes) ? ClassConstants.of(bytes) : bytes;
  }

  @Override
  public Optional<byte[]> original() throws IOException {
    return isFile ? Optional.of(again.read()) : Optional.empty();
  }
}
