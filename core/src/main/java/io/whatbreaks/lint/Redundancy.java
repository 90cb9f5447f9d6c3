package io.whatbreaks.lint;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who breaks when one thing is lost. A component breaks when something it certainly needs is lost,
 * of a list of which one suffices when all members are; a member is lost with a host on its way, or
 * with everybody who answers there.
 *
 * <p>The dominators of a graph with such lists are no tree, so each loss is followed by itself; the
 * work for all of them together is bounded.
 */
final class Redundancy {
  private static final int MOST_STEPS = 20_000_000;

  private final World world;
  private final Map<NodeId, List<Member>> byHost = new TreeMap<>();
  private final Map<NodeId, List<Member>> byListener = new TreeMap<>();
  private final Map<NodeId, Set<NodeId>> on = new HashMap<>();
  private int steps;

  /** Those of which one suffices, or one alone. */
  private static final class Choice {
    private final NodeId component;
    private int members;

    Choice(NodeId component) {
      this.component = component;
    }
  }

  /** One name that is needed, and how many answer behind it. */
  private static final class Member {
    private final Choice choice;
    private final int listeners;
    private final Evidence place;

    Member(Choice choice, int listeners, Evidence place) {
      this.choice = choice;
      this.listeners = listeners;
      this.place = place;
    }
  }

  private record ListOf(NodeId component, Group group) {}

  Redundancy(World world) {
    this.world = world;
    Map<ListOf, Choice> lists = new HashMap<>();
    for (Need need : world.needs()) {
      if (isCounted(need)) {
        Group group = need.reference().use().group();
        boolean spared = group.sparesMembers() && !group.id().isEmpty();
        Choice choice =
            spared
                ? lists.computeIfAbsent(
                    new ListOf(need.component(), group), list -> new Choice(list.component()))
                : new Choice(need.component());
        add(need, choice);
      }
    }
    for (NodeId component : world.components()) {
      for (NodeId host : world.hostsOf(component)) {
        on.computeIfAbsent(host, absent -> new TreeSet<>()).add(component);
      }
    }
  }

  private static boolean isCounted(Need need) {
    return need.effective()
        && need.certainty() == Certainty.CERTAIN
        && need.reference().use().hard()
        && need.resolution().outcome() == Resolution.Outcome.REACHED
        && !need.isRecord()
        && !need.isAccess();
  }

  private void add(Need need, Choice choice) {
    Set<NodeId> hosts = new TreeSet<>();
    Set<NodeId> listeners = new TreeSet<>();
    int port = need.reference().target().port().orElse(-1);
    for (Resolution.Step step : need.resolution().steps()) {
      NodeId node = step.node();
      if (node.kind() == NodeKind.HOST) {
        hosts.add(node);
        listeners.addAll(world.listeners(node, port));
      } else if (node.kind() == NodeKind.COMPONENT) {
        listeners.add(node);
      }
    }
    choice.members++;
    listeners.remove(need.component());
    Member member = new Member(choice, listeners.size(), need.place());
    hosts.forEach(host -> byHost.computeIfAbsent(host, absent -> new ArrayList<>()).add(member));
    listeners.forEach(
        listener -> byListener.computeIfAbsent(listener, absent -> new ArrayList<>()).add(member));
  }

  /** Hosts that are needed, aliases and lines of hosts files apart; components on no host. */
  List<NodeId> candidates() {
    List<NodeId> all = new ArrayList<>();
    for (NodeId host : byHost.keySet()) {
      boolean real = host.scope().kind() != Scope.Kind.HOST && !world.isAlias(host);
      if (real && world.isDeclared(host)) {
        all.add(host);
      }
    }
    for (NodeId component : byListener.keySet()) {
      if (world.hostsOf(component).isEmpty()) {
        all.add(component);
      }
    }
    return all;
  }

  Optional<Evidence> firstNeed(NodeId lost) {
    List<Member> members = lost.kind() == NodeKind.HOST ? byHost.get(lost) : byListener.get(lost);
    return members == null
        ? Optional.empty()
        : members.stream()
            .map(member -> member.place)
            .min(java.util.Comparator.comparing(Evidence::at));
  }

  /** The components that break, those on the lost host apart. */
  Set<NodeId> brokenWithout(NodeId lost) {
    Set<NodeId> own = new HashSet<>(goneWith(lost));
    Fall fall = new Fall();
    if (lost.kind() == NodeKind.HOST) {
      byHost.getOrDefault(lost, List.of()).forEach(fall::lose);
    }
    own.forEach(fall::breaks);
    fall.carryOn();
    Set<NodeId> others = new TreeSet<>(fall.broken);
    others.removeAll(own);
    return others;
  }

  /** What runs on a machine goes with it; the pods behind the name of a Service do not. */
  private Set<NodeId> goneWith(NodeId lost) {
    if (lost.kind() != NodeKind.HOST) {
      return Set.of(lost);
    }
    return lost.scope().kind() == Scope.Kind.KUBERNETES
        ? Set.of()
        : on.getOrDefault(lost, Set.of());
  }

  /** What falls in turn after one loss. */
  private final class Fall {
    private final Set<NodeId> broken = new HashSet<>();
    private final ArrayDeque<NodeId> open = new ArrayDeque<>();
    private final Set<Member> lostMembers = new HashSet<>();
    private final Map<Member, Integer> silent = new HashMap<>();
    private final Map<Choice, Integer> lostOf = new HashMap<>();

    void breaks(NodeId component) {
      if (broken.add(component)) {
        open.add(component);
      }
    }

    void lose(Member member) {
      boolean all =
          lostMembers.add(member)
              && lostOf.merge(member.choice, 1, Integer::sum) >= member.choice.members;
      if (all) {
        breaks(member.choice.component);
      }
    }

    void carryOn() {
      while (!open.isEmpty() && steps < MOST_STEPS) {
        for (Member member : byListener.getOrDefault(open.remove(), List.of())) {
          steps++;
          if (silent.merge(member, 1, Integer::sum) >= member.listeners) {
            lose(member);
          }
        }
      }
    }
  }
}
