package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file, folder or link that a walk meets: on a disk, or in an archive. Links are not followed.
 */
interface Item {

  /** What an item is. */
  enum Kind {
    FILE,
    FOLDER,
    LINK,
    /** A device, a pipe, a socket. */
    OTHER
  }

  /** The last element of its path. */
  String name();

  Kind kind();

  /** How many bytes a file holds. */
  long size();

  /** Hands on what a folder holds, in any order; what was handed on before an error stands. */
  void list(Consumer<Item> output) throws IOException;

  /** What a folder holds by that name. */
  Optional<Item> child(String name);

  /** The bytes of a file from its start, at most as many as told. */
  byte[] read(int limit) throws IOException;

  /** The words of a file that is too large to be kept, looked through that far. */
  LargeFile words(long limit) throws IOException;

  /** A file as the content of a document, whose bytes are at hand the first time. */
  Document.Content content(byte[] first);

  /** Where a link says that it leads. */
  String target() throws IOException;

  /**
   * Where a link leads: a path relative to the path that was given, empty for that itself; nothing
   * where it leads outside.
   *
   * @throws java.nio.file.NoSuchFileException if nothing is there
   * @throws java.nio.file.FileSystemException if it leads in a circle
   */
  Optional<String> destination(Folder folder) throws IOException;
}
