package io.whatbreaks.scanners.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.utils.IOUtils;

/**
 * The members of a tar file.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">The form of
 *     tar</a>
 */
final class TarMembers {
  private static final int BLOCK = 512;

  /** A header with its extensions: long names, attributes. */
  private static final long LONGEST_HEADER = 1 << 20;

  private final Expansion expansion;
  private final InputStream in;

  TarMembers(Expansion expansion, InputStream in) {
    this.expansion = expansion;
    this.in = in;
  }

  void read(Archive.Visitor visitor) throws IOException {
    Expansion.Counted counted = expansion.expanded(in);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(counted, "UTF-8")) {
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        if (!visitor.member(member(entry, tar))) {
          return;
        }
        // Else what is left of it would count as a part of the next header.
        IOUtils.skip(tar, Long.MAX_VALUE);
      }
      // To the end: there the checksum is.
      counted.skip(Long.MAX_VALUE);
      if (counted.zeros() < BLOCK) {
        throw ArchiveException.damaged();
      }
    }
  }

  private TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    expansion.allow(LONGEST_HEADER);
    TarArchiveEntry entry = tar.getNextEntry();
    expansion.allow(Long.MAX_VALUE);
    return entry;
  }

  private static Archive.Member member(TarArchiveEntry entry, TarArchiveInputStream tar) {
    Item.Kind kind = Item.Kind.FILE;
    String target = "";
    if (entry.isDirectory()) {
      kind = Item.Kind.FOLDER;
    } else if (entry.isSymbolicLink()) {
      kind = Item.Kind.LINK;
      target = entry.getLinkName();
    } else if (entry.isLink()) {
      target = entry.getLinkName();
    } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
      kind = Item.Kind.OTHER;
    }
    return new Archive.Member(entry.getName(), kind, target, () -> open(entry, tar));
  }

  private static InputStream open(TarArchiveEntry entry, TarArchiveInputStream tar)
      throws ArchiveException {
    if (!tar.canReadEntryData(entry)) {
      throw ArchiveException.ofMember("it is stored in an unknown way");
    }
    return new Unclosed(tar);
  }
}
