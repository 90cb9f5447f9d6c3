package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountedCompleter;
import org.jspecify.annotations.Nullable;

/** One walk over one path: folders side by side, the files of a folder in turn. */
final class Walk {
  /** What is read as a document. */
  static final int LARGEST = 32 << 20;

  /** How far a larger file is looked through for words. */
  static final long LARGEST_LOOKED_THROUGH = 256L << 20;

  private static final int BATCH = 256;
  private static final String KEYTAB = ".keytab";
  private static final Set<String> IGNORED =
      Set.of(".git", ".hg", ".svn", "CVS", ".bzr", "node_modules", ".terraform", "__pycache__");

  private final Item root;
  private final SourceOptions options;
  private final SourceOutput output;
  private final Globs globs;
  private final HostRoots hostRoots;
  private final Links links;
  private final HostArchives hostArchives;
  private final Jars jars;

  Walk(Item root, SourceOptions options, SourceOutput output) {
    this.root = root;
    this.options = options;
    this.output = output;
    this.globs = new Globs(options.include(), options.exclude());
    this.hostRoots = new HostRoots(options);
    this.links = new Links(output);
    this.hostArchives = new HostArchives(output);
    this.jars = new Jars(output);
  }

  /** Whether a folder of that name is passed over. */
  static boolean isIgnored(String folder) {
    return IGNORED.contains(folder);
  }

  /** Everything below the root. */
  void directory() {
    new Visit(null, start(), 0).invoke();
    hostRoots.report(output);
  }

  /** The root alone, which is a file. */
  void single() {
    Folder folder =
        options
            .hostName()
            .map(start()::asRootOf)
            .orElse(new Folder(root, "", Scope.tree(options.prefix()), "", root));
    if (root.kind() == Item.Kind.FILE) {
      read(folder, List.of(root));
    } else {
      output.skipped(folder.shown(root.name()), "not a regular file");
    }
  }

  private Folder start() {
    String shown = options.hostName().orElse(options.prefix());
    return new Folder(root, shown, Scope.tree(options.prefix()), "", root);
  }

  /** What a folder holds. */
  private static final class Listing {
    final List<Item> folders = new ArrayList<>();
    final List<Item> links = new ArrayList<>();
    final List<Item> others = new ArrayList<>();
    final List<Item> files = new ArrayList<>();
    final List<HostArchives.Found> archives = new ArrayList<>();
    final List<DiskItem> jars = new ArrayList<>();
    @Nullable Item etc;

    void add(Item item) {
      switch (item.kind()) {
        case FILE -> {
          Optional<HostArchives.Found> archive = HostArchives.Found.of(item);
          if (archive.isPresent()) {
            archives.add(archive.get());
          } else if (item instanceof DiskItem disk && JarMembers.isCalledSo(disk.name())) {
            jars.add(disk);
          } else {
            files.add(item);
          }
        }
        case LINK -> links.add(item);
        case OTHER -> others.add(item);
        case FOLDER -> {
          if (!isIgnored(item.name())) {
            etc = item.name().equals("etc") ? item : etc;
            folders.add(item);
          }
        }
      }
    }
  }

  private Listing list(Folder folder) {
    Listing listing = new Listing();
    if (output.isCancelled()) {
      return listing;
    }
    try {
      folder.item().list(listing::add);
    } catch (IOException e) {
      String shown = folder.shown().isEmpty() ? "." : folder.shown();
      output.failed(shown, "the folder cannot be listed: " + reason(e), "check its permissions");
    }
    return listing;
  }

  /** One folder; the folders in it are tasks of their own. */
  private final class Visit extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient Folder folder;
    private final int depth;

    Visit(@Nullable CountedCompleter<?> above, Folder folder, int depth) {
      super(above);
      this.folder = folder;
      this.depth = depth;
    }

    @Override
    public void compute() {
      Listing listing = list(folder);
      Folder here =
          hostRoots
              .nameOf(folder, depth, Optional.ofNullable(listing.etc))
              .map(folder::asRootOf)
              .orElse(folder);
      for (Item child : listing.folders) {
        addToPendingCount(1);
        new Visit(this, here.child(child, child.name()), depth + 1).fork();
      }
      archives(here, listing);
      for (DiskItem jar : listing.jars) {
        if (wants(here, jar.name())) {
          addToPendingCount(1);
          new Opening(this, here, jar).fork();
        }
      }
      for (Item link : listing.links) {
        if (wants(here, link.name())) {
          links.skip(here, link, here.shown(link.name()));
        }
      }
      for (Item other : listing.others) {
        output.skipped(here.shown(other.name()), "not a regular file");
      }
      int from = 0;
      for (; listing.files.size() - from > 2 * BATCH; from += BATCH) {
        addToPendingCount(1);
        new Batch(this, here, listing.files.subList(from, from + BATCH)).fork();
      }
      read(here, listing.files.subList(from, listing.files.size()));
      tryComplete();
    }

    /** Archives of machines are folders; any other archive is a file like others. */
    private void archives(Folder here, Listing listing) {
      if (listing.archives.isEmpty()) {
        return;
      }
      listing.archives.removeIf(
          found -> {
            String name = found.item().name();
            return globs.excludes(here.shown(name), name) && listing.files.add(found.item());
          });
      Set<String> taken = new HashSet<>();
      listing.folders.forEach(child -> taken.add(child.name()));
      for (HostArchives.Found found : hostArchives.among(listing.archives, listing.files)) {
        addToPendingCount(1);
        String name = found.stem();
        name = taken.add(name) ? name : found.item().name();
        new Unpacking(this, here, found, name).fork();
      }
    }
  }

  /** The archive of a machine, in the place of the folder that it would be unpacked to. */
  private final class Unpacking extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final Visit above;
    private final transient Folder folder;
    private final transient HostArchives.Found found;
    private final String name;

    Unpacking(Visit above, Folder folder, HostArchives.Found found, String name) {
      super(above);
      this.above = above;
      this.folder = folder;
      this.found = found;
      this.name = name;
    }

    @Override
    public void compute() {
      Optional<ArchiveItem> top = hostArchives.unpack(found, folder, name);
      if (top.isPresent()) {
        addToPendingCount(1);
        new Visit(this, folder.child(top.get(), name), above.depth + 1).fork();
      } else {
        read(folder, List.of(found.item()));
      }
      tryComplete();
    }
  }

  /** A jar, war or ear: a folder of what it holds of an application. */
  private final class Opening extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final Visit above;
    private final transient Folder folder;
    private final transient DiskItem jar;

    Opening(Visit above, Folder folder, DiskItem jar) {
      super(above);
      this.above = above;
      this.folder = folder;
      this.jar = jar;
    }

    @Override
    public void compute() {
      Optional<ArchiveItem> inside = jars.open(jar, folder);
      if (inside.isPresent()) {
        addToPendingCount(1);
        String name = inside.get().name();
        new Visit(this, folder.child(inside.get(), name), above.depth + 1).fork();
      } else {
        output.skipped(folder.shown(jar.name()), "binary");
      }
      tryComplete();
    }
  }

  /** Some files of a directory that holds many. */
  private final class Batch extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient Folder folder;
    private final transient List<Item> files;

    Batch(Visit above, Folder folder, List<Item> files) {
      super(above);
      this.folder = folder;
      this.files = files;
    }

    @Override
    public void compute() {
      read(folder, files);
      tryComplete();
    }
  }

  private boolean wants(Folder folder, String name) {
    if (globs.wants(folder.shown(name), name)) {
      return true;
    }
    output.skipped(folder.shown(name), "excluded");
    return false;
  }

  private void read(Folder folder, List<Item> files) {
    for (Item file : files) {
      if (output.isCancelled()) {
        return;
      }
      if (wants(folder, file.name())) {
        file(folder, file);
      }
    }
  }

  private void file(Folder folder, Item file) {
    String shown = folder.shown(file.name());
    if (FileBytes.isBinaryName(file.name()) && !ClassConstants.isCalledSo(file.name())) {
      output.skipped(shown, "binary");
      return;
    }
    if (file.name().endsWith(KEYTAB)) {
      // That it is there says something; the keys in it are nobody's business.
      output.document(
          new Document(shown, folder.scope(), folder.local(file.name()), () -> new byte[0]));
      return;
    }
    if (file instanceof DiskItem disk
        && output.keeps(disk.path(), shown, folder.scope(), folder.local(file.name()))) {
      return;
    }
    try {
      if (file.size() > LARGEST) {
        large(shown, file);
      } else {
        small(folder, shown, file);
      }
    } catch (ArchiveException e) {
      output.failed(shown, "cannot be read: " + e.getMessage(), e.hint());
    } catch (IOException e) {
      output.failed(shown, "cannot be read: " + reason(e), "check its permissions");
    }
  }

  private void small(Folder folder, String shown, Item file) throws IOException {
    if (FileBytes.isMostlyBinaryName(file.name())
        && file.size() > FileBytes.LOOKED_AT
        && FileBytes.isBinary(file.read(FileBytes.LOOKED_AT))) {
      output.skipped(shown, "binary");
      return;
    }
    byte[] bytes = file.read(LARGEST);
    if (FileBytes.isBinary(bytes) && !isClass(file, bytes)) {
      output.skipped(shown, "binary");
    } else if (SnapshotCodec.recognises(bytes)) {
      output.skipped(shown, "a snapshot: give its path to read it");
    } else {
      output.document(
          new Document(
              shown,
              folder.scope(),
              folder.local(file.name()),
              file.content(FileBytes.asUtf8(bytes))));
    }
  }

  private static boolean isClass(Item file, byte[] bytes) {
    return ClassConstants.isCalledSo(file.name()) && ClassConstants.isClass(bytes);
  }

  private void large(String shown, Item file) throws IOException {
    byte[] start = file.read(FileBytes.LOOKED_AT);
    if (FileBytes.isBinary(start)) {
      output.skipped(shown, "binary");
      return;
    }
    LargeFile large = file.words(LARGEST_LOOKED_THROUGH);
    output.skipped(
        shown,
        "larger than " + (LARGEST >> 20) + " MiB",
        "only looked through for the names in question; split it, or leave it out with --exclude",
        large.words(),
        large.isWhole());
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException || e.getCause() instanceof AccessDeniedException
        ? "access denied"
        : "the system refuses";
  }
}
