package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * A rule that does not hold.
 *
 * @param rule its name
 * @param message what is wrong, in one sentence that names the component
 * @param component the one it does not hold of, where it is one
 * @param unsigned who has not signed, in order
 * @param evidence the first reason why the component breaks
 */
public record Violation(
    String rule,
    String message,
    Optional<NodeId> component,
    List<String> unsigned,
    Optional<Evidence> evidence) {
  /** Copies the list. */
  public Violation {
    requireNonNull(rule, "rule");
    requireNonNull(message, "message");
    requireNonNull(component, "component");
    unsigned = List.copyOf(unsigned);
    requireNonNull(evidence, "evidence");
  }

  @Override
  public String toString() {
    return "rule '" + rule + "': " + message;
  }
}
