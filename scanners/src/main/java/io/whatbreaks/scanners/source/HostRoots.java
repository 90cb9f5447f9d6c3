package io.whatbreaks.scanners.source;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.HostName;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOptions.Layout;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Tells which directories are root file systems of machines, and what these are called. */
final class HostRoots {
  private static final List<String> SIGNS = List.of("hostname", "hosts", "passwd");
  private static final int LONGEST_FILE = 4096;

  private final SourceOptions options;
  private final Map<String, ConcurrentSkipListSet<String>> found = new ConcurrentHashMap<>();

  HostRoots(SourceOptions options) {
    this.options = options;
  }

  /**
   * The name of the machine whose root a directory is, if it is one.
   *
   * @param depth 0 for the path given
   * @param etc the folder {@code etc} in it, if there is one
   */
  Optional<String> nameOf(Folder folder, int depth, Optional<Item> etc) {
    Optional<String> name = name(folder, depth, etc);
    name.ifPresent(
        host ->
            found
                .computeIfAbsent(host, first -> new ConcurrentSkipListSet<>())
                .add(folder.shown()));
    return name;
  }

  private Optional<String> name(Folder folder, int depth, Optional<Item> etc) {
    if (depth == 0 && options.hostName().isPresent()) {
      return options.hostName().map(told -> asInFleet(told, stated(folder, etc)));
    }
    boolean isRoot =
        switch (options.layout()) {
          case TREE -> false;
          case FLEET -> depth == 1 && options.hostName().isEmpty();
          case AUTO -> etc.isPresent() && hasSigns(etc.get());
        };
    return isRoot ? Optional.of(stated(folder, etc)) : Optional.empty();
  }

  /** Its own file may tell its full name; a scan of the whole fleet calls it by that. */
  private static String asInFleet(String told, String stated) {
    boolean same =
        HostName.firstLabel(HostName.normalise(told)).equals(HostName.firstLabel(stated));
    return same ? stated : told;
  }

  /** Whether a folder {@code etc} is that of a machine. */
  static boolean hasSigns(Item etc) {
    for (String sign : SIGNS) {
      Optional<Item> found = etc.child(sign);
      if (found.isPresent() && found.get().kind() != Item.Kind.FOLDER) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path within a machine's root is one by which the root is known. */
  static boolean isSign(String local) {
    return local.startsWith("etc/") && SIGNS.contains(local.substring(4));
  }

  private static String stated(Folder folder, Optional<Item> etc) {
    Optional<Item> file = etc.flatMap(found -> found.child("hostname"));
    if (file.isPresent() && file.get().kind() == Item.Kind.FILE) {
      try {
        String text = new String(file.get().read(LONGEST_FILE), StandardCharsets.UTF_8);
        for (String line : text.split("\\R", -1)) {
          String word = line.strip().split("\\s", 2)[0];
          if (HostName.isHostName(word)) {
            return HostName.normalise(word);
          }
        }
      } catch (IOException unreadable) {
        // The walk comes to this file too and reports it.
      }
    }
    String name = folder.item().name();
    return name.isEmpty() ? "localhost" : name;
  }

  /** Reports names that more than one root claims: their files are taken for one machine's. */
  void report(SourceOutput output) {
    if (options.layout() == Layout.TREE) {
      return;
    }
    found.forEach(
        (host, folders) -> {
          if (folders.size() > 1) {
            output.diagnostic(
                new Diagnostic(
                    Severity.WARNING,
                    "same-host-twice",
                    folders.last(),
                    0,
                    "machine "
                        + host
                        + " has "
                        + folders.size()
                        + " root folders: "
                        + some(folders),
                    "scan them apart, or correct etc/hostname"));
          }
        });
  }

  private static String some(ConcurrentSkipListSet<String> folders) {
    String first = String.join(", ", folders.stream().limit(3).toList());
    return folders.size() > 3 ? first + ", …" : first;
  }
}
