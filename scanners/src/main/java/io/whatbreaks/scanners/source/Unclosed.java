package io.whatbreaks.scanners.source;

import java.io.FilterInputStream;
import java.io.InputStream;

/** The bytes of one member: closing them leaves the rest of the archive to be read. */
final class Unclosed extends FilterInputStream {
  Unclosed(InputStream in) {
    super(in);
  }

  @Override
  public void close() {}
}
