package io.whatbreaks.scanners.table;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the table of a document: by its file name, its ending or the folders above it, so that most
 * documents are done with after three look-ups.
 *
 * <p>Where several fit, the pattern that fixes more characters wins.
 */
final class FileIndex<T> {
  static final int JAR = 0;

  /** Tables of users win over those of the jar. */
  static final int OTHERS = 1_000;

  private static final Comparator<Entry<?>> BEST_FIRST =
      Comparator.<Entry<?>>comparingInt(entry -> entry.slot.rank + entry.glob.weight())
          .reversed()
          .thenComparing(entry -> entry.slot.name);

  private final List<Slot<T>> slots;
  private final Map<String, List<Entry<T>>> byName = new HashMap<>();
  private final Map<String, List<Entry<T>>> byEnding = new HashMap<>();
  private final Map<String, List<Entry<T>>> byFolder = new HashMap<>();
  private final List<Entry<T>> others = new ArrayList<>();

  /** A table or rule that is perhaps not read yet, by its name. */
  record Slot<T>(int rank, String name, Table.Files files, Supplier<T> content) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  private record Entry<T>(Glob glob, Slot<T> slot) {}

  FileIndex(List<Slot<T>> slots) {
    this.slots = slots.stream().sorted(Comparator.comparing(Slot::name)).toList();
    for (Slot<T> slot : this.slots) {
      for (Glob glob : slot.files().globs()) {
        add(new Entry<>(glob, slot));
      }
    }
  }

  private void add(Entry<T> entry) {
    String last = entry.glob.last();
    String ending = ending(last);
    if (Glob.isLiteral(last)) {
      byName.computeIfAbsent(last, name -> new ArrayList<>()).add(entry);
    } else if (!entry.glob.lastLiteralFolder().isEmpty()) {
      byFolder
          .computeIfAbsent(entry.glob.lastLiteralFolder(), folder -> new ArrayList<>())
          .add(entry);
    } else if (!ending.isEmpty() && Glob.isLiteral(ending)) {
      byEnding.computeIfAbsent(ending, key -> new ArrayList<>()).add(entry);
    } else {
      others.add(entry);
    }
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  List<Slot<T>> slots() {
    return slots;
  }

  /** The one of a document that fits it best, if there is one. */
  Optional<Slot<T>> find(Document document) {
    for (Entry<T> entry : fitting(document)) {
      if (holdsWhatItMust(document, entry.slot.files())) {
        return Optional.of(entry.slot);
      }
    }
    return Optional.empty();
  }

  /** All of a document, in order of name. */
  List<Slot<T>> findAll(Document document) {
    return fitting(document).stream()
        .map(Entry::slot)
        .distinct()
        .filter(slot -> holdsWhatItMust(document, slot.files()))
        .sorted(Comparator.comparing(Slot::name))
        .toList();
  }

  private List<Entry<T>> fitting(Document document) {
    String[] path = Template.plainPath(document.localPath()).split("/", -1);
    boolean fromRoot = document.scope().kind() == Scope.Kind.HOST;
    List<Entry<T>> fitting = new ArrayList<>(2);
    String name = path[path.length - 1];
    collect(byName.get(name), path, fromRoot, fitting);
    collect(byEnding.get(ending(name)), path, fromRoot, fitting);
    for (int i = 0; i < path.length - 1; i++) {
      collect(byFolder.get(path[i]), path, fromRoot, fitting);
    }
    collect(others, path, fromRoot, fitting);
    if (fitting.size() > 1) {
      fitting.sort(BEST_FIRST);
    }
    return fitting;
  }

  private void collect(
      @Nullable List<Entry<T>> entries, String[] path, boolean fromRoot, List<Entry<T>> fitting) {
    if (entries != null) {
      for (Entry<T> entry : entries) {
        if (entry.glob.matches(path, fromRoot)) {
          fitting.add(entry);
        }
      }
    }
  }

  private static boolean holdsWhatItMust(Document document, Table.Files files) {
    return (files.mentions().isEmpty() || files.mentions().stream().anyMatch(document::mentions))
        && files.lacks().stream().noneMatch(document::mentions);
  }
}
