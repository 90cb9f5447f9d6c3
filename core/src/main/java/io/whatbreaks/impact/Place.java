package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import java.util.Comparator;
import java.util.Optional;

/**
 * A place that names the thing a change is about.
 *
 * @param evidence where, and what stands there
 * @param edit what that span must become, and for a mention what it would be, which nobody needs;
 *     empty where it is right as it is or it cannot be told
 * @param component what the place belongs to
 */
public record Place(
    Evidence evidence,
    Role role,
    Certainty certainty,
    Optional<String> edit,
    Optional<NodeId> component)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.<Place, io.whatbreaks.model.SourceLocation>comparing(place -> place.evidence.at())
          .thenComparing(Place::role)
          .thenComparing(Place::certainty)
          .thenComparing(place -> place.component.map(NodeId::toString).orElse(""));

  public Place {
    requireNonNull(evidence, "evidence");
    requireNonNull(role, "role");
    requireNonNull(certainty, "certainty");
    requireNonNull(edit, "edit");
    requireNonNull(component, "component");
  }

  /** By place. */
  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
