package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are given to containers: what they say belongs to whoever reads them, and their
 * names are looked up from there.
 */
final class Viewpoints {
  private final Map<NodeId, Scope> viewpoints = new HashMap<>();

  /** The readers of each path, within the machine or tree; a folder's ends with a slash. */
  private final Map<NodeId, List<Fact.Reads>> readers = new LinkedHashMap<>();

  private final Map<Scope, Map<String, Optional<Given>>> known = new HashMap<>();
  private final Set<Fact.Reads> more = new java.util.LinkedHashSet<>();

  /** A document that containers read. */
  private record Given(NodeId document, Scope from) {}

  private Viewpoints() {}

  /** The facts, those of such documents restated. */
  static List<Fact> settle(List<Fact> stated) {
    Viewpoints settled = new Viewpoints();
    for (Fact fact : stated) {
      if (fact instanceof Fact.Viewpoint viewpoint) {
        settled.viewpoints.put(viewpoint.component(), viewpoint.from());
      }
    }
    for (Fact fact : stated) {
      if (fact instanceof Fact.Reads reads && reads.whole()) {
        settled.reader(reads);
      }
    }
    return settled.readers.isEmpty() ? stated : settled.facts(stated);
  }

  private void reader(Fact.Reads reads) {
    if (viewpoints.containsKey(reads.component())) {
      readers
          .computeIfAbsent(
              NodeId.component(reads.component().scope(), reads.path()),
              absent -> new ArrayList<>(1))
          .add(reads);
    }
  }

  private List<Fact> facts(List<Fact> stated) {
    List<Fact> all = new ArrayList<>(stated.size());
    for (Fact fact : stated) {
      Optional<NodeId> component = Restated.component(fact);
      boolean own = component.isEmpty() || viewpoints.containsKey(component.get());
      Given given = own ? null : given(component.get().scope(), fact.evidence().at().path());
      all.add(given == null ? fact : restated(fact, component.get(), given));
    }
    all.addAll(more);
    return all;
  }

  private static Fact restated(Fact fact, NodeId component, Given given) {
    Fact moved = component.equals(given.document()) ? fact : Restated.of(given.document(), fact);
    boolean onMachine = Restated.from(fact).filter(component.scope()::equals).isPresent();
    return onMachine ? Restated.seenFrom(given.from(), moved) : moved;
  }

  private @Nullable Given given(Scope scope, String path) {
    return known
        .computeIfAbsent(scope, absent -> new HashMap<>())
        .computeIfAbsent(path, absent -> find(scope, path))
        .orElse(null);
  }

  /** By the document's path, or else by the innermost folder that is given as a whole. */
  private Optional<Given> find(Scope scope, String path) {
    for (String local : locals(scope, path)) {
      NodeId document = NodeId.component(scope, local);
      List<Fact.Reads> direct = readers.get(document);
      if (direct != null) {
        return Optional.of(new Given(document, common(direct)));
      }
      for (int slash = local.lastIndexOf('/');
          slash > 0;
          slash = local.lastIndexOf('/', slash - 1)) {
        List<Fact.Reads> folder =
            readers.get(NodeId.component(scope, local.substring(0, slash + 1)));
        if (folder != null) {
          for (Fact.Reads reads : folder) {
            more.add(new Fact.Reads(reads.component(), local, reads.evidence()));
          }
          return Optional.of(new Given(document, common(folder)));
        }
      }
    }
    return Optional.empty();
  }

  /** What a path may be within its machine or tree: a machine's root may lie anywhere. */
  private static List<String> locals(Scope scope, String path) {
    if (scope.kind() == Scope.Kind.TREE) {
      String root = scope.name() + "/";
      return List.of(path.startsWith(root) ? path.substring(root.length()) : path);
    }
    List<String> all = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      all.add(path.substring(slash + 1));
    }
    return all;
  }

  /** Of several containers what they have in common: their project. */
  private Scope common(List<Fact.Reads> all) {
    Set<Scope> from = new TreeSet<>();
    for (Fact.Reads reads : all) {
      Scope scope = viewpoints.get(reads.component());
      if (scope != null) {
        from.add(scope);
      }
    }
    Scope first = from.iterator().next();
    return from.size() == 1 ? first : first.project();
  }
}
