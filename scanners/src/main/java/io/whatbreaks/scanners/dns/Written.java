package io.whatbreaks.scanners.dns;

import io.whatbreaks.scanners.format.Scalar;

/** Names as people write them. */
final class Written {
  private Written() {}

  /** The end of a name's span: its final dot is no part of it. */
  static int end(Scalar name) {
    String value = name.value();
    return value.length() > 1 && value.endsWith(".") ? name.end() - 1 : name.end();
  }
}
