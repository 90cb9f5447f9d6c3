package io.whatbreaks.examples;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.report.Handbook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A folder of pages. Only files that begin with {@link Handbook#MARK} are replaced or removed;
 * links are never followed.
 */
final class DocumentFolder {
  private static final List<String> OWN_FOLDERS = List.of("components", "hosts");
  private static final byte[] MARK = Handbook.MARK.getBytes(StandardCharsets.UTF_8);

  private final Path folder;

  DocumentFolder(Path folder) {
    this.folder = folder;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw refused(folder, "is no folder");
    }
  }

  /**
   * Writes the pages, each whole or not at all and the index last; then removes pages of an earlier
   * run that are about nothing any more.
   *
   * @throws WhatBreaksException before anything is written, if something that is no page stands
   *     where one is to be
   */
  void write(SortedMap<String, String> pages) throws IOException {
    for (String path : pages.keySet()) {
      check(path);
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      if (!page.getKey().equals(Handbook.INDEX)) {
        write(page.getKey(), page.getValue());
      }
    }
    write(Handbook.INDEX, pages.getOrDefault(Handbook.INDEX, Handbook.MARK + "\n"));
    for (Path stale : stale(pages)) {
      Files.delete(stale);
      removeEmpty(stale);
    }
  }

  private void check(String path) throws IOException {
    Path at = folder;
    for (Path segment : Path.of(path)) {
      at = at.resolve(segment);
      if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      boolean isLast = at.equals(folder.resolve(path));
      if (isLast ? !isOwn(at) : !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(at, "stands where a page is to be written, and is none of this command's");
      }
    }
  }

  private static boolean isOwn(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Arrays.equals(in.readNBytes(MARK.length), MARK);
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    OutputFile.write(file, out -> out.write(bytes));
  }

  private List<Path> stale(SortedMap<String, String> pages) throws IOException {
    List<Path> stale = new ArrayList<>();
    for (String own : OWN_FOLDERS) {
      Path root = folder.resolve(own);
      if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.toList()) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (path.endsWith(".md") && !pages.containsKey(path) && isOwn(file)) {
              stale.add(file);
            }
          }
        }
      }
    }
    return stale;
  }

  /** Removes the folders above, up to the one of the index, in which nothing is left. */
  private void removeEmpty(Path page) throws IOException {
    for (Path at = page.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
      try (Stream<Path> left = Files.list(at)) {
        if (left.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(at);
    }
  }

  private static WhatBreaksException refused(Path path, String why) {
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "not-a-page",
            path.toString(),
            0,
            path + " " + why,
            "choose another folder for -o, or move it away"));
  }
}
