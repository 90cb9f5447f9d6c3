package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.DnsRecords.Target;
import io.whatbreaks.world.Resolution.Outcome;
import io.whatbreaks.world.Resolution.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one resolution as they are made, from a name through aliases to the end. */
final class Chain {
  private static final int LONGEST = 20;

  private final FactIndex index;
  private final Overlay overlay;
  private final Projects projects;
  private final DnsRecords dns;
  private final List<Step> steps = new ArrayList<>();
  private final Set<NodeId> lookedAt = new LinkedHashSet<>();
  private Certainty certainty = Certainty.CERTAIN;

  /** What the last step stands for. */
  private Optional<Target> next = Optional.empty();

  Chain(FactIndex index, Overlay overlay, ZoneFiles.@Nullable View view) {
    this.index = index;
    this.overlay = overlay;
    this.projects = new Projects(index, overlay);
    this.dns = new DnsRecords(index, overlay, view, lookedAt);
  }

  /** The steps so far. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  Resolution ended(String name, Outcome outcome) {
    return new Resolution(name, steps, outcome, certainty, lookedAt);
  }

  /** A name that was looked at, found or not. */
  void look(NodeId node) {
    lookedAt.add(node);
  }

  /** More than one reading is open. */
  void doubt() {
    certainty = Certainty.POSSIBLE;
  }

  /** Takes other steps, or none, in the place of all. */
  void restart(List<Step> others) {
    steps.clear();
    steps.addAll(others);
  }

  /** A step that stands for nothing else. */
  void step(NodeId node, Optional<Evidence> evidence) {
    step(node, evidence, Optional.empty());
  }

  private void step(NodeId node, Optional<Evidence> evidence, Optional<Target> leadsTo) {
    steps.add(new Step(node, evidence));
    next = leadsTo;
  }

  /** Looks for a declaration of a project or namespace; adds the step when there is one now. */
  boolean scoped(NodeId node) {
    lookedAt.add(node);
    Optional<NodeId> kept = overlay.aliasOf(node);
    if (kept.isPresent()) {
      step(node, Optional.empty(), Optional.of(new Target(kept.get(), Optional.empty())));
      return true;
    }
    Optional<NodeId> records = overlay.recordsOf(node);
    if (records.isEmpty()) {
      return false;
    }
    List<Fact.Declaration> declared = index.declarations.get(records.get());
    List<Fact.Alias> aliases = index.aliases.get(records.get());
    if (declared == null && aliases == null) {
      return false;
    }
    Optional<Target> target = Optional.empty();
    if (aliases != null && !index.addresses.containsKey(records.get())) {
      Fact.Alias alias = aliases.get(0);
      target =
          Optional.of(
              new Target(NodeId.host(node.scope(), alias.target()), Optional.of(alias.evidence())));
    }
    step(node, FactIndex.evidence(declared), target);
    return true;
  }

  /**
   * What DNS says of an absolute name: REACHED when it has records now, MISSING or OUTSIDE when it
   * has none, LOOP when its server answers with an error.
   */
  Outcome record(NodeId node) {
    DnsRecords.Answer answer = dns.ask(node);
    certainty = certainty.and(answer.certainty());
    switch (answer.kind()) {
      case FOUND -> {
        if (answer.wildcard().isPresent()) {
          step(node, Optional.empty(), Optional.empty());
          step(answer.wildcard().get(), answer.at(), answer.alias());
        } else {
          step(node, answer.at(), answer.alias());
        }
        return Outcome.REACHED;
      }
      case DENIED -> {
        return Outcome.MISSING;
      }
      case REFUSED -> {
        return Outcome.LOOP;
      }
      case OUTSIDE -> {
        return Outcome.OUTSIDE;
      }
    }
    throw new AssertionError(answer);
  }

  /** From the last step on through aliases. */
  Outcome follow() {
    for (int hop = 0; hop < LONGEST; hop++) {
      if (next.isEmpty()) {
        return Outcome.REACHED;
      }
      Target target = next.get();
      if (steps.stream().anyMatch(step -> step.node().equals(target.node()))) {
        return Outcome.LOOP;
      }
      Outcome outcome = reach(target);
      if (outcome != Outcome.REACHED) {
        return outcome;
      }
    }
    return Outcome.LOOP;
  }

  /** The node of the last step. */
  NodeId last() {
    return steps.get(steps.size() - 1).node();
  }

  private Outcome reach(Target target) {
    NodeId node = target.node();
    int before = steps.size();
    boolean isDns = node.scope().equals(Scope.DNS);
    Outcome outcome = isDns ? record(node) : beyond(node);
    if (outcome == Outcome.REACHED) {
      steps.set(before, new Step(steps.get(before).node(), target.evidence()));
      return outcome;
    }
    NodeId outside = isDns ? node : NodeId.host(Scope.DNS, node.name());
    lookedAt.add(outside);
    steps.add(new Step(outside, target.evidence()));
    if (isDns) {
      return outcome;
    }
    return overlay.isGone(node) || overlay.isGone(outside) ? Outcome.MISSING : outcome;
  }

  /** What the target of a project's or namespace's alias means: there, else outside of it. */
  private Outcome beyond(NodeId target) {
    Scope from = target.scope();
    List<NodeId> candidates = new ArrayList<>(projects.candidates(from, target.name()));
    if (from.kind() == Scope.Kind.COMPOSE) {
      projects.container(from, target.name()).ifPresent(candidates::add);
    }
    index.lookupsAround(from).candidates(target.name(), target.name()).stream()
        .map(name -> NodeId.host(Scope.DNS, name))
        .forEach(candidates::add);
    Outcome outcome = Outcome.MISSING;
    for (NodeId candidate : candidates) {
      boolean isDns = candidate.scope().equals(Scope.DNS);
      Outcome found = isDns ? record(candidate) : scoped(candidate) ? Outcome.REACHED : outcome;
      if (found == Outcome.REACHED) {
        return found;
      }
      outcome = found == Outcome.OUTSIDE ? found : outcome;
    }
    return outcome;
  }
}
