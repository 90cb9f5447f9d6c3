package io.whatbreaks.scanners.assertion;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeId;

/**
 * A component as a test calls it.
 *
 * @param name its name alone, or its id
 */
public record ComponentName(String name) {

  /** Checks that it says something. */
  public ComponentName {
    requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a component without a name");
    }
  }

  boolean fits(NodeId component) {
    return component.name().equals(name) || component.toString().equals(name);
  }
}
