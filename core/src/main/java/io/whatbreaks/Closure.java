package io.whatbreaks;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Term;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything by whose name a document could come into an answer: what changes, its aliases and
 * addresses, the keys that carry it, who reads those, what is affected and how that is reached.
 * When no unread document holds any of it, reading on cannot alter the answer.
 */
final class Closure {
  private static final int LONGEST_VALUE = 4096;
  private static final int FOLDERS_ABOVE = 4;
  private static final List<String> LOOPBACKS =
      List.of("localhost", "127.0.0.1", "127.0.1.1", "::1", "[::1]");

  /** What has a name that dots do not part. */
  private static final Set<NodeKind> WHOLE =
      Set.of(NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC, NodeKind.VHOST);

  private final World world;
  private final Set<Term> names = new LinkedHashSet<>();
  private final Set<Term> terms = new LinkedHashSet<>();
  private final Set<Term> members = new LinkedHashSet<>();

  /** What changes, and whoever has a name or an address that is given up or taken. */
  private final Set<NodeId> concerned = new HashSet<>();

  private final Set<Fact.Setting> carried = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean everything;

  private Closure(World world) {
    this.world = world;
  }

  /** The terms known before anything is read. */
  static Set<Term> of(List<Change> changes) {
    Set<Term> terms = new LinkedHashSet<>();
    for (Change step : changes.stream().flatMap(change -> change.steps().stream()).toList()) {
      if (step instanceof Change.Rename rename) {
        target(terms, rename.name());
        terms.add(Term.name(rename.to()));
      } else if (step instanceof Change.Retire retire) {
        target(terms, retire.name());
      } else if (step instanceof Change.Readdress readdress) {
        target(terms, readdress.name());
        terms.add(spellings(readdress.to()));
      } else if (step instanceof Change.MovePort move) {
        target(terms, move.name());
      } else if (step instanceof RemoveBinding unbound) {
        terms.add(Term.whole(unbound.exchange()));
        terms.add(Term.whole(unbound.destination()));
      } else if (step instanceof RedeclareQueue redeclared) {
        terms.add(Term.whole(redeclared.queue()));
      } else if (step instanceof Upgrade upgrade) {
        // What its rules are about is sought beside this.
        upgrade.on().forEach(name -> target(terms, name));
      } else {
        throw new AssertionError(step);
      }
    }
    return terms;
  }

  private static void target(Set<Term> terms, String name) {
    int scope = name.lastIndexOf('@');
    String bare = scope > 0 ? name.substring(0, scope) : name;
    String kind = bare.substring(0, Math.max(0, bare.indexOf(':')));
    if (NodeKind.of(kind).filter(WHOLE::contains).isPresent()) {
      terms.add(Term.whole(bare.substring(kind.length() + 1)));
      return;
    }
    terms.add(Term.name(bare));
    machine(terms, bare);
    int colon = bare.lastIndexOf(':');
    if (colon > 0 && HostName.address(bare).isEmpty()) {
      terms.add(Term.words(bare.substring(colon + 1)));
    }
  }

  /** A machine that only its folder names has no document that says so: all of them are read. */
  private static void machine(Set<Term> terms, String name) {
    String normal = HostName.normalise(name);
    terms.add(Term.everythingOf(Scope.host(normal)));
    terms.add(Term.everythingOf(Scope.host(HostName.firstLabel(normal))));
  }

  /** The terms that an answer, so far, has come upon. */
  static Closure of(World world, Impact impact) {
    Closure closure = new Closure(world);
    closure.changed(impact);
    for (NodeId old : impact.changed()) {
      world.scopesOf(old).forEach(scope -> closure.terms.add(Term.everythingOf(scope)));
    }
    impact
        .places()
        .forEach(
            place ->
                closure.carriers(
                    place.evidence().at().path(), place.evidence().at().line(), place.component()));
    for (Need need : world.needs()) {
      if (need.resolution().steps().stream()
          .anyMatch(step -> closure.concerned.contains(step.node()))) {
        closure.component(need.component());
        // Whoever sends mail there names the domain alone.
        need.mailDomain()
            .map(domain -> Term.name(domain).reachedAt(Set.of(Term.ANY_PORT)))
            .ifPresent(closure.terms::add);
        if (need.isAccess()) {
          closure.reached(need.component());
        }
        closure.carriers(
            need.place().at().path(), need.place().at().line(), Optional.of(need.component()));
      }
    }
    closure.settings();
    impact.breakages().forEach(closure::affected);
    impact.subjects().forEach(closure::restarts);
    // Of a zone that is refused every name counts, however short it is written.
    closure.everything |= impact.losesZone();
    impact.changed().forEach(closure::joined);
    impact.renamed().forEach((old, now) -> closure.patterns(old, now.name()));
    impact.subjects().forEach(closure::series);
    closure.members(impact);
    closure.bound(impact);
    closure.terms.addAll(closure.names);
    return closure;
  }

  /** Who publishes to what leads there, or consumes what comes from there, names that alone. */
  private void bound(Impact impact) {
    Set<NodeId> ends = new LinkedHashSet<>(impact.changed());
    impact.subjects().values().forEach(ends::addAll);
    ends.removeIf(node -> !WHOLE.contains(node.kind()));
    Set<NodeId> all = new LinkedHashSet<>(bound(ends, true));
    all.addAll(bound(ends, false));
    all.forEach(node -> terms.add(Term.whole(node.name())));
  }

  private Set<NodeId> bound(Set<NodeId> ends, boolean upwards) {
    Set<NodeId> seen = new LinkedHashSet<>(ends);
    Deque<NodeId> open = new ArrayDeque<>(ends);
    while (!open.isEmpty()) {
      NodeId node = open.remove();
      for (Fact.Binding binding : world.bindings(node)) {
        NodeId from = upwards ? binding.destination() : binding.exchange();
        NodeId to = upwards ? binding.exchange() : binding.destination();
        if (from.equals(node) && seen.add(to)) {
          open.add(to);
        }
      }
    }
    return seen;
  }

  /** The names and addresses of what changes: a file that was lost matters when it holds one. */
  static Set<Term> names(World world, Impact impact) {
    Closure closure = new Closure(world);
    closure.changed(impact);
    return closure.names;
  }

  private void changed(Impact impact) {
    concerned.addAll(impact.changed());
    concerned.addAll(impact.renamed().values());
    names.addAll(of(impact.changes()));
    impact.renamed().values().forEach(taken -> name(taken, names));
    if (world.hasWildcards()) {
      impact.renamed().forEach(this::domains);
    }
    impact.changed().forEach(old -> name(old, names));
    impact.subjects().forEach(this::addresses);
  }

  /** Whoever else has an address that is given up or taken is reached by other names. */
  private void addresses(Change change, Set<NodeId> subjects) {
    Set<String> addresses = new TreeSet<>();
    if (change instanceof Change.Readdress readdress) {
      addresses.add(readdress.to());
    } else if (!(change instanceof Change.Retire)) {
      return;
    }
    subjects.forEach(node -> addresses.addAll(world.knownAddresses(node)));
    for (String address : addresses) {
      names.add(spellings(address));
      concerned.addAll(world.namesOf(address));
      world.namesOf(address).forEach(owner -> name(owner, names));
    }
    if (change instanceof Change.Readdress) {
      subjects.forEach(node -> world.knownAddresses(node).forEach(this::nets));
    }
  }

  /** A list of nets lets an address in without its letters. */
  private void nets(String address) {
    HostName.nets(address).forEach(net -> terms.add(spellings(net)));
    for (Fact.Admission entry : world.admissionsLeft(address, List.of())) {
      for (NodeId server : world.owners(entry.component())) {
        component(server);
        reached(server);
      }
    }
  }

  /** What lies below a wildcard is hidden from it by the domains of the new name. */
  private void domains(NodeId old, NodeId now) {
    boolean isHost = now.kind() == NodeKind.HOST && now.scope().equals(Scope.DNS);
    for (String domain = HostName.parent(now.name());
        isHost && !domain.isEmpty() && !HostName.isWithin(old.name(), domain);
        domain = HostName.parent(domain)) {
      names.add(Term.name(domain));
    }
  }

  /** Those of what changes, among the terms. */
  Set<Term> names() {
    return names;
  }

  /** Whether no term tells which documents may matter. */
  boolean isEverything() {
    return everything;
  }

  /** All terms. */
  Set<Term> terms() {
    return terms;
  }

  /** Names of which only what is read anyway need tell whether they resolve. */
  Set<Term> members() {
    return members;
  }

  /** A host by its name, its aliases and its addresses. */
  private void name(NodeId node, Set<Term> into) {
    name(node, into, new HashSet<>());
  }

  private void name(NodeId node, Set<Term> into, Set<NodeId> followed) {
    if (!followed.add(node)) {
      return;
    }
    if (node.kind() == NodeKind.COMPONENT) {
      return; // An instance that is upgraded; whoever uses it is sought where it is affected.
    }
    if (node.kind() != NodeKind.HOST) {
      boolean whole = WHOLE.contains(node.kind());
      into.add(whole ? Term.whole(node.name()) : Term.name(node.name()));
      return;
    }
    if (node.name().startsWith("*.")) {
      // Whatever name stands in its place may be written short.
      everything = true;
    }
    into.add(Term.name(node.name()));
    for (String address : world.addresses(node)) {
      into.add(spellings(address));
      world.namesOf(address).forEach(name -> into.add(Term.name(name.name())));
    }
    for (Fact.Address pin : world.pinsOf(node)) {
      Term pinned = Term.name(pin.host().name());
      Scope scope = pin.host().scope();
      into.add(scope.kind() == Scope.Kind.HOST ? pinned.within(scope) : pinned);
    }
    for (Fact.Alias alias : world.aliasesOf(node)) {
      name(alias.alias(), into, followed);
    }
    world.redirectedTo(node).forEach(name -> name(name, into, followed));
  }

  /** What stands for the name does not hold it in one piece. */
  private void patterns(NodeId old, String now) {
    if (old.kind() == NodeKind.HOST || old.kind() == NodeKind.TOPIC) {
      NamePattern.anchorsOf(old.name(), now).forEach(word -> terms.add(Term.pattern(word)));
    }
  }

  private void series(Change change, Set<NodeId> subjects) {
    if (change instanceof Change.Retire) {
      subjects.forEach(gone -> patterns(gone, ""));
    }
  }

  /** Whoever uses what is upgraded is hit when that restarts. */
  private void restarts(Change change, Set<NodeId> subjects) {
    if (change instanceof Upgrade) {
      for (NodeId instance : subjects) {
        component(instance);
        reached(instance);
      }
    }
  }

  /** Nor does what makes it of parts. */
  private void joined(NodeId old) {
    if (old.kind() != NodeKind.HOST) {
      return;
    }
    if (old.scope().equals(Scope.DNS)) {
      terms.add(Term.parts(HostName.firstLabel(old.name())));
    }
    world
        .missingKeys(old)
        .forEach((scope, keys) -> keys.forEach(key -> terms.add(Term.valueOf(key, scope))));
  }

  /** What all spellings of an address have in common. */
  private static Term spellings(String address) {
    if (address.indexOf(':') < 0) {
      return Term.name(address);
    }
    // Zeros come and go in the parts of an IPv6 address, save in one of four digits.
    List<String> full =
        Stream.of(address.split(":", -1)).filter(part -> part.length() == 4).toList();
    return Term.words(full.isEmpty() ? address : String.join(" ", full));
  }

  /** A setting that carries the name is reached by its key, a document by its file name. */
  private void carriers(String path, int line, Optional<NodeId> component) {
    if (component.isEmpty()) {
      return;
    }
    component(component.get());
    Scope scope = component.get().scope();
    for (Fact.Setting setting : world.settingsAt(path, line)) {
      key(setting, scope);
    }
    world.interpolator(path).ifPresent(this::component);
    for (NodeId held : world.heldIn(path)) {
      terms.add(Term.name(lastElement(held.name())).within(scope));
    }
    given(path, scope);
    if (path.endsWith(component.get().name()) || world.isRead(scope, path)) {
      reader(path, scope);
    }
  }

  /** What a value names is reached by its key, even where nobody is known to use it yet. */
  private void settings() {
    Set<String> words = new HashSet<>();
    names.forEach(name -> words.add(name.text()));
    words.remove("");
    for (Fact.Setting setting : world.settings()) {
      if (names(setting.value(), words)) {
        key(setting, setting.component().scope());
        parents(setting.component());
      }
    }
  }

  /** What a component goes on from may use what is set for it. */
  private void parents(NodeId component) {
    for (NodeId parent : world.parents(component)) {
      terms.add(Term.words(parent.name(), parent.scope()));
    }
  }

  /** Whether a word of the value, or its first label, is one of the names. */
  private static boolean names(String value, Set<String> names) {
    if (value.length() > LONGEST_VALUE) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean part = i < value.length() && isNamePart(value.charAt(i));
      if (part) {
        continue;
      }
      if (i > start) {
        String word = HostName.normalise(value.substring(start, i));
        if (names.contains(word) || names.contains(HostName.firstLabel(word))) {
          return true;
        }
      }
      start = i + 1;
    }
    return names.contains(HostName.normalise(value));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  /** A key in its spellings, and the keys of settings that use it in their turn. */
  private void key(Fact.Setting setting, Scope scope) {
    if (!carried.add(setting)) {
      return;
    }
    String key = setting.key().substring(setting.holder().length()).strip();
    List<String> spellings =
        List.of(
            key,
            key.replace("-", ""),
            key.replaceAll("[^\\p{Alnum}]", ""),
            key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-"));
    for (String spelling : spellings) {
      // In a tree, what lies elsewhere has keys of its own by that name.
      terms.add(
          isTree(scope)
              ? Term.key(spelling, scope, setting.component().name())
              : Term.words(spelling, scope));
    }
    world.settingsThrough(setting).forEach(user -> key(user, scope));
  }

  private static boolean isTree(Scope scope) {
    return scope.kind() == Scope.Kind.TREE;
  }

  /** Whoever gives a file, or a folder that holds it, to a container is the one that reads it. */
  private void given(String path, Scope scope) {
    String part = path;
    for (int i = 0; i < FOLDERS_ABOVE && part.indexOf('/') > 0; i++) {
      terms.add(Term.path(part, scope));
      part = part.substring(0, part.lastIndexOf('/'));
    }
  }

  /** Whoever reads a document writes its name, or its folder's with a glob for the rest. */
  private void reader(String path, Scope scope) {
    if (isTree(scope)) {
      terms.add(Term.path(path, scope));
      return;
    }
    String[] elements = path.split("/", -1);
    int last = elements.length - 1;
    for (int i = Math.max(0, last - 2); i <= last; i++) {
      terms.add(Term.words(elements[i], scope));
    }
  }

  private void affected(Breakage breakage) {
    NodeId component = breakage.component();
    component(component);
    for (Reason reason : breakage.why()) {
      carriers(
          reason.evidence().at().path(), reason.evidence().at().line(), Optional.of(component));
    }
    breakage.chain().forEach(this::fullName);
    if (breakage.effect() != Effect.DEGRADES && breakage.effect() != Effect.UNCERTAIN) {
      reached(component);
    }
  }

  /** A machine that its own files call by a short name may be known by a full one elsewhere. */
  private void fullName(NodeId node) {
    if (node.kind() == NodeKind.HOST
        && node.scope().equals(Scope.DNS)
        && node.name().indexOf('.') < 0) {
      terms.add(Term.name(node.name()));
    }
  }

  /** What else a list of an affected component names: whether it resolves decides what is left. */
  private void members(Impact impact) {
    Set<NodeId> affected = new HashSet<>();
    impact.breakages().forEach(breakage -> affected.add(breakage.component()));
    for (Need need : world.needs()) {
      boolean isMember = need.reference().use().group().mode() != Group.Mode.SINGLE;
      if (isMember && affected.contains(need.component())) {
        members.add(Term.name(need.name()));
      }
    }
  }

  /** Its own documents, by their path or because they name it, and those it reads. */
  private void component(NodeId component) {
    Scope scope = component.scope();
    if (isTree(scope) && world.isDocument(component)) {
      terms.add(Term.path(component.name(), scope));
    } else {
      terms.add(Term.words(component.name(), scope));
    }
    for (Fact.Reads reads : world.reads(component)) {
      terms.add(Term.file(reads.path(), scope));
    }
  }

  private static String lastElement(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void reached(NodeId component) {
    for (Fact.Labels carried : world.labels(component)) {
      // Whatever selects by one of them may be the name that others use.
      for (String label : carried.labels()) {
        terms.add(
            Term.words("selector " + label.substring(label.indexOf('=') + 1), component.scope()));
      }
    }
    boolean behindName =
        world.hostsOf(component).stream().anyMatch(host -> !host.scope().equals(Scope.DNS));
    if (world.ports(component).isEmpty() && !behindName) {
      return;
    }
    Set<Integer> ports = behindName ? Set.of(Term.ANY_PORT) : Set.copyOf(world.ports(component));
    Set<Term> reachedBy = new LinkedHashSet<>();
    world.hostsOf(component).forEach(host -> name(host, reachedBy));
    if (component.scope().kind() == Scope.Kind.HOST) {
      LOOPBACKS.forEach(loopback -> reachedBy.add(Term.name(loopback).within(component.scope())));
    }
    for (NodeId host : world.hostsOf(component)) {
      if (host.scope().kind() == Scope.Kind.KUBERNETES) {
        // CART_DB_SERVICE_HOST
        terms.add(Term.words(host.name() + " service"));
      }
    }
    reachedBy.forEach(term -> terms.add(term.reachedAt(ports)));
  }
}
