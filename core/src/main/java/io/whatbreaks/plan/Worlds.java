package io.whatbreaks.plan;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.plan.Proof.Difference;
import io.whatbreaks.plan.Proof.Kind;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.Resolution.Outcome;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the world before a patch with the one after it: edits never move a line. */
final class Worlds {
  private final Map<NodeId, NodeId> renamed;
  private final World before;
  private final World after;
  private final Renaming renaming;
  private final Map<NodeId, NodeId> components = new HashMap<>();
  private final Map<NodeId, NodeId> back = new HashMap<>();
  private final List<Difference> found = new ArrayList<>();

  Worlds(Map<NodeId, NodeId> renamed, World before, World after) {
    this.renamed = renamed;
    this.before = before;
    this.after = after;
    this.renaming = new Renaming(before, renamed);
  }

  List<Difference> differences() {
    merged();
    declared();
    needs();
    bindings();
    leftOver();
    return found;
  }

  private void merged() {
    renamed.forEach(
        (old, now) -> {
          if (before.isTaken(now) && !renamed.containsKey(now)) {
            evidence(before, now)
                .or(() -> evidence(before, old))
                .ifPresent(
                    at -> add(Kind.MERGED, at, Certainty.CERTAIN, List.of(old), List.of(now)));
          }
        });
  }

  private static Optional<Evidence> evidence(World world, NodeId node) {
    return world.evidence(node).or(() -> world.needsOf(node).stream().map(Need::place).findFirst());
  }

  private void declared() {
    Set<NodeId> expected = new TreeSet<>();
    Set<NodeId> is = names(after);
    for (NodeId node : names(before)) {
      NodeId now = renaming.apply(node);
      expected.add(now);
      if (!is.contains(now)) {
        evidence(before, node)
            .ifPresent(at -> add(Kind.LOST, at, Certainty.CERTAIN, List.of(node), List.of()));
      }
    }
    for (NodeId node : is) {
      if (!expected.contains(node)) {
        evidence(after, node)
            .ifPresent(at -> add(Kind.ADDED, at, Certainty.CERTAIN, List.of(), List.of(node)));
      }
    }
  }

  private static Set<NodeId> names(World world) {
    Set<NodeId> names = new LinkedHashSet<>(world.declared());
    names.removeIf(node -> node.kind() == NodeKind.COMPONENT);
    return names;
  }

  /** Where a need is stated, and where its letters stand. */
  private record Lines(String path, int line, String placePath, int placeLine) {
    static Lines of(Need need) {
      Evidence stated = need.reference().evidence();
      return new Lines(
          stated.at().path(),
          stated.at().line(),
          need.place().at().path(),
          need.place().at().line());
    }
  }

  private void needs() {
    Map<Lines, List<Need>> old = byLines(before, true);
    Map<Lines, List<Need>> now = byLines(after, false);
    old.forEach(
        (lines, needs) -> {
          List<Need> others = now.getOrDefault(lines, List.of());
          for (int i = 0; i < needs.size(); i++) {
            Need need = needs.get(i);
            if (i < others.size()) {
              compare(need, others.get(i));
            } else {
              add(Kind.LOST, need.place(), need.certainty(), chain(need), List.of());
            }
          }
        });
    now.forEach(
        (lines, needs) -> {
          int known = old.getOrDefault(lines, List.of()).size();
          needs.stream()
              .skip(known)
              .forEach(
                  need -> add(Kind.ADDED, need.place(), need.certainty(), List.of(), chain(need)));
        });
  }

  private Map<Lines, List<Need>> byLines(World world, boolean isOld) {
    Map<Lines, List<Need>> byLines = new LinkedHashMap<>();
    for (Need need : world.needs()) {
      byLines.computeIfAbsent(Lines.of(need), lines -> new ArrayList<>()).add(need);
    }
    Comparator<Need> order =
        Comparator.<Need>comparingInt(need -> need.reference().evidence().at().column())
            .thenComparingInt(need -> need.place().at().column())
            .thenComparing(need -> need.reference().evidence().rule())
            .thenComparing(need -> need.reference().target().kinds().toString())
            .thenComparing(need -> isOld ? renaming.apply(need.component()) : need.component());
    byLines.values().forEach(needs -> needs.sort(order));
    return byLines;
  }

  private void compare(Need need, Need now) {
    boolean sameOwner = corresponds(need.component(), now.component());
    Resolution was = need.resolution();
    Resolution is = now.resolution();
    if (isMoved(need, now)) {
      return;
    }
    if ((was.works() && !is.works())
        || (was.outcome() == Outcome.REACHED && is.outcome() != Outcome.REACHED)) {
      add(Kind.DANGLING, need.place(), need.certainty(), chain(need), chain(now));
    } else if (!sameOwner
        || was.outcome() != is.outcome()
        || need.certainty() != now.certainty()
        || need.effective() != now.effective()
        || !isSame(was.last(), is.last())) {
      add(Kind.CHANGED, need.place(), need.certainty(), chain(need), chain(now));
    }
  }

  /** Whether what is at an endpoint that gets another name is at that one now. */
  private boolean isMoved(Need need, Need now) {
    return renaming
        .endpoint(address(need))
        .map(expected -> expected.name().equals(address(now)))
        .orElse(false);
  }

  private static String address(Need need) {
    OptionalInt port = need.reference().target().port();
    return need.resolution().first().name() + ":" + (port.isPresent() ? port.getAsInt() : "");
  }

  private boolean isSame(NodeId was, NodeId is) {
    return was.kind() == NodeKind.COMPONENT ? corresponds(was, is) : renaming.apply(was).equals(is);
  }

  /** Components are the same where they own the same places; no two become one. */
  private boolean corresponds(NodeId was, NodeId is) {
    NodeId now = components.putIfAbsent(was, is);
    NodeId origin = back.putIfAbsent(is, was);
    return (now == null || now.equals(is)) && (origin == null || origin.equals(was));
  }

  private void bindings() {
    Map<String, Fact.Binding> old = new TreeMap<>();
    Map<String, Fact.Binding> now = new TreeMap<>();
    before
        .bindings()
        .forEach(
            b ->
                old.put(
                    renaming.apply(b.exchange())
                        + " "
                        + renaming.apply(b.destination())
                        + " "
                        + b.key(),
                    b));
    after.bindings().forEach(b -> now.put(b.exchange() + " " + b.destination() + " " + b.key(), b));
    bindings(Kind.LOST, old, now.keySet());
    bindings(Kind.ADDED, now, old.keySet());
  }

  private void bindings(Kind kind, Map<String, Fact.Binding> these, Collection<String> those) {
    these.forEach(
        (text, binding) -> {
          if (!those.contains(text)) {
            List<NodeId> ends = List.of(binding.exchange(), binding.destination());
            boolean lost = kind == Kind.LOST;
            add(
                kind,
                binding.evidence(),
                Certainty.CERTAIN,
                lost ? ends : List.of(),
                lost ? List.of() : ends);
          }
        });
  }

  private void leftOver() {
    renamed.forEach(
        (old, now) -> {
          NodeId name = new NodeId(old.kind(), renaming.scope(old.scope()), old.name());
          if (renamed.containsValue(name)) {
            return; // Another thing is called so now.
          }
          for (Place place : ImpactAnalyzer.places(after, Map.of(name, now))) {
            if (place.role() != Role.MENTIONS) {
              add(
                  Kind.LEFT_OVER,
                  place.evidence(),
                  place.certainty(),
                  place.component().map(owner -> List.of(owner, old)).orElse(List.of(old)),
                  List.of());
            }
          }
        });
  }

  private static List<NodeId> chain(Need need) {
    List<NodeId> chain = new ArrayList<>();
    chain.add(need.component());
    need.resolution().steps().forEach(step -> chain.add(step.node()));
    return chain;
  }

  private void add(Kind kind, Evidence at, Certainty certainty, List<NodeId> was, List<NodeId> is) {
    found.add(new Difference(kind, at, certainty, was, is));
  }
}
