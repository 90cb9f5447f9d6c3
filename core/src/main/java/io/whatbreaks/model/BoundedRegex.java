package io.whatbreaks.model;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions that others wrote. A backtracking matcher can be made to need years: it reads
 * its input through a counter and stops when that is used up.
 */
public final class BoundedRegex {
  private static final int MOST_STEPS = 50_000;

  private BoundedRegex() {}

  /** Whether the whole text matches, letter case apart; an expression that is none does not. */
  static boolean matches(String expression, String text) {
    try {
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
          .matcher(new Counted(text, new int[1]))
          .matches();
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError notTold) {
      return false;
    }
  }

  /**
   * Whether an expression is found somewhere in a text, letter case counting; an expression that is
   * none is not.
   */
  public static boolean holds(String expression, String text) {
    try {
      return Pattern.compile(expression).matcher(new Counted(text, new int[1])).find();
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError notTold) {
      return false;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  private static final class Counted implements CharSequence {
    private final String text;
    private final int[] steps;

    Counted(String text, int[] steps) {
      this.text = text;
      this.steps = steps;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
