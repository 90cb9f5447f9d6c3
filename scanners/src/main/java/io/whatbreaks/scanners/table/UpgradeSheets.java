package io.whatbreaks.scanners.table;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of upgrade rules: those of the jar, and those that lie in directories of the user. */
final class UpgradeSheets {
  private static final String INDEX = "upgrades.index";
  private static final long LARGEST = 4_000_000;

  private UpgradeSheets() {}

  /** Those of the jar, by software. */
  static List<UpgradeSheet> bundled() {
    return Bundled.SHEETS;
  }

  /**
   * Those of the jar and those of some directories.
   *
   * @throws WhatBreaksException for the first mistake, with its place
   * @throws IOException if a directory cannot be read
   */
  static List<UpgradeSheet> with(List<Path> directories) throws IOException {
    List<UpgradeSheet> all = new ArrayList<>(bundled());
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
      List<Path> files = files(directory);
      if (files.isEmpty()) {
        throw refused(directory, "there are no rules in it", "put files ending in .yaml there");
      }
      for (Path file : files) {
        all.addAll(read(file));
      }
    }
    return all;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<UpgradeSheet> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw refused(file, "this is too large for rules", "split it");
    }
    try {
      UpgradeSheetReader.Read read =
          UpgradeSheetReader.read(file.toString(), Files.readString(file));
      if (!read.problems().isEmpty()) {
        throw new WhatBreaksException(read.problems().get(0));
      }
      return read.sheets();
    } catch (MalformedInputException e) {
      throw refused(file, "this is no text in UTF-8", "save it as UTF-8");
    }
  }

  private static WhatBreaksException refused(Path path, String message, String hint) {
    return new WhatBreaksException(
        new Diagnostic(Severity.ERROR, "bad-rules", path.toString(), 0, message, hint));
  }

  /** Loaded when first asked for. */
  private static final class Bundled {
    static final List<UpgradeSheet> SHEETS = read(Tables.resource(INDEX));

    private static List<UpgradeSheet> read(String text) {
      List<UpgradeSheet> sheets = new ArrayList<>();
      int start = text.indexOf(IndexLine.MARK);
      while (start >= 0) {
        int tree = text.indexOf('\n', start) + 1;
        int next = text.indexOf("\n" + IndexLine.MARK, tree);
        int end = next < 0 ? text.length() : next + 1;
        String name = text.substring(start + IndexLine.MARK.length(), tree - 1);
        sheets.add(UpgradeSheetReader.read(name, Compact.read(text.substring(tree, end))));
        start = next < 0 ? -1 : end;
      }
      return List.copyOf(sheets);
    }
  }
}
