package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The breakages found so far, one for each component and effect, and how they travel. What hits a
 * part of a component alone is kept apart: it reaches those who use that part.
 */
final class Breakages {
  private static final int MOST_REASONS = 200;

  private static final String WHOLE = "";

  /** What stays where it is: nobody else notices that messages get lost. */
  private static final String HERE = "\0";

  private static final String RESOLVER = "resolv-conf/nameserver";

  private final DependencyGraph graph;
  private final Map<NodeId, Map<Effect, Map<String, Breakage>>> found = new TreeMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Set<NodeId> namesLost = new HashSet<>();
  private final Set<NodeId> toldByNames = new HashSet<>();
  private final Set<NodeId> deaf = new HashSet<>();
  private final Set<SourceLocation> cutOff = new HashSet<>();

  Breakages(DependencyGraph graph) {
    this.graph = graph;
  }

  /** Servers that run on and are reached no more where they listened. */
  void deaf(Set<NodeId> servers) {
    deaf.addAll(servers);
  }

  /** The place of a name by which a deaf server was reached. */
  void cutOff(SourceLocation place) {
    cutOff.add(place);
  }

  /** Adds that of a name server, some of whose names are not answered for any more. */
  void addOfNames(Breakage breakage) {
    namesLost.add(breakage.component());
    add(breakage);
  }

  /** Adds that of a component that needs one of those names. */
  void addOfName(Breakage breakage) {
    toldByNames.add(breakage.component());
    add(breakage);
  }

  /** Adds one that hits all of its component. */
  void add(Breakage breakage) {
    add(breakage, WHOLE);
  }

  /** Adds one that is not carried on. */
  void addHere(Breakage breakage) {
    add(breakage, HERE);
  }

  /**
   * Adds one; the evidence of the same effect on the same component is put together.
   *
   * @param part the part of the component that is hit, empty for the whole
   * @return whether that was not known
   */
  boolean add(Breakage breakage, String part) {
    Map<String, Breakage> parts =
        found
            .computeIfAbsent(breakage.component(), absent -> new TreeMap<>())
            .computeIfAbsent(breakage.effect(), absent -> new TreeMap<>());
    Breakage known = parts.get(part);
    Breakage joined = known == null ? breakage : join(known, breakage);
    parts.put(part, joined);
    return known == null || known.certainty() != joined.certainty();
  }

  /**
   * The direct one, else the more certain, else the shorter one gives the chain; its evidence comes
   * first.
   */
  private static Breakage join(Breakage a, Breakage b) {
    boolean second =
        a.direct() != b.direct()
            ? b.direct()
            : a.certainty() != b.certainty() && b.certainty() == Certainty.CERTAIN;
    Breakage first = second ? b : a;
    Breakage other = second ? a : b;
    Set<Reason> why = new LinkedHashSet<>(first.why());
    if (first.direct() == other.direct() && why.size() < MOST_REASONS) {
      why.addAll(other.why());
    }
    Certainty certainty = a.certainty() == Certainty.CERTAIN ? Certainty.CERTAIN : b.certainty();
    return new Breakage(
        first.component(),
        first.effect(),
        first.direct(),
        certainty,
        List.copyOf(why),
        first.chain());
  }

  /** One for each component and effect, in order: what hits a part of it is told of it. */
  List<Breakage> all() {
    List<Breakage> all = new ArrayList<>();
    for (Map<Effect, Map<String, Breakage>> effects : found.values()) {
      for (Map<String, Breakage> parts : effects.values()) {
        all.add(parts.values().stream().reduce(Breakages::join).orElseThrow());
      }
    }
    return all;
  }

  /** A member of a list, known by its place, does not lead anywhere by itself. */
  void lost(Evidence member) {
    lost.add(place(member));
  }

  /** What is carried on, and the part of its component that it hits. */
  private record Cause(Breakage breakage, String part) {
    boolean reaches(Dependency dependency) {
      return Breakages.reaches(part, dependency);
    }
  }

  /** What would be carried on if nothing else of its list were left. */
  private record Spared(Breakage cause, Dependency dependency) {}

  /** Whether whoever depends in this way notices what hits a part. */
  private static boolean reaches(String part, Dependency dependency) {
    return !part.equals(HERE)
        && (part.isEmpty() || dependency.uses().isEmpty() || dependency.uses().contains(part));
  }

  private List<Cause> causes() {
    List<Cause> all = new ArrayList<>();
    found
        .values()
        .forEach(
            effects ->
                effects
                    .values()
                    .forEach(parts -> parts.forEach((part, one) -> all.add(new Cause(one, part)))));
    return all;
  }

  /**
   * Carries each breakage on to whoever depends on the component, in order of distance. Whether a
   * list is spared is known only when everything else has been carried on.
   */
  void carryOn() {
    Queue<Cause> open = new ArrayDeque<>(causes());
    List<Spared> spared = new ArrayList<>();
    while (!open.isEmpty()) {
      while (!open.isEmpty()) {
        carryOn(open.remove(), open, spared);
      }
      List<Spared> again = List.copyOf(spared);
      spared.clear();
      again.forEach(one -> carryOn(one, open, spared));
    }
    spared.forEach(
        one ->
            add(knockOn(one.cause(), one.dependency(), Effect.DEGRADES), one.dependency().part()));
  }

  private void carryOn(Cause what, Queue<Cause> open, List<Spared> spared) {
    Breakage cause = what.breakage();
    if (cause.effect() == Effect.DEGRADES || cause.effect() == Effect.UNCERTAIN) {
      return;
    }
    for (Dependency dependency : graph.into(cause.component())) {
      if (dependency.origin().kind() == NodeKind.COMPONENT
          && what.reaches(dependency)
          && !isToldByNames(cause, dependency)
          && !isReachedStill(cause, dependency)
          && !cause.chain().contains(dependency.origin())) {
        carryOn(new Spared(cause, dependency), open, spared);
      }
    }
  }

  private void carryOn(Spared one, Queue<Cause> open, List<Spared> spared) {
    if (!one.dependency().hard() || hasOtherWay(one.dependency())) {
      spared.add(one);
      return;
    }
    Breakage next = knockOn(one.cause(), one.dependency(), effect(one.cause(), one.dependency()));
    String part = one.dependency().part();
    if (add(next, part)) {
      open.add(new Cause(next, part));
    }
  }

  private static Breakage knockOn(Breakage cause, Dependency dependency, Effect effect) {
    List<NodeId> chain = new ArrayList<>();
    chain.add(dependency.origin());
    for (NodeId name : dependency.via()) {
      if (!cause.chain().contains(name) || name.equals(chain.get(chain.size() - 1))) {
        chain.add(name);
      }
    }
    chain.addAll(cause.chain());
    List<Reason> why = new ArrayList<>();
    dependency
        .evidence()
        .ifPresent(evidence -> why.add(new Reason("depends on " + cause.component(), evidence)));
    cause.why().stream().limit(1).forEach(why::add);
    return new Breakage(
        dependency.origin(),
        effect,
        false,
        cause.certainty().and(dependency.certainty()),
        why,
        chain);
  }

  /**
   * Of a zone that is refused a machine's own resolver is no victim: whoever needs a name is, by
   * that name and not by its name server once more.
   */
  private boolean isToldByNames(Breakage cause, Dependency dependency) {
    return cause.direct()
        && cause.effect() == Effect.BREAKS_ON_RESTART
        && namesLost.contains(cause.component())
        && (toldByNames.contains(dependency.origin())
            || dependency.evidence().filter(e -> e.rule().equals(RESOLVER)).isPresent());
  }

  private Effect effect(Breakage cause, Dependency dependency) {
    if (isCutOff(cause, dependency)) {
      return Effect.BREAKS;
    }
    // Whoever uses a store that starts empty is refused when that start comes (access, missing
    // queues).
    return cause.effect() == Effect.LOSES_DATA ? Effect.BREAKS_ON_RESTART : cause.effect();
  }

  /**
   * A server that is reached no more until it starts again is well for whoever still reaches it.
   */
  private boolean isReachedStill(Breakage cause, Dependency dependency) {
    return isDeaf(cause) && cause.effect() == Effect.BREAKS && !isCutOff(cause, dependency);
  }

  private boolean isCutOff(Breakage cause, Dependency dependency) {
    return isDeaf(cause) && dependency.evidence().filter(e -> cutOff.contains(e.at())).isPresent();
  }

  private boolean isDeaf(Breakage cause) {
    return cause.direct() && deaf.contains(cause.component());
  }

  /** Whether the list it is a member of has another member that nothing hits. */
  private boolean hasOtherWay(Dependency dependency) {
    if (!dependency.group().sparesMembers()) {
      return false;
    }
    Map<String, Boolean> hit = new TreeMap<>();
    for (Dependency other : graph.from(dependency.origin())) {
      if (other.group().equals(dependency.group()) && !isSameMember(other, dependency)) {
        boolean isHit = isHit(other) || lost.contains(member(other));
        hit.merge(member(other), isHit, Boolean::logicalOr);
      }
    }
    return hit.containsValue(false);
  }

  private static boolean isSameMember(Dependency a, Dependency b) {
    return member(a).equals(member(b));
  }

  /** A member of a list is known by the place where it is written. */
  private static String member(Dependency dependency) {
    return dependency.evidence().map(Breakages::place).orElse("");
  }

  private static String place(Evidence evidence) {
    return evidence.at() + "-" + evidence.at().endColumn();
  }

  private boolean isHit(Dependency other) {
    return found.getOrDefault(other.target(), Map.of()).entrySet().stream()
        .filter(effect -> effect.getKey() != Effect.DEGRADES)
        .anyMatch(effect -> effect.getValue().keySet().stream().anyMatch(p -> reaches(p, other)));
  }
}
