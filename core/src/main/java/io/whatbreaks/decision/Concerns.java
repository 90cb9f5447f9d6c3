package io.whatbreaks.decision;

import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Windows.Weight;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.PathGlob;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the times that are known concerns whom, and how critical that is. */
final class Concerns {
  private final Windows windows;
  private final World world;

  /** The first document in which each component needs something. */
  private final Map<NodeId, String> paths = new HashMap<>();

  Concerns(Windows windows, World world) {
    this.windows = windows;
    this.world = world;
    for (Need need : world.needs()) {
      String path = need.reference().evidence().at().path();
      paths.merge(need.component(), path, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }

  /** How critical a component is, where anybody says so. */
  Optional<Criticality> criticality(NodeId component) {
    Set<String> names = names(component, world);
    Optional<Criticality> said = Optional.empty();
    for (Weight weight : windows.weights()) {
      if (fits(weight.on(), names)) {
        said = Optional.of(weight.criticality());
      }
    }
    String path =
        world
            .evidence(component)
            .map(at -> at.at().path())
            .orElseGet(() -> paths.getOrDefault(component, ""));
    return said.or(() -> world.importance(component, path).map(Fact.Importance::criticality));
  }

  /**
   * The windows of a kind that concern a component or a machine, in order of time. A critical time
   * that is everybody's does not concern what is of low criticality.
   */
  List<Window> windows(Kind kind, NodeId subject) {
    Set<String> names = names(subject, world);
    boolean isMinor =
        kind == Kind.CRITICAL_TIME
            && criticality(subject).filter(Criticality.LOW::equals).isPresent();
    List<Window> found = new ArrayList<>();
    for (Window window : windows.windows()) {
      if (window.kind() == kind && (window.on().isEmpty() ? !isMinor : fits(window.on(), names))) {
        found.add(window);
      }
    }
    return found;
  }

  /**
   * What a pattern may call a thing: its id with and without its kind, its name or the end of it,
   * and its machines.
   */
  static Set<String> names(NodeId subject, World world) {
    Set<String> names = new LinkedHashSet<>();
    names.add(subject.toString());
    names.add(subject.toString().substring(subject.toString().indexOf(':') + 1));
    names.add(subject.name());
    names.add(subject.name().substring(subject.name().lastIndexOf('/') + 1));
    List<NodeId> machines = new ArrayList<>();
    if (subject.kind() == NodeKind.HOST) {
      machines.add(subject);
    } else if (subject.kind() == NodeKind.COMPONENT) {
      machines.addAll(world.hostsOf(subject));
    }
    for (NodeId machine : machines) {
      names.add(machine.name());
      names.add(HostName.firstLabel(machine.name()));
    }
    return names;
  }

  static boolean fits(List<String> patterns, Set<String> names) {
    return patterns.stream()
        .anyMatch(pattern -> names.stream().anyMatch(name -> PathGlob.fits(pattern, name)));
  }
}
