package io.whatbreaks.impact;

/** What a place that names a thing is to it. Stronger roles come first. */
public enum Role {
  /** The change itself changes this place. */
  DEFINES,
  /** Something reaches the thing through this place; it must be edited. */
  USES,
  /** A comment or documentation. */
  MENTIONS
}
