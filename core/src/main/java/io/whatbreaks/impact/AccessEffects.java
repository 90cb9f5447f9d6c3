package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who is not let in any more: a server that knows its clients by name or address looks at the
 * client, so that the programs of a machine with another one lose what they reach by names that did
 * not change.
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
    after.changed().addresses().keySet().forEach(this::find);
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
    String was = "is let in as " + rule.name() + ", a name that " + client + " gives up";
    for (Need need : users(rule, client)) {
      Effect effect =
          need.reference().use().lookup() == Lookup.EACH_USE
              ? Effect.BREAKS
              : Effect.BREAKS_ON_RESTART;
      add(need, effect, new Refusal(server, client, was, list, rule.certainty()));
    }
  }

  /** Whoever has another address than before is known by no entry any more that lets in the old. */
  private void find(Changed.GivenUp given) {
    NodeId client = given.thing();
    Set<String> now = after.knownAddresses(after.now(client));
    if (now.isEmpty() || after.changed().retired().contains(client)) {
      return;
    }
    for (Fact.Admission entry : before.admissionsLeft(given.address(), now)) {
      Certainty certainty = before.mayEnter(entry, now) ? Certainty.POSSIBLE : Certainty.CERTAIN;
      String was =
          "is let in by its address, "
              + given.address()
              + (entry.net().equals(given.address()) ? "" : ", as one of " + entry.net())
              + ", which "
              + client
              + " gives up";
      Reason list = new Reason("who may come in", entry.evidence());
      for (NodeId server : before.owners(entry.component())) {
        if (!isKnownByName(server, client)) {
          for (Need need : users(server, client)) {
            // No connection outlives its address.
            add(need, Effect.BREAKS, new Refusal(server, client, was, list, certainty));
          }
        }
      }
    }
  }

  private boolean isKnownByName(NodeId server, NodeId client) {
    return before.needs().stream()
        .filter(rule -> rule.isAccess() && rule.component().equals(server))
        .filter(rule -> rule.resolution().first().kind() == NodeKind.HOST && rule.effective())
        .anyMatch(rule -> rule.resolution().last().equals(client) && after.resolve(rule).works());
  }

  /** Why a client is not let in. */
  private record Refusal(
      NodeId server, NodeId client, String was, Reason list, Certainty certainty) {}

  private void add(Need need, Effect effect, Refusal refusal) {
    List<NodeId> chain = new ArrayList<>();
    chain.add(need.component());
    need.resolution().steps().forEach(step -> chain.add(step.node()));
    chain.add(refusal.server());
    chain.add(refusal.client());
    breakages.add(
        new Breakage(
            need.component(),
            need.reference().use().hard() ? effect : Effect.DEGRADES,
            true,
            need.certainty().and(refusal.certainty()),
            List.of(new Reason(refusal.was(), need.reference().evidence()), refusal.list()),
            chain),
        before.partOf(need));
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

  /** What the programs of a machine reach by which a rule is asked. */
  private List<Need> users(Need rule, NodeId client) {
    OptionalInt port = rule.reference().target().port();
    if (port.isEmpty()) {
      return users(rule.component(), client);
    }
    Collection<NodeId> hosts = before.hostsOf(rule.component());
    return before.needs().stream()
        .filter(need -> need.effective() && before.hostsOf(need.component()).contains(client))
        .filter(need -> !need.isAccess())
        .filter(need -> hosts.stream().anyMatch(host -> need.isAt(host, port.getAsInt())))
        .toList();
  }

  /** What the programs of a machine reach a server by. */
  private List<Need> users(NodeId server, NodeId client) {
    return before.needs().stream()
        .filter(need -> need.effective() && before.hostsOf(need.component()).contains(client))
        .filter(need -> reaches(need, server))
        .toList();
  }

  private boolean reaches(Need need, NodeId server) {
    int port = need.reference().target().port().orElse(-1);
    return need.resolution().steps().stream()
        .anyMatch(step -> before.listeners(step.node(), port).contains(server));
  }
}
