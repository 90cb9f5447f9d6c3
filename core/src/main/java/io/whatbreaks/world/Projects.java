package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that containers find: a container asks the networks it is on, and a name answers on
 * those of its own.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/networking/">Networking in Compose</a>
 */
final class Projects {
  private static final String DEFAULT = "default";
  private static final Pattern DROPPED = Pattern.compile("[^a-z0-9_-]");

  private final FactIndex index;
  private final Overlay overlay;

  Projects(FactIndex index, Overlay overlay) {
    this.index = index;
    this.overlay = overlay;
  }

  /** The declarations that a name can mean, the first that exists first. */
  List<NodeId> candidates(Scope from, String name) {
    if (from.kind() == Scope.Kind.KUBERNETES) {
      return services(LocalNames.services(from, name));
    }
    List<NodeId> candidates = new ArrayList<>(2);
    NodeId own = NodeId.host(from.project(), name);
    Optional<NodeId> viewer = from.member().map(member -> NodeId.host(from.project(), member));
    if (viewer.isPresent()) {
      candidates.add(NodeId.host(from, name));
    }
    if (viewer.map(container -> meet(container, own)).orElse(true)) {
      candidates.add(own);
    }
    if (viewer.isEmpty()) {
      container(from, name).ifPresent(candidates::add);
    }
    viewer.ifPresent(
        container ->
            index.hostsByLabel.getOrDefault(HostName.firstLabel(name), List.of()).stream()
                .filter(node -> node.name().equals(name) && isElsewhere(node, own))
                .filter(node -> meet(container, node))
                .forEach(candidates::add));
    return candidates;
  }

  /** A pod that was called so and is not any more is no other pod behind the same Service. */
  List<NodeId> services(List<NodeId> candidates) {
    boolean isGone =
        !candidates.isEmpty()
            && candidates.get(0).name().indexOf('.') > 0
            && overlay.isGone(candidates.get(0));
    return isGone ? candidates.subList(0, 1) : candidates;
  }

  /** A container of any other project of the machine, which may be linked by its name. */
  Optional<NodeId> container(Scope from, String name) {
    NodeId own = NodeId.host(from.project(), name);
    return index.hostsByLabel.getOrDefault(HostName.firstLabel(name), List.of()).stream()
        .filter(node -> node.name().equals(name) && isElsewhere(node, own))
        .findFirst();
  }

  /** Whether a container does not find a name of its own project. */
  boolean isHidden(Scope from, NodeId node) {
    return from.kind() == Scope.Kind.COMPOSE
        && node.scope().equals(from.project())
        && from.member()
            .map(member -> !meet(NodeId.host(from.project(), member), node))
            .orElse(false);
  }

  private static boolean isElsewhere(NodeId node, NodeId own) {
    return node.scope().kind() == Scope.Kind.COMPOSE
        && node.scope().outer().equals(own.scope().outer())
        && !node.scope().equals(own.scope());
  }

  private boolean meet(NodeId viewer, NodeId node) {
    NodeId declared = overlay.recordsOf(node).orElse(node);
    boolean same = viewer.scope().equals(declared.scope());
    for (Network mine : networks(viewer)) {
      for (Network its : networks(declared)) {
        boolean shared =
            same
                ? mine.network().equals(its.network())
                : !mine.known().isEmpty() && mine.known().equals(its.known());
        if (shared && !mine.network().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private record Network(String network, String known) {}

  private List<Network> networks(NodeId host) {
    List<Network> networks = new ArrayList<>(2);
    List<Fact.Attachment> stated = index.attachments.get(host);
    if (stated == null) {
      stated = index.attachments.getOrDefault(NodeId.host(host.scope(), ""), List.of());
      networks.add(new Network(DEFAULT, known(host.scope())));
    }
    stated.forEach(joined -> networks.add(new Network(joined.network(), joined.known())));
    return networks;
  }

  /** Where no file names the project, its folder does. */
  private static String known(Scope project) {
    String folder = project.name().substring(project.name().lastIndexOf('/') + 1);
    String name = DROPPED.matcher(folder.toLowerCase(Locale.ROOT)).replaceAll("");
    return name.isEmpty() ? "" : name + "_" + DEFAULT;
  }
}
