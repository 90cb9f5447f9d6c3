package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells whether a row's conditions hold for a statement among the others of its document. */
final class Conditions {
  /** The key of a block that serves requests by itself. */
  private static final String SERVER = "server";

  private final Map<Integer, List<Statement>> byBlock = new HashMap<>();
  private final Map<List<String>, List<Statement>> byPath = new HashMap<>();

  Conditions(List<Statement> statements) {
    for (Statement statement : statements) {
      byPath.computeIfAbsent(statement.path(), path -> new ArrayList<>()).add(statement);
    }
    for (Statement statement : statements) {
      byBlock.computeIfAbsent(statement.block(), block -> new ArrayList<>()).add(statement);
    }
  }

  boolean hold(Row row, Statement statement) {
    if (!row.selector().usedIn().isEmpty() && !isUsed(row, statement)) {
      return false;
    }
    List<String> with = row.selector().with();
    if (with.isEmpty() || holdsOne(statement, with)) {
      return true;
    }
    for (KeyPath inherited : row.selector().inherits()) {
      for (Statement other : others(inherited, statement)) {
        if (holdsOne(other, with)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether the variable that a statement sets stands for a host in one of the statements named, of
   * the same virtual server: a variable is known all through a request.
   */
  private boolean isUsed(Row row, Statement statement) {
    if (statement.words().isEmpty()) {
      return false;
    }
    String name = statement.words().get(0).value().replaceFirst("^\\$", "");
    Pattern use =
        Pattern.compile("(?:\\w+://)?\\$\\{?" + Pattern.quote(name) + "\\}?(?::[^/]*)?(?:/.*)?");
    int server = statement.within(SERVER);
    return byPath.entrySet().stream()
        .filter(entry -> row.selector().usedIn().stream().anyMatch(k -> k.matches(entry.getKey())))
        .flatMap(entry -> entry.getValue().stream())
        .filter(other -> other.within(SERVER) == server)
        .anyMatch(other -> other.words().stream().anyMatch(w -> use.matcher(w.value()).matches()));
  }

  /** A single element means the same block, a path anywhere in the document. */
  private List<Statement> others(KeyPath inherited, Statement statement) {
    if (inherited.elements().size() > 1) {
      return byPath.getOrDefault(inherited.elements(), List.of());
    }
    List<String> sibling = statement.sibling(inherited.last());
    List<Statement> named = byPath.getOrDefault(sibling, List.of());
    // Whichever is shorter: a large file has many blocks of the same name, or one large block.
    List<Statement> inBlock = byBlock.getOrDefault(statement.block(), List.of());
    List<Statement> shorter = named.size() < inBlock.size() ? named : inBlock;
    return shorter.stream()
        .filter(other -> other.block() == statement.block() && other.path().equals(sibling))
        .toList();
  }

  private static boolean holdsOne(Statement statement, List<String> with) {
    for (String wanted : with) {
      if (holds(statement.words(), wanted.split(" "))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(List<Scalar> words, String[] wanted) {
    for (int from = 0; from + wanted.length <= words.size(); from++) {
      int k = 0;
      while (k < wanted.length && Glob.fits(wanted[k], words.get(from + k).value())) {
        k++;
      }
      if (k == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
