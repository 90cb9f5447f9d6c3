package io.whatbreaks.world;

import io.whatbreaks.fact.Attributed;
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
 * What people say of a component from outside: who answers for it, how critical it is. What is said
 * of it by name counts before what is said of its file, that before what is said of the folders
 * above, of the document and of the machine.
 */
final class Attributions<F extends Attributed> {
  private static final Set<String> FOLDERS_OF_SETTINGS = Set.of(".github", ".gitlab", "docs");
  private static final Comparator<Attributed> PLACE =
      Comparator.comparing(fact -> fact.evidence().at());

  private final Map<String, List<F>> exact = new HashMap<>();
  private final Map<String, List<F>> folders = new HashMap<>();
  private final Map<String, List<F>> documents = new HashMap<>();
  private final List<F> components = new ArrayList<>();
  private final List<F> hosts = new ArrayList<>();

  /** Patterns of paths by the folder they are relative to, in the order of their files. */
  private final Map<String, List<Rule<F>>> paths = new LinkedHashMap<>();

  private record Rule<F>(PathGlob glob, F said) {}

  Attributions(Collection<F> facts) {
    facts.stream().sorted(PLACE).forEach(this::add);
  }

  private void add(F fact) {
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
              .add(new Rule<>(new PathGlob(fact.subject()), fact));
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

  /** What is said of a component whose own line stands in a document, on its machines. */
  List<F> of(NodeId component, Collection<NodeId> machines, String path) {
    List<F> found = byName(component);
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

  /** What is said of a machine, whose own line stands in a document. */
  List<F> ofHost(NodeId host, String path) {
    List<F> found = byHost(List.of(host));
    return found.isEmpty() ? of(path) : found;
  }

  /** What is said of a document. */
  List<F> of(String path) {
    List<F> found = byPath(path);
    if (found.isEmpty()) {
      found = byFolder(path);
    }
    return found.isEmpty() ? documents.getOrDefault(path, List.of()) : found;
  }

  private List<F> byName(NodeId component) {
    List<F> own = exact.getOrDefault(component.toString(), List.of());
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

  private List<F> byHost(Collection<NodeId> machines) {
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
  private List<F> byPath(String path) {
    for (String base = folder(path); ; base = folder(base)) {
      String relative = base.isEmpty() ? path : path.substring(base.length() + 1);
      List<F> found =
          lastFor(
              paths.getOrDefault(base, List.of()).stream()
                  .filter(rule -> rule.glob().matches(relative))
                  .map(Rule::said)
                  .toList());
      if (!found.isEmpty() || base.isEmpty()) {
        return found;
      }
    }
  }

  private List<F> byFolder(String path) {
    for (String folder = folder(path); ; folder = folder(folder)) {
      List<F> found = folders.getOrDefault(folder, List.of());
      if (!found.isEmpty() || folder.isEmpty()) {
        return found;
      }
    }
  }

  /** Of each section of each file the last statement; an empty one says nothing. */
  private List<F> lastFor(List<F> fitting) {
    Map<String, F> last = new LinkedHashMap<>();
    for (F fact : fitting) {
      SourceLocation at = fact.evidence().at();
      last.put(at.path() + " " + fact.section(), fact);
    }
    return last.values().stream().filter(fact -> !fact.isEmpty()).toList();
  }
}
