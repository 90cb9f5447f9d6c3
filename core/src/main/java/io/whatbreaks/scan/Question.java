package io.whatbreaks.scan;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.Scope;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a question has come to ask for, so that reading can leave out what nobody looks at: tokens
 * whose first label no name of the question has, and the details of documents that hold none of its
 * terms.
 */
final class Question {
  /** Of how many labels each is looked for in every text. */
  private static final int FEW = 8;

  private final boolean everything;
  private final Set<String> labels = new HashSet<>();
  private final Set<Term> terms = new HashSet<>();
  private final Set<String> upgrades = new HashSet<>();
  private final TermMatcher matcher = new TermMatcher();

  private Question(boolean everything) {
    this.everything = everything;
  }

  /** Asks for everything. */
  static Question ofEverything() {
    return new Question(true);
  }

  /** Asks for nothing yet. */
  static Question none() {
    return new Question(false);
  }

  boolean isEverything() {
    return everything;
  }

  /** Asks for what upgrades of some software mind. */
  void addUpgrades(Collection<String> software) {
    upgrades.addAll(software);
  }

  /** Whether what upgrades of a software mind is asked for. */
  boolean wantsUpgrade(String software) {
    return everything || upgrades.contains(software);
  }

  /** Whether what upgrades of any software mind is asked for. */
  boolean wantsUpgrades() {
    return everything || !upgrades.isEmpty();
  }

  /** From now on search lists complete names so. */
  void completedBy(BiPredicate<Scope, String> completes) {
    matcher.completedBy(completes);
  }

  /** Asks for tokens of a name; says whether it is new. */
  boolean addName(Term term) {
    return labels.add(label(term.text()));
  }

  /** Asks for all that documents say which hold a term; says whether it is new. */
  boolean add(Term term) {
    boolean isNew = terms.add(term);
    if (isNew) {
      matcher.add(term);
    }
    return isNew;
  }

  private static String label(String text) {
    return HostName.firstLabel(HostName.normalise(text));
  }

  boolean wantsToken(String text) {
    return everything || labels.contains(label(text));
  }

  boolean wantsTokenIn(String text) {
    if (everything || labels.size() > FEW) {
      return true;
    }
    boolean plain = true;
    for (int i = 0; i < text.length(); i++) {
      plain &= text.charAt(i) < 0x80;
    }
    return !plain || labels.stream().anyMatch(label -> holds(text, label));
  }

  private static boolean holds(String text, String label) {
    if (label.isEmpty()) {
      return false; // That of a term without a text.
    }
    int first = label.charAt(0);
    int upper = Words.upper(first);
    int last = text.length() - label.length();
    for (int i = 0; i <= last; i++) {
      int c = text.charAt(i);
      if ((c == first || c == upper) && text.regionMatches(true, i, label, 0, label.length())) {
        return true;
      }
    }
    return false;
  }

  boolean wants(SourceOutput.Shelved shelved) {
    return everything || matcher.matches(shelved);
  }
}
