package io.whatbreaks.world;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What changes did to a world. Things are called as the facts call them, unless said otherwise. */
public final class Changed {
  private final World after;
  private final FactIndex index;
  private final Overlay overlay;

  private final List<UpgradeStep> upgrades;
  private @Nullable Set<Need> ignored;

  Changed(World after, FactIndex index, Overlay overlay, List<UpgradeStep> upgrades) {
    this.after = after;
    this.index = index;
    this.overlay = overlay;
    this.upgrades = upgrades;
  }

  /** What goes to another version, in the order of the changes. */
  public List<UpgradeStep> upgrades() {
    return upgrades;
  }

  /** The places that the upgrades mind, in the order of the facts. */
  public List<Crossing> crossings() {
    return after.crossings();
  }

  /** Whether a need is written where the new version of a software reads it no more. */
  public boolean isIgnored(Need need) {
    Set<Need> known = ignored;
    if (known == null) {
      known = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Crossing crossing : upgrades.isEmpty() ? List.<Crossing>of() : crossings()) {
        known.addAll(crossing.ignored());
      }
      ignored = known;
    }
    return known.contains(need);
  }

  /** An address that a thing gave up. */
  public record GivenUp(NodeId thing, String address) {}

  /** A port of a host before and now. */
  public record Port(NodeId host, int from, int to) {}

  /** Each thing that has another name now, with that name, in the order of the changes. */
  public Map<NodeId, NodeId> names() {
    Map<NodeId, NodeId> names = new LinkedHashMap<>(overlay.names());
    names.keySet().removeAll(overlay.retired());
    return names;
  }

  /** What went away, in the order of the changes. */
  public Set<NodeId> retired() {
    return overlay.retired();
  }

  /**
   * The addresses that nobody answers at any more, or another machine, each with the one that its
   * thing has in its place: of the same family, and only where it is beyond doubt.
   */
  public Map<GivenUp, Optional<String>> addresses() {
    Map<GivenUp, Optional<String>> all = new LinkedHashMap<>();
    overlay
        .moved()
        .forEach(
            (thing, moved) -> {
              Set<String> taken = new TreeSet<>(moved.now());
              taken.removeAll(moved.before());
              for (String address : moved.before()) {
                if (!moved.now().contains(address)) {
                  all.put(
                      new GivenUp(thing, address),
                      taken.stream().filter(other -> isSameFamily(other, address)).findFirst());
                }
              }
            });
    return all;
  }

  private static boolean isSameFamily(String a, String b) {
    return (a.indexOf(':') >= 0) == (b.indexOf(':') >= 0);
  }

  /** The ports that moved. */
  public List<Port> ports() {
    return overlay.ports().stream()
        .map(port -> new Port(port.host(), port.from(), port.to()))
        .toList();
  }

  /** The bindings that were removed. */
  public Set<Fact.Binding> unbound() {
    return overlay.rewired().unbound();
  }

  /** The queues that have other arguments, with these. */
  public Map<NodeId, List<Fact.Argument>> redeclared() {
    return new TreeMap<>(overlay.rewired().redeclared());
  }

  /** Today's number of what is a port of a host in the changed world. */
  int portBefore(NodeId host, int port) {
    return overlay.ports().stream()
        .filter(moved -> moved.host().equals(host) && moved.to() == port)
        .map(Overlay.MovedPort::from)
        .findFirst()
        .orElse(port);
  }

  /** Whether what a need reaches answers on another port now. */
  public boolean isPortMoved(Need need) {
    return need.reference().use().lookup() != Lookup.LISTEN
        && overlay.ports().stream().anyMatch(port -> need.isAt(port.host(), port.from()));
  }

  /** Every name and address whose meaning may be another one. */
  public Set<NodeId> touched() {
    Set<NodeId> all = new LinkedHashSet<>(overlay.touched());
    for (String address : overlay.addresses()) {
      all.addAll(after.namesOf(address));
    }
    for (NodeId node : List.copyOf(all)) {
      if (node.kind() == NodeKind.HOST && node.scope().kind() == Scope.Kind.HOST) {
        all.add(index.machine(node.scope()).node());
      }
    }
    return all;
  }

  /** Whether the way of a resolution ends where nobody answers any more. */
  public boolean isUnreachable(Resolution was) {
    for (Resolution.Step step : was.steps()) {
      if (step.node().kind() == NodeKind.ADDRESS && overlay.isGone(step.node().name())) {
        return true;
      }
    }
    return overlay.retired().contains(was.last())
        || overlay.isCutOff(was.last(), index.addresses.getOrDefault(was.last(), List.of()));
  }

  /** Whether some, not all, of the addresses of a name are answered at no more. */
  public boolean isPartCutOff(NodeId thing) {
    List<Fact.Address> had = index.addresses.getOrDefault(thing, List.of());
    return !overlay.moved().containsKey(thing)
        && had.stream().anyMatch(fact -> overlay.isGone(fact.address()))
        && !overlay.isCutOff(thing, had);
  }

  /** Whether another thing has the name of a thing, or one of its addresses, as well now. */
  public boolean isShared(NodeId thing) {
    boolean stays =
        !overlay.names().containsKey(thing)
            && !overlay.retired().contains(thing)
            && !overlay.moved().containsKey(thing);
    return stays && (hasSharedName(thing) || hasSharedAddress(thing));
  }

  /** Another machine that takes the name; two names of one machine may become one. */
  private boolean hasSharedName(NodeId thing) {
    Set<String> own = after.statedAddresses(thing);
    if (own.isEmpty() && (!after.isDeclared(thing) || index.aliases.containsKey(thing))) {
      return false;
    }
    return names().entrySet().stream()
        .filter(renamed -> renamed.getValue().equals(thing))
        .anyMatch(taker -> own.isEmpty() || !after.statedAddresses(taker.getKey()).equals(own));
  }

  private boolean hasSharedAddress(NodeId thing) {
    return index.addresses.getOrDefault(thing, List.of()).stream()
        .anyMatch(had -> overlay.isTaken(had.address()));
  }

  /**
   * Whether a program that looked a name up when it started has the old address until it starts
   * again.
   */
  public boolean isKeptFromStart(Need need) {
    Resolution was = need.resolution();
    boolean byName =
        was.steps().stream().noneMatch(step -> step.node().kind() == NodeKind.ADDRESS)
            && !LocalNames.isLoopback(was.first().name());
    if (!byName || !isReaddressed(was.last())) {
      return false;
    }
    Scope from = need.reference().target().from();
    List<Fact.Address> ownLine =
        index.addresses.getOrDefault(NodeId.host(from, need.name()), List.of());
    return ownLine.isEmpty() || ownLine.stream().anyMatch(line -> overlay.isGone(line.address()));
  }

  private boolean isReaddressed(NodeId thing) {
    Overlay.Moved moved = overlay.moved().get(thing);
    return moved != null && !moved.now().isEmpty() && !moved.now().containsAll(moved.before());
  }

  /**
   * The components that a retired machine takes along, each with its first place; documents that
   * nobody is known to read are none.
   */
  public Map<NodeId, Evidence> gone() {
    Map<NodeId, Evidence> gone = new TreeMap<>();
    if (overlay.retired().isEmpty()) {
      return gone;
    }
    for (Need need : after.needs()) {
      place(gone, need.component(), need.place());
    }
    index.listeners.forEach(
        fact -> after.owners(fact.component()).forEach(o -> place(gone, o, fact.evidence())));
    index.installations.forEach(
        (component, facts) ->
            after.owners(component).forEach(o -> place(gone, o, facts.get(0).evidence())));
    index.placements.forEach(
        (component, facts) ->
            after.owners(component).forEach(o -> place(gone, o, facts.get(0).evidence())));
    gone.entrySet().removeIf(entry -> isDocument(entry.getKey(), entry.getValue()));
    return gone;
  }

  private void place(Map<NodeId, Evidence> gone, NodeId component, Evidence at) {
    Collection<NodeId> hosts = after.hostsOf(component);
    if (!hosts.isEmpty() && overlay.retired().containsAll(hosts)) {
      gone.merge(component, at, (a, b) -> a.at().compareTo(b.at()) <= 0 ? a : b);
    }
  }

  private static boolean isDocument(NodeId component, Evidence at) {
    return component.name().indexOf('/') > 0 && at.at().path().endsWith("/" + component.name());
  }
}
