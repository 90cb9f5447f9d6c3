package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the jars, wars and ears of folders. */
final class Jars {
  private final SourceOutput output;
  private @Nullable Spool spool;

  Jars(SourceOutput output) {
    this.output = output;
  }

  /** The folder that stands for a jar; nothing where it holds nothing of an application. */
  Optional<ArchiveItem> open(DiskItem jar, Folder folder) {
    Optional<Archive> archive = jar.jar();
    if (archive.isEmpty()) {
      return Optional.empty();
    }
    String shown = folder.shown(jar.name());
    ArchiveItem inside = ArchiveItem.root(jar.name() + JarMembers.MARK);
    try {
      JarMembers.read(archive.get(), inside, spool())
          .ifPresent(
              why ->
                  output.failed(
                      shown, "not all of it is read: " + why, "look at it, or --exclude it"));
    } catch (IOException e) {
      output.failed(shown, "cannot be read: " + e.getMessage(), "check the disk");
    }
    return Optional.of(inside).filter(item -> !item.isEmptyFolder());
  }

  private synchronized Spool spool() throws IOException {
    Spool made = spool;
    if (made == null) {
      made = Spool.open();
      spool = made;
    }
    return made;
  }
}
