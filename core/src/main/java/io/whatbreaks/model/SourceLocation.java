package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document, printed {@code path:line:column}.
 *
 * @param path relative to the path that was given, with {@code /}
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param endColumn exclusive, on the same line
 */
public record SourceLocation(String path, int line, int column, int endColumn)
    implements Comparable<SourceLocation> {
  private static final Comparator<SourceLocation> ORDER =
      Comparator.comparing(SourceLocation::path)
          .thenComparingInt(SourceLocation::line)
          .thenComparingInt(SourceLocation::column)
          .thenComparingInt(SourceLocation::endColumn);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a number is below 1 or the end lies before the start
   */
  public SourceLocation {
    requireNonNull(path, "path");
    if (line < 1 || column < 1 || endColumn < column) {
      throw new IllegalArgumentException(
          "not a place: " + path + ":" + line + ":" + column + "-" + endColumn);
    }
  }

  /** Whether both places share at least one character. */
  public boolean overlaps(SourceLocation other) {
    return line == other.line
        && column < other.endColumn
        && other.column < endColumn
        && path.equals(other.path);
  }

  @Override
  public int compareTo(SourceLocation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return path + ":" + line + ":" + column;
  }

  // What Java makes for records is made anew in each run: a short one notices.
  @Override
  public int hashCode() {
    return ((path.hashCode() * 31 + line) * 31 + column) * 31 + endColumn;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof SourceLocation other
        && path.equals(other.path)
        && line == other.line
        && column == other.column
        && endColumn == other.endColumn;
  }
}
