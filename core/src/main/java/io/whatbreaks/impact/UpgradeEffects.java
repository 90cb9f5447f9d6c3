package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.rule.IdentityRules;
import io.whatbreaks.rule.VersionFinding;
import io.whatbreaks.rule.VersionRules;
import io.whatbreaks.world.Crossing;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other versions break, place by place, and what they silently cut off. */
final class UpgradeEffects {
  private final World before;
  private final World after;
  private final Breakages breakages;
  private final Map<SourceLocation, Place> places = new LinkedHashMap<>();

  UpgradeEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.breakages = breakages;
  }

  /** Finds all. */
  void find(UpgradeRules rules) {
    for (Crossing crossing : after.changed().crossings()) {
      crossing(crossing);
    }
    List<UpgradeStep> steps = after.changed().upgrades();
    for (UpgradeStep step : steps) {
      Optional<UpgradeTable> table = rules.of(step.software());
      table.ifPresent(known -> VersionRules.of(before, known, step, steps).forEach(this::versions));
      underAnotherName(step);
    }
  }

  /** Every place that is to be edited, one entry a place. */
  List<Place> places() {
    return List.copyOf(places.values());
  }

  private void crossing(Crossing crossing) {
    Fact.Requirement requirement = crossing.requirement();
    NodeId component = crossing.component();
    String told = told(requirement.border().rule(), "", requirement.advice());
    Reason reason = new Reason(told, requirement.evidence());
    List<Need> lost = crossing.ignored().stream().filter(UpgradeEffects::leadsAway).toList();
    for (Need need : lost) {
      List<Reason> why = new ArrayList<>();
      why.add(reason);
      why.add(
          new Reason(
              need.name() + " is not read here any more: it falls back to localhost",
              need.reference().evidence()));
      DirectEffects.steps(need.resolution(), why);
      breakages.add(
          new Breakage(
              component,
              Effect.MISDIRECTED,
              true,
              crossing.certainty().and(need.certainty()),
              why,
              DirectEffects.chain(component, need.resolution())));
    }
    if (lost.isEmpty()) {
      effect(requirement.harm())
          .ifPresent(effect -> add(component, effect, crossing.certainty(), reason));
    }
    requirement.edit().ifPresent(edit -> place(edit, crossing));
  }

  private void place(Fact.Edit edit, Crossing crossing) {
    places.putIfAbsent(
        edit.at().at(),
        new Place(
            edit.at(),
            Role.USES,
            crossing.certainty(),
            Optional.of(edit.text()),
            Optional.of(crossing.component())));
  }

  /** What names this machine already is reached afterwards as well. */
  private static boolean leadsAway(Need need) {
    String name = need.name();
    boolean loops =
        name.startsWith("127.")
            || name.equals("::1")
            || HostName.firstLabel(HostName.normalise(name)).equals("localhost");
    return need.effective() && !loops;
  }

  private void versions(VersionFinding finding) {
    String told = told(finding.rule().id(), finding.said(), finding.rule().advice());
    effect(finding.rule().harm())
        .ifPresent(
            effect ->
                add(
                    finding.component(),
                    effect,
                    finding.certainty(),
                    new Reason(told, ruled(finding.evidence(), finding.rule().id()))));
  }

  /** The place is told by another rule than the one that finds fault with it. */
  private static Evidence ruled(Evidence evidence, String rule) {
    return new Evidence(
        evidence.at(), evidence.text(), evidence.excerpt(), evidence.scanner(), rule);
  }

  /**
   * What starts under another name starts empty, and in another version its old data is converted
   * only when somebody brings it there.
   */
  private void underAnotherName(UpgradeStep step) {
    Map<NodeId, NodeId> renamed = after.changed().names();
    if (renamed.isEmpty()) {
      return;
    }
    for (IdentityRules.Bound bound : IdentityRules.evaluate(before)) {
      NodeId now = renamed.get(bound.host());
      boolean upgraded = step.instances().containsKey(bound.component());
      if (now != null
          && upgraded
          && bound.isLostAs(now)
          && bound.identity().loss() == Fact.Loss.DATA) {
        add(
            bound.component(),
            Effect.LOSES_DATA,
            bound.identity().certainty(),
            new Reason(
                "upgrade-under-another-name: it starts under another name and in version "
                    + step.to()
                    + " at once, so that its data stays behind in the old version and going back to"
                    + " the old name alone does not bring it up; before: make one change, see that"
                    + " all is well, then make the other ("
                    + bound.identity().advice().source()
                    + ")",
                ruled(bound.identity().evidence(), "upgrade-under-another-name")));
      }
    }
  }

  private void add(NodeId component, Effect effect, Certainty certainty, Reason reason) {
    breakages.add(
        new Breakage(component, effect, true, certainty, List.of(reason), List.of(component)));
  }

  /** The rule, what happens, what to do and where that is documented, in one sentence. */
  static String told(String rule, String said, Fact.Advice advice) {
    return rule
        + ": "
        + (said.isEmpty() ? "" : said + ": ")
        + advice.message()
        + "; before: "
        + advice.remedy()
        + " ("
        + advice.source()
        + ")";
  }

  private static Optional<Effect> effect(Fact.Harm harm) {
    return switch (harm) {
      case DATA -> Optional.of(Effect.LOSES_DATA);
      case START -> Optional.of(Effect.BREAKS_ON_RESTART);
      case USE -> Optional.of(Effect.BREAKS);
      case IGNORED, PART -> Optional.of(Effect.DEGRADES);
      case NOTHING -> Optional.empty();
    };
  }
}
