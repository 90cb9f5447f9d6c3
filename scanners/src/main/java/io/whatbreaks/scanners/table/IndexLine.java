package io.whatbreaks.scanners.table;

import java.util.List;
import java.util.stream.Collectors;

/** The line of the index before each table: software, file patterns, mentions; split by tabs. */
final class IndexLine {
  /** What such a line begins with, as no line of a {@link Compact} tree does. */
  static final String MARK = "T\t";

  private IndexLine() {}

  static String of(Table table) {
    return MARK
        + table.software()
        + "\t"
        + table.files().globs().stream().map(Glob::text).collect(Collectors.joining(" "))
        + "\t"
        + String.join("|", table.files().mentions())
        + "\n";
  }

  /** The slot of a line and the tree below it, which is read when a document wants it. */
  static FileIndex.Slot slot(String line, String tree) {
    String[] parts = line.split("\t", -1);
    List<Glob> globs = List.of(parts[2].split(" ")).stream().map(Glob::of).toList();
    List<String> mentions = parts[3].isEmpty() ? List.of() : List.of(parts[3].split("\\|"));
    return new FileIndex.Slot(
        FileIndex.JAR,
        parts[1],
        new Table.Files(globs, mentions, List.of()),
        new Tables.Later(tree));
  }
}
