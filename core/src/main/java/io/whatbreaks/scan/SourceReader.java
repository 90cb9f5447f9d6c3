package io.whatbreaks.scan;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds the documents of one sort of source: a directory, a file, an archive, a snapshot, a name
 * server. Found by ServiceLoader.
 */
public interface SourceReader {

  /**
   * Whether this reader reads the path. Exactly one reader should; the first that accepts is taken.
   */
  boolean accepts(Path path);

  /**
   * Hands every document on, from any number of threads, in any order; returns when all are.
   *
   * @throws IOException if nothing at all can be read
   */
  void read(Path path, SourceOptions options, SourceOutput output) throws IOException;
}
