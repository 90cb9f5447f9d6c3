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

/** The tables that lie in directories of the user, one or more in each YAML file. */
final class UserTables {
  private static final long LARGEST = 1_000_000;

  private UserTables() {}

  /**
   * All tables, those of the first directory first.
   *
   * @throws WhatBreaksException for the first mistake, with its place
   * @throws IOException if a directory cannot be read
   */
  static List<Table> in(List<Path> directories) throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
      List<Path> files = files(directory);
      if (files.isEmpty()) {
        throw refused(directory, "there is no table in it", "put files ending in .yaml there");
      }
      for (Path file : files) {
        tables.addAll(read(file));
      }
    }
    return tables;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(UserTables::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }

  private static List<Table> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw refused(file, "this is too large for a table", "split it");
    }
    try {
      Tables.Read read = Tables.read(file.toString(), Files.readString(file));
      if (!read.problems().isEmpty()) {
        throw new WhatBreaksException(read.problems().get(0));
      }
      return read.tables();
    } catch (MalformedInputException e) {
      throw refused(file, "this is no text in UTF-8", "save it as UTF-8");
    }
  }

  private static WhatBreaksException refused(Path path, String message, String hint) {
    return new WhatBreaksException(
        new Diagnostic(Severity.ERROR, "bad-table", path.toString(), 0, message, hint));
  }
}
