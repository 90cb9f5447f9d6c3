package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountedCompleter;
import org.jspecify.annotations.Nullable;

/** One walk over one path: directories side by side, the files of a directory in turn. */
final class Walk {
  /** What is read as a document. */
  static final int LARGEST = 16 << 20;

  /** How far a larger file is looked through for words. */
  private static final long LARGEST_LOOKED_THROUGH = 256L << 20;

  private static final int BATCH = 256;
  private static final String KEYTAB = ".keytab";
  private static final Set<String> IGNORED =
      Set.of(".git", ".hg", ".svn", "CVS", ".bzr", "node_modules", ".terraform", "__pycache__");

  private final Path root;
  private final SourceOptions options;
  private final SourceOutput output;
  private final Globs globs;
  private final HostRoots hostRoots;
  private final Links links;

  Walk(Path root, SourceOptions options, SourceOutput output) {
    this.root = root;
    this.options = options;
    this.output = output;
    this.globs = new Globs(options.include(), options.exclude());
    this.hostRoots = new HostRoots(options);
    this.links = new Links(root, output);
  }

  /** A file on the way, with its size. */
  private record Found(Path path, String name, long size) {}

  /** Everything below the root. */
  void directory() {
    new Visit(null, start(root), 0).invoke();
    hostRoots.report(output);
  }

  /** The root alone, which is a file that was called {@code given}. */
  void single(Path given, BasicFileAttributes attributes) {
    Path parent = root.getParent();
    Folder folder = start(parent == null ? root : parent);
    String name = PathNames.last(given.getFileName() == null ? root : given);
    folder =
        options
            .hostName()
            .map(folder::asRootOf)
            .orElse(new Folder(folder.path(), "", folder.scope(), "", folder.top()));
    if (attributes.isRegularFile()) {
      read(folder, List.of(new Found(root, name, attributes.size())));
    } else {
      output.skipped(folder.shown(name), "not a regular file");
    }
  }

  private Folder start(Path path) {
    String shown = options.hostName().orElse(options.prefix());
    return new Folder(path, shown, Scope.tree(options.prefix()), "", path);
  }

  /** What a directory holds. */
  private static final class Listing {
    final List<Path> folders = new ArrayList<>();
    final List<Path> links = new ArrayList<>();
    final List<Path> others = new ArrayList<>();
    final List<Found> files = new ArrayList<>();
    boolean holdsEtc;

    void add(Path path) throws IOException {
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException goneMeanwhile) {
        return;
      }
      String name = PathNames.last(path);
      if (attributes.isRegularFile()) {
        files.add(new Found(path, name, attributes.size()));
      } else if (attributes.isSymbolicLink()) {
        links.add(path);
      } else if (!attributes.isDirectory()) {
        others.add(path);
      } else if (!IGNORED.contains(name)) {
        holdsEtc |= name.equals("etc");
        folders.add(path);
      }
    }
  }

  private Listing list(Folder folder) {
    Listing listing = new Listing();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      for (Path entry : entries) {
        listing.add(entry);
      }
    } catch (IOException | DirectoryIteratorException e) {
      String shown = folder.shown().isEmpty() ? "." : folder.shown();
      output.failed(shown, "the folder cannot be listed: " + reason(e), "check its permissions");
    }
    return listing;
  }

  /** One directory; the directories in it are tasks of their own. */
  private final class Visit extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient Folder folder;
    private final int depth;

    Visit(@Nullable Visit above, Folder folder, int depth) {
      super(above);
      this.folder = folder;
      this.depth = depth;
    }

    @Override
    public void compute() {
      Listing listing = list(folder);
      Folder here =
          hostRoots.nameOf(folder, depth, listing.holdsEtc).map(folder::asRootOf).orElse(folder);
      for (Path path : listing.folders) {
        addToPendingCount(1);
        new Visit(this, here.child(path, PathNames.last(path)), depth + 1).fork();
      }
      for (Path link : listing.links) {
        String name = PathNames.last(link);
        if (wants(here, name)) {
          links.skip(here, link, here.shown(name));
        }
      }
      for (Path other : listing.others) {
        output.skipped(here.shown(PathNames.last(other)), "not a regular file");
      }
      int from = 0;
      for (; listing.files.size() - from > 2 * BATCH; from += BATCH) {
        addToPendingCount(1);
        new Batch(this, here, listing.files.subList(from, from + BATCH)).fork();
      }
      read(here, listing.files.subList(from, listing.files.size()));
      tryComplete();
    }
  }

  /** Some files of a directory that holds many. */
  private final class Batch extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient Folder folder;
    private final transient List<Found> files;

    Batch(Visit above, Folder folder, List<Found> files) {
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

  private void read(Folder folder, List<Found> files) {
    for (Found file : files) {
      if (wants(folder, file.name())) {
        file(folder, file);
      }
    }
  }

  private void file(Folder folder, Found file) {
    String shown = folder.shown(file.name());
    if (FileBytes.isBinaryName(file.name())) {
      output.skipped(shown, "binary");
      return;
    }
    if (file.name().endsWith(KEYTAB)) {
      // That it is there says something; the keys in it are nobody's business.
      output.document(
          new Document(shown, folder.scope(), folder.local(file.name()), () -> new byte[0]));
      return;
    }
    try {
      if (file.size() > LARGEST) {
        large(shown, file);
      } else {
        small(folder, shown, file);
      }
    } catch (IOException e) {
      output.failed(shown, "cannot be read: " + reason(e), "check its permissions");
    }
  }

  private void small(Folder folder, String shown, Found file) throws IOException {
    byte[] bytes = FileBytes.read(file.path(), file.size(), LARGEST);
    if (FileBytes.isBinary(bytes)) {
      output.skipped(shown, "binary");
    } else if (SnapshotCodec.recognises(bytes)) {
      output.skipped(shown, "a snapshot: give its path to read it");
    } else {
      output.document(
          new Document(
              shown,
              folder.scope(),
              folder.local(file.name()),
              new FileContent(file.path(), FileBytes.asUtf8(bytes))));
    }
  }

  private void large(String shown, Found file) throws IOException {
    byte[] start = FileBytes.read(file.path(), FileBytes.LOOKED_AT, FileBytes.LOOKED_AT);
    if (FileBytes.isBinary(start)) {
      output.skipped(shown, "binary");
      return;
    }
    LargeFile large = LargeFile.read(file.path(), LARGEST_LOOKED_THROUGH);
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
