package io.whatbreaks.scanners.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The line of the index before each table: software, file patterns, what a file must and must not
 * hold; split by tabs.
 */
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
        + "\t"
        + String.join("|", table.files().lacks())
        + "\n";
  }

  /** The slot of a line and the tree below it, which is read when a document wants it. */
  static FileIndex.Slot slot(String line, String tree) {
    String[] parts = line.split("\t", -1);
    List<Glob> globs = List.of(parts[2].split(" ")).stream().map(Glob::of).toList();
    return new FileIndex.Slot(
        FileIndex.JAR,
        parts[1],
        new Table.Files(globs, texts(parts[3]), texts(parts[4]), List.of()),
        new Tables.Later(tree));
  }

  private static List<String> texts(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split("\\|"));
  }
}
