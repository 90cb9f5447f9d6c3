package io.whatbreaks.plan;

import io.whatbreaks.graph.Dependency;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which order components are restarted: what others depend on first, and those of which one
 * suffices one after the other.
 */
final class Restarts {
  private final World world;
  private final DependencyGraph graph;

  Restarts(World world) {
    this.world = world;
    this.graph = DependencyGraph.ofComponents(world);
  }

  /** The components in order, each with those that must be up again before. */
  Map<NodeId, Set<NodeId>> order(Collection<NodeId> components) {
    Set<NodeId> wanted = new TreeSet<>(components);
    Map<NodeId, Set<NodeId>> order = new LinkedHashMap<>();
    Set<NodeId> seen = new HashSet<>();
    for (NodeId component : wanted) {
      visit(component, wanted, seen, order);
    }
    alternatives(order);
    return order;
  }

  private record Visit(NodeId node, boolean isLeft) {}

  /** What a component depends on comes before it; of a circle one has to be first. */
  private void visit(
      NodeId start, Set<NodeId> wanted, Set<NodeId> seen, Map<NodeId, Set<NodeId>> order) {
    ArrayDeque<Visit> open = new ArrayDeque<>();
    open.push(new Visit(start, false));
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      if (visit.isLeft()) {
        if (wanted.contains(visit.node())) {
          order.put(visit.node(), before(visit.node(), order.keySet()));
        }
      } else if (seen.add(visit.node())) {
        open.push(new Visit(visit.node(), true));
        List<Dependency> needed = new ArrayList<>(graph.from(visit.node()));
        java.util.Collections.reverse(needed);
        needed.forEach(dependency -> open.push(new Visit(dependency.target(), false)));
      }
    }
  }

  private Set<NodeId> before(NodeId component, Set<NodeId> done) {
    Set<NodeId> before = new LinkedHashSet<>();
    for (Dependency dependency : graph.from(component)) {
      if (done.contains(dependency.target())) {
        before.add(dependency.target());
      }
    }
    return before;
  }

  /** Of those that stand behind one list, each waits for the one before it. */
  private void alternatives(Map<NodeId, Set<NodeId>> order) {
    List<NodeId> inOrder = List.copyOf(order.keySet());
    for (Set<NodeId> members : lists(order.keySet())) {
      List<NodeId> sorted = inOrder.stream().filter(members::contains).toList();
      for (int i = 1; i < sorted.size(); i++) {
        Set<NodeId> before = order.get(sorted.get(i));
        if (before != null) {
          before.add(sorted.get(i - 1));
        }
      }
    }
  }

  /** Those that answer behind the members of each list of which one suffices. */
  private Collection<Set<NodeId>> lists(Set<NodeId> restarted) {
    Map<String, Set<NodeId>> lists = new TreeMap<>();
    for (Need need : world.needs()) {
      if (need.effective() && need.reference().use().group().sparesMembers()) {
        String list = need.component() + " " + need.reference().use().group().id();
        int port = need.reference().target().port().orElse(-1);
        need.resolution().steps().stream()
            .filter(step -> step.node().kind() == NodeKind.HOST)
            .flatMap(step -> world.listeners(step.node(), port).stream())
            .filter(restarted::contains)
            .forEach(c -> lists.computeIfAbsent(list, absent -> new TreeSet<>()).add(c));
      }
    }
    return new LinkedHashSet<>(lists.values());
  }
}
