package io.whatbreaks.scan;

import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The documents of an earlier reading, for one that reads the same sources again. */
final class KeptDocuments {
  static final KeptDocuments NONE = new KeptDocuments(List.of(), List.of());

  private final Map<String, Optional<SourceOutput.Shelved>> byPath = new HashMap<>();
  private final Set<Path> changed = new HashSet<>();

  KeptDocuments(List<SourceOutput.Shelved> shelf, Collection<Path> changed) {
    for (SourceOutput.Shelved shelved : shelf) {
      // Two paths given may end alike: what cannot be told apart is read again.
      byPath.merge(
          shelved.document().path(), Optional.of(shelved), (one, other) -> Optional.empty());
    }
    changed.forEach(path -> this.changed.add(real(path.toAbsolutePath().normalize())));
  }

  /** The path without links, even where its end is gone. */
  private static Path real(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      return path;
    }
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return real(parent).resolve(path.getFileName());
    }
  }

  /** The document that was found there, unless it may be another by now. */
  Optional<SourceOutput.Shelved> at(Path file, String path, Scope scope, String localPath) {
    Optional<SourceOutput.Shelved> known = byPath.getOrDefault(path, Optional.empty());
    return known.filter(
        shelved ->
            shelved.document().scope().equals(scope)
                && shelved.document().localPath().equals(localPath)
                && !mayHaveChanged(file));
  }

  private boolean mayHaveChanged(Path file) {
    for (Path at = file; at != null; at = at.getParent()) {
      if (changed.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
