package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a directory with everything below it, or a single file that is no snapshot or archive.
 *
 * <p>A directory that holds {@code etc/} with {@code hostname}, {@code hosts} or {@code passwd} is
 * the root file system of a machine, at any depth. Links are never followed: what they point at is
 * read in its own place, or lies outside and is left out. Folders of version control systems and
 * downloaded modules are passed over.
 */
public final class DirectoryReader implements SourceReader {

  /** Found by {@link java.util.ServiceLoader}. */
  public DirectoryReader() {}

  /**
   * Everything but snapshots, archives and name servers; a path that does not exist too, so that it
   * is refused by name.
   */
  @Override
  public boolean accepts(Path path) {
    return !SnapshotReader.isSnapshot(path)
        && !ArchiveReader.isArchive(path)
        && !DnsPath.isDns(path);
  }

  /**
   * Hands on every file.
   *
   * @throws IOException if the path does not exist or cannot be listed
   * @throws IllegalArgumentException if an include or exclude glob is broken
   */
  @Override
  public void read(Path path, SourceOptions options, SourceOutput output) throws IOException {
    DiskItem root;
    try {
      root = DiskItem.of(path, options.witness());
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file or directory");
    } catch (FileSystemException e) {
      throw new FileSystemException(path.toString(), null, "it cannot be reached");
    }
    Walk walk = new Walk(root, options, output);
    if (root.kind() == Item.Kind.FOLDER) {
      if (!Files.isReadable(root.path())) {
        throw new FileSystemException(
            path.toString(), null, "the directory cannot be listed: access denied");
      }
      walk.directory();
    } else {
      walk.single();
    }
  }
}
