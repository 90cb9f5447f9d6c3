package io.whatbreaks.model;

import java.util.Locale;
import java.util.Optional;

/** What a {@linkplain NodeId node} is. The lower-case word is the prefix of its id. */
public enum NodeKind {
  /** Any network name: a machine, a DNS name, a compose or Kubernetes service. */
  HOST,
  QUEUE,
  EXCHANGE,
  TOPIC,
  VHOST,
  /** An IP address. */
  ADDRESS,
  /** A host or address with a port, {@code HOST:PORT}. */
  ENDPOINT,
  /** Software, for upgrades. */
  SERVICE,
  /** What works or fails. */
  COMPONENT;

  /** The word that stands before the colon of an id, for instance {@code host}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind a word names, if it names one. */
  public static Optional<NodeKind> of(String word) {
    for (NodeKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
