package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.List;

/**
 * A place that an upgrade minds, because it crosses the border of the rule.
 *
 * @param requirement the place
 * @param component whose it is
 * @param certainty of the rule, POSSIBLE also where it counts only for versions that may be past
 * @param ignored the needs that are lost with it, because what is written there counts no more
 */
public record Crossing(
    Fact.Requirement requirement, NodeId component, Certainty certainty, List<Need> ignored) {
  public Crossing {
    requireNonNull(requirement, "requirement");
    requireNonNull(component, "component");
    requireNonNull(certainty, "certainty");
    ignored = List.copyOf(ignored);
  }
}
