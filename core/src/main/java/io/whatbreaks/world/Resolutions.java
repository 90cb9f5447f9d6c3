package io.whatbreaks.world;

import io.whatbreaks.model.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What names mean in one world, each worked out once. */
final class Resolutions {
  private final FactIndex index;
  private final Overlay overlay;
  private final Views views;

  /** By where a name stands, which is a scope and a folder, and by the name. */
  private final Map<Scope, Map<String, Map<String, Resolution>>> known = new ConcurrentHashMap<>();

  Resolutions(FactIndex index, Overlay overlay) {
    this.index = index;
    this.overlay = overlay;
    this.views = new Views(index);
  }

  /**
   * What a name means that stands in the document of a path; on machines the path does not matter,
   * and in DNS only where there are views.
   */
  Resolution resolve(String name, Scope from, String path) {
    boolean whole = from.kind() == Scope.Kind.DNS && index.files.hasViews();
    String near =
        whole
            ? path
            : from.kind() == Scope.Kind.HOST ? "" : path.substring(0, path.lastIndexOf('/') + 1);
    return known
        .computeIfAbsent(from, scope -> new ConcurrentHashMap<>())
        .computeIfAbsent(near, folder -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            name,
            asked ->
                views.resolve(
                    from,
                    path,
                    view -> new Resolver(index, overlay, view).resolve(name, from, near)));
  }
}
