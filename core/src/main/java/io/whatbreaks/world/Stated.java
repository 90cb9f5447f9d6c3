package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the facts of a world state, whatever changes, for those who look at all of it. */
public final class Stated {
  private static final Comparator<Fact> PLACE = Comparator.comparing(fact -> fact.evidence().at());

  private final FactIndex index;

  Stated(FactIndex index) {
    this.index = index;
  }

  /**
   * Whether a name may exist: a zone has a record of it, of whatever type, or includes a file that
   * was not given.
   */
  public boolean mayExist(String name) {
    return index.existing.owns(name) || isZone(name) || isHoled(name);
  }

  private boolean isHoled(String name) {
    for (String domain = name; !domain.isEmpty(); domain = HostName.parent(domain)) {
      List<Fact.Zone> zones = index.zones.get(domain);
      if (zones != null) {
        return zones.stream().anyMatch(zone -> index.files.isHoled(zone.evidence().at().path()));
      }
    }
    return false;
  }

  /** Whether a zone of that origin was given. */
  public boolean isZone(String origin) {
    return index.zones.containsKey(origin);
  }

  /** Whether a name lies in a zone that was given and is not delegated away from. */
  public boolean isGiven(String name) {
    return index.isGiven(name);
  }

  /** The full names that a machine asks DNS for when a program asks for a name, in order. */
  public List<String> candidates(String name, Scope machine) {
    return index.lookups(machine).candidates(name, name);
  }

  /** The lines of hosts files that are not the machine's own, in order of place. */
  public List<Fact.Address> pins() {
    return index.pinned.values().stream()
        .flatMap(List::stream)
        .filter(node -> node.scope().kind() == Scope.Kind.HOST)
        .filter(node -> !index.machine(node.scope()).ownNames().contains(node.name()))
        .flatMap(node -> index.addresses.getOrDefault(node, List.of()).stream())
        .sorted(PLACE)
        .toList();
  }

  /** What names select components by, by the name. */
  public Map<NodeId, List<Fact.Labels>> selectors() {
    return labels(NodeKind.HOST);
  }

  /** What components carry to be selected by, by the component. */
  public Map<NodeId, List<Fact.Labels>> carried() {
    return labels(NodeKind.COMPONENT);
  }

  private Map<NodeId, List<Fact.Labels>> labels(NodeKind kind) {
    Map<NodeId, List<Fact.Labels>> all = new LinkedHashMap<>();
    index.labels.forEach(
        (subject, facts) -> {
          if (subject.kind() == kind) {
            all.put(subject, List.copyOf(facts));
          }
        });
    return all;
  }

  /** The ports that a name answers on alone; empty where it is not told. */
  public Set<Integer> ports(NodeId host) {
    Set<Integer> all = new TreeSet<>();
    index.ports.getOrDefault(host, List.of()).forEach(fact -> all.addAll(fact.ports()));
    return all;
  }

  /** The names that ports are called by, in order of place. */
  public List<Fact.PortName> portNames() {
    return index.portNames.stream().sorted(PLACE).toList();
  }

  /** Every fact of a sort that is about a broker's topology or its users, as stated. */
  public <F extends Fact> List<F> broker(Class<F> sort) {
    return index.broker.all(sort);
  }

  /** Every declaration, in order of place. */
  public List<Fact.Declaration> declarations() {
    return index.declarations.values().stream().flatMap(List::stream).sorted(PLACE).toList();
  }

  /** Every address of a name of DNS, in order of place. */
  public List<Fact.Address> addresses() {
    return index.addresses.values().stream()
        .flatMap(List::stream)
        .filter(fact -> fact.host().scope().equals(Scope.DNS))
        .sorted(PLACE)
        .toList();
  }

  /** The networks that names of a project answer on, those that other projects join included. */
  public List<Fact.Attachment> attachments(Scope project) {
    return Stream.of(index.attachments.values())
        .flatMap(java.util.Collection::stream)
        .flatMap(List::stream)
        .filter(fact -> fact.host().scope().equals(project))
        .toList();
  }

  /** The scopes of machines whose own files give them each name, by the machine. */
  public Map<NodeId, List<Scope>> machines() {
    Map<NodeId, List<Scope>> all = new LinkedHashMap<>();
    index
        .allMachines()
        .forEach(
            (scope, machine) ->
                all.computeIfAbsent(machine.node(), absent -> new ArrayList<>(1)).add(scope));
    return all;
  }
}
