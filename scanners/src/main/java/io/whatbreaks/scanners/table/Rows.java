package io.whatbreaks.scanners.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of a table by the last element of their keys, each list in the order of the table. */
final class Rows {
  private final Map<String, List<Row>> byLast = new HashMap<>();
  private final List<Row> withWildcard;

  Rows(List<Row> rows) {
    withWildcard = rows.stream().filter(Rows::endsWithWildcard).toList();
    for (Row row : rows) {
      for (KeyPath key : row.selector().keys()) {
        if (Glob.isLiteral(key.last()) && !byLast.containsKey(key.last())) {
          byLast.put(key.last(), forLast(rows, key.last()));
        }
      }
    }
  }

  private static boolean endsWithWildcard(Row row) {
    return row.selector().keys().stream().anyMatch(key -> !Glob.isLiteral(key.last()));
  }

  private static List<Row> forLast(List<Row> rows, String last) {
    List<Row> found = new ArrayList<>();
    for (Row row : rows) {
      if (row.selector().keys().stream().anyMatch(key -> Glob.fits(key.last(), last))) {
        found.add(row);
      }
    }
    return found;
  }

  /** The first row for a path of keys that meets a further condition. */
  Optional<Row> find(List<String> path, Predicate<Row> condition) {
    String last = path.isEmpty() ? "" : path.get(path.size() - 1);
    for (Row row : byLast.getOrDefault(last, withWildcard)) {
      if (row.selector().matches(path) && condition.test(row)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
