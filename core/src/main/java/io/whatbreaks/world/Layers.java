package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Components that several documents describe together, and those that inherit from others: which
 * statements hold in the end.
 */
final class Layers {
  private static final int DEEPEST = 20;
  private static final int MOST_INHERITED = 200_000;

  private final Map<NodeId, List<Fact.Layer>> layers = new LinkedHashMap<>();
  private final Map<NodeId, List<NodeId>> parents = new LinkedHashMap<>();
  private final Map<NodeId, Scope> viewpoints = new HashMap<>();

  /** The parents by where they look names up from. */
  private final Map<Scope, NodeId> containers = new HashMap<>();

  private final Map<NodeId, List<Fact>> own = new HashMap<>();
  private final Map<String, TreeMap<SourceLocation, Fact.Passage>> parts = new HashMap<>();
  private final Set<NodeId> isParent = new HashSet<>();

  /** Documents and parts of them that no longer count. */
  private final Map<NodeId, Set<String>> documentsOut = new HashMap<>();

  private final Map<NodeId, Set<Fact.Passage>> partsOut = new HashMap<>();
  private int inherited;

  private Layers() {}

  /** The facts that hold. */
  static List<Fact> settle(List<Fact> stated) {
    Layers settled = new Layers();
    ComposeFiles files = new ComposeFiles(stated);
    for (Fact fact : stated) {
      if (fact instanceof Fact.Layer layer) {
        settled.layer(files.placed(layer));
      } else if (fact instanceof Fact.Inherits inherits) {
        settled
            .parents
            .computeIfAbsent(inherits.component(), absent -> new ArrayList<>(1))
            .add(inherits.parent());
        settled.isParent.add(inherits.parent());
      } else if (fact instanceof Fact.Viewpoint viewpoint) {
        settled.viewpoints.put(viewpoint.component(), viewpoint.from());
      }
    }
    return settled.layers.isEmpty() && settled.parents.isEmpty() ? stated : settled.facts(stated);
  }

  private void layer(Fact.Layer layer) {
    layers.computeIfAbsent(layer.component(), absent -> new ArrayList<>(2)).add(layer);
    for (Fact.Passage part : layer.parts()) {
      parts.computeIfAbsent(part.start().path(), absent -> new TreeMap<>()).put(part.start(), part);
    }
  }

  private List<Fact> facts(List<Fact> stated) {
    layers.forEach(this::order);
    for (NodeId parent : isParent) {
      Optional.ofNullable(viewpoints.get(parent)).ifPresent(from -> containers.put(from, parent));
    }
    List<Fact> all = new ArrayList<>(stated.size());
    for (Fact fact : stated) {
      Optional<NodeId> component = Restated.component(fact).or(() -> container(fact));
      if (component.isEmpty()) {
        all.add(fact);
      } else if (isOut(component.get(), fact)) {
        Restated.takenBack(fact).ifPresent(all::add);
      } else {
        boolean parent = isParent.contains(component.get());
        if (parent) {
          own.computeIfAbsent(component.get(), absent -> new ArrayList<>()).add(fact);
        }
        if (!parent || !isTemplate(component.get())) {
          all.add(fact);
        }
      }
    }
    parents.keySet().forEach(child -> all.addAll(inherited(child, 0)));
    return all;
  }

  /** Of an inherited name that only one container knows, or answers to, that container. */
  private Optional<NodeId> container(Fact fact) {
    return Restated.host(fact)
        .map(host -> isOfMember(host) ? host.scope() : host.scope().member(host.name()))
        .flatMap(scope -> Optional.ofNullable(containers.get(scope)));
  }

  private static boolean isOfMember(NodeId host) {
    return host.scope().member().isPresent();
  }

  /** Finds out which documents and parts of a component do not count. */
  private void order(NodeId component, List<Fact.Layer> all) {
    Map<String, Integer> highest = new HashMap<>();
    all.forEach(layer -> highest.merge(layer.slot(), layer.precedence(), Math::max));
    List<Fact.Layer> counting = new ArrayList<>();
    for (Fact.Layer layer : all) {
      if (layer.slot().isEmpty()) {
        continue;
      }
      if (layer.precedence() == highest.getOrDefault(layer.slot(), 0)
          && !layer.slot().equals(ComposeFiles.UNUSED)) {
        counting.add(layer);
      } else {
        documentsOut
            .computeIfAbsent(component, absent -> new HashSet<>())
            .add(layer.evidence().at().path());
      }
    }
    counting.sort(Comparator.comparing(Fact.Layer::slot));
    Set<String> takenBack = new HashSet<>();
    for (int i = counting.size() - 1; i >= 0; i--) {
      for (Fact.Passage part : counting.get(i).parts()) {
        if (isIn(part.key(), takenBack)) {
          partsOut.computeIfAbsent(component, absent -> new HashSet<>()).add(part);
        }
      }
      if (i > 0 && !counting.get(i - 1).slot().equals(counting.get(i).slot())) {
        takenBack.addAll(counting.get(i).takesBack());
      }
    }
  }

  /** Whether a key, or what stands before a blank in it, is one of some. */
  private static boolean isIn(String key, Set<String> keys) {
    int blank = key.indexOf(' ');
    return keys.contains(key) || (blank > 0 && keys.contains(key.substring(0, blank)));
  }

  private boolean isOut(NodeId component, Fact fact) {
    SourceLocation at = fact.evidence().at();
    if (documentsOut.getOrDefault(component, Set.of()).contains(at.path())) {
      return true;
    }
    Set<Fact.Passage> out = partsOut.getOrDefault(component, Set.of());
    return !out.isEmpty() && part(at).filter(out::contains).isPresent();
  }

  /** The part of a document that a place lies in. */
  private Optional<Fact.Passage> part(SourceLocation at) {
    TreeMap<SourceLocation, Fact.Passage> inDocument = parts.get(at.path());
    if (inDocument == null) {
      return Optional.empty();
    }
    SourceLocation last = new SourceLocation(at.path(), at.line(), at.column(), Integer.MAX_VALUE);
    Map.Entry<SourceLocation, Fact.Passage> before = inDocument.floorEntry(last);
    return Optional.ofNullable(before).map(Map.Entry::getValue).filter(part -> part.holds(at));
  }

  private List<Fact> inherited(NodeId child, int depth) {
    Set<String> takenBack = new HashSet<>();
    layers.getOrDefault(child, List.of()).forEach(layer -> takenBack.addAll(layer.takesBack()));
    List<Fact> facts = new ArrayList<>();
    for (NodeId parent : parents.getOrDefault(child, List.of())) {
      List<Fact> all = new ArrayList<>(own.getOrDefault(parent, List.of()));
      if (depth < DEEPEST) {
        all.addAll(inherited(parent, depth + 1));
      }
      for (Fact fact : all) {
        boolean own =
            part(fact.evidence().at()).filter(part -> isIn(part.key(), takenBack)).isPresent();
        if (!own && inherited < MOST_INHERITED) {
          inherited++;
          seenBy(child, parent, fact).ifPresent(facts::add);
        }
      }
    }
    return facts;
  }

  /** What the parent looks up as a container, the child looks up as the container it is. */
  private Optional<Fact> seenBy(NodeId child, NodeId parent, Fact fact) {
    Optional<Scope> seen = Optional.ofNullable(viewpoints.get(child));
    Scope was = viewpoints.get(parent);
    if (Restated.host(fact).isPresent()) {
      return seen.map(scope -> Restated.in(scope, fact));
    }
    Fact own = Restated.of(child, instance(child, parent, fact));
    return Optional.of(seen.isPresent() && was != null ? seenFrom(seen.get(), was, own) : own);
  }

  /** Of a template unit nothing runs but its instances. */
  private static boolean isTemplate(NodeId component) {
    return component.name().endsWith("@");
  }

  /** What a template reads for any instance, an instance reads for itself. */
  private static Fact instance(NodeId child, NodeId parent, Fact fact) {
    boolean template = isTemplate(parent) && child.name().startsWith(parent.name());
    return template && fact instanceof Fact.Reads reads
        ? new Fact.Reads(
            child,
            reads.path().replace("*", child.name().substring(parent.name().length())),
            reads.whole(),
            reads.evidence())
        : fact;
  }

  private static Fact seenFrom(Scope seen, Scope was, Fact fact) {
    Optional<Scope> from = Restated.from(fact);
    if (from.isEmpty()) {
      return fact;
    }
    if (from.get().equals(was)) {
      return Restated.seenFrom(seen, fact);
    }
    return from.get().equals(was.project()) ? Restated.seenFrom(seen.project(), fact) : fact;
  }
}
