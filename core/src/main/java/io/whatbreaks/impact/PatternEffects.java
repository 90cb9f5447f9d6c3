package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a change does to those who select names by patterns: that is a part of what they do. */
final class PatternEffects {
  private final World before;
  private final Changed changed;
  private final Breakages breakages;

  PatternEffects(World before, Changed changed, Breakages breakages) {
    this.before = before;
    this.changed = changed;
    this.breakages = breakages;
  }

  /**
   * The patterns that are wrong afterwards: those that stand for the old name and not for the new
   * one; of what goes away those that list its name, as a series does.
   */
  static List<Fact.Pattern> of(World before, NodeId old, Optional<NodeId> now) {
    return before.patternsOf(old, now.map(NodeId::name).orElse("")).stream()
        .filter(pattern -> now.isPresent() || isSeries(pattern.pattern().syntax()))
        .toList();
  }

  private static boolean isSeries(NamePattern.Syntax syntax) {
    return syntax == NamePattern.Syntax.RANGE || syntax == NamePattern.Syntax.KEYS;
  }

  /**
   * Finds all.
   *
   * @param gone components that go away themselves
   */
  void find(Set<NodeId> gone) {
    changed.names().forEach((old, now) -> find(old, Optional.of(now), gone));
    changed.retired().forEach(old -> find(old, Optional.empty(), gone));
  }

  private void find(NodeId old, Optional<NodeId> now, Set<NodeId> gone) {
    if (old.kind() != NodeKind.HOST) {
      return;
    }
    String what = now.map(name -> ", and not for " + name.name()).orElse(", which goes away");
    for (Fact.Pattern pattern : of(before, old, now)) {
      if (pattern.pattern().syntax() == NamePattern.Syntax.KEYS) {
        continue;
      }
      String message =
          pattern.pattern().text()
              + " stands for "
              + old.name()
              + what
              + (pattern.certainty() == Certainty.POSSIBLE ? ", if it is about hosts" : "");
      for (NodeId owner : before.owners(pattern.component())) {
        if (!gone.contains(owner)) {
          breakages.add(
              new Breakage(
                  owner,
                  Effect.DEGRADES,
                  true,
                  pattern.certainty(),
                  List.of(new Reason(message, pattern.evidence())),
                  List.of(owner, old)));
        }
      }
    }
  }
}
