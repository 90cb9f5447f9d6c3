package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each name means, from each scope, by the facts given and the changes made.
 *
 * <p>Not what is true of the machines, but what their files say.
 */
public final class World {
  private final FactIndex index;
  private final Overlay overlay;
  private final Components components;
  private final Needs needs;
  private final Resolutions resolutions;
  private final Requirements requirements;
  private final List<UpgradeStep> upgrades;

  private World(FactIndex index) {
    this.index = index;
    this.overlay = Overlay.NONE;
    this.upgrades = List.of();
    this.components = new Components(index);
    this.resolutions = new Resolutions(index, Overlay.NONE);
    this.needs = new Needs(index, resolutions, components);
    this.requirements = new Requirements(index, components, needs);
  }

  private World(World base, Overlay overlay, List<UpgradeStep> upgrades) {
    this.index = base.index;
    this.overlay = overlay;
    this.upgrades = List.copyOf(upgrades);
    this.components = base.components;
    this.resolutions = new Resolutions(index, overlay);
    this.needs = base.needs;
    this.requirements = base.requirements;
  }

  /** The world as the facts have it. */
  public static World of(List<Fact> facts) {
    return new World(new FactIndex(requireNonNull(facts, "facts")));
  }

  /**
   * The world after a thing was renamed and nobody edited anything more.
   *
   * @param keepAlias whether the old name stays as an alias of the new one
   */
  public World renamed(NodeId from, NodeId to, boolean keepAlias) {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    return changed(overlay.renamed(from, to, keepAlias));
  }

  /** The world after a thing went away; a machine takes its addresses along. */
  public World retired(NodeId node) {
    requireNonNull(node, "node");
    return changed(overlay.retired(node, holdings(node)));
  }

  /** The world after a machine got another address in the place of those of the same family. */
  public World readdressed(NodeId node, String address) {
    requireNonNull(node, "node");
    boolean isLong = requireNonNull(address, "address").indexOf(':') >= 0;
    Set<String> before = knownAddresses(node);
    Set<String> others = new TreeSet<>(before);
    others.removeIf(other -> (other.indexOf(':') >= 0) == isLong);
    Set<String> now = new TreeSet<>(others.size() == before.size() ? Set.of() : others);
    now.add(address);
    Set<String> stay = new TreeSet<>(before);
    stay.removeAll(holdings(node));
    before.removeAll(stay);
    return changed(overlay.readdressed(node, before, now));
  }

  /** The world after what a host answers on a port answers on another. */
  public World portMoved(NodeId node, int from, int to) {
    requireNonNull(node, "node");
    return changed(overlay.portMoved(node, from, to));
  }

  /**
   * The world once name servers have refused zones and answer every question about their names with
   * an error ({@code SERVFAIL}).
   *
   * @param zones the paths of their documents
   */
  public World refusing(Set<String> zones) {
    return changed(overlay.refusing(requireNonNull(zones, "zones")));
  }

  /** The world after a software went to another version: what that ignores is needed no more. */
  public World upgraded(UpgradeStep step) {
    List<UpgradeStep> steps = new ArrayList<>(upgrades);
    steps.add(requireNonNull(step, "step"));
    return new World(this, overlay, steps);
  }

  /** The instances of a software, each with what tells of it, what tells its version first. */
  public Map<NodeId, List<Fact.Installation>> instances(String software) {
    return requirements.instances(requireNonNull(software, "software"));
  }

  /** Every software that is known to be installed. */
  public Set<String> software() {
    return requirements.software();
  }

  /** The places that upgrades mind, in the order of the facts. */
  List<Crossing> crossings() {
    return requirements.crossed(upgrades);
  }

  private World changed(Overlay changed) {
    return new World(this, changed, upgrades);
  }

  /** What the changes of this world did, beside what names mean. */
  public Changed changed() {
    return new Changed(this, index, overlay, upgrades);
  }

  /** The name that the facts have for what has a name in this world. */
  public NodeId before(NodeId node) {
    return overlay.recordsOf(node).orElse(node);
  }

  /** Whether a name, in this world, is that of something. */
  public boolean isTaken(NodeId node) {
    return overlay
        .recordsOf(node)
        .filter(thing -> !thing.equals(node) || isDeclared(thing))
        .isPresent();
  }

  /** What the facts state, beside what names mean: what a look at the whole needs. */
  public Stated stated() {
    return new Stated(index);
  }

  /** Whether a name of DNS stands for all that do not exist. */
  public boolean hasWildcards() {
    return index.existing.hasWildcards();
  }

  /** What the changes of this world make of zones that were legal before, in order of place. */
  public List<ZoneFault> zoneFaults() {
    return new ZoneChecks(index, components, overlay).faults();
  }

  /** The name that a thing has in this world. */
  public NodeId now(NodeId node) {
    return overlay.now(node);
  }

  /**
   * What a name means.
   *
   * @param name without placeholders
   * @param from where it is looked up from
   * @param near the path of the document it stands in: among equals in a tree the nearest is meant
   */
  public Resolution resolve(String name, Scope from, String near) {
    return resolutions.resolve(name, from, near);
  }

  /** What the name of a need means in this world. */
  public Resolution resolve(Need need) {
    Fact.Target target = need.reference().target();
    if (!target.kinds().contains(NodeKind.HOST)) {
      return Needs.byName(index, overlay, target, need.name(), need.component());
    }
    return resolve(need.name(), target.from(), need.place().at().path());
  }

  /** Every reference to a host, queue, exchange or topic, resolved as the facts alone have it. */
  public List<Need> needs() {
    return needs.all();
  }

  /** The needs whose name, as written, is the node's own: not those that an alias leads there. */
  public List<Need> needsOf(NodeId node) {
    return needs.of(node);
  }

  /**
   * The components that what a component states belongs to: itself, whoever runs it, or its
   * readers.
   */
  public Collection<NodeId> owners(NodeId component) {
    return components.owners(component);
  }

  /**
   * Whom a document belongs to: whoever reads it; empty where nothing speaks of it as a component.
   */
  public Optional<NodeId> ownerOf(String path) {
    return components.document(path).map(document -> owners(document).iterator().next());
  }

  /**
   * Everything that declares a thing: records it owns, its own host name file, its own hosts line.
   */
  public List<Fact.Declaration> declarations(NodeId node) {
    List<Fact.Declaration> all = new ArrayList<>(index.declarations.getOrDefault(node, List.of()));
    index
        .allMachines()
        .forEach(
            (scope, machine) -> {
              if (machine.node().equals(node)) {
                for (String own : new LinkedHashSet<>(machine.ownNames())) {
                  all.addAll(index.declarations.getOrDefault(NodeId.host(scope, own), List.of()));
                }
              }
            });
    return all;
  }

  /**
   * The nodes a name as a person writes it means: {@code mq01}, {@code mq01.shop.test}, {@code
   * host:mq01}, {@code queue:orders@/shop}, {@code localhost:8080}. A bare label means every
   * declaration with that first label, in every scope; a name that is only referenced counts as
   * declared outside.
   *
   * @param kinds what a name without prefix can mean
   * @return at least one node, all of one kind, in order
   *     <p>In a changed world a thing is called by the name it has now or, where nothing has that
   *     name, by the one it had before.
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if nothing is known by that name, or
   *     things of several kinds are
   */
  public List<NodeId> find(String name, Set<NodeKind> kinds) {
    return new Names(this).find(requireNonNull(name, "name"), kinds);
  }

  /** Everything declared, machines included, in order. */
  public Set<NodeId> declared() {
    Set<NodeId> all = new TreeSet<>();
    for (NodeId node : index.declarations.keySet()) {
      boolean isOwnName = node.kind() == NodeKind.HOST && node.scope().kind() == Scope.Kind.HOST;
      if (!isOwnName && node.kind() != NodeKind.ADDRESS) {
        all.add(node);
      }
    }
    all.addAll(index.aliases.keySet());
    index.hostsByLabel.values().forEach(all::addAll);
    index
        .allMachines()
        .forEach(
            (scope, machine) -> {
              if (!machine.ownNames().isEmpty()) {
                all.add(machine.node());
              }
            });
    return all;
  }

  /** The hosts, whatever their scope, that are declared under a first label. */
  public List<NodeId> hostsByLabel(String label) {
    return List.copyOf(index.hostsByLabel.getOrDefault(label, List.of()));
  }

  /** Whether anything declares the node: a record, a project, a machine's own files. */
  public boolean isDeclared(NodeId node) {
    return (index.declarations.containsKey(node) && node.kind() != NodeKind.ADDRESS)
        || index.addresses.containsKey(node)
        || index.aliases.containsKey(node)
        || hostsByLabel(HostName.firstLabel(node.name())).contains(node);
  }

  /** Whose settings the placeholders in a document stand for, where the document says so. */
  public Optional<NodeId> interpolator(String path) {
    return components.interpolator(path);
  }

  /** The things that the document of a path holds for others to read. */
  public Collection<NodeId> heldIn(String path) {
    return components.held(path);
  }

  /** The labels that a component carries, or by which a host selects components. */
  public List<Fact.Labels> labels(NodeId subject) {
    return List.copyOf(index.labels.getOrDefault(subject, List.of()));
  }

  /** The components that a component goes on from. */
  public List<NodeId> parents(NodeId component) {
    return List.copyOf(index.parents.getOrDefault(component, List.of()));
  }

  /** Whether the component is nothing but a document. */
  public boolean isDocument(NodeId component) {
    return components.isDocument(component);
  }

  /** Whether the document of a path speaks for itself, or for those who read it. */
  public boolean isRead(Scope scope, String path) {
    return components.document(path).isPresent() || components.hasReaders(scope, path);
  }

  /**
   * Whether a machine's search list completes a short name with a domain; also where it cannot be
   * told, because none of its domains was given.
   */
  public boolean completes(Scope scope, String domain) {
    if (scope.kind() != Scope.Kind.HOST) {
      return true;
    }
    List<String> search = index.lookups(scope).search();
    return search.contains(domain)
        || search.stream().noneMatch(other -> index.isGiven("any." + other));
  }

  /** All aliases. */
  public List<Fact.Alias> aliases() {
    return index.aliases.values().stream().flatMap(List::stream).toList();
  }

  /** All tokens. */
  public List<Fact.Token> tokens() {
    return List.copyOf(index.tokens);
  }

  /** Whether a component speaks of what it holds itself: a broker does not depend on its queues. */
  public boolean holds(Need need) {
    return need.resolution().first().kind() != NodeKind.HOST
        && index.declarations.getOrDefault(need.resolution().first(), List.of()).stream()
            .anyMatch(declaration -> declaration.holder().equals(Optional.of(need.component())));
  }

  /** The declared queues, exchanges and topics of a name, in every virtual host. */
  public List<NodeId> queuesAndExchanges(String name) {
    return declaredOthers(name).stream().filter(node -> node.kind() != NodeKind.VHOST).toList();
  }

  /** What is declared by a name and is no host: queues, exchanges, topics and virtual hosts. */
  List<NodeId> declaredOthers(String name) {
    return index.others.getOrDefault(name, List.of());
  }

  /** What is asked for by a name and is no host. */
  List<Need> needsOfOthers(String name) {
    return needs.ofOthers(name);
  }

  /** The aliases whose target is the node. */
  public List<Fact.Alias> aliasesOf(NodeId node) {
    List<Fact.Alias> all = new ArrayList<>();
    for (Fact.Alias alias : index.aliasesByTarget.getOrDefault(node.name(), List.of())) {
      Scope from = alias.alias().scope();
      if (from.project().equals(node.scope()) || node.scope().equals(Scope.DNS)) {
        all.add(alias);
      }
    }
    String label = HostName.firstLabel(node.name());
    for (Fact.Alias alias : index.aliasesByTarget.getOrDefault(label, List.of())) {
      // A project writes the names of the machine short.
      if (!alias.alias().scope().equals(Scope.DNS) && !all.contains(alias) && leads(alias, node)) {
        all.add(alias);
      }
    }
    return all;
  }

  private boolean leads(Fact.Alias alias, NodeId node) {
    Resolution behind =
        resolve(alias.alias().name(), alias.alias().scope(), alias.evidence().at().path());
    return behind.steps().size() > 1 && behind.steps().get(1).node().equals(node);
  }

  /** The names that a DNAME record makes stand for the node: RFC 6672, section 2.3. */
  public List<NodeId> redirectedTo(NodeId node) {
    List<NodeId> all = new ArrayList<>();
    for (String domain = HostName.parent(node.name());
        node.scope().equals(Scope.DNS) && !index.dnames.isEmpty() && !domain.isEmpty();
        domain = HostName.parent(domain)) {
      String below = node.name().substring(0, node.name().length() - domain.length());
      for (Fact.Alias alias : index.aliasesByTarget.getOrDefault(domain, List.of())) {
        String owner = alias.alias().name();
        // What lies below the owner itself is no end; and a circle of them has one.
        if (index.dnames.getOrDefault(owner, List.of()).contains(alias)
            && !HostName.isWithin(node.name(), owner)
            && below.length() + owner.length() <= HostName.LONGEST) {
          all.add(NodeId.host(Scope.DNS, below + owner));
        }
      }
    }
    return all;
  }

  /**
   * Lines of hosts files, or extra hosts of projects, of others than the machine itself, that name
   * the node.
   */
  public List<Fact.Address> pinsOf(NodeId node) {
    List<Fact.Address> all = new ArrayList<>();
    Set<String> own = addresses(node);
    for (NodeId pinned : index.pinned.getOrDefault(HostName.firstLabel(node.name()), List.of())) {
      List<Fact.Address> pins = index.addresses.getOrDefault(pinned, List.of());
      if (isPinOf(pinned, pins, node, own)) {
        all.addAll(pins);
      }
    }
    return all;
  }

  /** Lines of hosts files, or extra hosts of projects, that begin with a first label. */
  List<Fact.Address> pinsCalled(String label) {
    List<Fact.Address> all = new ArrayList<>();
    for (NodeId pinned : index.pinned.getOrDefault(label, List.of())) {
      all.addAll(index.addresses.getOrDefault(pinned, List.of()));
    }
    return all;
  }

  private boolean isPinOf(
      NodeId pinned, List<Fact.Address> pins, NodeId node, Set<String> addresses) {
    Scope scope = pinned.scope();
    if (scope.kind() == Scope.Kind.HOST && index.machine(scope).node().equals(node)) {
      return false;
    }
    if (pinned.name().equals(node.name())) {
      return node.scope().equals(Scope.DNS)
          || node.scope().equals(scope)
          || node.scope().equals(scope.project());
    }
    return node.scope().equals(Scope.DNS)
        && pinned.name().equals(HostName.firstLabel(node.name()))
        && pins.stream().anyMatch(pin -> addresses.contains(pin.address()));
  }

  /** The addresses of a host: its records, and its own line in its own hosts file. */
  public Set<String> addresses(NodeId node) {
    Optional<NodeId> records = overlay.recordsOf(node);
    if (records.isEmpty()) {
      return new TreeSet<>();
    }
    Overlay.Moved moved = overlay.moved().get(records.get());
    if (moved != null) {
      return new TreeSet<>(moved.now());
    }
    return statedAddresses(records.get());
  }

  /** The addresses that the facts have for a thing, whatever changes. */
  Set<String> statedAddresses(NodeId thing) {
    Set<String> all = new TreeSet<>();
    index.addresses.getOrDefault(thing, List.of()).forEach(fact -> all.add(fact.address()));
    for (Fact.Declaration declaration : declarations(thing)) {
      index
          .addresses
          .getOrDefault(declaration.node(), List.of())
          .forEach(fact -> all.add(fact.address()));
    }
    all.removeIf(address -> address.startsWith("127.") || address.equals("::1"));
    return all;
  }

  /**
   * The addresses of a host or, where nothing of its own tells them, those that others have for it.
   */
  public Set<String> knownAddresses(NodeId node) {
    Set<String> own = addresses(node);
    if (own.isEmpty()) {
      overlay
          .recordsOf(node)
          .ifPresent(records -> pinsOf(records).forEach(pin -> own.add(pin.address())));
    }
    return own;
  }

  /** Those of its addresses that nobody answers at without it: no other machine has them. */
  private Set<String> holdings(NodeId node) {
    Set<String> held = new TreeSet<>(knownAddresses(node));
    NodeId thing = overlay.recordsOf(node).orElse(node);
    if (!isMachine(thing)) {
      held.removeIf(
          address ->
              namesOf(address).stream()
                  .anyMatch(other -> !other.equals(thing) && isMachine(machineOf(other))));
    }
    return held;
  }

  /** The machine whose own line of its own hosts file has a name; of others the name itself. */
  public NodeId machineOf(NodeId name) {
    boolean isOwn =
        name.scope().kind() == Scope.Kind.HOST
            && index.machine(name.scope()).ownNames().contains(name.name());
    return isOwn ? index.machine(name.scope()).node() : name;
  }

  /** Whether a name is that of a machine: one whose files were given, or one with a PTR record. */
  private boolean isMachine(NodeId node) {
    return !scopesOf(node).isEmpty()
        || needsOf(node).stream().anyMatch(need -> need.place().rule().endsWith("/ptr"));
  }

  /** The names that have an address, by records, pins and extra hosts. */
  public Set<NodeId> namesOf(String address) {
    Set<NodeId> all = new TreeSet<>();
    index.owners.getOrDefault(address, List.of()).forEach(fact -> all.add(fact.host()));
    return all;
  }

  /** The statements that names have an address. */
  public List<Fact.Address> addressFacts(String address) {
    return List.copyOf(index.owners.getOrDefault(address, List.of()));
  }

  /** Whether a name has an alias record and no address. */
  public boolean isAlias(NodeId node) {
    return overlay.aliasOf(node).isPresent()
        || overlay
            .recordsOf(node)
            .filter(index.aliases::containsKey)
            .filter(records -> !index.addresses.containsKey(records))
            .isPresent();
  }

  /** Whether somebody answers on a port of a host, or reaches it there. */
  public boolean isPortKnown(NodeId host, int port) {
    NodeId thing = overlay.recordsOf(host).orElse(host);
    int today = changed().portBefore(thing, port);
    return !needs.listeners().on(thing, today).isEmpty()
        || needs().stream().anyMatch(need -> need.isAt(thing, today));
  }

  /** The host of a machine's scope. */
  public NodeId machine(Scope scope) {
    return index.machine(scope).node();
  }

  /** The scopes of machines that are the host. */
  public List<Scope> scopesOf(NodeId host) {
    return index.allMachines().entrySet().stream()
        .filter(entry -> entry.getValue().node().equals(host))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The hosts whose name leads to a component: where it is placed, else its machine. */
  public Collection<NodeId> hostsOf(NodeId component) {
    List<Fact.Placement> placements = index.placements.get(component);
    if (placements != null) {
      Set<NodeId> hosts = new TreeSet<>();
      placements.forEach(placement -> hosts.add(placement.host()));
      return hosts;
    }
    return component.scope().kind() == Scope.Kind.HOST
        ? List.of(index.machine(component.scope()).node())
        : List.of();
  }

  /**
   * Who answers on a port of a host; whoever is placed behind a service's name answers whatever the
   * port.
   */
  public Collection<NodeId> listeners(NodeId host, int port) {
    return needs.listeners().at(host, port);
  }

  /**
   * The statements that somebody answers on a port of a host, by its name; of {@code localhost},
   * anywhere.
   */
  public List<Fact.Listener> listenersAt(String host, int port) {
    return index.listeners.stream()
        .filter(listener -> listener.port() == port)
        .filter(
            listener ->
                host.equals("localhost")
                    || hostsOf(listener.component()).stream()
                        .anyMatch(node -> node.name().equals(host)))
        .toList();
  }

  /** The ports a component answers on. */
  public Collection<Integer> ports(NodeId component) {
    return needs.listeners().of(component);
  }

  /**
   * The ports that a server answers on at what it listens on: that place's, else all of its own.
   */
  public Collection<Integer> portsAt(Need need) {
    Set<Integer> there = new TreeSet<>();
    for (Fact.Listener listener : index.listeners) {
      if (listener.evidence().at().overlaps(need.place().at())) {
        there.add(listener.port());
      }
    }
    return there.isEmpty() ? ports(need.component()) : there;
  }

  /**
   * The entries of access lists, one of each, that let an address in, where the list lets in none
   * of some others.
   */
  public List<Fact.Admission> admissionsLeft(String address, Collection<String> others) {
    return needs.admissions().left(address, others);
  }

  /** Whether any list of the component of an entry lets one of some addresses in. */
  public boolean mayEnter(Fact.Admission entry, Collection<String> addresses) {
    return needs.admissions().mayEnter(entry, addresses);
  }

  /** The part of its component that a need serves; empty for the whole. */
  public String partOf(Need need) {
    return needs.parts().of(need);
  }

  /** Whether its component starts although the name of a need is dead: a part of it then fails. */
  public boolean startsWithout(Need need) {
    return needs.parts().startsWithout(need);
  }

  /**
   * The parts of a server that a need uses by a name of its host; empty where it cannot be told, so
   * that it may be any.
   */
  public Set<String> partsUsed(NodeId server, Need need, NodeId host) {
    return needs.parts().used(server, need, host);
  }

  /** The tokens whose text begins with a first label, letter case apart. */
  public List<Fact.Token> tokens(String label) {
    return needs.tokens(label);
  }

  /** The tokens whose whole text is the given one. */
  public List<Fact.Token> tokensOf(String text) {
    return needs.tokens(HostName.firstLabel(HostName.normalise(text))).stream()
        .filter(token -> token.text().equals(text))
        .toList();
  }

  /**
   * The patterns that stand for the name of a host and not for another name. One that is not known
   * to be about hosts counts for names of DNS alone: services of projects are called by words that
   * stand everywhere.
   *
   * @param afterwards the other name; empty for none
   */
  public List<Fact.Pattern> patternsOf(NodeId host, String afterwards) {
    boolean dns = host.scope().equals(Scope.DNS);
    return index.patterns.stream()
        .filter(pattern -> dns || pattern.certainty() == Certainty.CERTAIN)
        .filter(pattern -> isOf(pattern, host.name(), afterwards))
        .toList();
  }

  private static boolean isOf(Fact.Pattern pattern, String name, String afterwards) {
    NamePattern names = pattern.pattern();
    String written = pattern.evidence().text();
    return (names.syntax() == NamePattern.Syntax.KEYS
            || HostName.spells(written, HostName.firstLabel(name))
            || NamePattern.isAnchored(written, name, afterwards))
        && names.matches(name)
        && !names.matches(afterwards);
  }

  /** All patterns of names. */
  public List<Fact.Pattern> patterns() {
    return List.copyOf(index.patterns);
  }

  /** What is to be known of a reference beside what it says, if anything. */
  public Optional<Fact.Note> note(Fact.Reference reference) {
    return Optional.ofNullable(
        index.notes.get(
            new FactIndex.Noted(
                reference.component(), reference.evidence().rule(), reference.use().lookup())));
  }

  /** What identities hang on the names of machines. */
  public List<Fact.Identity> identities() {
    return List.copyOf(index.identities);
  }

  /** The setting of one of the keys that a component sees, if any: the winner. */
  public Optional<Fact.Setting> setting(NodeId component, List<String> keys) {
    for (String key : keys) {
      List<Fact.Setting> settings = needs.placeholders().settings(component, key);
      if (!settings.isEmpty()) {
        return Optional.of(settings.get(0));
      }
    }
    return Optional.empty();
  }

  /** For how long caches keep the records of a name; empty where no zone given tells. */
  public Optional<CacheTime> keptInCaches(NodeId name) {
    return index.cacheTimes.ofRecords(name);
  }

  /** For how long caches keep that a name does not exist; empty where no zone given tells. */
  public Optional<CacheTime> deniedByCaches(NodeId name) {
    return name.scope().equals(Scope.DNS)
        ? index.cacheTimes.ofDenial(name.name())
        : Optional.empty();
  }

  /** For how long a component goes on with what it has, in the order of the places. */
  public List<Fact.Renewal> renewals(NodeId component) {
    return components.propertySources(component).stream()
        .flatMap(source -> index.renewals.getOrDefault(source, List.of()).stream())
        .sorted(Comparator.comparing(renewal -> renewal.evidence().at()))
        .toList();
  }

  /** The settings whose value stands on a line. */
  public List<Fact.Setting> settingsAt(String path, int line) {
    return needs.settingsAt(path, line);
  }

  /** The keys, by scope, whose values would tell whether references name the host. */
  public Map<Scope, Set<String>> missingKeys(NodeId host) {
    return needs.missingKeys(host.name());
  }

  /**
   * What a value of a component is once its placeholders are resolved; nothing where one has no
   * value.
   */
  public Optional<String> text(NodeId component, String written, Evidence at) {
    if (!Placeholders.isIn(written)) {
      return Optional.of(written);
    }
    Placeholders.Expanded expanded = needs.placeholders().expand(component, written, at);
    return expanded.complete() ? Optional.of(expanded.text()) : Optional.empty();
  }

  /** Every setting, in no particular order. */
  public Collection<Fact.Setting> settings() {
    return index.settings.values().stream().flatMap(List::stream).toList();
  }

  /** The settings of the same machine or tree whose value holds a placeholder for a setting. */
  public List<Fact.Setting> settingsThrough(Fact.Setting setting) {
    return needs.placeholders().through(setting);
  }

  /** What a component holds, queues and exchanges for instance, in order of place. */
  public List<Fact.Declaration> held(NodeId component) {
    List<Fact.Declaration> all = new ArrayList<>();
    index
        .declarations
        .values()
        .forEach(
            declarations ->
                declarations.stream()
                    .filter(declaration -> declaration.holder().equals(Optional.of(component)))
                    .filter(declaration -> declaration.node().kind() != NodeKind.HOST)
                    .forEach(all::add));
    return all;
  }

  /** The components whose settings a component sees: itself, what it runs, what it reads. */
  public Collection<NodeId> sources(NodeId component) {
    return components.propertySources(component);
  }

  /** The documents and folders that a component, or what it runs, reads. */
  public List<Fact.Reads> reads(NodeId component) {
    List<Fact.Reads> all = new ArrayList<>();
    for (NodeId source : components.propertySources(component)) {
      all.addAll(index.reads.getOrDefault(source, List.of()));
    }
    return all;
  }

  /** The world after bindings were removed. */
  public World unbound(Set<Fact.Binding> bindings) {
    requireNonNull(bindings, "bindings");
    return changed(overlay.rewired(overlay.rewired().without(bindings)));
  }

  /** The world after a queue was made anew with other arguments, all of them given. */
  public World redeclared(NodeId queue, List<Fact.Argument> arguments) {
    requireNonNull(queue, "queue");
    requireNonNull(arguments, "arguments");
    NodeId thing = overlay.recordsOf(queue).orElse(queue);
    return changed(overlay.rewired(overlay.rewired().with(thing, arguments)));
  }

  /** Bindings from or to the node, removed ones included. */
  public List<Fact.Binding> bindings(NodeId node) {
    return index.broker.bindings(node);
  }

  /** All bindings that are there. */
  public List<Fact.Binding> bindings() {
    List<Fact.Binding> all = index.broker.all(Fact.Binding.class);
    Set<Fact.Binding> gone = overlay.rewired().unbound();
    return gone.isEmpty() ? all : all.stream().filter(it -> !gone.contains(it)).toList();
  }

  /** How queues and exchanges are declared, called as the facts call them. */
  public List<Fact.Shape> shapes() {
    List<Fact.Shape> all = index.broker.all(Fact.Shape.class);
    Map<NodeId, List<Fact.Argument>> now = overlay.rewired().redeclared();
    return now.isEmpty()
        ? all
        : all.stream()
            .map(it -> now.containsKey(it.node()) ? it.with(now.get(it.node())) : it)
            .toList();
  }

  /** The software a component is an instance of, with its version where known. */
  public List<Fact.Installation> installations(NodeId component) {
    return List.copyOf(index.installations.getOrDefault(component, List.of()));
  }

  /** Every component that any fact speaks of, as what it belongs to. */
  public Set<NodeId> components() {
    return needs.components();
  }

  /**
   * Who answers for a component: what is said of it by name, else of the document its own line
   * stands in, else of its machine; in order of place.
   *
   * @param path of that document
   */
  public List<Fact.Ownership> ownership(NodeId component, String path) {
    return index.responsible.of(component, hostsOf(component), path);
  }

  /**
   * How much the company hangs on a component whose own line stands in a document, where anybody
   * says so; of several statements the most critical one.
   *
   * @param path of that document
   */
  public Optional<Fact.Importance> importance(NodeId component, String path) {
    return index.important.of(component, hostsOf(component), path).stream()
        .max(Comparator.comparing(Fact.Importance::criticality));
  }

  /** Who answers for a document. */
  public List<Fact.Ownership> ownership(String path) {
    return index.responsible.of(path);
  }

  /** Who answers for a machine, by its name; else for the document of a path. */
  public List<Fact.Ownership> ownershipOfHost(NodeId host, String path) {
    return index.responsible.ofHost(host, path);
  }

  /** Where a declaration or record of the node stands first. */
  public Optional<Evidence> evidence(NodeId node) {
    return declarations(node).stream()
        .map(Fact.Declaration::evidence)
        .findFirst()
        .or(
            () ->
                index.addresses.getOrDefault(node, List.of()).stream()
                    .map(Fact.Address::evidence)
                    .findFirst());
  }

  /** Every host name that is only referenced, never declared, in order. */
  public Set<NodeId> referencedOnly() {
    Set<NodeId> all = new TreeSet<>();
    for (Need need : needs()) {
      for (Resolution.Step step : need.resolution().steps()) {
        if (step.node().kind() != NodeKind.COMPONENT && !isDeclared(step.node())) {
          all.add(step.node());
        }
      }
    }
    return all;
  }
}
