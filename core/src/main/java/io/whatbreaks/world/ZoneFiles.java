package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which origin and which views the documents that hold records have, all that is told of them taken
 * together: what a name server's configuration or an including file says comes before what the
 * document says of itself.
 */
final class ZoneFiles {
  /** A file that is served under more origins is a template of parked domains. */
  private static final int MOST_ORIGINS = 200;

  private final List<Fact> facts;

  /** What documents say of themselves, by their whole path. */
  private final Map<String, Fact.ZoneFile> own = new LinkedHashMap<>();

  /** What others say of them, by the same path. */
  private final Map<String, List<Fact.ZoneFile>> told = new LinkedHashMap<>();

  private final Map<String, Set<View>> views = new HashMap<>();

  /** Documents that include one which was not given, by their whole path. */
  private final Set<String> holed = new HashSet<>();

  /**
   * A view of a name server.
   *
   * @param server whose it is
   * @param clients as {@link Fact.ZoneFile} has them
   */
  record View(NodeId server, String name, List<String> clients) {}

  ZoneFiles(List<Fact> stated) {
    List<Fact.ZoneFile> others = new ArrayList<>();
    for (Fact fact : stated) {
      if (fact instanceof Fact.ZoneFile file) {
        if (file.component().name().equals(file.path())) {
          own.put(file.evidence().at().path(), file);
        } else {
          others.add(file);
        }
      }
    }
    tell(inTheirViews(others));
    told.forEach(this::see);
    facts = completed(stated);
  }

  /** The facts, each name completed with the origin that is told. */
  List<Fact> facts() {
    return facts;
  }

  /** Whether the origin of a document's names is a guess. */
  boolean isGuess(String path) {
    Fact.ZoneFile file = own.get(path);
    return file != null && file.certainty() == Certainty.POSSIBLE && !told.containsKey(path);
  }

  /** Whether a document includes another that was not given. */
  boolean isHoled(String path) {
    return holed.contains(path);
  }

  /** Where another file includes a document, if one does. */
  Optional<SourceLocation> includedAt(String path) {
    return told.getOrDefault(path, List.of()).stream()
        .filter(file -> file.evidence().rule().equals("zone/include"))
        .map(file -> file.evidence().at())
        .findFirst();
  }

  /** Whether anything is seen from some places only. */
  boolean hasViews() {
    return !views.isEmpty();
  }

  /** The views that hold a document; empty where it is seen from everywhere. */
  Set<View> views(String path) {
    return views.getOrDefault(path, Set.of());
  }

  /** Every view of every server, in the order in which the server tries them. */
  Set<View> views() {
    List<Fact.ZoneFile> files = new ArrayList<>();
    told.values().forEach(files::addAll);
    files.removeIf(file -> file.view().isEmpty());
    files.sort((a, b) -> a.evidence().at().compareTo(b.evidence().at()));
    Set<View> all = new LinkedHashSet<>();
    files.forEach(file -> all.add(view(file)));
    return all;
  }

  private static View view(Fact.ZoneFile file) {
    return new View(file.component(), file.view(), file.clients());
  }

  private void see(String path, List<Fact.ZoneFile> files) {
    if (files.stream().noneMatch(file -> file.view().isEmpty())) {
      Set<View> all = new LinkedHashSet<>();
      files.forEach(file -> all.add(view(file)));
      views.put(path, all);
    }
  }

  /** What a configuration says that a view includes holds for that view, or each of several. */
  private static List<Fact.ZoneFile> inTheirViews(List<Fact.ZoneFile> others) {
    Map<String, List<Fact.ZoneFile>> including = new HashMap<>();
    for (Fact.ZoneFile file : others) {
      if (isInclude(file)) {
        including.computeIfAbsent(lastElement(file.path()), absent -> new ArrayList<>(1)).add(file);
      }
    }
    if (including.isEmpty()) {
      return others;
    }
    List<Fact.ZoneFile> all = new ArrayList<>();
    for (Fact.ZoneFile file : others) {
      String stating = file.evidence().at().path();
      List<Fact.ZoneFile> views =
          including.getOrDefault(lastElement(stating), List.of()).stream()
              .filter(view -> view.component().equals(file.component()))
              .filter(view -> ("/" + stating).endsWith("/" + view.path()))
              .toList();
      if (isInclude(file)) {
        continue;
      }
      if (views.isEmpty() || !file.view().isEmpty()) {
        all.add(file);
      } else {
        views.forEach(view -> all.add(in(view, file)));
      }
    }
    return all;
  }

  private static boolean isInclude(Fact.ZoneFile file) {
    return file.evidence().rule().equals("named/view-include");
  }

  private static Fact.ZoneFile in(Fact.ZoneFile view, Fact.ZoneFile file) {
    return new Fact.ZoneFile(
        file.component(),
        file.path(),
        file.origin(),
        file.certainty(),
        view.view(),
        view.clients(),
        // Views are tried in the order in which the configuration has them.
        view.evidence());
  }

  private void tell(List<Fact.ZoneFile> others) {
    if (others.isEmpty()) {
      return;
    }
    Map<Scope, Map<String, List<Fact.ZoneFile>>> byName = new HashMap<>();
    for (Fact.ZoneFile file : own.values()) {
      byName
          .computeIfAbsent(file.component().scope(), absent -> new HashMap<>())
          .computeIfAbsent(lastElement(file.path()), absent -> new ArrayList<>(1))
          .add(file);
    }
    for (Fact.ZoneFile file : others) {
      Scope scope = file.component().scope();
      Fact.ZoneFile meant =
          meant(
              file,
              byName
                  .getOrDefault(scope, Map.of())
                  .getOrDefault(lastElement(file.path()), List.of()));
      if (meant == null && file.evidence().rule().equals("zone/include")) {
        holed.add(file.evidence().at().path());
      }
      if (meant != null) {
        List<Fact.ZoneFile> all =
            told.computeIfAbsent(meant.evidence().at().path(), absent -> new ArrayList<>(1));
        if (all.size() < MOST_ORIGINS) {
          all.add(file);
        }
      }
    }
  }

  /**
   * The document of a path. A tree holds parts of machines: there the end of the path tells, and
   * among several the one that lies nearest to who speaks of it.
   */
  private static Fact.@Nullable ZoneFile meant(Fact.ZoneFile file, List<Fact.ZoneFile> named) {
    Fact.ZoneFile best = null;
    int most = 0;
    boolean several = false;
    for (Fact.ZoneFile candidate : named) {
      if (candidate.path().equals(file.path())) {
        return candidate;
      }
      if (candidate.component().scope().kind() == Scope.Kind.TREE) {
        int fit =
            1_000 * commonEnd(candidate.path(), file.path())
                + commonStart(candidate.evidence().at().path(), file.evidence().at().path());
        several = fit == most;
        if (fit > most) {
          most = fit;
          best = candidate;
        }
      }
    }
    return several ? null : best;
  }

  private static String lastElement(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How many of the last elements are the same. */
  private static int commonEnd(String one, String other) {
    String[] a = one.split("/", -1);
    String[] b = other.split("/", -1);
    int same = 0;
    while (same < Math.min(a.length, b.length)
        && a[a.length - 1 - same].equals(b[b.length - 1 - same])) {
      same++;
    }
    return same;
  }

  private static int commonStart(String one, String other) {
    String[] a = one.split("/", -1);
    String[] b = other.split("/", -1);
    int same = 0;
    while (same < Math.min(a.length, b.length) && a[same].equals(b[same])) {
      same++;
    }
    return same;
  }

  private List<Fact> completed(List<Fact> stated) {
    Map<String, List<ZoneCompletion>> completions = new HashMap<>();
    told.forEach(
        (path, files) -> {
          Fact.ZoneFile file = own.get(path);
          if (file == null || file.origin().isEmpty()) {
            return;
          }
          Set<String> origins = new LinkedHashSet<>();
          files.forEach(other -> other.origin().ifPresent(origins::add));
          completions.put(
              path,
              origins.stream().map(to -> new ZoneCompletion(file.origin().get(), to)).toList());
        });
    if (completions.isEmpty()) {
      return stated;
    }
    for (Fact fact : stated) {
      if (fact instanceof Fact.Declaration declaration) {
        completions
            .getOrDefault(fact.evidence().at().path(), List.of())
            .forEach(completion -> completion.owner(declaration));
      }
    }
    List<Fact> all = new ArrayList<>(stated.size());
    String path = "";
    List<ZoneCompletion> known = null;
    for (Fact fact : stated) {
      // Those of one document stand together.
      if (!fact.evidence().at().path().equals(path)) {
        path = fact.evidence().at().path();
        known = completions.get(path);
      }
      if (known == null) {
        all.add(fact);
      } else {
        known.forEach(completion -> all.add(completion.of(fact)));
      }
    }
    return all;
  }
}
