package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of zones, queues and exchanges that nobody known uses, the names of machines apart. Where
 * nobody uses any name of a zone or virtual host, its users were not given, and nothing is told.
 */
final class UnusedNames {
  private final World world;
  private final LostNames lost;
  private final Set<NodeId> used = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<NodeId> machines = new HashSet<>();

  UnusedNames(World world, LostNames lost) {
    this.world = world;
    this.lost = lost;
  }

  void find(List<Finding> findings) {
    Set<String> askedFor = new HashSet<>();
    for (Need need : world.needs()) {
      if (need.isOwnRecord()) {
        machines.add(need.resolution().first());
        continue;
      }
      if (world.holds(need)) {
        continue;
      }
      for (Resolution.Step step : need.resolution().steps()) {
        used.add(step.node());
        if (isFromOutside(need)) {
          askedFor.add(region(step.node()));
        }
      }
    }
    machines.addAll(world.stated().machines().keySet());
    world.aliases().forEach(alias -> used.addAll(targets(alias)));
    world.bindings().forEach(this::bound);
    world.tokens().forEach(token -> words.add(HostName.normalise(token.text())));
    Map<NodeId, Fact.Declaration> first = new TreeMap<>();
    world
        .stated()
        .declarations()
        .forEach(declaration -> first.putIfAbsent(declaration.node(), declaration));
    first.forEach(
        (node, declaration) -> {
          if (isOfInterest(node) && askedFor.contains(region(node)) && !isUsed(node)) {
            findings.add(finding(node, declaration));
          }
        });
  }

  /** A record of a zone is no sign that those who use the zone were given. */
  private static boolean isFromOutside(Need need) {
    return need.resolution().outcome() == Resolution.Outcome.REACHED
        && !need.isRecord()
        && !need.reference().evidence().rule().startsWith("zone/");
  }

  private void bound(Fact.Binding binding) {
    used.add(binding.exchange());
    used.add(binding.destination());
  }

  private List<NodeId> targets(Fact.Alias alias) {
    return world
        .resolve(alias.target() + ".", Scope.DNS, alias.evidence().at().path())
        .steps()
        .stream()
        .map(Resolution.Step::node)
        .toList();
  }

  /** What is given or not given as a whole: a domain, a virtual host. */
  private static String region(NodeId node) {
    return node.kind() == NodeKind.HOST
        ? node.scope() + " " + HostName.parent(node.name())
        : node.scope().toString();
  }

  private boolean isOfInterest(NodeId node) {
    return switch (node.kind()) {
      case HOST ->
          node.scope().equals(Scope.DNS)
              && HostName.isHostName(node.name())
              && !world.stated().isZone(node.name())
              && (world.isAlias(node) || !world.addresses(node).isEmpty());
      case QUEUE, EXCHANGE, TOPIC -> true;
      case VHOST, ADDRESS, ENDPOINT, SERVICE, COMPONENT -> false;
    };
  }

  private boolean isUsed(NodeId node) {
    return used.contains(node)
        || machines.contains(node)
        || words.contains(node.name())
        || words.contains(HostName.firstLabel(node.name()))
        || world.addresses(node).stream().anyMatch(this::isUsedAddress)
        || lost.mayHold(node.name());
  }

  /** Whoever uses the address uses the machine, and the name may be there to tell it. */
  private boolean isUsedAddress(String address) {
    return used.contains(NodeId.address(address));
  }

  private static Finding finding(NodeId node, Fact.Declaration declaration) {
    return new Finding(
        Lint.UNUSED_NAME,
        "nobody known uses " + node,
        Severity.INFO,
        Certainty.POSSIBLE,
        node.name(),
        Optional.of(node),
        declaration.evidence());
  }
}
