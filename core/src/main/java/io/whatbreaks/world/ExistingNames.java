package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which names of DNS exist: those that own a record of any type, those that a name lies below of,
 * and the origins of zones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4592#section-2.2">RFC 4592, section 2.2</a>
 */
final class ExistingNames {
  private final Set<String> owners = new HashSet<>();
  private final Map<String, Integer> below = new HashMap<>();
  private final Set<String> zones;
  private final boolean wildcards;

  ExistingNames(FactIndex index) {
    zones = index.zones.keySet();
    index.addresses.keySet().forEach(this::add);
    index.aliases.keySet().forEach(this::add);
    index.dnames.keySet().forEach(owners::add);
    for (List<Fact.Zone> same : index.zones.values()) {
      for (Fact.Zone zone : same) {
        owners.addAll(zone.others());
        owners.addAll(zone.delegations());
      }
    }
    wildcards = owners.stream().anyMatch(name -> name.startsWith("*."));
    if (wildcards) {
      owners.forEach(this::count);
    }
  }

  private void add(NodeId owner) {
    if (owner.scope().equals(Scope.DNS)) {
      owners.add(owner.name());
    }
  }

  private void count(String owner) {
    for (String name = owner; !name.isEmpty(); name = HostName.parent(name)) {
      below.merge(name, 1, Integer::sum);
    }
  }

  /** Whether a name owns a record of any type. */
  boolean owns(String name) {
    return owners.contains(name);
  }

  /** Whether there is any wildcard; without one nobody asks what exists. */
  boolean hasWildcards() {
    return wildcards;
  }

  /** Whether a name exists once the changes are made. */
  boolean exists(String name, Overlay overlay) {
    int owned = below.getOrDefault(name, 0);
    for (NodeId given : overlay.givenUp()) {
      owned -= HostName.isWithin(given.name(), name) && owners.contains(given.name()) ? 1 : 0;
    }
    for (NodeId taken : overlay.taken()) {
      owned += HostName.isWithin(taken.name(), name) && !owners.contains(taken.name()) ? 1 : 0;
    }
    return owned > 0 || zones.contains(name);
  }
}
