package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.rule.IdentityRules;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a new name costs those whose identity the old one is, whether or not any file says so. */
final class IdentityEffects {
  private final World before;
  private final World after;
  private final Map<NodeId, NodeId> renamed;
  private final Breakages breakages;

  IdentityEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.renamed = after.changed().names();
    this.breakages = breakages;
  }

  /**
   * Finds all.
   *
   * @param explained places that a setting's user accounts for
   * @param gone components that go away themselves
   */
  void find(Set<SourceLocation> explained, Set<NodeId> gone) {
    for (IdentityRules.Bound bound : IdentityRules.evaluate(before)) {
      NodeId now = renamed.get(bound.host());
      boolean isLost = now != null && bound.isLostAs(now) && !isKeptByAlias(bound, now);
      if (!isLost || gone.contains(bound.component())) {
        continue;
      }
      Fact.Identity identity = bound.identity();
      List<Reason> why = new ArrayList<>();
      why.add(new Reason(told(identity), identity.evidence()));
      if (identity.loss() == Fact.Loss.DATA) {
        for (Fact.Declaration held : before.held(identity.component())) {
          why.add(new Reason(held.node() + " starts empty or is missing", held.evidence()));
        }
        usersByToken(bound, explained);
      }
      breakages.add(
          new Breakage(
              bound.component(),
              effect(identity.loss()),
              true,
              identity.certainty(),
              why,
              List.of(bound.component(), bound.host())));
    }
  }

  /** Whether the old name still leads there, and that is enough. */
  private boolean isKeptByAlias(IdentityRules.Bound bound, NodeId now) {
    if (!bound.identity().bond().aliasKeeps()) {
      return false;
    }
    Resolution old = after.resolve(bound.host().name(), bound.component().scope(), "");
    return old.works() && old.last().equals(now);
  }

  private static String told(Fact.Identity identity) {
    Fact.Advice advice = identity.advice();
    return identity.rule()
        + ": "
        + advice.message()
        + "; before: "
        + advice.remedy()
        + (advice.backOut().isEmpty() ? "" : "; to return: " + advice.backOut())
        + " ("
        + advice.source()
        + ")";
  }

  /** Whoever names the machine in a way no table knows may use what starts empty there. */
  private void usersByToken(IdentityRules.Bound bound, Set<SourceLocation> explained) {
    Set<NodeId> names = new HashSet<>();
    names.add(bound.host());
    List<NodeId> open = new ArrayList<>(names);
    while (!open.isEmpty()) {
      NodeId name = open.remove(open.size() - 1);
      for (Fact.Token token : before.tokens(HostName.firstLabel(name.name()))) {
        Resolution was = before.resolve(token.text(), token.from(), token.evidence().at().path());
        if (token.span().names(NodeKind.HOST) && was.works() && was.last().equals(bound.host())) {
          userByToken(token, was, bound, explained);
        }
      }
      for (Fact.Alias alias : before.aliasesOf(name)) {
        if (names.add(alias.alias())) {
          open.add(alias.alias());
        }
      }
    }
  }

  private void userByToken(
      Fact.Token token, Resolution was, IdentityRules.Bound bound, Set<SourceLocation> explained) {
    for (NodeId owner : before.owners(token.component())) {
      if (owner.equals(bound.component()) || explained.contains(token.evidence().at())) {
        continue;
      }
      List<NodeId> chain = DirectEffects.chain(owner, was);
      chain.add(chain.size() - 1, bound.component());
      breakages.add(
          new Breakage(
              owner,
              Effect.BREAKS_ON_RESTART,
              false,
              Certainty.POSSIBLE,
              List.of(
                  new Reason(
                      "may use " + bound.component() + ", which starts empty", token.evidence())),
              chain));
    }
  }

  private static Effect effect(Fact.Loss loss) {
    return switch (loss) {
      case DATA -> Effect.LOSES_DATA;
      case SERVICE -> Effect.BREAKS_ON_RESTART;
      case ACCESS -> Effect.BREAKS;
      case PART -> Effect.DEGRADES;
    };
  }
}
