package io.whatbreaks.impact;

/** The answer in one word. */
public enum Verdict {
  /** A breakage is certain. */
  BREAKS,
  /** None is certain, but one is possible or could not be ruled out. */
  UNCERTAIN,
  /** Nothing of what was given breaks. */
  SAFE
}
