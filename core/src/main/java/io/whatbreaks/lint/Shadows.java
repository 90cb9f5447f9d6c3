package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.Stated;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that something else answers for before the one meant: a line of a hosts file in the place
 * of the record, a domain of the search list in the place of a later one or of the name as it
 * stands.
 */
final class Shadows {
  private final World world;
  private final Stated stated;

  Shadows(World world) {
    this.world = world;
    this.stated = world.stated();
  }

  void find(List<Finding> findings) {
    List<Fact.Address> pins = stated.pins();
    Set<String> pinned = new HashSet<>();
    pins.forEach(pin -> pinned.add(pin.host() + " " + pin.address()));
    pins.forEach(pin -> pin(pin, pins, findings));
    Set<String> seen = new HashSet<>();
    for (Need need : world.needs()) {
      Scope from = need.reference().target().from();
      boolean asksHere = from.kind() == Scope.Kind.HOST && need.effective();
      if (asksHere && need.resolution().first().scope().equals(Scope.DNS)) {
        captured(need, from)
            .filter(finding -> seen.add(from + " " + need.name()))
            .ifPresent(findings::add);
      }
    }
  }

  /** A line of a hosts file that has none of the addresses DNS has for the name. */
  private void pin(Fact.Address pin, List<Fact.Address> all, List<Finding> findings) {
    Optional<Resolution> asked = inDns(pin.host().name(), pin.host().scope(), pin.evidence());
    if (asked.isEmpty() || isLoopback(pin.address())) {
      return;
    }
    NodeId meant = asked.get().last();
    Set<String> known = sameFamily(world.addresses(meant), pin.address());
    boolean agrees =
        known.isEmpty()
            || all.stream()
                .filter(other -> other.host().equals(pin.host()))
                .anyMatch(other -> known.contains(other.address()));
    if (!agrees) {
      findings.add(
          new Finding(
              Lint.SHADOWED_NAME,
              "this hosts file has "
                  + pin.address()
                  + " for "
                  + pin.host().name()
                  + ", DNS has "
                  + String.join(", ", known)
                  + (meant.name().equals(pin.host().name()) ? "" : " for " + meant.name()),
              Severity.WARNING,
              asked.get().certainty(),
              pin.host().name(),
              Optional.of(world.machine(pin.host().scope())),
              pin.evidence()));
    }
  }

  private Optional<Resolution> inDns(String name, Scope machine, Evidence near) {
    return stated.candidates(name, machine).stream()
        .map(full -> world.resolve(full + ".", Scope.DNS, near.at().path()))
        .filter(asked -> asked.outcome() == Resolution.Outcome.REACHED)
        .filter(asked -> asked.last().kind() == NodeKind.HOST)
        .findFirst();
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.")
        || address.equals("::1")
        || address.equals("0.0.0.0")
        || address.equals("::");
  }

  private static Set<String> sameFamily(Set<String> addresses, String as) {
    Set<String> all = new TreeSet<>(addresses);
    all.removeIf(address -> (address.indexOf(':') >= 0) != (as.indexOf(':') >= 0));
    return all;
  }

  /**
   * The search list finds another machine before the name as it stands, or under a later domain.
   */
  private Optional<Finding> captured(Need need, Scope machine) {
    String name = HostName.normalise(need.name());
    List<NodeId> found = new ArrayList<>();
    for (String full : stated.candidates(name, machine)) {
      Resolution asked = world.resolve(full + ".", Scope.DNS, need.place().at().path());
      if (asked.outcome() == Resolution.Outcome.REACHED && !asked.last().name().startsWith("*")) {
        found.add(asked.last());
      }
    }
    if (found.size() < 2
        || !need.resolution().last().equals(found.get(0))
        || isSame(found.get(0), found.get(1))) {
      return Optional.empty();
    }
    boolean meantAsWritten = name.indexOf('.') >= 0 && found.get(1).name().equals(name);
    return Optional.of(
        new Finding(
            Lint.SHADOWED_NAME,
            name + " finds " + found.get(0).name() + " before " + found.get(1).name(),
            meantAsWritten ? Severity.WARNING : Severity.INFO,
            need.certainty(),
            need.name(),
            Optional.of(need.component()),
            need.place()));
  }

  private boolean isSame(NodeId one, NodeId other) {
    return one.equals(other)
        || (!world.addresses(one).isEmpty() && world.addresses(one).equals(world.addresses(other)));
  }
}
