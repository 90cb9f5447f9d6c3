package io.whatbreaks.world;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Names that hold without DNS saying so: those of projects and namespaces, and short ones. */
final class LocalNames {
  private final FactIndex index;
  private final Overlay overlay;

  LocalNames(FactIndex index, Overlay overlay) {
    this.index = index;
    this.overlay = overlay;
  }

  /** What a tree declares under a name, in any project or namespace, nearest first. */
  List<NodeId> declared(String name, String near) {
    List<NodeId> found = new ArrayList<>();
    for (NodeId node : named(HostName.firstLabel(name))) {
      boolean exact = node.name().equals(name);
      boolean service =
          node.scope().kind() == Scope.Kind.KUBERNETES
              && services(node.scope(), name).contains(node);
      boolean local =
          name.indexOf('.') > 0
              && node.name().equals(HostName.firstLabel(name))
              && isPrivateSuffix(HostName.parent(name));
      boolean label = name.indexOf('.') < 0 && isShortNameOf(node);
      if (exact || service || local || label) {
        found.add(node);
      }
    }
    found.sort(
        Comparator.<NodeId>comparingInt(node -> -common(node.scope().name(), near))
            .thenComparing(Comparator.naturalOrder()));
    return found;
  }

  /** A name of DNS is called by its first label where the rest is a zone's origin, or unknown. */
  boolean isShortNameOf(NodeId node) {
    return node.scope().equals(Scope.DNS)
        && (!index.isGiven(node.name()) || index.zones.containsKey(HostName.parent(node.name())));
  }

  /** The machine, where it calls itself so now, by its hostname or its folder; else null. */
  @Nullable NodeId machineCalled(Scope scope, String name) {
    NodeId machine = index.machine(scope).node();
    NodeId now = overlay.now(machine);
    String own = HostName.normalise(scope.name());
    if (!now.equals(machine)) {
      own = own.indexOf('.') < 0 ? HostName.firstLabel(now.name()) : now.name();
    }
    return own.equals(name) ? now : null;
  }

  /** The machines whose hostname begins with that label now. */
  List<NodeId> machinesCalled(String label, Consumer<NodeId> look) {
    List<NodeId> found = new ArrayList<>();
    for (NodeId machine : named(label)) {
      NodeId stated = overlay.recordsOf(machine).orElse(machine);
      if (index.isMachine(stated)) {
        look.accept(machine);
        if (overlay.recordsOf(machine).isPresent()) {
          found.add(machine);
        }
      }
    }
    return found;
  }

  /** The nodes of a first label, those included that a change has put there. */
  private List<NodeId> named(String label) {
    List<NodeId> all = new ArrayList<>(index.hostsByLabel.getOrDefault(label, List.of()));
    for (NodeId touched : overlay.touched()) {
      if (HostName.firstLabel(touched.name()).equals(label)
          && overlay.recordsOf(touched).filter(node -> !node.equals(touched)).isPresent()
          && !all.contains(touched)) {
        all.add(touched);
      }
    }
    all.removeIf(node -> node.kind() != NodeKind.HOST);
    return all;
  }

  /**
   * Domains that no public name lies in (RFC 6761, RFC 6762, RFC 8375 and what resolvers of
   * containers use).
   */
  private static boolean isPrivateSuffix(String domain) {
    String last = domain.substring(domain.lastIndexOf('.') + 1);
    return last.equals("local") || last.equals("internal") || domain.equals("home.arpa");
  }

  private static int common(String folder, String near) {
    int slash = 0;
    int max = Math.min(folder.length(), near.length());
    int i = 0;
    while (i < max && folder.charAt(i) == near.charAt(i)) {
      if (folder.charAt(i) == '/') {
        slash++;
      }
      i++;
    }
    return i == folder.length() || i == near.length() ? slash + 1 : slash;
  }

  /**
   * {@code svc}, {@code svc.ns}, {@code svc.ns.svc}, {@code svc.ns.svc.cluster.local} of a
   * namespace, and {@code pod-0} before each of them, which one of its pods is called; in the order
   * of the search list that pods have.
   *
   * @see <a href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/">DNS for
   *     Services and Pods</a>
   */
  static List<NodeId> services(Scope from, String name) {
    List<String> labels = List.of(name.split("\\.", -1));
    List<NodeId> candidates = new ArrayList<>(2);
    pod(from, labels).ifPresent(candidates::add);
    boolean numbered = labels.size() > 1 && isPod(labels.get(0));
    if (numbered) {
      service(from, labels.subList(1, labels.size())).ifPresent(candidates::add);
    }
    service(from, labels).ifPresent(candidates::add);
    if (!numbered && labels.size() > 3 && labels.get(3).equals("svc")) {
      // A pod may have any name by its "hostname" and "subdomain".
      service(from, labels.subList(1, labels.size())).ifPresent(candidates::add);
    }
    return candidates;
  }

  /** The same of a name that says whole that it is a Service's. */
  static List<NodeId> fullServices(Scope from, String name) {
    List<String> labels = List.of(name.split("\\.", -1));
    boolean isFull =
        (labels.size() > 2 && labels.get(2).equals("svc"))
            || (labels.size() > 3 && labels.get(3).equals("svc"));
    return isFull ? services(from, name) : List.of();
  }

  /** {@code hostname.subdomain}, and the same with the namespace behind it, of one pod. */
  private static Optional<NodeId> pod(Scope from, List<String> labels) {
    boolean isShort = labels.size() == 2;
    boolean isFull = labels.size() == 3 || (labels.size() > 3 && labels.get(3).equals("svc"));
    if (!isShort && !isFull) {
      return Optional.empty();
    }
    Scope namespace =
        isShort ? from.project() : new Scope(Scope.Kind.KUBERNETES, labels.get(2), from.outer());
    return Optional.of(NodeId.host(namespace, labels.get(0) + "." + labels.get(1)));
  }

  private static Optional<NodeId> service(Scope from, List<String> labels) {
    if (labels.size() == 1) {
      return Optional.of(NodeId.host(from.project(), labels.get(0)));
    }
    if (labels.size() > 2 && !labels.get(2).equals("svc")) {
      return Optional.empty();
    }
    Scope other = new Scope(Scope.Kind.KUBERNETES, labels.get(1), from.outer());
    return Optional.of(NodeId.host(other, labels.get(0)));
  }

  /** The pods of a StatefulSet are called by its name and a number. */
  private static boolean isPod(String label) {
    int dash = label.lastIndexOf('-');
    return dash > 0
        && dash < label.length() - 1
        && label.chars().skip(dash + 1).allMatch(Character::isDigit);
  }

  /** Whether a name means the machine itself whatever any file says. */
  static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.startsWith("localhost.")
        || name.equals("ip6-localhost")
        || name.equals("ip6-loopback");
  }
}
