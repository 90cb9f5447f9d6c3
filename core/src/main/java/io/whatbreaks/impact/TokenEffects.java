package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change does to those who name a thing in a way that no table knows: taken to look names up
 * at each use, and possible, not certain.
 */
final class TokenEffects {
  private final World before;
  private final World after;
  private final Difference difference;
  private final Breakages breakages;

  TokenEffects(World before, World after, Difference difference, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.difference = difference;
    this.breakages = breakages;
  }

  /**
   * Finds all.
   *
   * @param explained places that a setting's user accounts for
   * @param gone components that go away themselves
   */
  void find(Set<SourceLocation> explained, Set<NodeId> gone) {
    Set<SourceLocation> stated = new HashSet<>(explained);
    before.needs().forEach(need -> stated.add(need.place().at()));
    for (String label : labels()) {
      for (Fact.Token token : before.tokens(label)) {
        if (token.span().names(NodeKind.QUEUE) && !stated.contains(token.evidence().at())) {
          token(token, gone);
        }
      }
    }
  }

  /** The first labels of what changes and of its aliases. */
  private Set<String> labels() {
    Set<NodeId> seen = new LinkedHashSet<>(difference.touched());
    List<NodeId> open = new ArrayList<>(seen);
    while (!open.isEmpty()) {
      for (Fact.Alias alias : before.aliasesOf(open.remove(open.size() - 1))) {
        if (seen.add(alias.alias())) {
          open.add(alias.alias());
        }
      }
    }
    Set<String> labels = new TreeSet<>();
    seen.forEach(node -> labels.add(HostName.firstLabel(HostName.normalise(node.name()))));
    return labels;
  }

  private void token(Fact.Token token, Set<NodeId> gone) {
    String near = token.evidence().at().path();
    Resolution was = before.resolve(token.text(), token.from(), near);
    Difference.Loss loss =
        token.span().names(NodeKind.HOST) && difference.isTouched(was)
            ? difference.of(was, after.resolve(token.text(), token.from(), near), token.from())
            : Difference.Loss.NONE;
    for (NodeId owner : before.owners(token.component())) {
      if (gone.contains(owner)) {
        continue;
      }
      if (loss != Difference.Loss.NONE) {
        add(token, owner, effect(loss), was);
      }
      for (NodeId old : difference.named()) {
        if (old.kind() != NodeKind.HOST && token.text().equals(old.name())) {
          Resolution itself = Resolution.of(old);
          add(token, owner, Effect.BREAKS, itself);
        }
      }
    }
  }

  private static Effect effect(Difference.Loss loss) {
    return switch (loss) {
      case SAME_TARGET -> Effect.MISDIRECTED;
      case PART -> Effect.DEGRADES;
      case NONE, NAME, TARGET, OLD_ADDRESS -> Effect.BREAKS;
    };
  }

  private void add(Fact.Token token, NodeId owner, Effect effect, Resolution was) {
    List<Reason> why = new ArrayList<>();
    why.add(new Reason(token.text() + " stands where a name would stand", token.evidence()));
    DirectEffects.steps(was, why);
    breakages.add(
        new Breakage(
            owner, effect, true, Certainty.POSSIBLE, why, DirectEffects.chain(owner, was)));
  }
}
