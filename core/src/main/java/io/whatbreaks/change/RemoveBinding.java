package io.whatbreaks.change;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A binding is removed.
 *
 * @param vhost the virtual host by its name
 * @param exchange the source
 * @param destination a queue or an exchange
 * @param key the routing key of the binding
 */
public record RemoveBinding(String vhost, String exchange, String destination, String key)
    implements Change {

  /** Checks that no part is missing. */
  public RemoveBinding {
    requireNonNull(vhost, "vhost");
    requireNonNull(exchange, "exchange");
    requireNonNull(destination, "destination");
    requireNonNull(key, "key");
  }

  @Override
  public World apply(World world) {
    return world.unbound(bindings(world));
  }

  /** The exchanges that lose it: one for each broker that has such a virtual host. */
  @Override
  public List<NodeId> subjects(World world) {
    return bindings(world).stream().map(Fact.Binding::exchange).sorted().distinct().toList();
  }

  private Set<Fact.Binding> bindings(World world) {
    Set<Fact.Binding> found =
        world.bindings().stream()
            .filter(it -> it.exchange().scope().name().equals(vhost))
            .filter(it -> it.exchange().name().equals(exchange) && it.key().equals(key))
            .filter(it -> it.destination().name().equals(destination))
            .collect(Collectors.toSet());
    if (found.isEmpty()) {
      throw unknown(world);
    }
    return found;
  }

  private WhatBreaksException unknown(World world) {
    String near =
        world.bindings().stream()
            .filter(it -> it.exchange().scope().name().equals(vhost))
            .filter(
                it ->
                    it.exchange().name().equals(exchange)
                        || it.destination().name().equals(destination))
            .map(it -> it.exchange().name() + " -> " + it.destination().name() + " " + it.key())
            .sorted()
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return Change.refused(
        "no binding of " + exchange + " to " + destination + " by '" + key + "' in " + vhost,
        near.isEmpty() ? "see `list exchange` for what is declared" : "near: " + near);
  }
}
