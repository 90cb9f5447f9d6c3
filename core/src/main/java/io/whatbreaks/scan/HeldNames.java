package io.whatbreaks.scan;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that facts come upon, for whoever has to be asked for names. */
final class HeldNames {
  private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  private final Set<String> names = new HashSet<>();
  private final Set<String> words = new HashSet<>();

  /** Of facts that were stated, and of a question. */
  HeldNames(List<Fact> facts, Iterable<String> asked) {
    asked.forEach(name -> split(name, names));
    facts.forEach(this::add);
  }

  /** What stands where a name stands. */
  Set<String> names() {
    return names;
  }

  /** What may be a name or address. */
  Set<String> words() {
    return words;
  }

  private void add(Fact fact) {
    if (fact instanceof Fact.Reference reference) {
      if (reference.target().kinds().contains(NodeKind.HOST)) {
        split(reference.target().name(), names);
      }
    } else if (fact instanceof Fact.Declaration declaration) {
      if (declaration.node().kind() == NodeKind.HOST) {
        names.add(declaration.node().name());
      }
    } else if (fact instanceof Fact.Alias alias) {
      names.add(alias.target());
    } else if (fact instanceof Fact.Address address) {
      words.add(address.address());
      words.add(address.host().name());
    } else if (fact instanceof Fact.Setting setting) {
      split(setting.value(), words);
    } else if (fact instanceof Fact.Token token) {
      words.add(token.text());
    }
  }

  private static void split(String text, Set<String> output) {
    for (String part : NO_NAME.split(text, -1)) {
      if (!part.isEmpty()) {
        output.add(part);
      }
    }
  }
}
