package io.whatbreaks.examples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file so that it holds all or, when something fails, what it held before. */
final class OutputFile {
  private OutputFile() {}

  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** Writes a file that may be read by whoever may read any new file. */
  static void write(Path file, AnswerFlags.Form form) throws IOException {
    write(file, form, Set.of());
  }

  /** Writes a file that its owner alone may read, where the file system knows owners. */
  static void writeSecret(Path file, AnswerFlags.Form form) throws IOException {
    boolean known = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    write(file, form, known ? Set.of(PosixFilePermissions.asFileAttribute(OWNER)) : Set.of());
  }

  private static void write(Path file, AnswerFlags.Form form, Set<FileAttribute<?>> rights)
      throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device or a pipe: nothing to be put in its place.
      try (OutputStream out = Files.newOutputStream(file)) {
        form.write(out);
      }
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path half = target.resolveSibling(name);
    try {
      // Not createTempFile: the result should have the rights that any new file has.
      Files.deleteIfExists(half);
      Files.createFile(half, rights.toArray(FileAttribute<?>[]::new));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
        form.write(out);
      }
      move(half, target);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static void move(Path half, Path target) throws IOException {
    try {
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
