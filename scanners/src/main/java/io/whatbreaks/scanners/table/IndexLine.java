package io.whatbreaks.scanners.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the index: file, number of the table in it, software, file patterns, mentions; split
 * by tabs.
 */
final class IndexLine {
  private IndexLine() {}

  /** Gives a table of a file by its number. */
  interface Shelf {
    Table table(String file, int ordinal);
  }

  static String of(String file, int ordinal, Table table) {
    return String.join(
        "\t",
        file,
        Integer.toString(ordinal),
        table.software(),
        table.files().globs().stream().map(Glob::text).collect(Collectors.joining(" ")),
        String.join("|", table.files().mentions()));
  }

  static FileIndex.Slot slot(String line, Shelf shelf) {
    String[] parts = line.split("\t", -1);
    String file = parts[0];
    int ordinal = Integer.parseInt(parts[1]);
    List<Glob> globs = List.of(parts[3].split(" ")).stream().map(Glob::of).toList();
    List<String> mentions = parts[4].isEmpty() ? List.of() : List.of(parts[4].split("\\|"));
    return new FileIndex.Slot(
        FileIndex.JAR,
        parts[2],
        new Table.Files(globs, mentions, List.of()),
        () -> shelf.table(file, ordinal));
  }
}
