package io.whatbreaks.scanners.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The members of a zip file, as its directory lists them; of a file whose directory is lost, as
 * they follow one another.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">The form of zip</a>
 */
final class ZipMembers {
  private static final int LONGEST_TARGET = 4096;

  private final Path file;
  private final Expansion expansion;

  ZipMembers(Path file, Expansion expansion) {
    this.file = file;
    this.expansion = expansion;
  }

  void read(Archive.Visitor visitor) throws IOException {
    ZipFile zip;
    try {
      zip = ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get();
    } catch (IOException | RuntimeException noDirectory) {
      inOrder(visitor);
      throw ArchiveException.damaged();
    }
    try (zip) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        if (!visitor.member(member(zip, entry))) {
          return;
        }
      }
    }
  }

  private void inOrder(Archive.Visitor visitor) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipArchiveInputStream zip = new ZipArchiveInputStream(in, "UTF-8", true, true)) {
      ZipArchiveEntry entry = zip.getNextEntry();
      while (entry != null) {
        ZipArchiveEntry current = entry;
        // Whether it is a link, the directory would tell.
        Item.Kind kind = entry.isDirectory() ? Item.Kind.FOLDER : Item.Kind.FILE;
        Archive.Bytes bytes =
            () -> {
              checkForm(zip.canReadEntryData(current));
              return expansion.expanded(new Unclosed(zip));
            };
        if (!visitor.member(new Archive.Member(entry.getName(), kind, "", bytes))) {
          return;
        }
        entry = zip.getNextEntry();
      }
    }
  }

  private Archive.Member member(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    if (entry.isDirectory()) {
      return new Archive.Member(name, Item.Kind.FOLDER, "", InputStream::nullInputStream);
    }
    if (entry.isUnixSymlink()) {
      try (InputStream in = open(zip, entry)) {
        String target = new String(in.readNBytes(LONGEST_TARGET), StandardCharsets.UTF_8);
        return new Archive.Member(name, Item.Kind.LINK, target, InputStream::nullInputStream);
      } catch (ArchiveException | java.util.zip.ZipException unreadable) {
        return new Archive.Member(name, Item.Kind.FILE, "", () -> open(zip, entry));
      }
    }
    return new Archive.Member(name, Item.Kind.FILE, "", () -> open(zip, entry));
  }

  private InputStream open(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    checkForm(zip.canReadEntryData(entry));
    InputStream in = expansion.expanded(zip.getInputStream(entry));
    return new Verified(in, entry.getCrc());
  }

  private static void checkForm(boolean known) throws ArchiveException {
    if (!known) {
      throw ArchiveException.ofMember("it is encrypted or stored in an unknown way");
    }
  }

  /** Fails at its end where the bytes are not those that were stored. */
  private static final class Verified extends CheckedInputStream {
    private final long expected;

    Verified(InputStream in, long expected) {
      super(in, new CRC32());
      this.expected = expected;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = super.read(bytes, offset, length);
      } catch (ArchiveException tooMuch) {
        throw tooMuch;
      } catch (IOException | RuntimeException damaged) {
        throw ArchiveException.ofMember("it is damaged");
      }
      if (count < 0 && getChecksum().getValue() != expected) {
        throw ArchiveException.ofMember("it is damaged");
      }
      return count;
    }
  }
}
