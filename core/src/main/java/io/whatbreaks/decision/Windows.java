package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.PathGlob;
import io.whatbreaks.world.World;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The times that are known for changes, each occurrence of a recurring one by itself.
 *
 * @param known from when to when they are known; nothing is said of other times
 * @param zone the time zone in which people are told of them
 * @param windows in order of time
 * @param weights how critical things are, said beside the times; of several that fit the last holds,
 *     before whatever else says it
 * @param notices what the calendars left open
 */
public record Windows(
    Span known,
    ZoneId zone,
    List<Window> windows,
    List<Weight> weights,
    List<Diagnostic> notices) {

  /** Sorts and copies. */
  public Windows {
    requireNonNull(known, "known");
    requireNonNull(zone, "zone");
    windows = windows.stream().sorted().toList();
    weights = List.copyOf(weights);
    notices = notices.stream().sorted().distinct().toList();
  }

  /**
   * How critical some things are.
   *
   * @param on patterns of the names of components and machines
   */
  public record Weight(List<String> on, Criticality criticality) {
    /** Copies the list. */
    public Weight {
      on = List.copyOf(on);
      requireNonNull(criticality, "criticality");
    }
  }

  /** How critical a component is, where anybody says so. */
  public Optional<Criticality> criticality(NodeId component, World world) {
    Set<String> names = names(component, world);
    Optional<Criticality> said = Optional.empty();
    for (Weight weight : weights) {
      if (fits(weight.on(), names)) {
        said = Optional.of(weight.criticality());
      }
    }
    return said.or(
        () -> world.importance(component).map(importance -> importance.criticality()));
  }

  /**
   * The windows of a kind that concern a component or a machine, in order of time. A critical time
   * that is everybody's does not concern what is of low criticality.
   */
  public List<Window> of(Kind kind, NodeId subject, World world) {
    Set<String> names = names(subject, world);
    boolean isMinor =
        kind == Kind.CRITICAL_TIME
            && criticality(subject, world).filter(Criticality.LOW::equals).isPresent();
    List<Window> found = new ArrayList<>();
    for (Window window : windows) {
      boolean concerns = window.on().isEmpty() ? !isMinor : fits(window.on(), names);
      if (window.kind() == kind && concerns) {
        found.add(window);
      }
    }
    return found;
  }

  /** What a pattern may call a thing: its id, its name or the end of it, and its machines. */
  static Set<String> names(NodeId subject, World world) {
    Set<String> names = new LinkedHashSet<>();
    names.add(subject.toString());
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
