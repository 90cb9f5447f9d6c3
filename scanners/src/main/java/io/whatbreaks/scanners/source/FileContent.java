package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: at first those that the walk has read anyway, later read again. */
final class FileContent implements Document.Content {
  private final Path file;
  private byte @Nullable [] first;

  FileContent(Path file, byte[] first) {
    this.file = file;
    this.first = first;
  }

  @Override
  public synchronized byte[] read() throws IOException {
    byte[] ready = first;
    first = null;
    return ready != null ? ready : FileBytes.asUtf8(FileBytes.read(file, 0, Walk.LARGEST));
  }
}
