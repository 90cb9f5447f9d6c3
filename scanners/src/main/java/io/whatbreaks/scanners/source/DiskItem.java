package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What lies on a disk.
 *
 * @param root the real path of what was given, out of which no link may lead
 * @param witness who is told what is found, if anybody
 */
record DiskItem(Path root, Path path, String name, Kind kind, long size, Optional<Witness> witness)
    implements Item {
  private static final int TYPE = 0170000;
  private static final int FILE = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;

  /** What a path leads to that was given, itself the root. A file goes by the name given. */
  static DiskItem of(Path given) throws IOException {
    return of(given, Optional.empty());
  }

  static DiskItem of(Path given, Optional<Witness> witness) throws IOException {
    Path real = given.toRealPath();
    DiskItem item = of(real, real, witness);
    Path name = item.kind == Kind.FOLDER || given.getFileName() == null ? real : given;
    return new DiskItem(real, real, PathNames.last(name), item.kind, item.size, witness);
  }

  /** What is there by that path. */
  private static DiskItem of(Path root, Path path, Optional<Witness> witness) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory()
                ? Kind.FOLDER
                : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    return new DiskItem(root, path, PathNames.last(path), kind, attributes.size(), witness);
  }

  @Override
  public void list(Consumer<Item> output) throws IOException {
    List<Witness.Entry> seen = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        add(entry, output, seen);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      witness.ifPresent(told -> told.folder(path, seen));
    }
  }

  private void add(Path entry, Consumer<Item> output, List<Witness.Entry> seen) throws IOException {
    DiskItem item;
    try {
      item = witness.isPresent() ? seen(entry, seen) : of(root, entry, witness);
    } catch (NoSuchFileException goneMeanwhile) {
      return;
    }
    output.accept(item);
  }

  /** What is there, looked at once for what it is and for who wants to know later whether it is. */
  private DiskItem seen(Path entry, List<Witness.Entry> seen) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(entry, Witness.Entry.ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException notHere) {
      witness.ifPresent(Witness::blind);
      return of(root, entry, witness);
    }
    Kind kind =
        switch ((int) Witness.Entry.number(attributes, "mode") & TYPE) {
          case FILE -> Kind.FILE;
          case FOLDER -> Kind.FOLDER;
          case LINK -> Kind.LINK;
          default -> Kind.OTHER;
        };
    String name = PathNames.last(entry);
    if (kind != Kind.FOLDER || !Walk.isIgnored(name)) {
      seen.add(Witness.Entry.of(name, attributes));
    }
    return new DiskItem(root, entry, name, kind, Witness.Entry.number(attributes, "size"), witness);
  }

  @Override
  public Optional<Item> child(String name) {
    try {
      return Optional.of(of(root, path.resolve(name), witness));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] read(int limit) throws IOException {
    return FileBytes.read(path, Math.min(size, limit), limit);
  }

  @Override
  public LargeFile words(long limit) throws IOException {
    try (InputStream in = Channels.newInputStream(FileBytes.open(path))) {
      return LargeFile.read(in, limit);
    }
  }

  @Override
  public Document.Content content(byte[] first) {
    return new FileContent(() -> FileBytes.read(path, 0, Walk.LARGEST), true, first);
  }

  @Override
  public String target() throws IOException {
    return Files.readSymbolicLink(path).toString();
  }

  @Override
  public Optional<String> destination(Folder folder) throws IOException {
    Path target = Files.readSymbolicLink(path);
    Path end = destination(folder, target);
    witness.ifPresent(told -> told.followed(end));
    Path real = end.toRealPath();
    return real.startsWith(root) ? Optional.of(PathNames.relative(root, real)) : Optional.empty();
  }

  /** On a machine an absolute target starts at that machine's root, not at ours. */
  private Path destination(Folder folder, Path target) {
    if (!target.isAbsolute() || !(folder.top() instanceof DiskItem top)) {
      return path.resolveSibling(target);
    }
    boolean onMachine = folder.scope().kind() == Scope.Kind.HOST;
    Path moved = top.path().resolve(target.getRoot().relativize(target));
    if (onMachine && target.startsWith(top.path())) {
      witness.ifPresent(told -> told.followed(target));
      return exists(target) ? target : moved;
    }
    return onMachine ? moved : target;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The jar, war or ear that a file is. */
  Optional<Archive> jar() {
    return kind == Kind.FILE && JarMembers.isCalledSo(name) ? Archive.of(path) : Optional.empty();
  }

  /** The archive that a file is, by its name; it may be damaged from its start. */
  Optional<Archive> archive() {
    return kind == Kind.FILE && Archive.isCalledSo(name)
        ? Optional.of(Archive.calledSo(path))
        : Optional.empty();
  }
}
