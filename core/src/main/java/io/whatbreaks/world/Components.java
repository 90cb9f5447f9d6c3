package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a document's statements belong to: a unit that runs an application's folder is that
 * application, and what an environment file or script says belongs to those who read it.
 */
final class Components {
  private final Map<NodeId, NodeId> runBy = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> readers = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> documents = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> members = new HashMap<>();
  private final Map<String, NodeId> documentsByPath = new HashMap<>();
  private final Map<NodeId, NodeId> holders = new HashMap<>();
  private final Map<String, Set<NodeId>> held = new HashMap<>();
  private final Map<String, NodeId> interpolators = new HashMap<>();
  private final Set<NodeId> plain = new HashSet<>();

  private static final Near NOTHING_NEAR = new Near(Map.of());

  /** What states anything in one scope, with the path of it. */
  private static final class Near {
    private final Map<NodeId, String> paths;
    private @Nullable Map<String, Set<NodeId>> byFolder;

    Near(Map<NodeId, String> paths) {
      this.paths = paths;
    }

    Set<NodeId> components() {
      return paths.keySet();
    }

    /** The applications below a folder, each called like a folder in which it lies. */
    List<NodeId> applications(String folder) {
      Map<String, Set<NodeId>> known = byFolder;
      if (known == null) {
        known = applications();
        byFolder = known;
      }
      String last = folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1);
      return known.getOrDefault(last, Set.of()).stream()
          .filter(application -> ("/" + paths.get(application)).contains("/" + folder))
          .toList();
    }

    private Map<String, Set<NodeId>> applications() {
      Map<String, Set<NodeId>> all = new HashMap<>();
      paths.forEach(
          (component, at) -> {
            if (("/" + at).contains("/" + component.name() + "/")) {
              int start = 0;
              for (int end = at.indexOf('/'); end >= 0; end = at.indexOf('/', start)) {
                all.computeIfAbsent(at.substring(start, end + 1), absent -> new LinkedHashSet<>())
                    .add(component);
                start = end + 1;
              }
            }
          });
      return all;
    }
  }

  Components(FactIndex index) {
    Map<Scope, Near> located = new HashMap<>();
    located(index).forEach((scope, paths) -> located.put(scope, new Near(paths)));
    index.reads.forEach(
        (component, reads) -> {
          Near near = located.getOrDefault(component.scope(), NOTHING_NEAR);
          for (Fact.Reads read : reads) {
            link(component, read, near);
          }
        });
    runBy.forEach(
        (application, unit) ->
            members.computeIfAbsent(unit, absent -> new TreeSet<>()).add(application));
  }

  /** One path for each component that states anything, by scope. */
  private Map<Scope, Map<NodeId, String>> located(FactIndex index) {
    Map<Scope, Map<NodeId, String>> all = new HashMap<>();
    index.settings.forEach((component, facts) -> locate(all, component, facts.get(0)));
    index.references.forEach(fact -> locate(all, fact.component(), fact));
    // Tokens are read as a question needs them: they must not decide what is a component.
    index.tokens.forEach(fact -> component(all, fact.component(), fact));
    index.listeners.forEach(fact -> locate(all, fact.component(), fact));
    index.renewals.forEach((component, facts) -> locate(all, component, facts.get(0)));
    return all;
  }

  private void component(Map<Scope, Map<NodeId, String>> all, NodeId component, Fact fact) {
    if (isDocument(component, fact.evidence().at())) {
      plain.add(component);
    }
    all.computeIfAbsent(component.scope(), absent -> new LinkedHashMap<>())
        .putIfAbsent(component, fact.evidence().at().path());
  }

  private void locate(Map<Scope, Map<NodeId, String>> all, NodeId component, Fact fact) {
    component(all, component, fact);
    if (isDocument(component, fact.evidence().at())) {
      documentsByPath.putIfAbsent(fact.evidence().at().path(), component);
    }
  }

  private void link(NodeId component, Fact.Reads reads, Near near) {
    String path = reads.path();
    if (isDocument(component, reads.evidence().at())) {
      plain.add(component);
      ofDocument(component, reads);
    } else if (path.endsWith("/")) {
      for (NodeId other : near.applications(path)) {
        if (!other.equals(component)) {
          runBy.putIfAbsent(other, component);
        }
      }
    } else if (path.indexOf('*') >= 0) {
      Predicate<String> matches = glob(path);
      near.components().stream()
          .filter(other -> matches.test(other.name()))
          .forEach(document -> read(component, document, reads.whole()));
    } else {
      read(component, NodeId.component(component.scope(), path), reads.whole());
    }
  }

  /** What a document reads whole is a thing that it holds; else its placeholders' values. */
  private void ofDocument(NodeId document, Fact.Reads reads) {
    NodeId other = NodeId.component(document.scope(), reads.path());
    String path = reads.evidence().at().path();
    if (reads.whole()) {
      holders.putIfAbsent(other, document);
      documentsByPath.putIfAbsent(path, document);
      held.computeIfAbsent(path, absent -> new TreeSet<>()).add(other);
    } else {
      interpolators.put(path, document);
      read(document, other, false);
    }
  }

  private void read(NodeId component, NodeId document, boolean whole) {
    if (!component.equals(document)) {
      if (whole) {
        readers.computeIfAbsent(document, absent -> new TreeSet<>()).add(component);
      }
      documents.computeIfAbsent(component, absent -> new LinkedHashSet<>()).add(document);
    }
  }

  /** A glob whose {@code *} stands for a part of one path element. */
  private static Predicate<String> glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : "[^/]*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString()).asMatchPredicate();
  }

  /**
   * The components that what {@code stated} says belongs to: itself, whoever runs it, or its
   * readers.
   */
  Collection<NodeId> owners(NodeId stated) {
    NodeId owner = runBy.getOrDefault(stated, stated);
    Set<NodeId> all = readers.get(owner);
    if (all == null) {
      return List.of(holders.getOrDefault(owner, owner));
    }
    Set<NodeId> owners = new TreeSet<>();
    all.forEach(reader -> owners.add(runBy.getOrDefault(reader, reader)));
    return owners;
  }

  /** Whoever runs an application, else the component itself. */
  NodeId owner(NodeId component) {
    return runBy.getOrDefault(component, component);
  }

  /**
   * The components whose settings {@code component} sees: itself, what it runs, who runs it, what
   * these read.
   */
  Collection<NodeId> propertySources(NodeId component) {
    Set<NodeId> sources = new LinkedHashSet<>();
    List<NodeId> own = new ArrayList<>();
    own.add(component);
    Optional.ofNullable(runBy.get(component)).ifPresent(own::add);
    own.addAll(members.getOrDefault(owner(component), Set.of()));
    own.addAll(members.getOrDefault(component, Set.of()));
    for (NodeId part : own) {
      sources.add(part);
      sources.addAll(documents.getOrDefault(part, Set.of()));
    }
    readers.getOrDefault(component, Set.of()).forEach(sources::add);
    return sources;
  }

  /** Whether the document of a path is read by others as if it were their own. */
  boolean hasReaders(Scope scope, String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (readers.containsKey(NodeId.component(scope, path.substring(slash + 1)))) {
        return true;
      }
    }
    return readers.containsKey(NodeId.component(scope, path));
  }

  /**
   * Whose settings the placeholders in a document stand for, where it is not who uses the value.
   */
  Optional<NodeId> interpolator(String path) {
    return Optional.ofNullable(interpolators.get(path));
  }

  /** The things that a document holds for others to read. */
  Collection<NodeId> held(String path) {
    return held.getOrDefault(path, Set.of());
  }

  /** The document that a path shows, as a component, where any fact speaks of it. */
  Optional<NodeId> document(String path) {
    return Optional.ofNullable(documentsByPath.get(path));
  }

  /** Whether the component is nothing but a document. */
  boolean isDocument(NodeId component) {
    return plain.contains(component);
  }

  /** Whether a fact stands in a document that the component reads, or is its own. */
  private static boolean isDocument(NodeId component, SourceLocation at) {
    return at.path().endsWith(component.name());
  }
}
