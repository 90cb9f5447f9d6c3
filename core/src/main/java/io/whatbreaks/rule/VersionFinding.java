package io.whatbreaks.rule;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.model.NodeId;

/**
 * What an upgrade rule says of a component because of versions.
 *
 * @param said what the versions are, in one sentence
 * @param evidence what tells the version
 */
public record VersionFinding(
    NodeId component, UpgradeRule rule, Certainty certainty, String said, Evidence evidence) {
  public VersionFinding {
    requireNonNull(component, "component");
    requireNonNull(rule, "rule");
    requireNonNull(certainty, "certainty");
    requireNonNull(said, "said");
    requireNonNull(evidence, "evidence");
  }
}
