package io.whatbreaks.graph;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the dependencies of a world, and numbers what they join. */
final class Dependencies {
  /** In the order of their numbers. */
  final Map<NodeId, Integer> numbers = new LinkedHashMap<>();

  /** Equal ones at different places are kept apart. */
  final List<Dependency> all = new ArrayList<>();

  /** The numbers of origin and target of each. */
  private final Set<Long> joined = new HashSet<>();

  private Dependencies() {}

  /**
   * Only what effects travel along: from components to the components that answer, and to the
   * members of lists of which one suffices.
   */
  static Dependencies ofComponents(World world) {
    Dependencies made = new Dependencies();
    for (Need need : world.needs()) {
      if (need.effective() && !need.isRecord()) {
        if (need.reference().use().group().sparesMembers()) {
          made.edge(dependency(world, need, need.resolution().first(), List.of(), Set.of()));
        }
        made.answers(world, need);
      }
    }
    return made;
  }

  /** All that the facts of a world have. */
  static Dependencies of(World world) {
    Dependencies made = new Dependencies();
    world.declared().forEach(made::node);
    world.components().forEach(made::node);
    for (Need need : world.needs()) {
      if (need.effective() && !need.isRecord() && !world.holds(need)) {
        made.add(world, need);
      }
    }
    for (Fact.Alias alias : world.aliases()) {
      made.nameEdge(alias.alias(), target(world, alias), Optional.of(alias.evidence()));
    }
    world.tokens().forEach(token -> made.add(world, token));
    made.patterns(world);
    return made;
  }

  /** Who selects hosts by a pattern that is certainly about hosts loses a part with each. */
  private void patterns(World world) {
    List<NodeId> hosts =
        world.declared().stream().filter(node -> node.kind() == NodeKind.HOST).toList();
    for (Fact.Pattern pattern : world.patterns()) {
      if (pattern.certainty() == Certainty.CERTAIN
          && pattern.pattern().syntax() != NamePattern.Syntax.KEYS) {
        for (NodeId host : hosts) {
          if (pattern.pattern().matches(host.name())) {
            select(world, pattern, host);
          }
        }
      }
    }
  }

  private void select(World world, Fact.Pattern pattern, NodeId host) {
    for (NodeId owner : world.owners(pattern.component())) {
      edge(
          new Dependency(
              owner,
              host,
              List.of(),
              false,
              Group.ALONE,
              Certainty.CERTAIN,
              "",
              Set.of(),
              Optional.of(pattern.evidence())));
    }
  }

  /** An ExternalName leads out of its namespace. */
  private static NodeId target(World world, Fact.Alias alias) {
    Scope scope = alias.alias().scope();
    NodeId near = NodeId.host(scope, alias.target());
    boolean leadsOut = scope.kind() == Scope.Kind.KUBERNETES && !world.isDeclared(near);
    return leadsOut ? NodeId.host(Scope.DNS, alias.target()) : near;
  }

  /** A word that stands where a name would stand, and is one. */
  private void add(World world, Fact.Token token) {
    if (token.span().names(NodeKind.QUEUE)) {
      world.queuesAndExchanges(token.text()).forEach(node -> possible(world, token, node));
    }
    if (token.span().names(NodeKind.HOST)
        && !world.hostsByLabel(HostName.firstLabel(HostName.normalise(token.text()))).isEmpty()) {
      Resolution resolution =
          world.resolve(token.text(), token.from(), token.evidence().at().path());
      if (resolution.outcome() == Resolution.Outcome.REACHED) {
        possible(world, token, resolution.first());
      }
    }
  }

  private void possible(World world, Fact.Token token, NodeId target) {
    for (NodeId owner : world.owners(token.component())) {
      edge(
          new Dependency(
              owner,
              target,
              List.of(),
              true,
              Group.ALONE,
              Certainty.POSSIBLE,
              "",
              Set.of(),
              Optional.of(token.evidence())));
    }
  }

  private void add(World world, Need need) {
    List<NodeId> path = need.resolution().steps().stream().map(Resolution.Step::node).toList();
    if (!path.get(0).equals(need.component())) {
      edge(dependency(world, need, path.get(0), List.of(), Set.of()));
    }
    for (int i = 1; i < path.size(); i++) {
      NodeId previous = path.get(i - 1);
      if (isLoopback(previous)) {
        // One node for all machines, so only who is asking knows which one it leads to.
        edge(dependency(world, need, path.get(i), path.subList(0, i), Set.of()));
      } else if (!path.get(i).equals(previous)) {
        nameEdge(previous, path.get(i), need.resolution().steps().get(i).evidence());
      }
    }
    answers(world, need);
  }

  /**
   * Who answers behind the name and port of a need; a component needed by its own name answers
   * itself.
   */
  private void answers(World world, Need need) {
    if (need.isInheritance()) {
      return;
    }
    int port = need.reference().target().port().orElse(-1);
    List<NodeId> path = need.resolution().steps().stream().map(Resolution.Step::node).toList();
    for (NodeId host : path) {
      if (host.kind() == NodeKind.COMPONENT && path.size() == 1) {
        edge(dependency(world, need, host, List.of(), Set.of()));
      }
      if (host.kind() == NodeKind.HOST) {
        for (NodeId listener : world.listeners(host, port)) {
          if (!listener.equals(need.component())) {
            edge(dependency(world, need, listener, path, world.partsUsed(listener, need, host)));
          }
        }
      }
    }
  }

  private static boolean isLoopback(NodeId node) {
    return node.kind() == NodeKind.ADDRESS
        && (node.name().startsWith("127.") || node.name().equals("::1"));
  }

  private static Dependency dependency(
      World world, Need need, NodeId target, List<NodeId> via, Set<String> uses) {
    Fact.Use use = need.reference().use();
    return new Dependency(
        need.component(),
        target,
        via,
        use.hard(),
        use.group(),
        need.certainty(),
        world.partOf(need),
        uses,
        Optional.of(need.place()));
  }

  private void nameEdge(NodeId from, NodeId to, Optional<Evidence> evidence) {
    if (!joined.contains(pair(from, to))) {
      edge(
          new Dependency(
              from, to, List.of(), true, Group.ALONE, Certainty.CERTAIN, "", Set.of(), evidence));
    }
  }

  private void edge(Dependency dependency) {
    all.add(dependency);
    joined.add(pair(dependency.origin(), dependency.target()));
  }

  private int node(NodeId node) {
    return numbers.computeIfAbsent(node, added -> numbers.size());
  }

  private long pair(NodeId from, NodeId to) {
    return ((long) node(from) << Integer.SIZE) | node(to);
  }
}
