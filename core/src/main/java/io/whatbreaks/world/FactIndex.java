package io.whatbreaks.world;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts by what they are asked for. Built once, never changed, shared by all worlds made from
 * it.
 */
final class FactIndex {
  final Map<NodeId, List<Fact.Declaration>> declarations = new LinkedHashMap<>();
  final Map<NodeId, List<Fact.Address>> addresses = new HashMap<>();
  final Map<String, List<Fact.Address>> owners = new HashMap<>();
  final Map<NodeId, List<Fact.Alias>> aliases = new LinkedHashMap<>();
  final Map<String, List<Fact.Alias>> aliasesByTarget = new HashMap<>();

  /** Names of hosts files and extra hosts of projects, by first label. */
  final Map<String, List<NodeId>> pinned = new HashMap<>();

  final ZoneFiles files;
  final ExistingNames existing;
  final Map<String, List<Fact.Zone>> zones = new HashMap<>();

  /** DNAME records by their owner: they redirect what lies below it. */
  final Map<String, List<Fact.Alias>> dnames = new HashMap<>();

  final Map<String, List<NodeId>> hostsByLabel = new TreeMap<>();

  /** What is declared that is neither a host nor an address, by its name. */
  final Map<String, List<NodeId>> others = new HashMap<>();

  final Map<NodeId, List<Fact.Setting>> settings = new HashMap<>();
  final Map<NodeId, List<Fact.Reads>> reads = new LinkedHashMap<>();
  final Map<NodeId, List<Fact.Placement>> placements = new HashMap<>();
  final List<Fact.Admission> admissions = new ArrayList<>();
  final Map<NodeId, List<Fact.Part>> parts = new LinkedHashMap<>();
  final Map<NodeId, List<Fact.Attachment>> attachments = new HashMap<>();
  final Map<NodeId, List<NodeId>> parents = new HashMap<>();
  final Map<NodeId, List<Fact.Labels>> labels = new LinkedHashMap<>();
  final Map<NodeId, List<Fact.Ports>> ports = new HashMap<>();
  final List<Fact.PortName> portNames = new ArrayList<>();
  final List<Fact.Reference> references = new ArrayList<>();
  final List<Fact.Token> tokens = new ArrayList<>();
  final List<Fact.Pattern> patterns = new ArrayList<>();
  final Map<Noted, Fact.Note> notes = new HashMap<>();
  final List<Fact.Listener> listeners = new ArrayList<>();
  final List<Fact.Identity> identities = new ArrayList<>();
  final List<Fact.Ownership> ownerships = new ArrayList<>();
  final Attributions<Fact.Ownership> responsible;
  final List<Fact.Importance> importances = new ArrayList<>();
  final Attributions<Fact.Importance> important;
  final BrokerFacts broker = new BrokerFacts();
  final Map<NodeId, List<Fact.Installation>> installations = new LinkedHashMap<>();

  /** What is installed by lists that are read for upgrades alone: it makes nothing a component. */
  final Map<NodeId, List<Fact.Installation>> inventory = new LinkedHashMap<>();

  final List<Fact.Requirement> requirements = new ArrayList<>();
  final Map<NodeId, List<Fact.Renewal>> renewals = new HashMap<>();
  final CacheTimes cacheTimes = new CacheTimes(this);
  final List<Fact.Prepared> prepared = new ArrayList<>();
  private final Map<String, Set<String>> origins = new HashMap<>();
  private final Map<String, List<Fact.Reference>> mailHosts = new HashMap<>();
  private final Map<String, List<Fact.Reference>> nameServers = new HashMap<>();
  private final Map<Scope, List<Fact.ResolverConfig>> resolverConfigs = new HashMap<>();
  private final Map<Scope, Machine> machines = new LinkedHashMap<>();
  private final Set<NodeId> machineNodes = new HashSet<>();

  /** The references that a note is about. */
  record Noted(NodeId component, String rule, Lookup lookup) {}

  /** A machine and the names its own files give it. */
  record Machine(NodeId node, List<String> ownNames) {}

  /** How a machine looks names up, all its files taken together. */
  record Lookups(List<String> search, int ndots, List<String> order) {
    static final Lookups DEFAULT = new Lookups(List.of(), 1, List.of("files", "dns"));

    /** The names that are asked for, in order. */
    List<String> candidates(String written, String name) {
      if (written.endsWith(".")) {
        return List.of(name);
      }
      long dots = name.chars().filter(c -> c == '.').count();
      List<String> candidates = new ArrayList<>();
      if (dots >= ndots) {
        candidates.add(name);
      }
      for (String domain : search) {
        candidates.add(domain.isEmpty() ? name : name + "." + HostName.normalise(domain));
      }
      if (dots < ndots) {
        candidates.add(name);
      }
      return candidates;
    }
  }

  FactIndex(List<Fact> facts) {
    files = new ZoneFiles(Viewpoints.settle(Layers.settle(facts)));
    files.facts().forEach(this::add);
    responsible = new Attributions<>(ownerships);
    important = new Attributions<>(importances);
    handedOn();
    selections();
    existing = new ExistingNames(this);
    names();
    machines();
  }

  private void add(Fact fact) {
    if (fact instanceof Fact.Declaration declaration) {
      put(declarations, declaration.node(), declaration);
    } else if (fact instanceof Fact.Address address) {
      if (!address.host().scope().equals(Scope.DNS) && !addresses.containsKey(address.host())) {
        put(pinned, HostName.firstLabel(address.host().name()), address.host());
      }
      put(addresses, address.host(), address);
      put(owners, address.address(), address);
    } else if (fact instanceof Fact.Alias alias) {
      put(aliasesByTarget, alias.target(), alias);
      if (alias.evidence().rule().equals("zone/dname")) {
        put(dnames, alias.alias().name(), alias);
      } else {
        put(aliases, alias.alias(), alias);
      }
    } else if (fact instanceof Fact.Zone zone) {
      put(zones, zone.origin(), zone);
      origins
          .computeIfAbsent(zone.evidence().at().path(), absent -> new HashSet<>())
          .add(zone.origin());
    } else if (fact instanceof Fact.Inherits inherits) {
      put(parents, inherits.component(), inherits.parent());
    } else if (isSettled(fact)) {
      // ZoneFiles, Viewpoints and Layers have it.
    } else if (fact instanceof Fact.ResolverConfig config) {
      put(resolverConfigs, config.scope(), config);
    } else if (fact instanceof Fact.Setting setting) {
      put(settings, setting.component(), setting);
    } else if (fact instanceof Fact.Reads read) {
      put(reads, read.component(), read);
    } else if (fact instanceof Fact.Admission admission) {
      admissions.add(admission);
    } else if (fact instanceof Fact.Part part) {
      put(parts, part.component(), part);
    } else if (fact instanceof Fact.Attachment attachment) {
      put(attachments, attachment.host(), attachment);
    } else if (fact instanceof Fact.Labels labelled) {
      put(labels, labelled.subject(), labelled);
    } else if (fact instanceof Fact.Ports answered) {
      put(ports, answered.host(), answered);
    } else if (fact instanceof Fact.PortName called) {
      portNames.add(called);
    } else if (fact instanceof Fact.Placement placement) {
      put(placements, placement.component(), placement);
    } else if (fact instanceof Fact.Reference reference) {
      references.add(reference);
      if (reference.evidence().rule().equals("zone/ns")) {
        put(nameServers, reference.evidence().at().path(), reference);
      }
      Need.mailDomain(reference).ifPresent(domain -> put(mailHosts, domain, reference));
    } else if (fact instanceof Fact.Token token) {
      tokens.add(token);
    } else if (fact instanceof Fact.Pattern pattern) {
      patterns.add(pattern);
    } else if (fact instanceof Fact.Note note) {
      notes.putIfAbsent(new Noted(note.component(), note.rule(), note.lookup()), note);
    } else if (fact instanceof Fact.Listener listener) {
      listeners.add(listener);
    } else if (fact instanceof Fact.Identity identity) {
      identities.add(identity);
    } else if (BrokerFacts.isOne(fact)) {
      broker.add(fact);
    } else if (fact instanceof Fact.Installation installation) {
      boolean listed = installation.evidence().rule().startsWith("inventory/");
      put(listed ? inventory : installations, installation.component(), installation);
    } else if (fact instanceof Fact.Ownership ownership) {
      ownerships.add(ownership);
    } else if (fact instanceof Fact.Importance importance) {
      importances.add(importance);
    } else if (fact instanceof Fact.Requirement requirement) {
      requirements.add(requirement);
    } else if (fact instanceof Fact.Prepared kept) {
      prepared.add(kept);
    } else if (fact instanceof Fact.Renewal renewal) {
      put(renewals, renewal.component(), renewal);
    } else if (CacheTimes.isOne(fact)) {
      cacheTimes.add(fact);
    } else {
      throw new AssertionError(fact);
    }
  }

  private static boolean isSettled(Fact fact) {
    return fact instanceof Fact.ZoneFile
        || fact instanceof Fact.Viewpoint
        || fact instanceof Fact.Layer;
  }

  private static <K, V> void put(Map<K, List<V>> map, K key, V value) {
    map.computeIfAbsent(key, absent -> new ArrayList<>(2)).add(value);
  }

  /** A name that leads to a part of the same process is nothing that is looked up. */
  private void handedOn() {
    Map<String, List<Fact.Part>> byLine = new HashMap<>();
    for (List<Fact.Part> all : parts.values()) {
      Set<String> held = new HashSet<>();
      all.stream().filter(part -> part.tie() == Fact.Tie.HOLDS).forEach(p -> held.add(p.name()));
      all.stream()
          .filter(part -> part.tie() == Fact.Tie.PASSES && held.contains(part.value()))
          .forEach(part -> put(byLine, line(part), part));
    }
    if (!byLine.isEmpty()) {
      references.removeIf(
          reference ->
              byLine.getOrDefault(line(reference), List.of()).stream()
                  .anyMatch(part -> leadsTo(reference, part)));
    }
  }

  private static String line(Fact fact) {
    return fact.evidence().at().path() + ":" + fact.evidence().at().line();
  }

  private static boolean leadsTo(Fact.Reference reference, Fact.Part part) {
    return part.component().equals(reference.component())
        && part.value().endsWith(" " + reference.target().name())
        && part.evidence().at().overlaps(reference.evidence().at());
  }

  /** Whoever carries all labels that a name selects by lies behind that name. */
  private void selections() {
    Map<Scope, Map<String, List<Fact.Labels>>> carried = new HashMap<>();
    each(NodeKind.COMPONENT)
        .forEach(
            carries ->
                carries
                    .labels()
                    .forEach(
                        label ->
                            put(
                                carried.computeIfAbsent(carries.from(), absent -> new HashMap<>()),
                                label,
                                carries)));
    each(NodeKind.HOST)
        .filter(selects -> !selects.labels().isEmpty())
        .forEach(
            selects ->
                selects.labels().stream()
                    .map(label -> carried.getOrDefault(selects.from(), Map.of()).get(label))
                    .map(found -> found == null ? List.<Fact.Labels>of() : found)
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow()
                    .stream()
                    .filter(carries -> carries.labels().containsAll(selects.labels()))
                    .forEach(carries -> place(carries.subject(), selects)));
  }

  private Stream<Fact.Labels> each(NodeKind kind) {
    return labels.values().stream()
        .flatMap(List::stream)
        .filter(labelled -> labelled.subject().kind() == kind);
  }

  private void place(NodeId component, Fact.Labels selects) {
    put(
        placements,
        component,
        new Fact.Placement(component, selects.subject(), selects.evidence()));
  }

  private void names() {
    for (NodeId node : declarations.keySet()) {
      label(node);
      if (node.kind() != NodeKind.HOST && node.kind() != NodeKind.ADDRESS) {
        put(others, node.name(), node);
      }
    }
    for (NodeId node : addresses.keySet()) {
      if (!declarations.containsKey(node) && node.scope().equals(Scope.DNS)) {
        label(node);
      }
    }
    for (NodeId node : aliases.keySet()) {
      if (!declarations.containsKey(node)) {
        label(node);
      }
    }
    hostsByLabel.values().forEach(Collections::sort);
  }

  private void label(NodeId node) {
    if (node.kind() == NodeKind.HOST && node.scope().kind() != Scope.Kind.HOST) {
      put(hostsByLabel, HostName.firstLabel(node.name()), node);
    }
  }

  /** Declarations of a machine's own scope are names of that machine. */
  private void machines() {
    Map<Scope, List<String>> own = new LinkedHashMap<>();
    for (NodeId node : declarations.keySet()) {
      if (node.kind() == NodeKind.HOST && node.scope().kind() == Scope.Kind.HOST) {
        put(own, node.scope(), node.name());
      }
    }
    for (Fact.Reference reference : references) {
      Scope scope = reference.component().scope();
      if (scope.kind() == Scope.Kind.HOST) {
        own.computeIfAbsent(scope, absent -> new ArrayList<>(1));
      }
    }
    own.forEach((scope, names) -> machines.put(scope, machine(scope, names)));
    machines.values().forEach(machine -> machineNodes.add(machine.node()));
    Map<String, List<NodeId>> added = new HashMap<>();
    for (Machine machine : machines.values()) {
      String label = HostName.firstLabel(machine.node().name());
      if (!hostsByLabel.getOrDefault(label, List.of()).contains(machine.node())) {
        put(added, label, machine.node());
      }
    }
    added.forEach(
        (label, nodes) -> {
          List<NodeId> all = hostsByLabel.computeIfAbsent(label, absent -> new ArrayList<>());
          all.addAll(nodes);
          Collections.sort(all);
        });
  }

  private Machine machine(Scope scope, List<String> ownNames) {
    String name = HostName.normalise(scope.name());
    return new Machine(NodeId.host(Scope.DNS, fullName(scope, name, ownNames)), ownNames);
  }

  private String fullName(Scope scope, String name, List<String> ownNames) {
    if (name.indexOf('.') >= 0) {
      return name;
    }
    for (String own : ownNames) {
      if (own.startsWith(name + ".")) {
        return own;
      }
    }
    for (String domain : lookups(scope).search()) {
      String candidate = name + "." + domain;
      if (isDnsName(candidate)) {
        return candidate;
      }
    }
    List<NodeId> sameLabel =
        hostsByLabel.getOrDefault(name, List.of()).stream()
            .filter(node -> node.scope().equals(Scope.DNS))
            .toList();
    return sameLabel.size() == 1 ? sameLabel.get(0).name() : name;
  }

  private boolean isDnsName(String name) {
    NodeId node = NodeId.host(Scope.DNS, name);
    return addresses.containsKey(node) || aliases.containsKey(node);
  }

  /** How a machine looks names up. */
  Lookups lookups(Scope scope) {
    List<Fact.ResolverConfig> configs = resolverConfigs.getOrDefault(scope, List.of());
    // resolv.conf(5): without a search list it is the domain of the host name.
    String domain = HostName.parent(HostName.normalise(scope.name()));
    boolean isFull = scope.kind() == Scope.Kind.HOST && !domain.isEmpty();
    List<String> search = isFull ? List.of(domain) : Lookups.DEFAULT.search();
    int ndots = Lookups.DEFAULT.ndots();
    List<String> order = Lookups.DEFAULT.order();
    for (Fact.ResolverConfig config : configs) {
      search = config.search().isEmpty() ? search : config.search();
      ndots = config.ndots().orElse(ndots);
      order = config.order().isEmpty() ? order : config.order();
    }
    return new Lookups(search, ndots, order);
  }

  /** How a scope looks names up of which something is told; empty where nothing is. */
  Optional<Lookups> toldLookups(Scope scope) {
    return resolverConfigs.containsKey(scope) ? Optional.of(lookups(scope)) : Optional.empty();
  }

  /** Whether a scope asks only whom its own settings name. */
  boolean asksNobodyElse(Scope scope) {
    return resolverConfigs.getOrDefault(scope, List.of()).stream()
        .anyMatch(config -> !config.order().isEmpty());
  }

  /** How the machine looks names up that a project or virtual host lies on, where it does. */
  Lookups lookupsAround(Scope scope) {
    return Resolver.machine(scope).map(this::lookups).orElse(Lookups.DEFAULT);
  }

  /** The machine of a host scope. */
  Machine machine(Scope scope) {
    Machine known = machines.get(scope);
    return known != null ? known : machine(scope, List.of());
  }

  Map<Scope, Machine> allMachines() {
    return machines;
  }

  /** The longest given zone a name lies in and is not delegated away from. */
  boolean isGiven(String name) {
    for (String domain = name; !domain.isEmpty(); domain = HostName.parent(domain)) {
      List<Fact.Zone> found = zones.get(domain);
      if (found != null) {
        return found.stream()
            .noneMatch(
                zone ->
                    zone.delegations().stream()
                        .anyMatch(delegation -> HostName.isWithin(name, delegation)));
      }
    }
    return false;
  }

  /** The zones that a document holds. */
  Set<String> origins(String path) {
    return origins.getOrDefault(path, Set.of());
  }

  /** The records that say which hosts take the mail of a domain, normalised. */
  List<Fact.Reference> mailHosts(String domain) {
    return mailHosts.getOrDefault(domain, List.of());
  }

  /** The name servers that a zone file names. */
  List<Fact.Reference> nameServers(String path) {
    return nameServers.getOrDefault(path, List.of());
  }

  /** Whether it is a machine, which may have no record. */
  boolean isMachine(NodeId node) {
    return machineNodes.contains(node);
  }

  static Optional<Evidence> evidence(@Nullable List<? extends Fact> facts) {
    return facts == null || facts.isEmpty()
        ? Optional.empty()
        : Optional.of(facts.get(0).evidence());
  }
}
