package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Schedule.Needs;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.ChangePlan.Step;
import io.whatbreaks.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out when the steps of plans may be done. */
public final class Scheduler {
  private static final int MOST_SPANS = 5;

  private final Windows windows;
  private final Concerns concerns;
  private final Map<NodeId, Subject> subjects = new HashMap<>();

  /** What concerns one thing: sets of instants are made once, as many steps touch the same. */
  private record Subject(Spans freezes, Spans criticalTimes, Optional<Spans> changeWindows) {}

  /**
   * One for some times.
   *
   * @param world the one the plans are for
   */
  public Scheduler(Windows windows, World world) {
    this.windows = requireNonNull(windows, "windows");
    this.concerns = new Concerns(windows, requireNonNull(world, "world"));
  }

  /**
   * When a plan may be carried out.
   *
   * @param at the time that is asked about
   * @throws IllegalArgumentException if the times are not known then
   */
  public Schedule schedule(ChangePlan plan, Impact impact, Instant at) {
    if (!windows.known().contains(at)) {
      throw new IllegalArgumentException("nothing is known of " + at);
    }
    Set<NodeId> changed = changed(plan, impact);
    Spans during = open(Needs.WINDOW, changed);
    List<Schedule.Time> times = new ArrayList<>();
    Instant from = at;
    for (Step step : plan.steps()) {
      Needs needs = Schedule.needs(step);
      boolean together = step.phase() == Phase.DURING;
      Set<NodeId> touched = together ? changed : touched(step);
      Optional<Span> next = (together ? during : open(needs, touched)).from(from);
      times.add(new Schedule.Time(step.id(), needs, next, against(needs, touched, at)));
      if (next.isEmpty()) {
        // What comes after a step that may never be done may not either.
        from = windows.known().to();
      } else if (next.get().from().isAfter(from)) {
        from = next.get().from();
      }
    }
    List<Span> spans = new ArrayList<>();
    for (Span span : during.all()) {
      if (span.to().isAfter(at) && spans.size() < MOST_SPANS) {
        spans.add(span.from().isBefore(at) ? new Span(at, span.to()) : span);
      }
    }
    return new Schedule(
        at, windows, spans, against(Needs.WINDOW, changed, at), times, critical(plan, changed));
  }

  /** What the change itself touches: what changes, and everybody who feels it. */
  private static Set<NodeId> changed(ChangePlan plan, Impact impact) {
    Set<NodeId> all = new TreeSet<>(impact.changed());
    impact.breakages().stream().map(Breakage::component).forEach(all::add);
    plan.steps().stream()
        .filter(step -> step.phase() == Phase.DURING)
        .forEach(step -> all.addAll(touched(step)));
    return all;
  }

  private static Set<NodeId> touched(Step step) {
    Set<NodeId> all = new TreeSet<>(step.on());
    step.edits().forEach(edit -> edit.component().ifPresent(all::add));
    return all;
  }

  private Map<NodeId, Criticality> critical(ChangePlan plan, Set<NodeId> changed) {
    Set<NodeId> all = new HashSet<>(changed);
    plan.steps().forEach(step -> all.addAll(touched(step)));
    Map<NodeId, Criticality> critical = new TreeMap<>();
    for (NodeId node : all) {
      if (node.kind() == NodeKind.COMPONENT) {
        concerns.criticality(node).ifPresent(level -> critical.put(node, level));
      }
    }
    return critical;
  }

  private Subject subject(NodeId node) {
    return subjects.computeIfAbsent(
        node,
        absent -> {
          List<Window> changes = concerns.windows(Kind.CHANGE, node);
          return new Subject(
              spans(concerns.windows(Kind.FREEZE, node)),
              spans(concerns.windows(Kind.CRITICAL_TIME, node)),
              changes.isEmpty() ? Optional.empty() : Optional.of(spans(changes)));
        });
  }

  private static Spans spans(Collection<Window> some) {
    return Spans.of(some.stream().map(Window::span).toList());
  }

  private Spans open(Needs needs, Set<NodeId> touched) {
    Spans open = Spans.of(List.of(windows.known()));
    if (needs == Needs.ANY_TIME) {
      return open;
    }
    // Steps that touch many things mostly meet the same few windows.
    Set<Subject> concerned = new LinkedHashSet<>();
    touched.forEach(node -> concerned.add(subject(node)));
    for (Subject subject : concerned) {
      open = open.without(subject.freezes());
      if (needs == Needs.WINDOW) {
        open = open.without(subject.criticalTimes());
        open = subject.changeWindows().map(open::and).orElse(open);
      }
    }
    return open;
  }

  private List<String> against(Needs needs, Set<NodeId> touched, Instant at) {
    Set<String> against = new LinkedHashSet<>();
    if (needs != Needs.ANY_TIME) {
      touched.forEach(node -> against.addAll(now(Kind.FREEZE, node, at)));
    }
    if (needs == Needs.WINDOW) {
      touched.forEach(node -> against.addAll(now(Kind.CRITICAL_TIME, node, at)));
      for (NodeId node : touched) {
        if (isOutside(node, at)) {
          against.add("no change window of " + node);
        }
      }
    }
    return List.copyOf(against);
  }

  private static boolean isIn(Spans spans, Instant at) {
    return spans.all().stream().anyMatch(span -> span.contains(at));
  }

  /** How the windows of a kind that concern a thing at a time are called. */
  Set<String> now(Kind kind, NodeId node, Instant at) {
    Set<String> names = new LinkedHashSet<>();
    Subject subject = subject(node);
    boolean may =
        switch (kind) {
          case FREEZE -> isIn(subject.freezes(), at);
          case CRITICAL_TIME -> isIn(subject.criticalTimes(), at);
          case CHANGE -> subject.changeWindows().filter(spans -> isIn(spans, at)).isPresent();
        };
    if (may) {
      for (Window window : concerns.windows(kind, node)) {
        if (window.span().contains(at)) {
          names.add(Schedule.named(kind, window.name()));
        }
      }
    }
    return names;
  }

  /** How critical a component is, where anybody says so. */
  Optional<Criticality> criticality(NodeId component) {
    return concerns.criticality(component);
  }

  /** Whether change windows are known for a thing, and none is open at a time. */
  boolean isOutside(NodeId node, Instant at) {
    return subject(node).changeWindows().filter(spans -> !isIn(spans, at)).isPresent();
  }
}
