package io.whatbreaks.world;

import com.google.common.base.Suppliers;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is stated of brokers beside names: what they hold and who uses it. */
final class BrokerFacts {
  private final Map<Class<?>, List<Fact>> bySort = new LinkedHashMap<>();
  private final Supplier<Map<NodeId, List<Fact.Binding>>> byEnd = Suppliers.memoize(this::byEnd);

  static boolean isOne(Fact fact) {
    return fact instanceof Fact.Shape
        || fact instanceof Fact.Binding
        || fact instanceof Fact.Policy
        || fact instanceof Fact.Parameter
        || fact instanceof Fact.Permission
        || fact instanceof Fact.Publishes
        || fact instanceof Fact.Consumes;
  }

  void add(Fact fact) {
    bySort.computeIfAbsent(fact.getClass(), absent -> new ArrayList<>()).add(fact);
  }

  /** All facts of a sort, in the order in which they were stated. */
  <F extends Fact> List<F> all(Class<F> sort) {
    return bySort.getOrDefault(sort, List.of()).stream().map(sort::cast).toList();
  }

  List<Fact.Binding> bindings(NodeId end) {
    return List.copyOf(byEnd.get().getOrDefault(end, List.of()));
  }

  private Map<NodeId, List<Fact.Binding>> byEnd() {
    Map<NodeId, List<Fact.Binding>> found = new HashMap<>();
    for (Fact.Binding binding : all(Fact.Binding.class)) {
      found.computeIfAbsent(binding.exchange(), absent -> new ArrayList<>()).add(binding);
      if (!binding.destination().equals(binding.exchange())) {
        found.computeIfAbsent(binding.destination(), absent -> new ArrayList<>()).add(binding);
      }
    }
    return found;
  }
}
