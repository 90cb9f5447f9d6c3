package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.Resolution.Outcome;
import io.whatbreaks.world.Stated;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;

/** Aliases of DNS whose target does not exist although its zone is given. */
final class Aliases {
  private final World world;
  private final LostNames lost;
  private final Stated stated;

  Aliases(World world, LostNames lost) {
    this.world = world;
    this.lost = lost;
    this.stated = world.stated();
  }

  void find(List<Finding> findings) {
    for (Fact.Alias alias : world.aliases()) {
      if (!alias.alias().scope().equals(Scope.DNS)) {
        continue;
      }
      Resolution end = world.resolve(alias.target() + ".", Scope.DNS, alias.evidence().at().path());
      boolean missing = end.outcome() == Outcome.MISSING && !stated.mayExist(end.last().name());
      if ((missing || end.outcome() == Outcome.LOOP) && !lost.mayHold(end.last().name())) {
        findings.add(finding(alias, end));
      }
    }
  }

  private static Finding finding(Fact.Alias alias, Resolution end) {
    NodeId last = end.last();
    String owner = alias.alias().name();
    String message =
        end.outcome() == Outcome.LOOP
            ? owner + " leads in a circle"
            : owner + " stands for " + last.name() + ", which does not exist";
    return new Finding(
        Lint.ALIAS_TO_NOTHING,
        message,
        end.certainty() == Certainty.CERTAIN ? Severity.ERROR : Severity.WARNING,
        end.certainty(),
        owner,
        Optional.of(alias.alias()),
        alias.evidence());
  }
}
