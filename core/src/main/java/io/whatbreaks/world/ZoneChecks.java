package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a name server checks before it takes a zone, for the names that a change touches.
 *
 * <p>An alias stands alone (RFC 1034, section 3.6.2; RFC 2181, section 10.1): every server refuses
 * other data beside it. BIND refuses a zone, too, one of whose own name servers has no address in
 * it or is an alias ({@code zone_check_ns} in lib/dns/zone.c; RFC 2181, section 10.3).
 */
final class ZoneChecks {
  private final FactIndex index;
  private final Components components;
  private final Overlay overlay;

  ZoneChecks(FactIndex index, Components components, Overlay overlay) {
    this.index = index;
    this.components = components;
    this.overlay = overlay;
  }

  /** What the changes make of zones that were legal before, in order of place. */
  List<ZoneFault> faults() {
    List<NodeId> touched = new ArrayList<>();
    for (NodeId name : overlay.touched()) {
      if (name.kind() == NodeKind.HOST && name.scope().equals(Scope.DNS)) {
        touched.add(name);
      }
    }
    List<ZoneFault> faults = new ArrayList<>();
    if (touched.isEmpty()) {
      return faults;
    }
    for (List<Fact.Zone> same : index.zones.values()) {
      for (Fact.Zone zone : same) {
        if (zone.evidence().rule().equals("zone/origin")) {
          touched.forEach(name -> alias(zone, name, faults));
          index.nameServers(path(zone)).forEach(server -> server(zone, server, touched, faults));
        }
      }
    }
    faults.sort((a, b) -> a.evidence().at().compareTo(b.evidence().at()));
    return faults;
  }

  private static String path(Fact.Zone zone) {
    return zone.evidence().at().path();
  }

  /** What a zone's document says of a name in one world. */
  private record Data(
      List<Fact.Address> addresses, Set<String> targets, boolean others, Optional<Evidence> alias) {
    boolean isLegal() {
      return targets.isEmpty() || (addresses.isEmpty() && !others && targets.size() == 1);
    }
  }

  private void alias(Fact.Zone zone, NodeId name, List<ZoneFault> faults) {
    if (!isOf(zone, name.name()) || !data(zone, name, Overlay.NONE).isLegal()) {
      return;
    }
    Data data = data(zone, name, overlay);
    if (!data.isLegal()) {
      String wrong =
          data.addresses().isEmpty() && !data.others()
              ? "multiple RRs of singleton type"
              : "CNAME and other data";
      faults.add(
          new ZoneFault(
              zone,
              name,
              name.name() + ": " + wrong,
              data.alias().orElse(zone.evidence()),
              index.files.isGuess(path(zone)) ? Certainty.POSSIBLE : Certainty.CERTAIN));
    }
  }

  private static boolean isOf(Fact.Zone zone, String name) {
    return HostName.isWithin(name, zone.origin())
        && zone.delegations().stream()
            .noneMatch(cut -> !cut.equals(name) && HostName.isWithin(name, cut));
  }

  private Data data(Fact.Zone zone, NodeId name, Overlay world) {
    Set<NodeId> owners = new HashSet<>();
    if (world.now(name).equals(name) && !world.retired().contains(name)) {
      owners.add(name);
    }
    world.recordsOf(name).ifPresent(owners::add);
    List<Fact.Address> addresses = new ArrayList<>();
    Set<String> targets = new HashSet<>();
    Optional<Evidence> at = Optional.empty();
    boolean others =
        name.name().equals(zone.origin())
            || zone.delegations().contains(name.name())
            || owners.stream().anyMatch(owner -> zone.others().contains(owner.name()));
    for (NodeId owner : owners) {
      addresses.addAll(in(zone, index.addresses.getOrDefault(owner, List.of())));
      for (Fact.Alias alias : in(zone, index.aliases.getOrDefault(owner, List.of()))) {
        targets.add(alias.target());
        at = Optional.of(alias.evidence());
      }
    }
    Optional<NodeId> kept = world.aliasOf(name);
    List<Fact.Declaration> left = in(zone, index.declarations.getOrDefault(name, List.of()));
    if (kept.isPresent() && !left.isEmpty()) {
      targets.add(kept.get().name());
      at = Optional.of(left.get(0).evidence());
    }
    return new Data(addresses, targets, others, at);
  }

  private static <T extends Fact> List<T> in(Fact.Zone zone, List<T> facts) {
    return facts.stream().filter(fact -> fact.evidence().at().path().equals(path(zone))).toList();
  }

  private void server(
      Fact.Zone zone, Fact.Reference server, List<NodeId> touched, List<ZoneFault> faults) {
    String name = HostName.normalise(server.target().name());
    NodeId node = NodeId.host(Scope.DNS, name);
    boolean own = server.use().group().id().equals("zone/ns:" + zone.origin());
    if (!own || !isOf(zone, name) || !touched.contains(node) || isCovered(node)) {
      return;
    }
    Data data = data(zone, node, overlay);
    boolean missing = data.addresses().isEmpty();
    if (!data(zone, node, Overlay.NONE).addresses().isEmpty() && missing) {
      faults.add(
          new ZoneFault(
              zone,
              node,
              "NS '"
                  + name
                  + (data.targets().isEmpty()
                      ? "' has no address records"
                      : "' is a CNAME (illegal)"),
              server.evidence(),
              isBind(server.component()) ? Certainty.CERTAIN : Certainty.POSSIBLE));
    }
  }

  /** Whether a wildcard gives the name an address after the change. */
  private boolean isCovered(NodeId node) {
    DnsRecords.Answer answer = new DnsRecords(index, overlay, null, new HashSet<>()).ask(node);
    return answer.wildcard().isPresent() && answer.alias().isEmpty();
  }

  private boolean isBind(NodeId document) {
    return components.owners(document).stream()
        .flatMap(owner -> index.installations.getOrDefault(owner, List.of()).stream())
        .anyMatch(installation -> installation.software().equals("bind"));
  }
}
