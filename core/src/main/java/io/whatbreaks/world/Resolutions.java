package io.whatbreaks.world;

import io.whatbreaks.model.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What names mean in one world, each worked out once. */
final class Resolutions {
  private final FactIndex index;
  private final Overlay overlay;
  private final Map<Asked, Resolution> known = new ConcurrentHashMap<>();

  /** What a resolution depends on. */
  private record Asked(String name, Scope from, String folder) {}

  Resolutions(FactIndex index, Overlay overlay) {
    this.index = index;
    this.overlay = overlay;
  }

  /**
   * What a name means that stands in the document of a path; on machines the path does not matter.
   */
  Resolution resolve(String name, Scope from, String path) {
    String folder =
        from.kind() == Scope.Kind.HOST ? "" : path.substring(0, path.lastIndexOf('/') + 1);
    return known.computeIfAbsent(
        new Asked(name, from, folder),
        asked -> new Resolver(index, overlay).resolve(name, from, folder));
  }
}
