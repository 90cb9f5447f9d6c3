package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.Stated;
import io.whatbreaks.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ports that are asked for by a name they do not have.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports">Port
 *     definitions</a>
 */
final class PortNames {
  private final World world;
  private final Stated stated;
  private final LostNames lost;
  private final Map<NodeId, Set<String>> had = new HashMap<>();

  PortNames(World world, LostNames lost) {
    this.world = world;
    this.stated = world.stated();
    this.lost = lost;
  }

  void find(List<Finding> findings) {
    List<Fact.PortName> all = stated.portNames();
    for (Fact.PortName called : all) {
      if (called.calling() == Fact.Calling.HAS) {
        had.computeIfAbsent(called.subject(), absent -> new TreeSet<>()).add(called.name());
      }
    }
    for (Fact.PortName called : all) {
      boolean isOpen = isMade(called.name()) || lost.mayHold(called.subject().name());
      Optional<String> message =
          switch (called.calling()) {
            case HAS -> Optional.empty();
            case ASKED -> asked(called);
            case HANDED_ON -> handedOn(called);
          };
      message.filter(any -> !isOpen).ifPresent(text -> findings.add(finding(called, text)));
    }
  }

  private Optional<String> asked(Fact.PortName called) {
    NodeId host = called.subject();
    Set<String> names = had.getOrDefault(host, Set.of());
    boolean isKnown = !names.isEmpty() || !stated.ports(host).isEmpty();
    if (!isKnown || has(host, called.name())) {
      return Optional.empty();
    }
    String only = names.isEmpty() ? "" : ", only " + String.join(", ", names);
    return Optional.of(host.name() + " has no port called " + called.name() + only);
  }

  private Optional<String> handedOn(Fact.PortName called) {
    Collection<NodeId> behind = world.listeners(called.subject(), 0);
    return behind.isEmpty() || behind.stream().anyMatch(pod -> has(pod, called.name()))
        ? Optional.empty()
        : Optional.of(
            called.subject().name()
                + " hands on to a port called "
                + called.name()
                + ", which none of its pods has");
  }

  private boolean has(NodeId subject, String name) {
    return had.getOrDefault(subject, Set.of()).stream()
        .anyMatch(own -> own.equals(name) || isMade(own));
  }

  private static boolean isMade(String name) {
    return name.indexOf('{') >= 0;
  }

  private static Finding finding(Fact.PortName called, String message) {
    return new Finding(
        Lint.DANGLING_REFERENCE,
        message,
        Severity.ERROR,
        Certainty.CERTAIN,
        called.name(),
        Optional.of(called.subject()),
        called.evidence());
  }
}
