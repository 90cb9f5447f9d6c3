package io.whatbreaks.impact;

import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

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
    NodeId server = server(before, rule);
    if (isRule(before, rule) || after.resolve(rule).works()) {
      // Where an alias leads there, what the rule names is not let in all the same.
      breakages.add(
          new Breakage(
              server,
              Effect.DEGRADES,
              true,
              rule.certainty(),
              List.of(list),
              List.of(server, client)));
    }
    for (Need need : before.needs()) {
      if (need.effective()
          && before.hostsOf(need.component()).contains(client)
          && reaches(need, rule)) {
        Effect effect =
            need.reference().use().lookup() == Lookup.EACH_USE
                ? Effect.BREAKS
                : Effect.BREAKS_ON_RESTART;
        List<NodeId> chain = new ArrayList<>();
        chain.add(need.component());
        need.resolution().steps().forEach(step -> chain.add(step.node()));
        chain.add(server);
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
                chain));
      }
    }
  }

  /** Whether it stands in a document of its own and says who may come in. */
  static boolean isRule(World before, Need need) {
    return need.isAccess() && before.isDocument(need.component());
  }

  /** Whose rule it is: the server on the rule's port, where a document of its own has it. */
  static NodeId server(World before, Need rule) {
    OptionalInt port = rule.reference().target().port();
    if (port.isPresent() && isRule(before, rule)) {
      for (NodeId host : before.hostsOf(rule.component())) {
        for (NodeId server : before.listeners(host, port.getAsInt())) {
          return server;
        }
      }
    }
    return rule.component();
  }

  private boolean reaches(Need need, Need rule) {
    OptionalInt port = rule.reference().target().port();
    if (port.isPresent()) {
      return !need.isAccess()
          && before.hostsOf(rule.component()).stream()
              .anyMatch(host -> need.isAt(host, port.getAsInt()));
    }
    int used = need.reference().target().port().orElse(-1);
    return need.resolution().steps().stream()
        .anyMatch(step -> before.listeners(step.node(), used).contains(rule.component()));
  }
}
