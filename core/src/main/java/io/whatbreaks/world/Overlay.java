package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a changed world has otherwise than the facts say: which name owns whose records now, which
 * are gone, and which addresses and ports moved.
 *
 * <p>A thing is kept under the name that the facts have for it, however often it was renamed.
 */
final class Overlay {
  static final Overlay NONE =
      new Overlay(Map.of(), Map.of(), Set.of(), Map.of(), List.of(), Set.of(), Rewired.NONE);

  private final Map<NodeId, NodeId> renamed;
  private final Map<NodeId, NodeId> origin;
  private final Map<NodeId, Kept> aliases;
  private final Set<NodeId> retired;
  private final Map<NodeId, Moved> moved;
  private final List<MovedPort> ports;
  private final Set<String> refused;
  private final Rewired rewired;
  private final Map<String, NodeId> holders = new HashMap<>();
  private final Set<String> gone = new TreeSet<>();
  private final Set<NodeId> givenUp;
  private final Set<NodeId> taken;

  /** An alias left behind: the name it leads to, and the thing that had that name then. */
  private record Kept(NodeId target, NodeId thing) {}

  /** The addresses of a machine before and now. */
  record Moved(Set<String> before, Set<String> now) {
    Moved {
      before = Collections.unmodifiableSet(new TreeSet<>(before));
      now = Collections.unmodifiableSet(new TreeSet<>(now));
    }
  }

  /** A port of a host before and now. */
  record MovedPort(NodeId host, int from, int to) {}

  private Overlay(
      Map<NodeId, NodeId> renamed,
      Map<NodeId, Kept> aliases,
      Set<NodeId> retired,
      Map<NodeId, Moved> moved,
      List<MovedPort> ports,
      Set<String> refused,
      Rewired rewired) {
    this.renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    this.aliases = Map.copyOf(aliases);
    this.retired = Collections.unmodifiableSet(new LinkedHashSet<>(retired));
    this.moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
    this.ports = List.copyOf(ports);
    this.refused = Set.copyOf(refused);
    this.rewired = rewired;
    Map<NodeId, NodeId> back = new HashMap<>();
    renamed.forEach((from, to) -> back.put(to, from));
    this.origin = Map.copyOf(back);
    this.moved.values().forEach(move -> gone.addAll(move.before()));
    this.moved.forEach(
        (node, move) -> {
          gone.removeAll(move.now());
          move.now().forEach(address -> holders.put(address, node));
        });
    Set<NodeId> had = new LinkedHashSet<>(this.renamed.keySet());
    had.addAll(this.retired);
    this.givenUp = named(had, this::isGone);
    Set<NodeId> has = new LinkedHashSet<>(this.renamed.values());
    has.addAll(this.aliases.keySet());
    this.taken = named(has, name -> !isGone(name));
  }

  Overlay renamed(NodeId from, NodeId to, boolean keepAlias) {
    Map<NodeId, NodeId> names = new LinkedHashMap<>(renamed);
    NodeId thing = origin.getOrDefault(from, from);
    names.put(thing, to);
    names.remove(to, to);
    Map<NodeId, Kept> kept = new HashMap<>(aliases);
    kept.remove(to);
    if (keepAlias && !from.equals(to)) {
      kept.put(from, new Kept(to, thing));
    }
    return new Overlay(names, kept, retired, moved, ports, refused, rewired);
  }

  /** Without a thing, and without the addresses that go with it. */
  Overlay retired(NodeId node, Set<String> addresses) {
    NodeId thing = origin.getOrDefault(node, node);
    Set<NodeId> all = new LinkedHashSet<>(retired);
    all.add(thing);
    return new Overlay(
        renamed, aliases, all, moved(thing, addresses, Set.of()), ports, refused, rewired);
  }

  Overlay readdressed(NodeId node, Set<String> before, Set<String> now) {
    NodeId thing = origin.getOrDefault(node, node);
    return new Overlay(
        renamed, aliases, retired, moved(thing, before, now), ports, refused, rewired);
  }

  private Map<NodeId, Moved> moved(NodeId thing, Set<String> before, Set<String> now) {
    Map<NodeId, Moved> all = new LinkedHashMap<>(moved);
    Moved known = all.get(thing);
    all.put(thing, new Moved(known == null ? before : known.before(), now));
    return all;
  }

  Overlay portMoved(NodeId node, int from, int to) {
    NodeId thing = origin.getOrDefault(node, node);
    List<MovedPort> all = new ArrayList<>();
    int today = from;
    for (MovedPort port : ports) {
      if (port.host().equals(thing) && port.to() == from) {
        today = port.from();
      } else {
        all.add(port);
      }
    }
    all.add(new MovedPort(thing, today, to));
    all.removeIf(port -> port.from() == port.to());
    return new Overlay(renamed, aliases, retired, moved, all, refused, rewired);
  }

  /** With zones that their name servers do not take any more, by the paths of their documents. */
  Overlay refusing(Set<String> zones) {
    return new Overlay(renamed, aliases, retired, moved, ports, zones, rewired);
  }

  Overlay rewired(Rewired other) {
    return new Overlay(renamed, aliases, retired, moved, ports, refused, other);
  }

  /** What is otherwise within brokers. */
  Rewired rewired() {
    return rewired;
  }

  boolean refusesAny() {
    return !refused.isEmpty();
  }

  /** Whether the zone of a document is answered for by an error. */
  boolean isRefused(String path) {
    return refused.contains(path);
  }

  boolean isEmpty() {
    return renamed.isEmpty()
        && retired.isEmpty()
        && moved.isEmpty()
        && ports.isEmpty()
        && rewired.equals(Rewired.NONE);
  }

  /** Each thing that has another name now, with that name, in the order of the changes. */
  Map<NodeId, NodeId> names() {
    return renamed;
  }

  Set<NodeId> retired() {
    return retired;
  }

  Map<NodeId, Moved> moved() {
    return moved;
  }

  List<MovedPort> ports() {
    return ports;
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
    NodeId thing = from != null ? from : node;
    boolean isGone = retired.contains(thing) || (from == null && renamed.containsKey(node));
    return isGone ? Optional.empty() : Optional.of(thing);
  }

  /** Where a name left behind as an alias leads; empty where that is gone in its turn. */
  Optional<NodeId> aliasOf(NodeId node) {
    return Optional.ofNullable(aliases.get(node)).filter(this::leads).map(Kept::target);
  }

  private boolean leads(Kept alias) {
    NodeId target = alias.target();
    boolean stays = now(alias.thing()).equals(target) || origin.containsKey(target);
    return aliases.containsKey(target) || (stays && recordsOf(target).isPresent());
  }

  /** Whether the name was given up. */
  boolean isGone(NodeId node) {
    return recordsOf(node).isEmpty() && aliasOf(node).isEmpty();
  }

  /** Whether nobody answers at an address any more. */
  boolean isGone(String address) {
    return gone.contains(address);
  }

  /** Whether a thing has moved to an address that it had not before. */
  boolean isTaken(String address) {
    return moved.values().stream()
        .anyMatch(move -> move.now().contains(address) && !move.before().contains(address));
  }

  /** Whether nobody answers at any of the addresses that a thing which did not move has. */
  boolean isCutOff(NodeId thing, List<Fact.Address> addresses) {
    return !addresses.isEmpty()
        && !moved.containsKey(thing)
        && addresses.stream().allMatch(fact -> isGone(fact.address()));
  }

  /** The thing that moved to an address. */
  Optional<NodeId> holderOf(String address) {
    return Optional.ofNullable(holders.get(address));
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
      if (isOfDns(name) && wanted.test(name)) {
        all.add(name);
      }
    }
    return all;
  }

  private static boolean isOfDns(NodeId name) {
    return name.kind() == NodeKind.HOST && name.scope().equals(Scope.DNS);
  }

  /**
   * Every name that a change gives up or takes, those that exist only because of what lies below
   * them, or do so no more, and every address.
   */
  Set<NodeId> touched() {
    Set<NodeId> all = new LinkedHashSet<>(renamed.keySet());
    all.addAll(origin.keySet());
    all.addAll(aliases.keySet());
    all.addAll(retired);
    all.addAll(moved.keySet());
    for (NodeId node : List.copyOf(all)) {
      if (node.kind() == NodeKind.HOST && !node.scope().equals(Scope.DNS)) {
        all.add(NodeId.host(Scope.DNS, node.name()));
      }
    }
    renamed.forEach(
        (from, to) -> {
          if (isOfDns(from)) {
            between(from.name(), to.name(), all);
            between(to.name(), from.name(), all);
          }
        });
    retired.stream().filter(Overlay::isOfDns).forEach(node -> between(node.name(), "", all));
    addresses().forEach(address -> all.add(NodeId.address(address)));
    return all;
  }

  /** Every address that is given up or taken. */
  Set<String> addresses() {
    Set<String> all = new HashSet<>(gone);
    all.addAll(holders.keySet());
    return all;
  }

  /** The domains of a name that the other one does not lie in. */
  private static void between(String name, String other, Set<NodeId> into) {
    for (String domain = HostName.parent(name);
        !domain.isEmpty() && !HostName.isWithin(other, domain);
        domain = HostName.parent(domain)) {
      into.add(NodeId.host(Scope.DNS, domain));
    }
  }
}
