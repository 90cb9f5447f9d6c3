package io.whatbreaks.plan;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.plan.ChangePlan.Edit;
import io.whatbreaks.plan.ChangePlan.Step;
import io.whatbreaks.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who is to agree to what. */
final class Owners {
  private final Impact impact;
  private final World world;

  /** By the component, who owns what breaks. */
  private final Map<NodeId, Set<String>> broken = new HashMap<>();

  Owners(Impact impact, World world) {
    this.impact = impact;
    this.world = world;
    for (Breakage breakage : impact.breakages()) {
      broken
          .computeIfAbsent(breakage.component(), absent -> new TreeSet<>())
          .addAll(breakage.ownerNames());
    }
  }

  /** Who owns components and edited places. */
  List<String> of(Set<NodeId> components, List<Edit> edits) {
    Set<String> all = new TreeSet<>();
    components.forEach(component -> all.addAll(of(component)));
    edits.forEach(edit -> all.addAll(of(edit)));
    return List.copyOf(all);
  }

  private Set<String> of(NodeId component) {
    Set<String> known = broken.get(component);
    return known != null || component.kind() != NodeKind.COMPONENT
        ? known == null ? Set.of() : known
        : names(
            world.ownership(
                component, world.evidence(component).map(at -> at.at().path()).orElse("")));
  }

  private Set<String> of(Edit edit) {
    String path = edit.evidence().at().path();
    return names(
        edit.component()
            .map(component -> world.ownership(component, path))
            .orElseGet(() -> world.ownership(path)));
  }

  private static Set<String> names(Collection<Fact.Ownership> facts) {
    Set<String> all = new TreeSet<>();
    facts.forEach(fact -> all.addAll(fact.owners()));
    return all;
  }

  /** Who must agree: whoever owns a breakage or an edited place. */
  List<String> of(List<Step> steps) {
    Set<String> all = new TreeSet<>();
    broken.values().forEach(all::addAll);
    steps.forEach(step -> step.edits().forEach(edit -> all.addAll(of(edit))));
    return List.copyOf(all);
  }

  /** What breaks or is edited, and nobody is known to own. */
  List<NodeId> unowned(List<Step> steps) {
    Set<NodeId> all = new TreeSet<>();
    for (Breakage breakage : impact.breakages()) {
      if (breakage.ownerNames().isEmpty()) {
        all.add(breakage.component());
      }
    }
    for (Step step : steps) {
      for (Edit edit : step.edits()) {
        if (of(edit).isEmpty()) {
          edit.component().ifPresent(all::add);
        }
      }
    }
    return List.copyOf(all);
  }
}
