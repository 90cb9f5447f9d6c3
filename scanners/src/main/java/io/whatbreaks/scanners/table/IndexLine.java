package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The line of an index before each table or rule: its name, file patterns, what a file must and
 * must not hold; split by tabs.
 */
final class IndexLine {
  /** What such a line begins with, as no line of a {@link Compact} tree does. */
  static final String MARK = "T\t";

  private IndexLine() {}

  static String of(String name, Table.Files files) {
    return MARK
        + name
        + "\t"
        + files.globs().stream().map(Glob::text).collect(Collectors.joining(" "))
        + "\t"
        + String.join("|", files.mentions())
        + "\t"
        + String.join("|", files.lacks())
        + "\n";
  }

  /** The slots of an index, each with the tree below its line, read when a document wants it. */
  static <T> List<FileIndex.Slot<T>> slots(String text, Function<Node, T> reader) {
    List<FileIndex.Slot<T>> slots = new ArrayList<>();
    int start = text.indexOf(MARK);
    while (start >= 0) {
      int tree = text.indexOf('\n', start) + 1;
      int next = text.indexOf("\n" + MARK, tree);
      int end = next < 0 ? text.length() : next + 1;
      slots.add(slot(text.substring(start, tree - 1), text.substring(tree, end), reader));
      start = next < 0 ? -1 : end;
    }
    return List.copyOf(slots);
  }

  private static <T> FileIndex.Slot<T> slot(String line, String tree, Function<Node, T> reader) {
    String[] parts = line.split("\t", -1);
    List<Glob> globs = List.of(parts[2].split(" ")).stream().map(Glob::of).toList();
    return new FileIndex.Slot<>(
        FileIndex.JAR,
        parts[1],
        new Table.Files(globs, texts(parts[3]), texts(parts[4]), List.of()),
        new Later<>(tree, reader));
  }

  /** What a tree says, read when first asked for. */
  private static final class Later<T> implements Supplier<T> {
    private final String tree;
    private final Function<Node, T> reader;
    private volatile @Nullable T read;

    Later(String tree, Function<Node, T> reader) {
      this.tree = tree;
      this.reader = reader;
    }

    @Override
    public T get() {
      T known = read;
      if (known == null) {
        // Twice by two threads at the worst: both read the same.
        known = reader.apply(Compact.read(tree));
        read = known;
      }
      return known;
    }
  }

  private static List<String> texts(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split("\\|"));
  }
}
