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
import io.whatbreaks.world.Stated;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** References whose name, or port of a name, does not exist although it would be declared here. */
final class Dangling {
  private final World world;
  private final LostNames lost;
  private final Stated stated;
  private final Map<Scope, Set<String>> documents = new HashMap<>();

  Dangling(World world, LostNames lost) {
    this.world = world;
    this.lost = lost;
    this.stated = world.stated();
    for (Fact.Declaration declaration : stated.declarations()) {
      if (declaration.node().kind() == NodeKind.HOST) {
        documents
            .computeIfAbsent(declaration.node().scope(), absent -> new HashSet<>())
            .add(declaration.evidence().at().path());
      }
    }
  }

  void find(List<Finding> findings) {
    for (Need need : world.needs()) {
      if (need.effective() && isLookedUp(need)) {
        missing(need)
            .or(() -> port(need))
            .filter(message -> !lost.mayHold(need.name()))
            .ifPresent(message -> findings.add(finding(need, message)));
      }
    }
  }

  /** Nobody reaches anything by the name in a reverse record, or by that of a zone's primary. */
  private static boolean isLookedUp(Need need) {
    return need.reference().target().kinds().contains(NodeKind.HOST)
        && !need.name().isEmpty()
        && !need.isOwnRecord()
        && !need.reference().evidence().rule().equals("zone/soa");
  }

  private static Finding finding(Need need, String message) {
    return new Finding(
        Lint.DANGLING_REFERENCE,
        message,
        need.certainty() == Certainty.CERTAIN ? Severity.ERROR : Severity.WARNING,
        need.certainty(),
        need.name(),
        Optional.of(need.component()),
        need.place());
  }

  private Optional<String> missing(Need need) {
    Resolution resolution = need.resolution();
    return switch (resolution.outcome()) {
      case REACHED -> Optional.empty();
      case LOOP -> Optional.of(need.name() + " leads in a circle of aliases");
      case MISSING -> denied(need);
      case OUTSIDE -> undeclared(need);
    };
  }

  /** A zone denies an address for the name; one that owns other records is none of a machine. */
  private Optional<String> denied(Need need) {
    Resolution resolution = need.resolution();
    String last = resolution.last().name();
    if (stated.mayExist(last) || !HostName.isHostName(last)) {
      return Optional.empty();
    }
    return Optional.of(
        resolution.steps().size() == 1
            ? need.name() + " does not exist"
            : need.name() + " leads to " + last + ", which does not exist");
  }

  private Optional<String> undeclared(Need need) {
    Scope from = need.reference().target().from();
    boolean plain = need.resolution().steps().size() == 1;
    if (!plain || HostName.address(need.name()).isPresent()) {
      return Optional.empty();
    }
    return switch (from.kind()) {
      case COMPOSE -> inProject(need, from.project());
      case KUBERNETES -> inNamespace(need, from.project());
      case HOST -> onMachine(need, from);
      case DNS, TREE, VHOST -> Optional.empty();
    };
  }

  /** The search list was given with its zones, and none of these has the short name. */
  private Optional<String> onMachine(Need need, Scope machine) {
    String name = HostName.normalise(need.name());
    if (name.indexOf('.') >= 0 || need.reference().target().name().endsWith(".")) {
      return Optional.empty();
    }
    List<String> full = new ArrayList<>(stated.candidates(name, machine));
    full.remove(name);
    boolean denied =
        !full.isEmpty()
            && full.stream().allMatch(one -> stated.isGiven(one) && !stated.mayExist(one));
    return denied
        ? Optional.of(name + " does not exist: nor does " + String.join(" or ", full))
        : Optional.empty();
  }

  /** A service of the project may be there, on another network: files may be left out that join. */
  private Optional<String> inProject(Need need, Scope project) {
    boolean whole = documents.containsKey(project) && !hasForeignNetwork(project);
    boolean there = world.isDeclared(NodeId.host(project, need.name()));
    return whole && !there && need.certainty() == Certainty.CERTAIN && need.name().indexOf('.') < 0
        ? Optional.of("the project has no service " + need.name())
        : Optional.empty();
  }

  /** Whoever else is on a network that the project does not make answers there too. */
  private boolean hasForeignNetwork(Scope project) {
    return stated.attachments(project).stream()
        .anyMatch(
            joined ->
                !joined.network().isEmpty() && !joined.known().endsWith("_" + joined.network()));
  }

  /**
   * The document holds Services of the namespace, but not this one. Those of other documents tell
   * nothing: charts and operators make Services too.
   */
  private Optional<String> inNamespace(Need need, Scope namespace) {
    boolean only = isService(need);
    boolean beside =
        documents
            .getOrDefault(namespace, Set.of())
            .contains(need.reference().evidence().at().path());
    return only && beside && need.name().indexOf('.') < 0
        ? Optional.of("namespace " + namespace.name() + " has no Service " + need.name())
        : Optional.empty();
  }

  /** A name that can be nothing but a Service. */
  private static boolean isService(Need need) {
    return Set.of(
            "kubernetes/ingress-backend",
            "kubernetes/backendRef",
            "kubernetes/webhook",
            "kubernetes/api-service")
        .contains(need.reference().evidence().rule());
  }

  /** The name is there, but does not answer on the port. */
  private Optional<String> port(Need need) {
    OptionalInt port = need.reference().target().port();
    NodeId first = need.resolution().first();
    if (port.isEmpty() || first.scope().kind() != Scope.Kind.KUBERNETES || !isService(need)) {
      return Optional.empty();
    }
    Set<Integer> answered = stated.ports(first);
    return answered.isEmpty() || answered.contains(port.getAsInt())
        ? Optional.empty()
        : Optional.of(
            need.name() + " has no port " + port.getAsInt() + ", only " + listed(answered));
  }

  private static String listed(Set<Integer> ports) {
    return String.join(", ", ports.stream().map(String::valueOf).toList());
  }
}
