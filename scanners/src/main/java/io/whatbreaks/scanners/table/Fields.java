package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The keys of one mapping of a table, each checked as it is asked for. */
final class Fields {
  private final Node.Mapping mapping;
  private final String what;
  private final TableProblems problems;

  /**
   * The fields of a mapping; a key that is not allowed is a problem.
   *
   * @param what the mapping is, for messages
   */
  Fields(Node.Mapping mapping, String what, Set<String> allowed, TableProblems problems) {
    this.mapping = mapping;
    this.what = what;
    this.problems = problems;
    List<String> seen = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (!allowed.contains(key)) {
        problems.add(
            "unknown-key",
            entry.key().start(),
            "a " + what + " has no '" + key + "'",
            "one of: " + String.join(", ", allowed.stream().sorted().toList()));
      } else if (seen.contains(key)) {
        problems.add(
            "repeated-key",
            entry.key().start(),
            "'" + key + "' stands here twice",
            what.equals("table") ? "keep one, or put '---' between two tables" : "keep one");
      }
      seen.add(key);
    }
  }

  int start() {
    return mapping.start();
  }

  /** Where the value of a key begins; the mapping itself where it is not there. */
  int start(String key) {
    return mapping.get(key).map(Node::start).orElse(start());
  }

  boolean has(String key) {
    return mapping.get(key).isPresent();
  }

  /** A text that must be there. */
  String required(String key) {
    Optional<String> found = text(key);
    if (found.isEmpty() && mapping.get(key).isEmpty()) {
      problems.add("missing-key", start(), "this " + what + " has no '" + key + "'", "add it");
    }
    return found.orElse("");
  }

  Optional<String> text(String key) {
    Optional<Scalar> found = scalar(key);
    return found.map(Scalar::value);
  }

  private Optional<Scalar> scalar(String key) {
    Optional<Node> node = mapping.get(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Scalar scalar && !scalar.value().isBlank()) {
      return Optional.of(scalar);
    }
    problems.add("bad-value", node.get().start(), "'" + key + "' wants one value", "write one");
    return Optional.empty();
  }

  /** One text or a list of texts. */
  List<Scalar> list(String key) {
    Optional<Node> node = mapping.get(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Node.Sequence sequence) {
      List<Scalar> texts = new ArrayList<>();
      for (Node item : sequence.items()) {
        if (item instanceof Scalar text && !text.value().isBlank()) {
          texts.add(text);
        } else {
          problems.add("bad-value", item.start(), "'" + key + "' wants texts", "write texts");
        }
      }
      return texts;
    }
    return scalar(key).map(List::of).orElse(List.of());
  }

  List<String> texts(String key) {
    return list(key).stream().map(Scalar::value).toList();
  }

  /** The mappings of a list. */
  List<Node.Mapping> mappings(String key) {
    Optional<Node> node = mapping.get(key);
    List<Node.Mapping> found = new ArrayList<>();
    if (node.isPresent() && node.get() instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        if (item instanceof Node.Mapping one) {
          found.add(one);
        } else {
          problems.add(
              "bad-value", item.start(), "'" + key + "' wants a list of rows", "write '- key: …'");
        }
      }
    } else if (node.isPresent()) {
      problems.add(
          "bad-value",
          node.get().start(),
          "'" + key + "' wants a list of rows",
          "write '- key: …'");
    }
    return found;
  }

  /** Each text of a list as something that may refuse it. */
  <T> List<T> parsed(String key, Function<String, T> parser) {
    List<T> found = new ArrayList<>();
    for (Scalar text : list(key)) {
      try {
        found.add(parser.apply(text.value()));
      } catch (IllegalArgumentException refused) {
        problems.add("bad-value", text.start(), reason(refused), "");
      }
    }
    return found;
  }

  private static String reason(IllegalArgumentException refused) {
    String message = refused.getMessage();
    int line = message == null ? -1 : message.indexOf('\n');
    return message == null ? "not allowed" : line < 0 ? message : message.substring(0, line);
  }

  /**
   * A word of an enum, in lower case with dashes.
   *
   * @param more words that are possible besides, for the message
   */
  <T extends Enum<T>> T word(String key, Class<T> type, T otherwise, String... more) {
    Optional<Scalar> found = scalar(key);
    if (found.isEmpty()) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (T constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(found.get().value())) {
        return constant;
      }
      words.add(word);
    }
    words.addAll(List.of(more));
    unknownWord(key, found.get(), words);
    return otherwise;
  }

  private void unknownWord(String key, Scalar found, List<String> words) {
    problems.add(
        "unknown-word",
        found.start(),
        "'" + key + "' cannot be '" + found.value() + "'",
        "one of: " + String.join(", ", words));
  }

  /** Whether the first of two words is written, which is also what holds where none is. */
  boolean either(String key, String first, String second) {
    Optional<Scalar> found = scalar(key);
    if (found.isPresent() && !Set.of(first, second).contains(found.get().value())) {
      unknownWord(key, found.get(), List.of(first, second));
    }
    return found.isEmpty() || !found.get().value().equals(second);
  }

  /** A whole number within bounds, or {@code otherwise}. */
  int number(String key, int otherwise, int most) {
    Optional<Scalar> found = scalar(key);
    if (found.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(found.get().value());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, as a number out of bounds is.
    }
    problems.add(
        "bad-value",
        found.get().start(),
        "'" + key + "' wants a number from 1 to " + most + ", not '" + found.get().value() + "'",
        "");
    return otherwise;
  }
}
