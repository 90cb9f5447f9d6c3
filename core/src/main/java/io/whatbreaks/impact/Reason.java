package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;
import org.jspecify.annotations.Nullable;

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

  // What Java makes for records is made anew in each run: a short one notices.
  @Override
  public int hashCode() {
    return message.hashCode() * 31 + evidence.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Reason other
        && message.equals(other.message)
        && evidence.equals(other.evidence);
  }
}
