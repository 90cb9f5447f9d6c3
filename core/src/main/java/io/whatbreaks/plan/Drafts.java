package io.whatbreaks.plan;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan.Action;
import io.whatbreaks.plan.ChangePlan.Basis;
import io.whatbreaks.plan.ChangePlan.Edit;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.ChangePlan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a plan while it is made. */
final class Drafts {
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /** A step while it is made. */
  static final class Draft {
    private final String id;
    private final Phase phase;
    private final Action action;
    private final String what;
    private final Set<NodeId> on = new TreeSet<>();
    private final List<Edit> edits = new ArrayList<>();
    private final Set<String> verify = new LinkedHashSet<>();
    private final Set<String> owners = new TreeSet<>();
    private final Set<String> needs = new LinkedHashSet<>();
    private String backOut = "";
    private Basis basis = new Basis("", Certainty.CERTAIN, Optional.empty());

    private Draft(String id, Phase phase, Action action, String what) {
      this.id = id;
      this.phase = phase;
      this.action = action;
      this.what = what;
    }

    String id() {
      return id;
    }

    Draft on(Collection<NodeId> nodes) {
      on.addAll(nodes);
      return this;
    }

    Draft edits(Collection<Edit> more) {
      edits.addAll(more);
      return this;
    }

    Draft verify(Collection<String> commands) {
      verify.addAll(commands);
      return this;
    }

    Draft owners(Collection<String> more) {
      owners.addAll(more);
      return this;
    }

    Draft needs(Collection<String> steps) {
      needs.addAll(steps);
      return this;
    }

    Draft backOut(String way) {
      backOut = way;
      return this;
    }

    Draft basis(String source, Certainty certainty, Optional<Evidence> evidence) {
      basis = new Basis(source, certainty, evidence);
      return this;
    }

    Draft basis(String source) {
      return basis(source, Certainty.CERTAIN, Optional.empty());
    }

    private Step step() {
      return new Step(
          id,
          phase,
          action,
          what,
          List.copyOf(on),
          edits,
          List.copyOf(verify),
          backOut,
          basis,
          List.copyOf(owners),
          List.copyOf(needs));
    }
  }

  /**
   * Adds a step.
   *
   * @param word what its id begins with; a number makes it unique
   */
  Draft add(String word, Phase phase, Action action, String what) {
    int count = ids.merge(word, 1, Integer::sum);
    Draft draft = new Draft(count == 1 ? word : word + "-" + count, phase, action, what);
    drafts.add(draft);
    return draft;
  }

  /** The ids of those made so far of a sort, in order. */
  List<String> ids(Action... actions) {
    Set<Action> wanted = Set.of(actions);
    return drafts.stream().filter(d -> wanted.contains(d.action)).map(Draft::id).toList();
  }

  /** The steps: those before come first, and within a phase the order is that of the drafts. */
  List<Step> steps() {
    List<Step> all = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      drafts.stream().filter(d -> d.phase == phase).map(Draft::step).forEach(all::add);
    }
    return all;
  }
}
