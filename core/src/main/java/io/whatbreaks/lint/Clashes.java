package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One name of two machines, or one name of a zone file with records that exclude each other. */
final class Clashes {
  private final World world;

  Clashes(World world) {
    this.world = world;
  }

  void find(List<Finding> findings) {
    world
        .stated()
        .machines()
        .forEach(
            (machine, scopes) -> {
              if (scopes.size() > 1) {
                evidence(machine).ifPresent(at -> findings.add(machines(machine, scopes, at)));
              }
            });
    records(findings);
  }

  private Optional<Evidence> evidence(NodeId machine) {
    return world.declarations(machine).stream()
        .map(Fact.Declaration::evidence)
        .filter(evidence -> !evidence.rule().startsWith("zone/"))
        .findFirst();
  }

  private static Finding machines(NodeId machine, List<Scope> scopes, Evidence at) {
    TreeSet<String> names = new TreeSet<>();
    scopes.forEach(scope -> names.add(scope.name()));
    return new Finding(
        Lint.NAME_CLASH,
        names.size() + " machines are called " + machine.name() + ": " + String.join(", ", names),
        Severity.ERROR,
        Certainty.CERTAIN,
        machine.name(),
        Optional.of(machine),
        at);
  }

  private record Owner(String document, NodeId name) {}

  /**
   * RFC 1034, section 3.6.2: where a name has an alias record it has no other data, and only one
   * alias.
   */
  private void records(List<Finding> findings) {
    Map<Owner, String> known = new HashMap<>();
    for (Fact.Address address : world.stated().addresses()) {
      known.put(
          new Owner(address.evidence().at().path(), address.host()),
          "the address " + address.address());
    }
    for (Fact.Alias alias : world.aliases()) {
      if (!alias.alias().scope().equals(Scope.DNS)) {
        continue;
      }
      String target = "the alias of " + alias.target();
      String other =
          known.putIfAbsent(new Owner(alias.evidence().at().path(), alias.alias()), target);
      if (other != null && !other.equals(target)) {
        findings.add(
            new Finding(
                Lint.NAME_CLASH,
                alias.alias().name() + " stands for " + alias.target() + " and is " + other,
                Severity.ERROR,
                Certainty.CERTAIN,
                alias.alias().name(),
                Optional.of(alias.alias()),
                alias.evidence()));
      }
    }
  }
}
