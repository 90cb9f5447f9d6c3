package io.whatbreaks.scan;

import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Tells whether a document may hold one of some terms: by word hashes first, by its bytes where
 * those are there.
 */
final class TermMatcher {
  private static final int FEW = 16;

  /** A term and its words. */
  private static final class Wanted {
    final Term term;
    final int[] words;

    Wanted(Term term, int[] words) {
      this.term = term;
      this.words = words;
    }
  }

  /** Those words of a document that stand in some term. */
  private static final class Held {
    int[] words = new int[FEW];
    int count;

    void add(int word) {
      if (count == words.length) {
        words = Arrays.copyOf(words, count * 2);
      }
      words[count++] = word;
    }

    boolean containsAll(int[] others) {
      for (int other : others) {
        if (!contains(other)) {
          return false;
        }
      }
      return true;
    }

    private boolean contains(int word) {
      for (int i = 0; i < count; i++) {
        if (words[i] == word) {
          return true;
        }
      }
      return false;
    }
  }

  private final Map<Integer, List<Wanted>> anywhere = new HashMap<>();
  private final Map<Scope, Map<Integer, List<Wanted>>> within = new HashMap<>();
  private final Set<Scope> whole = new HashSet<>();
  private final WordSet words = new WordSet();
  private BiPredicate<Scope, String> completes;

  /** Matches nothing yet; every name may be written short, on every machine. */
  TermMatcher() {
    this((machine, domain) -> true);
  }

  /**
   * Matches nothing yet.
   *
   * @param completes whether a machine's search list completes a name with a domain
   */
  TermMatcher(BiPredicate<Scope, String> completes) {
    this.completes = completes;
  }

  /** From now on search lists complete names so. */
  void completedBy(BiPredicate<Scope, String> changed) {
    completes = changed;
  }

  void add(Term term) {
    if (term.manner() == Term.Manner.SCOPE) {
      term.within().ifPresent(whole::add);
      return;
    }
    int[] termWords = term.words();
    if (termWords.length == 0) {
      return;
    }
    Map<Integer, List<Wanted>> index =
        term.within()
            .map(scope -> within.computeIfAbsent(scope, absent -> new HashMap<>()))
            .orElse(anywhere);
    words.addAll(termWords);
    // The last word of a name is mostly the one that tells it from others.
    index
        .computeIfAbsent(termWords[termWords.length - 1], absent -> new ArrayList<>(1))
        .add(new Wanted(term, termWords));
  }

  boolean isEmpty() {
    return anywhere.isEmpty() && within.isEmpty() && whole.isEmpty();
  }

  boolean matches(SourceOutput.Shelved shelved) {
    Scope scope = shelved.document().scope();
    if (whole.contains(scope)) {
      return true;
    }
    Map<Integer, List<Wanted>> local = within.getOrDefault(scope, Map.of());
    if (anywhere.isEmpty() && local.isEmpty()) {
      return false;
    }
    Held held = null;
    for (int word : shelved.words()) {
      if (words.contains(word)) {
        held = held == null ? new Held() : held;
        held.add(word);
      }
    }
    return held != null && holdsOne(shelved.document(), held, local);
  }

  private boolean holdsOne(Document document, Held held, Map<Integer, List<Wanted>> local) {
    Standing standing = null;
    for (Map<Integer, List<Wanted>> wanted : List.of(anywhere, local)) {
      for (int i = 0; i < held.count; i++) {
        for (Wanted candidate : wanted.getOrDefault(held.words[i], List.of())) {
          if (held.containsAll(candidate.words)) {
            standing = standing == null ? new Standing(document, completes) : standing;
            if (standing.couldBe(candidate.term)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }
}
