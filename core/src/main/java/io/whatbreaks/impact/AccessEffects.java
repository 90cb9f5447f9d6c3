package io.whatbreaks.impact;

import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is not let in any more: a server that knows its clients by name looks at the client, so that
 * the programs of a renamed machine lose what they reach by names that did not change.
 */
final class AccessEffects {
  private final World before;
  private final World after;
  private final Breakages breakages;

  AccessEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.breakages = breakages;
  }

  void find() {
    for (Need rule : before.needs()) {
      boolean byName = rule.resolution().first().kind() == NodeKind.HOST;
      if (rule.isAccess() && byName && rule.effective() && rule.resolution().works()) {
        NodeId client = rule.resolution().last();
        if (after.changed().names().containsKey(client) && isRefused(rule)) {
          refused(rule, client);
        }
      }
    }
  }

  /** Where the address is looked up in reverse, an alias that is left does not help. */
  private boolean isRefused(Need rule) {
    Resolution is = after.resolve(rule);
    boolean stillLeadsThere = is.works() && is.last().equals(after.now(rule.resolution().last()));
    return rule.isReverseAccess() || !stillLeadsThere;
  }

  private void refused(Need rule, NodeId client) {
    Reason list = new Reason("who may come in", rule.place());
    if (after.resolve(rule).works()) {
      // The alias leads there: what the rule names is not let in all the same.
      breakages.add(
          new Breakage(
              rule.component(),
              Effect.DEGRADES,
              true,
              rule.certainty(),
              List.of(list),
              List.of(rule.component(), client)));
    }
    for (Need need : before.needs()) {
      if (need.effective()
          && before.hostsOf(need.component()).contains(client)
          && reaches(need, rule.component())) {
        Effect effect =
            need.reference().use().lookup() == Lookup.EACH_USE
                ? Effect.BREAKS
                : Effect.BREAKS_ON_RESTART;
        List<NodeId> chain = new ArrayList<>();
        chain.add(need.component());
        need.resolution().steps().forEach(step -> chain.add(step.node()));
        chain.add(rule.component());
        chain.add(client);
        breakages.add(
            new Breakage(
                need.component(),
                need.reference().use().hard() ? effect : Effect.DEGRADES,
                true,
                need.certainty().and(rule.certainty()),
                List.of(
                    new Reason(
                        "is let in as " + rule.name() + ", a name that " + client + " gives up",
                        need.reference().evidence()),
                    list),
                chain),
            before.partOf(need));
      }
    }
  }

  private boolean reaches(Need need, NodeId server) {
    int port = need.reference().target().port().orElse(-1);
    return need.resolution().steps().stream()
        .anyMatch(step -> before.listeners(step.node(), port).contains(server));
  }
}
