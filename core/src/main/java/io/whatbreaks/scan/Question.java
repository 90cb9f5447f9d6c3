package io.whatbreaks.scan;

import io.whatbreaks.model.HostName;
import java.util.HashSet;
import java.util.Set;

/**
 * What a question has come to ask for, so that reading can leave out what nobody looks at: tokens
 * whose first label no name of the question has, and the text of documents that hold none.
 */
final class Question {
  /** Asks for everything. */
  static final Question EVERYTHING = new Question(true);

  private final boolean everything;
  private final Set<String> labels = new HashSet<>();
  private final WordSet words = new WordSet();

  private Question(boolean everything) {
    this.everything = everything;
  }

  /** Asks for nothing yet. */
  static Question none() {
    return new Question(false);
  }

  /** Asks for tokens of a name as well; says whether it is new. */
  boolean addName(Term term) {
    boolean isNew = labels.add(label(term.text()));
    return addText(term) || isNew;
  }

  /** Asks for what text says of a name that things are reached by; says whether it is new. */
  boolean addText(Term term) {
    boolean isNew = false;
    for (int word : term.words()) {
      isNew |= words.add(word);
    }
    return isNew;
  }

  private static String label(String text) {
    return HostName.firstLabel(HostName.normalise(text));
  }

  boolean wantsToken(String text) {
    return everything || labels.contains(label(text));
  }

  boolean wantsText(int[] held) {
    if (everything) {
      return true;
    }
    for (int word : held) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
