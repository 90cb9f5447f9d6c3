package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a changed world has otherwise within its brokers.
 *
 * @param unbound the bindings that are gone
 * @param redeclared the queues that have other arguments now, as the facts call them
 */
record Rewired(Set<Fact.Binding> unbound, Map<NodeId, List<Fact.Argument>> redeclared) {
  static final Rewired NONE = new Rewired(Set.of(), Map.of());

  Rewired {
    unbound = Set.copyOf(unbound);
    redeclared = Map.copyOf(redeclared);
  }

  Rewired without(Set<Fact.Binding> bindings) {
    Set<Fact.Binding> all = new HashSet<>(unbound);
    all.addAll(bindings);
    return new Rewired(all, redeclared);
  }

  Rewired with(NodeId queue, List<Fact.Argument> arguments) {
    Map<NodeId, List<Fact.Argument>> all = new TreeMap<>(redeclared);
    all.put(queue, List.copyOf(arguments));
    return new Rewired(unbound, all);
  }
}
