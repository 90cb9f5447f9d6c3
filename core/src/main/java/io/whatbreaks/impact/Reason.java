package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;

/**
 * One piece of evidence for one effect.
 *
 * @param message why, in one sentence
 * @param evidence where it stands
 */
public record Reason(String message, Evidence evidence) {
  public Reason {
    requireNonNull(message, "message");
    requireNonNull(evidence, "evidence");
  }
}
