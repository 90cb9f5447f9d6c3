package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Fact.Ownership;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.PathGlob;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who answers for a component. What is said of it by name counts before what is said of its file,
 * that before what is said of the folders above, of the document and of the machine.
 */
final class Responsible {
  private static final Set<String> FOLDERS_OF_SETTINGS = Set.of(".github", ".gitlab", "docs");
  private static final Comparator<Fact> PLACE = Comparator.comparing(fact -> fact.evidence().at());

  private final Map<String, List<Ownership>> exact = new HashMap<>();
  private final Map<String, List<Ownership>> folders = new HashMap<>();
  private final Map<String, List<Ownership>> documents = new HashMap<>();
  private final List<Ownership> components = new ArrayList<>();
  private final List<Ownership> hosts = new ArrayList<>();

  /** Patterns of paths by the folder they are relative to, in the order of their files. */
  private final Map<String, List<Rule>> paths = new LinkedHashMap<>();

  private record Rule(PathGlob glob, Ownership ownership) {}

  Responsible(Collection<Ownership> facts) {
    facts.stream().sorted(PLACE).forEach(this::add);
  }

  private void add(Ownership fact) {
    String path = fact.evidence().at().path();
    switch (fact.by()) {
      case COMPONENT -> {
        if (fact.subject().startsWith("component:")) {
          exact.computeIfAbsent(fact.subject(), absent -> new ArrayList<>(1)).add(fact);
        } else {
          components.add(fact);
        }
      }
      case PATH ->
          paths
              .computeIfAbsent(base(path), absent -> new ArrayList<>())
              .add(new Rule(new PathGlob(fact.subject()), fact));
      case FOLDER -> folders.computeIfAbsent(folder(path), absent -> new ArrayList<>()).add(fact);
      case DOCUMENT -> documents.computeIfAbsent(path, absent -> new ArrayList<>(1)).add(fact);
      case HOST -> hosts.add(fact);
    }
  }

  /** Where the paths of such a file begin. */
  private static String base(String path) {
    String folder = folder(path);
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    return FOLDERS_OF_SETTINGS.contains(last) ? folder(folder) : folder;
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Who answers for a component whose own line stands in a document, on its machines. */
  List<Ownership> of(NodeId component, Collection<NodeId> machines, String path) {
    List<Ownership> found = byName(component);
    if (found.isEmpty()) {
      found = byPath(path);
    }
    if (found.isEmpty()) {
      found = byFolder(path);
    }
    if (found.isEmpty()) {
      found = documents.getOrDefault(path, List.of());
    }
    return found.isEmpty() ? byHost(machines) : found;
  }

  /** Who answers for a machine, whose own line stands in a document. */
  List<Ownership> ofHost(NodeId host, String path) {
    List<Ownership> found = byHost(List.of(host));
    return found.isEmpty() ? of(path) : found;
  }

  /** Who answers for a document. */
  List<Ownership> of(String path) {
    List<Ownership> found = byPath(path);
    if (found.isEmpty()) {
      found = byFolder(path);
    }
    return found.isEmpty() ? documents.getOrDefault(path, List.of()) : found;
  }

  private List<Ownership> byName(NodeId component) {
    List<Ownership> own = exact.getOrDefault(component.toString(), List.of());
    if (!own.isEmpty()) {
      return own;
    }
    String last = component.name().substring(component.name().lastIndexOf('/') + 1);
    return lastFor(
        components.stream()
            .filter(
                fact ->
                    PathGlob.fits(fact.subject(), component.name())
                        || PathGlob.fits(fact.subject(), last))
            .toList());
  }

  private List<Ownership> byHost(Collection<NodeId> machines) {
    return lastFor(
        hosts.stream()
            .filter(
                fact ->
                    machines.stream()
                        .anyMatch(
                            host ->
                                PathGlob.fits(fact.subject(), host.name())
                                    || PathGlob.fits(
                                        fact.subject(),
                                        io.whatbreaks.model.HostName.firstLabel(host.name()))))
            .toList());
  }

  /** The nearest file that says anything of a path; of each of its sections the last word. */
  private List<Ownership> byPath(String path) {
    for (String base = folder(path); ; base = folder(base)) {
      String relative = base.isEmpty() ? path : path.substring(base.length() + 1);
      List<Ownership> found =
          lastFor(
              paths.getOrDefault(base, List.of()).stream()
                  .filter(rule -> rule.glob().matches(relative))
                  .map(Rule::ownership)
                  .toList());
      if (!found.isEmpty() || base.isEmpty()) {
        return found;
      }
    }
  }

  private List<Ownership> byFolder(String path) {
    for (String folder = folder(path); ; folder = folder(folder)) {
      List<Ownership> found = folders.getOrDefault(folder, List.of());
      if (!found.isEmpty() || folder.isEmpty()) {
        return found;
      }
    }
  }

  /** Of each section of each file the last statement; one that names nobody says nobody. */
  private static List<Ownership> lastFor(List<Ownership> fitting) {
    Map<String, Ownership> last = new LinkedHashMap<>();
    for (Ownership fact : fitting) {
      SourceLocation at = fact.evidence().at();
      last.put(at.path() + " " + fact.section(), fact);
    }
    return last.values().stream().filter(fact -> !fact.owners().isEmpty()).toList();
  }
}
