package io.whatbreaks.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What tells this program, with its tables and scanners, from every other build of it. */
final class ProgramStamp {
  private ProgramStamp() {}

  /** When the files that it is loaded from last changed, and which ones they are. */
  static String get() {
    List<String> parts = new ArrayList<>();
    try {
      for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
        if (entry.isEmpty()) {
          // The folder it was started from, whatever that holds.
          throw new IOException("no folder of classes");
        }
        Path path = Path.of(entry);
        add(path, parts);
        // The jars that a jar names in its manifest lie there.
        Path libraries = path.toAbsolutePath().resolveSibling("lib");
        if (Files.isRegularFile(path) && Files.isDirectory(libraries)) {
          add(libraries, parts);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Then it is like no other.
      parts.add(UUID.randomUUID().toString());
    }
    return String.join("\n", parts);
  }

  private static void add(Path path, List<String> parts) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    Collections.sort(files);
    for (Path file : files) {
      parts.add(file + " " + Files.readAttributes(file, "unix:ino,ctime,size,lastModifiedTime"));
    }
  }
}
