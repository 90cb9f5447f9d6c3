package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What lies on a disk.
 *
 * @param root the real path of what was given, out of which no link may lead
 */
record DiskItem(Path root, Path path, String name, Kind kind, long size) implements Item {

  /** What a path leads to that was given, itself the root. A file goes by the name given. */
  static DiskItem of(Path given) throws IOException {
    Path real = given.toRealPath();
    DiskItem item = of(real, real);
    Path name = item.kind == Kind.FOLDER || given.getFileName() == null ? real : given;
    return new DiskItem(real, real, PathNames.last(name), item.kind, item.size);
  }

  /** What is there by that path. */
  private static DiskItem of(Path root, Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isDirectory()
                ? Kind.FOLDER
                : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    return new DiskItem(root, path, PathNames.last(path), kind, attributes.size());
  }

  @Override
  public void list(Consumer<Item> output) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        add(entry, output);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void add(Path entry, Consumer<Item> output) throws IOException {
    DiskItem item;
    try {
      item = of(root, entry);
    } catch (NoSuchFileException goneMeanwhile) {
      return;
    }
    output.accept(item);
  }

  @Override
  public Optional<Item> child(String name) {
    try {
      return Optional.of(of(root, path.resolve(name)));
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
    Path real = destination(folder, target).toRealPath();
    return real.startsWith(root) ? Optional.of(PathNames.relative(root, real)) : Optional.empty();
  }

  /** On a machine an absolute target starts at that machine's root, not at ours. */
  private Path destination(Folder folder, Path target) {
    if (!target.isAbsolute() || !(folder.top() instanceof DiskItem top)) {
      return path.resolveSibling(target);
    }
    boolean onMachine = folder.scope().kind() == Scope.Kind.HOST;
    Path moved = top.path().resolve(target.getRoot().relativize(target));
    return onMachine && !(target.startsWith(top.path()) && exists(target)) ? moved : target;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The archive that a file is, by its name; it may be damaged from its start. */
  Optional<Archive> archive() {
    return kind == Kind.FILE && Archive.isCalledSo(name)
        ? Optional.of(Archive.calledSo(path))
        : Optional.empty();
  }
}
