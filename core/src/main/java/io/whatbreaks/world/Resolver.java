package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Resolution.Outcome;
import io.whatbreaks.world.Resolution.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one name as the programs of a scope would. One instance for each resolution. */
final class Resolver {
  private final FactIndex index;
  private final Overlay overlay;
  private final LocalNames local;
  private final Projects projects;
  private final Chain chain;

  /**
   * In a world.
   *
   * @param view what is seen of name servers that have views; null for all of it
   */
  Resolver(FactIndex index, Overlay overlay, ZoneFiles.@Nullable View view) {
    this.index = index;
    this.overlay = overlay;
    this.local = new LocalNames(index, overlay);
    this.projects = new Projects(index, overlay);
    this.chain = new Chain(index, overlay, view);
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
    return chain.ended(name, isUnreachable(outcome) ? Outcome.MISSING : outcome);
  }

  /** Whether the name leads to an address that a change took away. */
  private boolean isUnreachable(Outcome outcome) {
    if (overlay.moved().isEmpty() || (outcome != Outcome.REACHED && outcome != Outcome.OUTSIDE)) {
      return false;
    }
    for (Step step : chain.steps()) {
      if (step.node().kind() == NodeKind.ADDRESS) {
        return overlay.isGone(step.node().name());
      }
    }
    Optional<NodeId> last = overlay.recordsOf(chain.last());
    return last.isPresent()
        && overlay.isCutOff(last.get(), index.addresses.getOrDefault(last.get(), List.of()));
  }

  private Outcome loopback(String name, Scope from) {
    NodeId local = NodeId.host(from.kind() == Scope.Kind.HOST ? from : Scope.DNS, name);
    chain.step(local, Optional.empty());
    chain.look(local);
    if (from.kind() == Scope.Kind.HOST) {
      chain.step(overlay.now(index.machine(from).node()), Optional.empty());
    }
    return Outcome.REACHED;
  }

  private Outcome address(String address, Scope from) {
    NodeId node = NodeId.address(address);
    chain.step(node, Optional.empty());
    if (address.startsWith("127.") || address.equals("::1")) {
      if (from.kind() == Scope.Kind.HOST) {
        chain.step(overlay.now(index.machine(from).node()), Optional.empty());
      }
      return Outcome.REACHED;
    }
    return owner(address);
  }

  /** From an address to the one name that owns it; several names of one address leave it open. */
  private Outcome owner(String address) {
    Optional<NodeId> moved = overlay.holderOf(address);
    if (moved.isPresent()) {
      chain.step(overlay.now(moved.get()), Optional.empty());
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
    chain.step(overlay.now(first.host()), Optional.of(first.evidence()));
    return Outcome.REACHED;
  }

  private Outcome name(String written, String name, Scope from, String near) {
    switch (from.kind()) {
      case COMPOSE, KUBERNETES -> {
        return inContainer(written, name, from, near);
      }
      case HOST -> {
        return onMachine(written, name, from);
      }
      case DNS, TREE, VHOST -> {}
    }
    Optional<Scope> machine = machine(from);
    return machine.isPresent()
        ? onMachine(written, name, machine.get())
        : inTree(written, name, near, from);
  }

  /**
   * A container has a hosts file of its own, then the names of its project or cluster; what these
   * do not know, Docker asks the name servers of the machine for, not its hosts file.
   */
  private Outcome inContainer(String written, String name, Scope from, String near) {
    boolean compose = from.kind() == Scope.Kind.COMPOSE;
    Outcome pinned = pin(from, name);
    if (pinned == null && compose) {
      pinned = pin(from.project(), name);
    }
    if (pinned != null) {
      return pinned;
    }
    Optional<FactIndex.Lookups> own = compose ? Optional.empty() : index.toldLookups(from);
    if (own.isPresent()) {
      Outcome found = inPod(written, name, from, own.get());
      if (found != null) {
        return found;
      }
    } else {
      for (NodeId candidate : projects.candidates(from, name)) {
        if (chain.scoped(candidate)) {
          return follow();
        }
      }
    }
    Optional<Scope> machine = machine(from);
    if (machine.isEmpty()) {
      return inTree(written, name, near, from);
    }
    // Where the pods of a manifest run is not told: the machine it lies on stands for their nodes.
    return compose
        ? orMissing(dns(written, name, index.lookups(machine.get())))
        : onMachine(written, name, machine.get());
  }

  /**
   * A pod with a resolver configuration of its own asks for each name of its search list; null
   * where others may know the name.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config">
   *     Pod's DNS Config</a>
   */
  private @Nullable Outcome inPod(
      String written, String name, Scope from, FactIndex.Lookups lookups) {
    for (String candidate : lookups.candidates(written, name)) {
      for (NodeId service : projects.services(LocalNames.fullServices(from, candidate))) {
        if (chain.scoped(service)) {
          return follow();
        }
      }
      if (chain.record(NodeId.host(Scope.DNS, candidate)) == Outcome.REACHED) {
        return chain.follow();
      }
    }
    return index.asksNobodyElse(from) ? orMissing(dns(written, name, lookups)) : null;
  }

  /** Through aliases, and on to the addresses that stand behind a Service by hand. */
  private Outcome follow() {
    Outcome outcome = chain.follow();
    NodeId last = chain.last();
    List<Fact.Address> addresses =
        outcome == Outcome.REACHED && last.scope().kind() == Scope.Kind.KUBERNETES
            ? overlay.recordsOf(last).map(index.addresses::get).orElse(null)
            : null;
    if (addresses != null) {
      Fact.Address first = addresses.get(0);
      chain.step(NodeId.address(first.address()), Optional.of(first.evidence()));
      owner(first.address());
    }
    return outcome;
  }

  private static Outcome orMissing(@Nullable Outcome outcome) {
    return outcome == null ? Outcome.MISSING : outcome;
  }

  /** The machine that a project or virtual host lies on, where it lies on one. */
  static Optional<Scope> machine(Scope from) {
    String prefix = Scope.Kind.HOST.word() + ":";
    return from.outer().startsWith(prefix)
        ? Optional.of(Scope.host(from.outer().substring(prefix.length())))
        : Optional.empty();
  }

  private Outcome onMachine(String written, String name, Scope machine) {
    Outcome open = Outcome.MISSING;
    List<Step> openSteps = List.of(new Step(NodeId.host(Scope.DNS, name), Optional.empty()));
    boolean asked = false;
    String last = "";
    Outcome lastFound = Outcome.MISSING;
    for (String source : index.lookups(machine).order()) {
      if (source.startsWith("[")) {
        if (NameServiceOrder.ends(source, last, name, lastFound)) {
          break;
        }
        continue;
      }
      last = source;
      lastFound = Outcome.MISSING;
      Outcome found = lookUp(source, written, name, machine);
      if (found == null) {
        continue;
      }
      if (found == Outcome.REACHED || !NameServiceOrder.asksOthers(source)) {
        // Whether DNS has a name that the files given do not cannot be told, save of a bare label.
        boolean perhaps = open == Outcome.OUTSIDE && name.indexOf('.') >= 0;
        if (perhaps) {
          chain.doubt();
        }
        return found;
      }
      lastFound = found;
      if (!asked) {
        asked = true;
        open = found;
        openSteps = chain.steps();
      }
      chain.restart(List.of());
    }
    chain.restart(openSteps);
    chain.look(NodeId.host(Scope.DNS, name));
    return open;
  }

  private @Nullable Outcome lookUp(String source, String written, String name, Scope machine) {
    if (NameServiceOrder.isFiles(source)) {
      // The C library compares the letters: a final dot leads past the hosts file.
      Outcome pinned = written.endsWith(".") ? null : pin(machine, name);
      if (pinned != null || !NameServiceOrder.isDns(source)) {
        return pinned;
      }
    }
    if (NameServiceOrder.isOwnName(source)) {
      NodeId own = local.machineCalled(machine, name);
      if (own != null) {
        chain.look(index.machine(machine).node());
        chain.step(own, Optional.empty());
        return Outcome.REACHED;
      }
    }
    if (NameServiceOrder.isMulticast(source, name)) {
      return multicast(name);
    }
    return NameServiceOrder.isDns(source) ? dns(written, name, index.lookups(machine)) : null;
  }

  /** Each machine answers for its own name; whatever else is on the network does so too. */
  private Outcome multicast(String name) {
    List<NodeId> found = local.machinesCalled(HostName.firstLabel(name), chain::look);
    if (found.size() != 1) {
      chain.step(NodeId.host(Scope.DNS, name), Optional.empty());
      return Outcome.OUTSIDE;
    }
    chain.doubt();
    chain.step(found.get(0), Optional.empty());
    return Outcome.REACHED;
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
        chain.step(overlay.now(machine), Optional.empty());
        return Outcome.REACHED;
      }
      if (self.ownNames().contains(name)) {
        chain.look(machine);
        if (overlay.isOwnNameGone(machine, name)) {
          return null;
        }
        chain.step(overlay.now(machine), FactIndex.evidence(index.declarations.get(pinned)));
        return Outcome.REACHED;
      }
    }
    List<Fact.Address> pins = index.addresses.get(pinned);
    if (pins == null) {
      return null;
    }
    chain.look(pinned);
    // hosts(5): a name may stand on several lines, one for each of its addresses.
    List<Step> first = List.of();
    for (Fact.Address pin : pins) {
      chain.restart(List.of());
      chain.step(pinned, Optional.of(pin.evidence()));
      if (address(pin.address(), scope) == Outcome.REACHED) {
        return Outcome.REACHED;
      }
      first = first.isEmpty() ? chain.steps() : first;
    }
    chain.restart(first);
    return Outcome.OUTSIDE;
  }

  /**
   * Each name that resolv.conf's search list makes of it, in order, until one has an address. The C
   * library goes on behind a name that does not exist, one that has no address, and one that the
   * server answers with an error (glibc, resolv/res_query.c, __res_context_search).
   */
  private Outcome dns(String written, String name, FactIndex.Lookups lookups) {
    NodeId outside = null;
    boolean dotted = name.indexOf('.') >= 0;
    boolean denied = false;
    boolean failed = false;
    List<Step> deadEnd = List.of();
    Outcome dead = Outcome.MISSING;
    for (String candidate : lookups.candidates(written, name)) {
      NodeId node = NodeId.host(Scope.DNS, candidate);
      Outcome outcome = chain.record(node);
      if (outcome == Outcome.REACHED && outside != null && dotted) {
        // The resolver comes here only if the name as it stands exists nowhere outside; a wildcard
        // would take every name of the world.
        if (chain.steps().size() > 1) {
          chain.restart(List.of());
          break;
        }
        chain.doubt();
      }
      if (outcome == Outcome.REACHED) {
        outcome = chain.follow();
        if (outcome == Outcome.REACHED || outcome == Outcome.OUTSIDE) {
          return outcome;
        }
        if (deadEnd.isEmpty() && (outside == null || !dotted)) {
          deadEnd = chain.steps();
          dead = outcome;
        }
        chain.restart(List.of());
        denied = true;
        continue;
      }
      denied |= outcome == Outcome.MISSING;
      failed |= outcome == Outcome.LOOP;
      if (outcome == Outcome.OUTSIDE && outside == null) {
        outside = node;
      }
    }
    if (!deadEnd.isEmpty()) {
      chain.restart(deadEnd);
      return dead;
    }
    if (outside != null) {
      boolean open = !dotted && !denied && !failed && !written.endsWith(".");
      return outside(name, outside, open);
    }
    chain.step(NodeId.host(Scope.DNS, lookups.candidates(written, name).get(0)), Optional.empty());
    return failed ? Outcome.LOOP : Outcome.MISSING;
  }

  private Outcome outside(String name, NodeId outside, boolean open) {
    NodeId only = open ? onlyMachine(name) : null;
    if (only != null && chain.scoped(only)) {
      return chain.follow();
    }
    NodeId reached = only != null ? only : outside;
    chain.step(reached, Optional.empty());
    return overlay.isGone(reached) ? Outcome.MISSING : Outcome.OUTSIDE;
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
    found.forEach(chain::look);
    return found.size() == 1 ? found.get(0) : null;
  }

  /**
   * In a tree nobody says which machine reads a file: DNS names as they are, else what the tree
   * declares.
   */
  private Outcome inTree(String written, String name, String near, Scope from) {
    NodeId asWritten = NodeId.host(Scope.DNS, name);
    Outcome outcome = chain.record(asWritten);
    if (outcome == Outcome.REACHED) {
      return chain.follow();
    }
    if (outcome == Outcome.MISSING && name.indexOf('.') >= 0) {
      chain.step(asWritten, Optional.empty());
      return outcome;
    }
    if (!written.endsWith(".")) {
      for (NodeId declared : local.declared(name, near)) {
        if (projects.isHidden(from, declared)) {
          continue;
        }
        if (declared.scope().equals(Scope.DNS)
            ? chain.record(declared) == Outcome.REACHED
            : chain.scoped(declared)) {
          chain.doubt();
          return chain.follow();
        }
      }
    }
    chain.step(asWritten, Optional.empty());
    return outcome;
  }
}
