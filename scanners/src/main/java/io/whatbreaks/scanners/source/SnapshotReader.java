package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.SourceReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a snapshot file: what an earlier scan stated.
 *
 * <p>Its paths stay as they were when it was taken; layout, globs and prefix do not apply.
 */
public final class SnapshotReader implements SourceReader {
  private static final int LOOKED_AT = 256;

  /** Found by {@link java.util.ServiceLoader}. */
  public SnapshotReader() {}

  @Override
  public boolean accepts(Path path) {
    return isSnapshot(path);
  }

  static boolean isSnapshot(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return SnapshotCodec.recognises(in.readNBytes(LOOKED_AT));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Hands the whole result on.
   *
   * @throws IOException if the file cannot be read, is damaged, or is of another version
   */
  @Override
  public void read(Path path, SourceOptions options, SourceOutput output) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      output.result(SnapshotCodec.read(in));
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }
}
