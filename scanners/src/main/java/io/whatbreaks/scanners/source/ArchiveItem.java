package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an archive holds, in the tree that unpacking it would make. */
final class ArchiveItem implements Item {
  private static final int MOST_LINKS = 40;

  private String name;
  private @Nullable ArchiveItem parent;
  private String mounted = "";
  private Kind kind = Kind.FOLDER;
  private Stored stored = Stored.NOTHING;
  private String target = "";
  private @Nullable Map<String, ArchiveItem> children;

  private ArchiveItem(String name, @Nullable ArchiveItem parent) {
    this.name = name;
    this.parent = parent;
  }

  /** An empty folder, the root of its own tree. */
  static ArchiveItem root(String name) {
    return new ArchiveItem(name, null);
  }

  /** Makes this folder the root, and what it is in forgotten. */
  void mount(String path, String newName) {
    parent = null;
    mounted = path;
    name = newName;
  }

  /** A new folder within this one; whatever had that name is gone. */
  ArchiveItem add(String childName) {
    ArchiveItem child = new ArchiveItem(childName, this);
    if (children == null) {
      children = new TreeMap<>();
    }
    children.put(childName, child);
    return child;
  }

  /** Takes a folder that was the root of its own tree into this one. */
  void adopt(ArchiveItem child) {
    child.parent = this;
    if (children == null) {
      children = new TreeMap<>();
    }
    children.put(child.name, child);
  }

  /** Makes it a link. */
  void becomeLink(String leadsTo) {
    kind = Kind.LINK;
    target = leadsTo;
  }

  /** Makes it a device or the like. */
  void becomeOther() {
    kind = Kind.OTHER;
  }

  /** Makes it a file. */
  void becomeFile(Stored content) {
    kind = Kind.FILE;
    stored = content;
  }

  Stored stored() {
    return stored;
  }

  /** Whether it is a folder that holds nothing. */
  boolean isEmptyFolder() {
    return kind == Kind.FOLDER && children == null;
  }

  /** What a folder holds by that name. */
  @Nullable ArchiveItem get(String childName) {
    return children == null ? null : children.get(childName);
  }

  /** The only thing that a folder holds, if there is just one. */
  Optional<ArchiveItem> only() {
    return children != null && children.size() == 1
        ? Optional.of(children.values().iterator().next())
        : Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public long size() {
    return stored.size();
  }

  @Override
  public void list(Consumer<Item> output) {
    if (children != null) {
      children.values().forEach(output);
    }
  }

  @Override
  public Optional<Item> child(String childName) {
    return Optional.ofNullable(get(childName));
  }

  @Override
  public byte[] read(int limit) throws IOException {
    return stored.read(limit);
  }

  @Override
  public LargeFile words(long limit) throws IOException {
    return stored.words();
  }

  @Override
  public Document.Content content(byte[] first) {
    Stored kept = stored;
    return new FileContent(() -> kept.read(Walk.LARGEST), isFile(), first);
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public Optional<String> destination(Folder folder) throws IOException {
    boolean onMachine = folder.scope().kind() == Scope.Kind.HOST;
    ArchiveItem top = onMachine && folder.top() instanceof ArchiveItem item ? item : null;
    ArchiveItem end = new Way(top).from(this);
    return Optional.ofNullable(end).map(ArchiveItem::path);
  }

  /**
   * Whether unpacking what was given gives the file: not where the archive lies in a tree, in the
   * place of a folder, nor in a jar.
   */
  private boolean isFile() {
    ArchiveItem top = this;
    boolean inJar = false;
    while (top.parent != null) {
      top = top.parent;
      inJar |= top.name.endsWith(JarMembers.MARK);
    }
    return top.mounted.isEmpty() && !inJar;
  }

  private String path() {
    return parent == null ? mounted : PathNames.join(parent.path(), name);
  }

  /** The way that links lead. */
  private static final class Way {
    private final @Nullable ArchiveItem top;
    private int links;

    /** Absolute links start at the top of their machine; on no machine they lead outside. */
    Way(@Nullable ArchiveItem top) {
      this.top = top;
    }

    /** Where a link leads; null for outside. */
    @Nullable ArchiveItem from(ArchiveItem link) throws FileSystemException {
      if (++links > MOST_LINKS) {
        throw new FileSystemException(link.path(), null, "the link leads in a circle");
      }
      ArchiveItem at = link.target.startsWith("/") ? top : link.parent;
      for (String part : link.target.split("/", -1)) {
        if (at == null) {
          return null;
        }
        if (part.equals("..")) {
          at = at.parent;
        } else if (!part.isEmpty() && !part.equals(".")) {
          ArchiveItem child = at.get(part);
          if (child == null) {
            throw new NoSuchFileException(link.path());
          }
          at = child.kind == Kind.LINK ? from(child) : child;
        }
      }
      return at;
    }
  }
}
