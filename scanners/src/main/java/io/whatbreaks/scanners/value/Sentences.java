package io.whatbreaks.scanners.value;

/** Tells what is said to people from what is given to programs. */
public final class Sentences {
  private static final int FEWEST_WORDS = 3;

  private Sentences() {}

  /**
   * Whether a literal is something said: at least three plain words, or two of which the first has
   * a capital, and nothing an option, a path, a URL or an assignment needs.
   */
  public static boolean isOne(String literal) {
    int plain = 0;
    int words = 0;
    for (String word : literal.strip().split("\\s+", -1)) {
      if (word.startsWith("-") || hasSign(word)) {
        return false;
      }
      words++;
      plain += isPlain(word) ? 1 : 0;
    }
    boolean begins = !literal.isBlank() && Character.isUpperCase(literal.strip().charAt(0));
    return (plain >= FEWEST_WORDS && plain * 2 > words) || (begins && plain == words && words > 1);
  }

  private static boolean hasSign(String word) {
    for (int i = 0; i < word.length(); i++) {
      if ("=/@\\|<>;$".indexOf(word.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same for the value of a variable, which may well be a list of names: only what begins as
   * sentences do is said.
   */
  public static boolean isTitle(String value) {
    return !value.isBlank() && Character.isUpperCase(value.strip().charAt(0)) && isOne(value);
  }

  /** Letters, and what stands around the words of a sentence. */
  private static boolean isPlain(String word) {
    boolean letters = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      letters |= Character.isLetter(c);
      if (!Character.isLetter(c) && "'\".,:!?()".indexOf(c) < 0) {
        return false;
      }
    }
    return letters;
  }
}
