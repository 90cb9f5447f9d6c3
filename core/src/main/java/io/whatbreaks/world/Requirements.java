package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What upgrades mind in a world, and whose it is. */
final class Requirements {
  private final FactIndex index;
  private final Components components;
  private final Needs needs;
  private @Nullable Map<String, Map<Integer, NodeId>> stated;

  Requirements(FactIndex index, Components components, Needs needs) {
    this.index = index;
    this.components = components;
    this.needs = needs;
  }

  /** The instances of a software, each with what tells of it, those that tell a version first. */
  Map<NodeId, List<Fact.Installation>> instances(String software) {
    Map<NodeId, List<Fact.Installation>> all = new TreeMap<>();
    for (Map<NodeId, List<Fact.Installation>> some :
        List.of(index.installations, index.inventory)) {
      some.forEach(
          (component, facts) ->
              facts.stream()
                  .filter(fact -> fact.software().equals(software))
                  .forEach(
                      fact ->
                          components.owners(component).forEach(owner -> put(all, owner, fact))));
    }
    return all;
  }

  /** What tells a version comes first. */
  private static void put(
      Map<NodeId, List<Fact.Installation>> all, NodeId owner, Fact.Installation fact) {
    List<Fact.Installation> known = all.computeIfAbsent(owner, absent -> new ArrayList<>(1));
    long telling = known.stream().filter(other -> !other.version().isEmpty()).count();
    known.add(fact.version().isEmpty() ? known.size() : (int) telling, fact);
  }

  /** Every software that is known to be installed. */
  Set<String> software() {
    Set<String> all = new TreeSet<>();
    for (Map<NodeId, List<Fact.Installation>> some :
        List.of(index.installations, index.inventory)) {
      some.values().forEach(facts -> facts.forEach(fact -> all.add(fact.software())));
    }
    return all;
  }

  /** Every place that the steps mind, in the order of the facts. */
  List<Crossing> crossed(List<UpgradeStep> steps) {
    List<Crossing> all = new ArrayList<>();
    if (steps.isEmpty() || index.requirements.isEmpty()) {
      return all;
    }
    for (UpgradeStep step : steps) {
      Map<String, Set<NodeId>> prepared = new HashMap<>();
      for (Fact.Prepared kept : index.prepared) {
        prepared
            .computeIfAbsent(kept.rule(), absent -> new HashSet<>())
            .addAll(owners(kept.component(), kept.evidence(), step));
      }
      for (Fact.Requirement requirement : index.requirements) {
        if (requirement.border().software().equals(step.software())) {
          cross(requirement, step, prepared, all);
        }
      }
    }
    return all;
  }

  private void cross(
      Fact.Requirement requirement,
      UpgradeStep step,
      Map<String, Set<NodeId>> prepared,
      List<Crossing> all) {
    Set<NodeId> configured = owners(requirement.component(), requirement.evidence(), step);
    Set<NodeId> kept = prepared.getOrDefault(requirement.border().rule(), Set.of());
    if (configured.stream().anyMatch(kept::contains)) {
      return;
    }
    boolean isForeign =
        requirement.harm() == Fact.Harm.USE || requirement.harm() == Fact.Harm.IGNORED;
    Set<NodeId> owners =
        isForeign ? owners(requirement.component(), requirement.evidence()) : configured;
    Optional<UpgradeStep.From> from = step.from(owners);
    if (from.isEmpty()
        || !UpgradeTable.isCrossed(requirement.border(), from.get().version(), step.to())) {
      return;
    }
    boolean known = from.get().version().isPresent() || requirement.border().anyway();
    Certainty certainty = known ? requirement.certainty() : Certainty.POSSIBLE;
    List<Need> ignored = requirement.harm() == Fact.Harm.IGNORED ? ignored(requirement) : List.of();
    for (NodeId owner : owners) {
      all.add(
          new Crossing(
              requirement,
              owner,
              certainty,
              ignored.stream().filter(need -> need.component().equals(owner)).toList()));
    }
  }

  private List<Need> ignored(Fact.Requirement requirement) {
    List<Need> all = new ArrayList<>();
    requirement
        .value()
        .ifPresent(
            value ->
                needs.all().stream()
                    .filter(need -> value.holds(need.reference().evidence().at()))
                    .forEach(all::add));
    return all;
  }

  /** The same, where a file of a machine that nobody speaks of is the software's own. */
  private Set<NodeId> owners(NodeId document, Evidence evidence, UpgradeStep step) {
    Set<NodeId> owners = owners(document, evidence);
    if (owners.equals(Set.of(document)) && document.scope().kind() == Scope.Kind.HOST) {
      Set<NodeId> there = new LinkedHashSet<>();
      for (NodeId instance : step.instances().keySet()) {
        if (instance.scope().equals(document.scope())) {
          there.add(instance);
        }
      }
      return there.isEmpty() ? owners : there;
    }
    return owners;
  }

  /** Whose a place is: of whoever states something on its line, else alone in its document. */
  private Set<NodeId> owners(NodeId document, Evidence evidence) {
    Map<Integer, NodeId> byLine = stated().getOrDefault(evidence.at().path(), Map.of());
    NodeId stated = byLine.get(evidence.at().line());
    if (stated == null) {
      Set<NodeId> all = new LinkedHashSet<>(byLine.values());
      all.remove(document);
      stated = all.size() == 1 ? all.iterator().next() : document;
    }
    return new LinkedHashSet<>(components.owners(stated));
  }

  private synchronized Map<String, Map<Integer, NodeId>> stated() {
    Map<String, Map<Integer, NodeId>> known = stated;
    if (known == null) {
      known = new HashMap<>();
      for (List<Fact.Setting> settings : index.settings.values()) {
        for (Fact.Setting setting : settings) {
          state(known, setting.component(), setting.evidence());
        }
      }
      for (Fact.Reference reference : index.references) {
        state(known, reference.component(), reference.evidence());
      }
      for (Fact.Listener listener : index.listeners) {
        state(known, listener.component(), listener.evidence());
      }
      for (Collection<Fact.Installation> facts : index.installations.values()) {
        for (Fact.Installation fact : facts) {
          state(known, fact.component(), fact.evidence());
        }
      }
      stated = known;
    }
    return known;
  }

  private static void state(
      Map<String, Map<Integer, NodeId>> known, NodeId component, Evidence evidence) {
    known
        .computeIfAbsent(evidence.at().path(), absent -> new LinkedHashMap<>())
        .putIfAbsent(evidence.at().line(), component);
  }
}
