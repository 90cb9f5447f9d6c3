package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who answers where. */
final class Listeners {
  private final Map<NodeId, Map<Integer, Set<NodeId>>> byHost = new HashMap<>();
  private final Map<NodeId, Set<Integer>> ports = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> behindName = new HashMap<>();

  Listeners(FactIndex index, Components components) {
    for (Fact.Listener listener : index.listeners) {
      for (NodeId owner : components.owners(listener.component())) {
        ports.computeIfAbsent(owner, absent -> new TreeSet<>()).add(listener.port());
        if (owner.scope().kind() == io.whatbreaks.model.Scope.Kind.HOST
            && !index.placements.containsKey(listener.component())) {
          byHost
              .computeIfAbsent(index.machine(owner.scope()).node(), absent -> new HashMap<>())
              .computeIfAbsent(listener.port(), absent -> new TreeSet<>())
              .add(owner);
        }
      }
    }
    index.placements.forEach(
        (component, placements) ->
            placements.forEach(
                placement ->
                    behindName
                        .computeIfAbsent(placement.host(), absent -> new TreeSet<>())
                        .add(components.owner(component))));
  }

  Collection<NodeId> at(NodeId host, int port) {
    Set<NodeId> named = behindName.get(host);
    if (named != null) {
      return named;
    }
    return byHost.getOrDefault(host, Map.of()).getOrDefault(port, Set.of());
  }

  /** Those who say that they answer on a port of a host. */
  Collection<NodeId> on(NodeId host, int port) {
    return at(host, port).stream().filter(component -> of(component).contains(port)).toList();
  }

  Collection<Integer> of(NodeId component) {
    return ports.getOrDefault(component, Set.of());
  }
}
