package io.whatbreaks.graph;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The origin depends on the target.
 *
 * @param origin who depends
 * @param target on what
 * @param via the names between, in order; not the target, nor the origin
 * @param hard whether the origin fails without the target
 * @param group the list of alternatives the target is a member of
 * @param part the part of the origin that depends, empty for the whole
 * @param uses the parts of the target it depends on; empty where that cannot be told
 * @param evidence where the files say so, if they do
 */
public record Dependency(
    NodeId origin,
    NodeId target,
    List<NodeId> via,
    boolean hard,
    Group group,
    Certainty certainty,
    String part,
    Set<String> uses,
    Optional<Evidence> evidence) {

  public Dependency {
    requireNonNull(origin, "origin");
    requireNonNull(target, "target");
    via = List.copyOf(via);
    requireNonNull(group, "group");
    requireNonNull(certainty, "certainty");
    requireNonNull(part, "part");
    uses = Set.copyOf(uses);
    requireNonNull(evidence, "evidence");
  }
}
