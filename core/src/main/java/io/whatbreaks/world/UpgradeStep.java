package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A software goes to another version, everywhere or on some machines.
 *
 * @param software its id
 * @param to the new version
 * @param instances what goes there, each with its version of today where that is known; empty where
 *     it is not known to be installed
 * @param others instances that stay as they are
 * @param otherwise the version of today where nothing tells it
 */
public record UpgradeStep(
    String software,
    Version to,
    Map<NodeId, Optional<Version>> instances,
    Set<NodeId> others,
    Optional<Version> otherwise) {

  public UpgradeStep {
    requireNonNull(software, "software");
    requireNonNull(to, "to");
    instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
    others = Set.copyOf(others);
    requireNonNull(otherwise, "otherwise");
  }

  /** The lowest version of today: what other software has to do with it comes from there. */
  public Optional<Version> lowest() {
    return instances.values().stream()
        .flatMap(Optional::stream)
        .min(Version::compareTo)
        .or(() -> otherwise);
  }

  /** Today's version as one of some components sees it; nothing where it is one that stays. */
  Optional<From> from(Collection<NodeId> components) {
    for (NodeId component : components) {
      if (instances.containsKey(component)) {
        return Optional.of(new From(of(component)));
      }
    }
    Optional<NodeId> nearest = nearest(components, instances.keySet());
    Optional<NodeId> staying = nearest(components, others);
    int near = nearest.map(node -> node.name().length()).orElse(-1);
    if (staying.isPresent() && staying.get().name().length() > near) {
      return Optional.empty();
    }
    return Optional.of(new From(nearest.map(this::of).orElseGet(this::lowest)));
  }

  private Optional<Version> of(NodeId instance) {
    return instances.getOrDefault(instance, Optional.empty());
  }

  /** A version, or that it is not known. */
  record From(Optional<Version> version) {}

  /** The instance of the same machine, in a tree the one whose folder is the innermost around. */
  private static Optional<NodeId> nearest(
      Collection<NodeId> components, Collection<NodeId> instances) {
    Optional<NodeId> best = Optional.empty();
    for (NodeId instance : instances) {
      for (NodeId component : components) {
        boolean isNearer = best.isEmpty() || best.get().name().length() < instance.name().length();
        if (isNearer && isAround(instance, component)) {
          best = Optional.of(instance);
        }
      }
    }
    return best;
  }

  private static boolean isAround(NodeId instance, NodeId component) {
    if (!instance.scope().equals(component.scope())) {
      return false;
    }
    return switch (instance.scope().kind()) {
      case HOST -> true;
      default ->
          component.name().equals(instance.name())
              || component.name().startsWith(instance.name() + "/");
    };
  }
}
