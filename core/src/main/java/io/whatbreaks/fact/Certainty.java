package io.whatbreaks.fact;

/** How sure a statement is. It is measured, never decided by people. */
public enum Certainty {
  CERTAIN,
  POSSIBLE;

  /** The less sure of both. */
  public Certainty and(Certainty other) {
    return this == CERTAIN ? other : this;
  }
}
