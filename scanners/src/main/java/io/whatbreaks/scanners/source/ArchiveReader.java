package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Reads a tar file (also compressed with gzip, bzip2 or xz), a zip or a jar file as the directory
 * that unpacking it would make. Its first bytes say what it is, not its name.
 *
 * <p>Nothing is unpacked to a disk under a name of the archive's choice, and archives in it are not
 * read. What it may hold is bounded: 500,000 files, 16 GiB, 500 times its own size.
 */
public final class ArchiveReader implements SourceReader {

  /** Found by {@link java.util.ServiceLoader}. */
  public ArchiveReader() {}

  @Override
  public boolean accepts(Path path) {
    return isArchive(path);
  }

  static boolean isArchive(Path path) {
    return Archive.of(path).isPresent();
  }

  /**
   * Hands every file on. What a damaged archive holds before its damage is handed on too.
   *
   * @throws IOException if it holds no file at all
   * @throws IllegalArgumentException if an include or exclude glob is broken
   */
  @Override
  public void read(Path path, SourceOptions options, SourceOutput output) throws IOException {
    String name = DiskItem.of(path).name();
    Archive archive =
        Archive.of(path)
            .orElseThrow(
                () -> new FileSystemException(path.toString(), null, "it is no archive any more"));
    ArchiveTree tree = ArchiveTree.of(archive, Archive.stem(name), Spool.open());
    if (tree.root().isEmptyFolder()) {
      throw new FileSystemException(
          path.toString(),
          null,
          tree.problem().map(Throwable::getMessage).orElse("nothing to read in it"));
    }
    String prefix = options.hostName().orElse(options.prefix());
    tree.report(options.prefix().isEmpty() ? name : options.prefix(), prefix, output);
    new Walk(tree.root(), options, output).directory();
  }
}
