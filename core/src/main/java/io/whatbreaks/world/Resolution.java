package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chain from a name as written to what it reaches, or where and why it stops.
 *
 * @param name as looked up, placeholders resolved
 * @param steps from the name itself to the last thing reached, in order
 * @param outcome how the chain ends
 * @param certainty POSSIBLE where more than one reading of the name is open
 * @param lookedAt every name that was looked at, found or not
 */
public record Resolution(
    String name, List<Step> steps, Outcome outcome, Certainty certainty, Set<NodeId> lookedAt) {

  /** How a chain ends. */
  public enum Outcome {
    /** It reaches something that is declared. */
    REACHED,
    /** It reaches a name or address whose declaration is outside of what was given. */
    OUTSIDE,
    /**
     * The name does not exist: the zone, project or namespace that would declare it was given and
     * does not.
     */
    MISSING,
    /** The aliases lead in a circle, or the server refuses the zone: it answers with an error. */
    LOOP
  }

  /**
   * One step.
   *
   * @param node the name or address
   * @param evidence where the files say so, if they do
   */
  public record Step(NodeId node, Optional<Evidence> evidence) {
    public Step {
      requireNonNull(node, "node");
      requireNonNull(evidence, "evidence");
    }
  }

  public Resolution {
    requireNonNull(name, "name");
    steps = List.copyOf(steps);
    requireNonNull(outcome, "outcome");
    requireNonNull(certainty, "certainty");
    lookedAt = Set.copyOf(lookedAt);
  }

  /** The resolution of a name that is a thing's own and nothing more is known of. */
  public static Resolution of(NodeId node) {
    return new Resolution(
        node.name(),
        List.of(new Step(node, Optional.empty())),
        Outcome.REACHED,
        Certainty.CERTAIN,
        Set.of(node));
  }

  /** What the name itself is, before any alias or address behind it. */
  public NodeId first() {
    return steps.get(0).node();
  }

  /** The last thing reached. */
  public NodeId last() {
    return steps.get(steps.size() - 1).node();
  }

  /** Whether using the name leads anywhere. */
  public boolean works() {
    return outcome == Outcome.REACHED || outcome == Outcome.OUTSIDE;
  }
}
