package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.Document;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: at first those that the walk has read anyway, later read again. */
final class FileContent implements Document.Content {
  private final Document.Content again;
  private byte @Nullable [] first;

  FileContent(Document.Content again, byte[] first) {
    this.again = again;
    this.first = first;
  }

  @Override
  public synchronized byte[] read() throws IOException {
    byte[] ready = first;
    first = null;
    return ready != null ? ready : FileBytes.asUtf8(again.read());
  }
}
