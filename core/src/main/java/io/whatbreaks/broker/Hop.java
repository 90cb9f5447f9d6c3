package io.whatbreaks.broker;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import java.util.Optional;

/**
 * One step of a message.
 *
 * @param from an exchange; of a dead letter the queue that gives it up
 * @param to a queue or an exchange
 * @param key of the binding, or of the message where no binding is followed
 * @param evidence where it stands; nowhere for the default exchange
 */
public record Hop(NodeId from, NodeId to, Kind kind, String key, Optional<Evidence> evidence) {

  /** By what a message gets on. */
  public enum Kind {
    /** A binding that fits. */
    BINDING,
    /** The default exchange knows each queue by its name. */
    DEFAULT,
    /** No binding of the exchange fits, and it says where such messages go. */
    ALTERNATE,
    /** The queue rejects, expires or overflows. */
    DEAD_LETTER
  }

  /** Checks that no part is missing. */
  public Hop {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(kind, "kind");
    requireNonNull(key, "key");
    requireNonNull(evidence, "evidence");
  }
}
