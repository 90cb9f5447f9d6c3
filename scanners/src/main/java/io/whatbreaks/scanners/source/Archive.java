package io.whatbreaks.scanners.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A tar file, compressed with gzip, bzip2 or xz or not at all, or a zip or jar file. What it is,
 * its first bytes tell.
 */
final class Archive {
  private static final List<String> ENDINGS =
      List.of(
          ".tar.gz",
          ".tar.bz2",
          ".tar.xz",
          ".tgz",
          ".tbz2",
          ".tbz",
          ".txz",
          ".tar",
          ".zip",
          ".jar");

  private static final int BLOCK = 512;

  /** What unpacking xz at its highest level takes, and some. */
  private static final int MOST_KIB_OF_MEMORY = 100 << 10;

  private enum Form {
    TAR,
    GZIP,
    BZIP2,
    XZ,
    ZIP,
    NONE
  }

  private final Path file;
  private final Form form;

  private Archive(Path file, Form form) {
    this.file = file;
    this.form = form;
  }

  /**
   * What an archive holds, one at a time.
   *
   * @param kind FILE for a hard link too
   * @param target of a link, or the member that a hard link is the same as; else empty
   */
  record Member(String name, Item.Kind kind, String target, Bytes bytes) {}

  /** Gives the bytes of a member, once, before the next member is looked at. */
  @FunctionalInterface
  interface Bytes {
    InputStream open() throws IOException;
  }

  /** Takes members in their order. */
  @FunctionalInterface
  interface Visitor {
    /** Whether to go on. */
    boolean member(Member member) throws IOException;
  }

  /** Whether a file that is met on a walk is called as an archive of files would be. */
  static boolean isCalledSo(String name) {
    return !stem(name).equals(name) && !name.toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  /** A file's name without the ending that says what it is. */
  static String stem(String name) {
    for (String end : ENDINGS) {
      int length = name.length() - end.length();
      if (length > 0 && name.regionMatches(true, length, end, 0, end.length())) {
        return name.substring(0, length);
      }
    }
    return name;
  }

  /** The archive that a file is, if it is one. */
  static Optional<Archive> of(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(BLOCK);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    Archive archive = new Archive(file, form(start));
    return switch (archive.form) {
      case TAR, ZIP -> Optional.of(archive);
      case GZIP, BZIP2, XZ -> Optional.of(archive).filter(Archive::holdsTar);
      case NONE -> Optional.empty();
    };
  }

  /** A file that is called as an archive, whatever it is. */
  static Archive calledSo(Path file) {
    return of(file).orElseGet(() -> new Archive(file, Form.NONE));
  }

  private static Form form(byte[] start) {
    if (ZipArchiveInputStream.matches(start, start.length)) {
      return Form.ZIP;
    }
    if (GzipCompressorInputStream.matches(start, start.length)) {
      return Form.GZIP;
    }
    if (BZip2CompressorInputStream.matches(start, start.length)) {
      return Form.BZIP2;
    }
    if (XZCompressorInputStream.matches(start, start.length)) {
      return Form.XZ;
    }
    return isHeader(start) ? Form.TAR : Form.NONE;
  }

  private static boolean isHeader(byte[] start) {
    try {
      return start.length == BLOCK && start[0] != 0 && TarUtils.verifyCheckSum(start);
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }

  private boolean holdsTar() {
    try (InputStream in = unpacked(new BufferedInputStream(Files.newInputStream(file)))) {
      return isHeader(in.readNBytes(BLOCK));
    } catch (IOException | RuntimeException damaged) {
      // So early that only its name can say what it was.
      return isCalledSo(PathNames.last(file));
    }
  }

  private InputStream unpacked(InputStream in) throws IOException {
    return switch (form) {
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(MOST_KIB_OF_MEMORY)
              .get();
      case TAR, ZIP, NONE -> in;
    };
  }

  /**
   * Shows every member, each read at most once.
   *
   * @param most what it may expand to, in bytes
   * @throws ArchiveException if it is damaged or expands to too much; what was shown before stands
   * @throws FileSystemException if the file itself cannot be read
   */
  void read(long most, Visitor visitor) throws IOException {
    try {
      if (form == Form.NONE) {
        throw ArchiveException.damaged();
      } else if (form == Form.ZIP) {
        new ZipMembers(file, new Expansion(most, Files.size(file))).read(visitor);
      } else {
        Expansion expansion = new Expansion(most, 0);
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            InputStream in = unpacked(expansion.compressed(packed))) {
          new TarMembers(expansion, in).read(visitor);
        }
      }
    } catch (ArchiveException | FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library meets some damage with exceptions that are not checked.
      ArchiveException damaged = ArchiveException.damaged();
      damaged.initCause(e);
      throw damaged;
    }
  }
}
