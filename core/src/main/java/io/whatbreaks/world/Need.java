package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.OptionalInt;

/**
 * A reference understood: who needs it, what its name is once placeholders are resolved, where the
 * letters of that name really stand, and what it means.
 *
 * @param component who needs it: whoever runs or reads the document, else the component stated
 * @param reference as the document states it
 * @param name the name looked up, placeholders resolved
 * @param place where the letters stand; the place to edit
 * @param written what stands at that place
 * @param via the settings between the reference and that place
 * @param certainty of the reference and its resolution together
 * @param effective false where another property source wins, so that this one acts on nobody
 * @param resolution what the name means
 */
public record Need(
    NodeId component,
    Fact.Reference reference,
    String name,
    Evidence place,
    String written,
    List<Fact.Setting> via,
    Certainty certainty,
    boolean effective,
    Resolution resolution) {

  public Need {
    requireNonNull(component, "component");
    requireNonNull(reference, "reference");
    requireNonNull(name, "name");
    requireNonNull(place, "place");
    requireNonNull(written, "written");
    via = List.copyOf(via);
    requireNonNull(certainty, "certainty");
    requireNonNull(resolution, "resolution");
  }

  /**
   * Whether it is a record of a zone, no program: only a name server that loses its own name fails
   * by one.
   */
  public boolean isRecord() {
    String rule = reference.evidence().rule();
    return rule.startsWith("zone/") && !rule.equals("zone/ns");
  }

  /** Whether it reaches a host on a port. */
  public boolean isAt(NodeId host, int port) {
    return reference.target().port().equals(OptionalInt.of(port))
        && resolution.steps().stream().anyMatch(step -> step.node().equals(host));
  }

  Need and(Certainty other) {
    return new Need(
        component,
        reference,
        name,
        place,
        written,
        via,
        certainty.and(other),
        effective,
        resolution);
  }
}
