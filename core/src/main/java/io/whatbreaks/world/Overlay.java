package io.whatbreaks.world;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a changed world has otherwise than the facts say: which name owns whose records now. */
final class Overlay {
  static final Overlay NONE = new Overlay(Map.of(), Set.of());

  private final Map<NodeId, NodeId> renamed;
  private final Map<NodeId, NodeId> origin;
  private final Set<NodeId> keptAsAlias;
  private final Set<NodeId> givenUp;
  private final Set<NodeId> taken;

  private Overlay(Map<NodeId, NodeId> renamed, Set<NodeId> keptAsAlias) {
    this.renamed = Map.copyOf(renamed);
    this.keptAsAlias = Set.copyOf(keptAsAlias);
    Map<NodeId, NodeId> back = new HashMap<>();
    renamed.forEach((from, to) -> back.put(to, from));
    this.origin = Map.copyOf(back);
    this.givenUp = named(renamed.keySet(), this::isGone);
    this.taken = named(origin.keySet(), name -> !name.equals(origin.get(name)));
  }

  Overlay renamed(NodeId from, NodeId to, boolean keepAlias) {
    Map<NodeId, NodeId> all = new HashMap<>(renamed);
    all.put(from, to);
    Set<NodeId> aliases = new LinkedHashSet<>(keptAsAlias);
    if (keepAlias) {
      aliases.add(from);
    }
    return new Overlay(all, aliases);
  }

  boolean isEmpty() {
    return renamed.isEmpty();
  }

  /** The name that the records of {@code node} stand under now. */
  NodeId now(NodeId node) {
    return renamed.getOrDefault(node, node);
  }

  /**
   * The name under which the facts hold the records that {@code node} owns now; empty if it owns
   * none.
   */
  Optional<NodeId> recordsOf(NodeId node) {
    NodeId from = origin.get(node);
    if (from != null) {
      return Optional.of(from);
    }
    return renamed.containsKey(node) ? Optional.empty() : Optional.of(node);
  }

  /** Where a name left behind as an alias leads. */
  Optional<NodeId> aliasOf(NodeId node) {
    return keptAsAlias.contains(node) ? Optional.ofNullable(renamed.get(node)) : Optional.empty();
  }

  /** Whether the name was given up. */
  boolean isGone(NodeId node) {
    return renamed.containsKey(node) && !keptAsAlias.contains(node) && !origin.containsKey(node);
  }

  /**
   * Whether a machine's own file stops naming it so, because the machine is called otherwise now.
   */
  boolean isOwnNameGone(NodeId machine, String ownName) {
    NodeId now = renamed.get(machine);
    return now != null
        && HostName.firstLabel(machine.name()).equals(HostName.firstLabel(ownName))
        && !HostName.firstLabel(now.name()).equals(HostName.firstLabel(ownName));
  }

  /** Whether a machine's own file calls it so now. */
  boolean isNewOwnName(NodeId machine, String name) {
    NodeId now = renamed.get(machine);
    return now != null && (now.name().equals(name) || HostName.firstLabel(now.name()).equals(name));
  }

  /** The names of DNS that own nothing any more. */
  Set<NodeId> givenUp() {
    return givenUp;
  }

  /** The names of DNS that own what others did. */
  Set<NodeId> taken() {
    return taken;
  }

  private static Set<NodeId> named(Set<NodeId> names, Predicate<NodeId> wanted) {
    Set<NodeId> all = new LinkedHashSet<>();
    for (NodeId name : names) {
      if (name.kind() == NodeKind.HOST && name.scope().equals(Scope.DNS) && wanted.test(name)) {
        all.add(name);
      }
    }
    return all;
  }

  /**
   * Every name that a change gives up or takes, and those that exist only because of what lies
   * below them, or do so no more.
   */
  Set<NodeId> touched() {
    Set<NodeId> all = new LinkedHashSet<>(renamed.keySet());
    all.addAll(origin.keySet());
    renamed.forEach(
        (from, to) -> {
          if (from.kind() == NodeKind.HOST && from.scope().equals(Scope.DNS)) {
            between(from, to, all);
            between(to, from, all);
          }
        });
    renamed.forEach(
        (from, to) -> {
          if (from.kind() == NodeKind.HOST && !from.scope().equals(Scope.DNS)) {
            all.add(NodeId.host(Scope.DNS, from.name()));
            all.add(NodeId.host(Scope.DNS, to.name()));
          }
        });
    return all;
  }

  /** The domains of a name that the other one does not lie in. */
  private static void between(NodeId name, NodeId other, Set<NodeId> into) {
    for (String domain = HostName.parent(name.name());
        !domain.isEmpty() && !HostName.isWithin(other.name(), domain);
        domain = HostName.parent(domain)) {
      into.add(NodeId.host(Scope.DNS, domain));
    }
  }
}
