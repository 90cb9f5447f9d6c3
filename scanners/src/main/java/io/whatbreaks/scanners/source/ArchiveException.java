package io.whatbreaks.scanners.source;

import java.io.IOException;

/** Why an archive, or a member of it, is not read to its end. */
final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What it concerns. */
  enum Extent {
    /** One member. */
    MEMBER,
    /** All that comes behind, because the archive is not what it should be. */
    DAMAGE,
    /** All that comes behind, because it is too much. */
    LIMIT
  }

  private final Extent extent;
  private final String hint;

  private ArchiveException(Extent extent, String message, String hint) {
    super(message);
    this.extent = extent;
    this.hint = hint;
  }

  /** A member cannot be read. */
  static ArchiveException ofMember(String message) {
    return new ArchiveException(Extent.MEMBER, message, "unpack it and give the file");
  }

  /** It is not what it should be. */
  static ArchiveException damaged() {
    return new ArchiveException(
        Extent.DAMAGE,
        "the archive is damaged or cut off",
        "make it anew, or unpack what can be and give that");
  }

  /** It holds too much. */
  static ArchiveException tooMuch(String message) {
    return new ArchiveException(Extent.LIMIT, message, "unpack it and give the directory");
  }

  Extent extent() {
    return extent;
  }

  /** What to do about it. */
  String hint() {
    return hint;
  }
}
