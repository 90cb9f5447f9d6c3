package io.whatbreaks.impact;

/** What a change does to a component, as CONTRACT.md defines it. */
public enum Effect {
  /** The next use fails once caches have ended. */
  BREAKS,
  /**
   * Works on until it, or something it depends on, is restarted, reloaded or loses its connection.
   */
  BREAKS_ON_RESTART,
  /** No error, but messages or state go nowhere or start empty. */
  LOSES_DATA,
  /** Reaches another target than before. */
  MISDIRECTED,
  /** Loses one of several targets, or a part of its function. */
  DEGRADES,
  /** It cannot be told whether it depends at all. */
  UNCERTAIN
}
