package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The archives of a folder that hold root file systems of machines, one each. Told by what is in
 * them, cheaply: the first few names of an archive mostly say that it is something else.
 */
final class HostArchives {
  /** How far an archive is looked through for signs of a machine, if nothing speaks for one. */
  private static final long LOOKED_THROUGH = 64L << 20;

  private static final Set<String> TOP_FOLDERS =
      Set.of(
          "bin", "boot", "dev", "etc", "home", "lib", "lib64", "media", "mnt", "opt", "proc",
          "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var");

  /** What a first look at an archive says. */
  private enum Look {
    /** It may hold a machine. */
    MACHINE,
    /** It is damaged before that could be told. */
    DAMAGED,
    /** It holds something else. */
    OTHER
  }

  /** An archive in a folder. */
  record Found(DiskItem item, Archive archive) {
    /** The archive that a file is. */
    static Optional<Found> of(Item item) {
      return item instanceof DiskItem disk
          ? disk.archive().map(archive -> new Found(disk, archive))
          : Optional.empty();
    }

    /** The path, relative to what was given, of what lies beside it. */
    String beside(String name) {
      String path = PathNames.relative(item.root(), item.path());
      return path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    String stem() {
      return Archive.stem(item.name());
    }
  }

  private final SourceOutput output;
  private @Nullable Spool spool;

  HostArchives(SourceOutput output) {
    this.output = output;
  }

  /**
   * Those that may hold a machine, in order of name.
   *
   * @param others where all others go
   */
  List<Found> among(List<Found> archives, List<Item> others) {
    List<Found> sorted = new ArrayList<>(archives);
    sorted.sort(java.util.Comparator.comparing(found -> found.item().name()));
    List<Look> looks = sorted.parallelStream().map(found -> look(found.archive())).toList();
    // Beside the archives of machines, a damaged one is probably that of a machine too.
    boolean fleet = looks.contains(Look.MACHINE);
    List<Found> machines = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      boolean wanted = fleet && looks.get(i) != Look.OTHER;
      if (wanted) {
        machines.add(sorted.get(i));
      } else {
        others.add(sorted.get(i).item());
      }
    }
    return machines;
  }

  private static Look look(Archive archive) {
    Names names = new Names();
    try {
      archive.read(LOOKED_THROUGH, names);
    } catch (ArchiveException e) {
      if (names.promise()) {
        return Look.MACHINE;
      }
      return e.extent() == ArchiveException.Extent.LIMIT ? Look.OTHER : Look.DAMAGED;
    } catch (IOException unreadable) {
      return Look.DAMAGED;
    }
    return names.sign ? Look.MACHINE : Look.OTHER;
  }

  /** The names of an archive, until one says that it holds a machine. */
  private static final class Names implements Archive.Visitor {
    private final Set<String> tops = new HashSet<>();
    private boolean sign;

    @Override
    public boolean member(Archive.Member member) {
      List<String> parts = ArchiveTree.parts(member.name());
      String path = String.join("/", parts);
      Stream.of(path, path.substring(path.indexOf('/') + 1))
          .forEach(local -> sign |= HostRoots.isSign(local));
      for (int i = 0; i < Math.min(2, parts.size()); i++) {
        if (TOP_FOLDERS.contains(parts.get(i))) {
          tops.add(parts.get(i));
        }
      }
      return !sign;
    }

    /** Whether it looks like a root file system that shows its {@code etc} late. */
    boolean promise() {
      return sign || tops.size() > 1;
    }
  }

  /**
   * Unpacks one.
   *
   * @param name of the folder that stands for it in the folder it lies in
   * @return the root of the machine; nothing if it holds none and is a file as others are
   */
  Optional<ArchiveItem> unpack(Found found, Folder folder, String name) {
    String shown = folder.shown(found.item().name());
    try {
      ArchiveTree tree = ArchiveTree.of(found.archive(), found.stem(), spool());
      Optional<ArchiveItem> machine = tree.machine();
      if (machine.isPresent() || tree.problem().isPresent()) {
        tree.report(shown, folder.shown(name), output);
      }
      if (machine.isEmpty() && tree.problem().isPresent()) {
        return Optional.of(ArchiveItem.root(found.stem()));
      }
      machine.ifPresent(root -> root.mount(found.beside(name), found.stem()));
      return machine;
    } catch (IOException e) {
      output.failed(shown, "cannot be read: " + e.getMessage(), "check the disk");
      return Optional.of(ArchiveItem.root(found.stem()));
    }
  }

  private synchronized Spool spool() throws IOException {
    Spool made = spool;
    if (made == null) {
      made = Spool.open();
      spool = made;
    }
    return made;
  }
}
