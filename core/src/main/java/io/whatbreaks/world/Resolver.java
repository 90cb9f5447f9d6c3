package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Resolution.Outcome;
import io.whatbreaks.world.Resolution.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows one name as the programs of a scope would. One instance for each resolution. */
final class Resolver {
  private static final int LONGEST_CHAIN = 20;

  private final FactIndex index;
  private final Overlay overlay;
  private final LocalNames local;
  private final List<Step> steps = new ArrayList<>();
  private final Set<NodeId> lookedAt = new LinkedHashSet<>();
  private Certainty certainty = Certainty.CERTAIN;

  Resolver(FactIndex index, Overlay overlay) {
    this.index = index;
    this.overlay = overlay;
    this.local = new LocalNames(index, overlay);
  }

  /**
   * Follows a name.
   *
   * @param written without placeholders
   * @param near the folder of the document it stands in: among equals in a tree, the nearest is
   *     meant
   */
  Resolution resolve(String written, Scope from, String near) {
    String name = HostName.normalise(written);
    Optional<String> address = HostName.address(written);
    Outcome outcome =
        address.isPresent()
            ? address(address.get(), from)
            : LocalNames.isLoopback(name) ? loopback(name, from) : name(written, name, from, near);
    return new Resolution(
        name, steps, isUnreachable(outcome) ? Outcome.MISSING : outcome, certainty, lookedAt);
  }

  /** Whether the name leads to an address that a change took away. */
  private boolean isUnreachable(Outcome outcome) {
    if (overlay.moved().isEmpty() || (outcome != Outcome.REACHED && outcome != Outcome.OUTSIDE)) {
      return false;
    }
    for (Step step : steps) {
      if (step.node().kind() == NodeKind.ADDRESS) {
        return overlay.isGone(step.node().name());
      }
    }
    Optional<NodeId> last = overlay.recordsOf(steps.get(steps.size() - 1).node());
    return last.isPresent()
        && overlay.isCutOff(last.get(), index.addresses.getOrDefault(last.get(), List.of()));
  }

  private Outcome loopback(String name, Scope from) {
    NodeId local = NodeId.host(from.kind() == Scope.Kind.HOST ? from : Scope.DNS, name);
    steps.add(new Step(local, Optional.empty()));
    lookedAt.add(local);
    if (from.kind() == Scope.Kind.HOST) {
      steps.add(new Step(overlay.now(index.machine(from).node()), Optional.empty()));
    }
    return Outcome.REACHED;
  }

  private Outcome address(String address, Scope from) {
    NodeId node = NodeId.address(address);
    steps.add(new Step(node, Optional.empty()));
    if (address.startsWith("127.") || address.equals("::1")) {
      if (from.kind() == Scope.Kind.HOST) {
        steps.add(new Step(overlay.now(index.machine(from).node()), Optional.empty()));
      }
      return Outcome.REACHED;
    }
    return owner(address);
  }

  /** From an address to the one name that owns it; several names of one address leave it open. */
  private Outcome owner(String address) {
    Optional<NodeId> moved = overlay.holderOf(address);
    if (moved.isPresent()) {
      steps.add(new Step(overlay.now(moved.get()), Optional.empty()));
      return Outcome.REACHED;
    }
    List<Fact.Address> dns = new ArrayList<>();
    for (Fact.Address owner : index.owners.getOrDefault(address, List.of())) {
      NodeId node = owner.host();
      if (node.scope().kind() == Scope.Kind.HOST) {
        FactIndex.Machine machine = index.machine(node.scope());
        if (machine.ownNames().contains(node.name())) {
          dns.add(0, new Fact.Address(machine.node(), address, owner.evidence()));
        }
      } else if (!node.name().startsWith("*")) {
        dns.add(owner);
      }
    }
    if (dns.isEmpty()) {
      return Outcome.OUTSIDE;
    }
    Fact.Address first = dns.get(0);
    steps.add(new Step(overlay.now(first.host()), Optional.of(first.evidence())));
    return Outcome.REACHED;
  }

  private Outcome name(String written, String name, Scope from, String near) {
    switch (from.kind()) {
      case COMPOSE -> {
        if (scoped(NodeId.host(from, name))) {
          return follow();
        }
        Outcome pinned = pin(from, name);
        if (pinned != null) {
          return pinned;
        }
      }
      case KUBERNETES -> {
        for (NodeId candidate : LocalNames.services(from, name)) {
          if (scoped(candidate)) {
            return follow();
          }
        }
      }
      case HOST -> {
        return onMachine(written, name, from);
      }
      case DNS, TREE, VHOST -> {}
    }
    if (from.outer().startsWith(Scope.Kind.HOST.word() + ":")) {
      return onMachine(
          written, name, Scope.host(from.outer().substring(Scope.Kind.HOST.word().length() + 1)));
    }
    return inTree(written, name, near);
  }

  /** Looks for a declaration of a project or namespace; adds the step when there is one now. */
  private boolean scoped(NodeId node) {
    lookedAt.add(node);
    if (overlay.aliasOf(node).isPresent()) {
      steps.add(new Step(node, Optional.empty()));
      return true;
    }
    Optional<NodeId> records = overlay.recordsOf(node);
    if (records.isEmpty()) {
      return false;
    }
    List<Fact.Declaration> declared = index.declarations.get(records.get());
    if (declared == null && !index.aliases.containsKey(records.get())) {
      return false;
    }
    steps.add(
        new Step(
            node, declared == null ? Optional.empty() : Optional.of(declared.get(0).evidence())));
    return true;
  }

  private Outcome onMachine(String written, String name, Scope machine) {
    FactIndex.Lookups lookups = index.lookups(machine);
    Outcome open = Outcome.MISSING;
    List<Step> openSteps = List.of(new Step(NodeId.host(Scope.DNS, name), Optional.empty()));
    boolean asked = false;
    String last = "";
    for (String source : lookups.order()) {
      if (source.startsWith("[")) {
        if (NameServiceOrder.ends(source, last, name)) {
          break;
        }
        continue;
      }
      last = source;
      Outcome found = lookUp(source, written, name, machine);
      if (found == null) {
        continue;
      }
      boolean left = NameServiceOrder.isDns(source) && !isHere(found);
      if (!left && found != Outcome.MISSING) {
        // Whether DNS has a name that the files given do not cannot be told, save of a bare label.
        boolean perhaps = open == Outcome.OUTSIDE && name.indexOf('.') >= 0;
        certainty = perhaps ? Certainty.POSSIBLE : certainty;
        return found;
      }
      if (!asked) {
        asked = true;
        open = found;
        openSteps = List.copyOf(steps);
      }
      steps.clear();
    }
    steps.addAll(openSteps);
    lookedAt.add(NodeId.host(Scope.DNS, name));
    return open;
  }

  private static boolean isHere(Outcome found) {
    return found == Outcome.REACHED || found == Outcome.LOOP;
  }

  private @Nullable Outcome lookUp(String source, String written, String name, Scope machine) {
    if (NameServiceOrder.isFiles(source)) {
      // The C library compares the letters: a final dot leads past the hosts file.
      Outcome pinned = written.endsWith(".") ? null : pin(machine, name);
      if (pinned != null || !NameServiceOrder.isDns(source)) {
        return pinned;
      }
    }
    return NameServiceOrder.isDns(source) ? dns(written, name, index.lookups(machine)) : null;
  }

  /**
   * The hosts file of a machine, or the extra hosts of a project: null when it has no such name.
   */
  private @Nullable Outcome pin(Scope scope, String name) {
    NodeId pinned = NodeId.host(scope, name);
    NodeId machine = null;
    if (scope.kind() == Scope.Kind.HOST) {
      FactIndex.Machine self = index.machine(scope);
      machine = self.node();
      if (overlay.isNewOwnName(machine, name) && !self.ownNames().isEmpty()) {
        steps.add(new Step(overlay.now(machine), Optional.empty()));
        return Outcome.REACHED;
      }
      if (self.ownNames().contains(name)) {
        lookedAt.add(machine);
        if (overlay.isOwnNameGone(machine, name)) {
          return null;
        }
        steps.add(
            new Step(overlay.now(machine), FactIndex.evidence(index.declarations.get(pinned))));
        return Outcome.REACHED;
      }
    }
    List<Fact.Address> pins = index.addresses.get(pinned);
    if (pins == null) {
      return null;
    }
    lookedAt.add(pinned);
    Fact.Address pin = pins.get(0);
    steps.add(new Step(pinned, Optional.of(pin.evidence())));
    steps.add(new Step(NodeId.address(pin.address()), Optional.empty()));
    Outcome outcome = owner(pin.address());
    return outcome == Outcome.OUTSIDE ? Outcome.OUTSIDE : Outcome.REACHED;
  }

  /** Each name that resolv.conf's search list makes of it, in order, until one exists. */
  private @Nullable Outcome dns(String written, String name, FactIndex.Lookups lookups) {
    NodeId outside = null;
    boolean dotted = name.indexOf('.') >= 0;
    boolean denied = false;
    for (String candidate : lookups.candidates(written, name)) {
      NodeId node = NodeId.host(Scope.DNS, candidate);
      Outcome outcome = record(node);
      if (outcome == Outcome.REACHED && outside != null && dotted) {
        // The resolver comes here only if the name as it stands exists nowhere outside; a wildcard
        // would take every name of the world.
        if (steps.size() > 1) {
          steps.clear();
          break;
        }
        certainty = Certainty.POSSIBLE;
      }
      if (outcome == Outcome.REACHED) {
        return follow();
      }
      denied |= outcome == Outcome.MISSING;
      if (outcome == Outcome.OUTSIDE && outside == null) {
        outside = node;
      }
    }
    if (outside != null) {
      boolean open = !dotted && !denied && !written.endsWith(".");
      NodeId only = open ? onlyMachine(name) : null;
      NodeId reached = only != null ? only : outside;
      if (only != null && scoped(only)) {
        return follow();
      }
      steps.add(new Step(reached, Optional.empty()));
      return overlay.isGone(reached) ? Outcome.MISSING : Outcome.OUTSIDE;
    }
    NodeId first = NodeId.host(Scope.DNS, lookups.candidates(written, name).get(0));
    if (steps.isEmpty()) {
      steps.add(new Step(first, Optional.empty()));
    }
    return Outcome.MISSING;
  }

  /**
   * The one machine or name of DNS with that first label, where no zone says what the short name
   * means.
   */
  private @Nullable NodeId onlyMachine(String label) {
    List<NodeId> found =
        index.hostsByLabel.getOrDefault(label, List.of()).stream()
            .filter(local::isShortNameOf)
            .toList();
    found.forEach(lookedAt::add);
    return found.size() == 1 ? found.get(0) : null;
  }

  /**
   * What DNS says of an absolute name: REACHED when it has records now, MISSING or OUTSIDE when it
   * has none.
   */
  private Outcome record(NodeId node) {
    lookedAt.add(node);
    if (overlay.aliasOf(node).isPresent()) {
      steps.add(new Step(node, Optional.empty()));
      return Outcome.REACHED;
    }
    Optional<NodeId> records = overlay.recordsOf(node);
    if (records.isPresent() && index.hasRecords(records.get())) {
      steps.add(new Step(node, index.evidenceOf(records.get())));
      return Outcome.REACHED;
    }
    if (wildcard(node)) {
      return Outcome.REACHED;
    }
    return index.isGiven(node.name()) || overlay.isGone(node) ? Outcome.MISSING : Outcome.OUTSIDE;
  }

  private boolean wildcard(NodeId node) {
    for (String domain = HostName.parent(node.name());
        !domain.isEmpty();
        domain = HostName.parent(domain)) {
      NodeId star = NodeId.host(Scope.DNS, "*." + domain);
      if (index.addresses.containsKey(star) || index.aliases.containsKey(star)) {
        steps.add(new Step(node, Optional.empty()));
        steps.add(new Step(star, index.evidenceOf(star)));
        return true;
      }
      // RFC 4592: a name that exists keeps the wildcards above it from the names below it.
      Optional<NodeId> records = overlay.recordsOf(NodeId.host(Scope.DNS, domain));
      if (records.map(index::hasRecords).orElse(false)
          || (index.isGiven(domain) && index.zones.containsKey(domain))) {
        return false;
      }
    }
    return false;
  }

  /** From the last step on through aliases. */
  private Outcome follow() {
    for (int hop = 0; hop < LONGEST_CHAIN; hop++) {
      NodeId last = steps.get(steps.size() - 1).node();
      Optional<NodeId> kept = overlay.aliasOf(last);
      List<Fact.Alias> aliases =
          overlay.recordsOf(last).map(node -> index.aliases.get(node)).orElse(null);
      if (kept.isPresent()) {
        steps.add(new Step(kept.get(), Optional.empty()));
        continue;
      }
      if (aliases == null || hasOwnAddress(last)) {
        return Outcome.REACHED;
      }
      Fact.Alias alias = aliases.get(0);
      NodeId target = NodeId.host(last.scope(), alias.target());
      if (steps.stream().anyMatch(step -> step.node().equals(target))) {
        return Outcome.LOOP;
      }
      Outcome outcome = next(target, alias);
      if (outcome != Outcome.REACHED) {
        return outcome;
      }
    }
    return Outcome.LOOP;
  }

  private boolean hasOwnAddress(NodeId node) {
    return overlay.recordsOf(node).map(index.addresses::containsKey).orElse(false);
  }

  private Outcome next(NodeId target, Fact.Alias alias) {
    int before = steps.size();
    boolean dns = target.scope().equals(Scope.DNS);
    Outcome outcome = dns ? record(target) : scoped(target) ? Outcome.REACHED : Outcome.OUTSIDE;
    if (outcome == Outcome.REACHED) {
      steps.set(before, new Step(steps.get(before).node(), Optional.of(alias.evidence())));
      return outcome;
    }
    NodeId outside = dns ? target : NodeId.host(Scope.DNS, alias.target());
    lookedAt.add(outside);
    steps.add(new Step(outside, Optional.of(alias.evidence())));
    if (dns) {
      return outcome;
    }
    return overlay.isGone(target) || overlay.isGone(outside) ? Outcome.MISSING : Outcome.OUTSIDE;
  }

  /**
   * In a tree nobody says which machine reads a file: DNS names as they are, else what the tree
   * declares.
   */
  private Outcome inTree(String written, String name, String near) {
    NodeId asWritten = NodeId.host(Scope.DNS, name);
    Outcome outcome = record(asWritten);
    if (outcome == Outcome.REACHED) {
      return follow();
    }
    if (outcome == Outcome.MISSING && name.indexOf('.') >= 0) {
      steps.add(new Step(asWritten, Optional.empty()));
      return outcome;
    }
    if (!written.endsWith(".")) {
      for (NodeId declared : local.declared(name, near)) {
        if (declared.scope().equals(Scope.DNS)
            ? record(declared) == Outcome.REACHED
            : scoped(declared)) {
          certainty = Certainty.POSSIBLE;
          return follow();
        }
      }
    }
    steps.add(new Step(asWritten, Optional.empty()));
    return outcome;
  }
}
