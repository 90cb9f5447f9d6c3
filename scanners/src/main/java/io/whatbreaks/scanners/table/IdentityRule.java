package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Format;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that hangs on the name of the machine, and how files show it.
 *
 * @param id stable, stands in reports
 * @param software whose it is: the component
 * @param files where it shows or is pinned
 * @param shown what must hold in a file
 * @param pinned what keeps it
 * @param telling what is said of it
 */
record IdentityRule(
    String id,
    Table.Software software,
    Table.Files files,
    Shown shown,
    Pinned pinned,
    Telling telling) {
  IdentityRule {
    requireNonNull(id, "id");
    requireNonNull(software, "software");
    requireNonNull(files, "files");
    requireNonNull(shown, "shown");
    requireNonNull(pinned, "pinned");
    requireNonNull(telling, "telling");
  }

  /**
   * A key that must be there.
   *
   * @param value pattern of its value, letter case apart; {@code *} if any will do
   */
  record Key(KeyPath path, String value) {

    /**
     * The condition of a text, {@code key} or {@code key=value}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Key of(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Key(KeyPath.of(text), "*")
          : new Key(KeyPath.of(text.substring(0, equals)), text.substring(equals + 1));
    }

    boolean holds(Statement statement) {
      if (!path.matches(statement.path())) {
        return false;
      }
      return value.equals("*")
          || statement.words().stream()
              .anyMatch(
                  word ->
                      Glob.fits(
                          value.toLowerCase(java.util.Locale.ROOT),
                          word.value().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /**
   * How a file shows it. Whatever is not empty must hold; where all is empty the file's presence
   * suffices.
   *
   * @param in patterns of the files that show it; empty where all do, otherwise the rest only pins
   * @param format how keys are read, if any are
   * @param comment what starts a comment of a line
   * @param keys one of which the file must hold
   * @param line found in a line that is no comment; a group {@code host} is the machine's own name
   * @param path found in the path; a group {@code host} is the machine's own name
   */
  record Shown(
      List<Glob> in,
      Optional<Format> format,
      String comment,
      List<Key> keys,
      Optional<Pattern> line,
      Optional<Pattern> path) {
    Shown {
      in = List.copyOf(in);
      requireNonNull(format, "format");
      requireNonNull(comment, "comment");
      keys = List.copyOf(keys);
      requireNonNull(line, "line");
      requireNonNull(path, "path");
    }
  }

  /**
   * What keeps it whatever the machine is called.
   *
   * @param keys of one of its files
   * @param lines found in one of its files
   * @param settings of the component, whoever states them; see {@link Fact.Bond}
   */
  record Pinned(List<Key> keys, List<Pattern> lines, List<String> settings) {
    Pinned {
      keys = List.copyOf(keys);
      lines = List.copyOf(lines);
      settings = List.copyOf(settings);
    }
  }

  /**
   * What is said of it.
   *
   * @param hidden why a search for the old name does not find it; empty if it does
   * @param basis what the rule stands on, in words for the documentation
   * @param shortName whether only the first label counts
   * @param aliasKeeps whether the old name, left as an alias, keeps it
   */
  record Telling(
      Fact.Loss loss,
      Certainty certainty,
      boolean shortName,
      boolean aliasKeeps,
      Fact.Advice advice,
      String hidden,
      String basis) {
    Telling {
      requireNonNull(loss, "loss");
      requireNonNull(certainty, "certainty");
      requireNonNull(advice, "advice");
      requireNonNull(hidden, "hidden");
      requireNonNull(basis, "basis");
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
