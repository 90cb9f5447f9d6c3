package io.whatbreaks.scanners.format;

/** A line of TOML cannot be read on; within this package only. */
final class TomlDamage extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String reason;

  TomlDamage(int offset, String reason) {
    super(reason, null, false, false);
    this.offset = offset;
    this.reason = reason;
  }

  int offset() {
    return offset;
  }

  String reason() {
    return reason;
  }
}
