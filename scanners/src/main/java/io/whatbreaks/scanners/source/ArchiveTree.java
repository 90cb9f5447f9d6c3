package io.whatbreaks.scanners.source;

import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks an archive in memory, its texts to a {@link Spool}. No member gets out of it: one that
 * leads up, or through a link, is refused; one with an absolute name starts at the top, as other
 * unpackers have it. Folders that a walk passes over are passed over here too.
 */
final class ArchiveTree implements Archive.Visitor {
  private static final int MOST_MEMBERS = 500_000;
  private static final int LONGEST_NAME = 4096;
  private static final int MOST_REFUSED = 100;

  /** A member that is not read, by its name as written. */
  private record Refused(String name, String why) {}

  private final ArchiveItem root;
  private final Spool spool;
  private final List<Refused> refused = new ArrayList<>();
  private int members;
  private int furtherRefused;
  private String last = "";
  private @Nullable ArchiveException problem;

  private ArchiveTree(String name, Spool spool) {
    this.root = ArchiveItem.root(name);
    this.spool = spool;
  }

  /** Unpacks; damage ends it early and is kept in mind. */
  static ArchiveTree of(Archive archive, String name, Spool spool) throws IOException {
    ArchiveTree tree = new ArchiveTree(name, spool);
    try {
      archive.read(Expansion.MOST, tree);
    } catch (ArchiveException e) {
      tree.problem = e;
    }
    return tree;
  }

  ArchiveItem root() {
    return root;
  }

  /** Why it is not whole, if it is not. */
  Optional<ArchiveException> problem() {
    return Optional.ofNullable(problem);
  }

  /** The root file system of a machine: the whole, or the single folder that it holds. */
  Optional<ArchiveItem> machine() {
    return isMachine(root) ? Optional.of(root) : root.only().filter(ArchiveTree::isMachine);
  }

  private static boolean isMachine(ArchiveItem folder) {
    ArchiveItem etc = folder.get("etc");
    return etc != null && HostRoots.hasSigns(etc);
  }

  /**
   * Reports what is not read of it.
   *
   * @param shown the archive as reports show it
   * @param folder what stands before the names of its members
   */
  void report(String shown, String folder, SourceOutput output) {
    if (problem != null) {
      String place = last.isEmpty() ? "its start" : last;
      output.failed(shown, problem.getMessage() + ", behind " + place, problem.hint());
    }
    for (Refused member : refused) {
      output.failed(PathNames.join(folder, member.name()), member.why(), "unpack it with care");
    }
    if (furtherRefused > 0) {
      output.failed(shown, furtherRefused + " further members are refused", "unpack it with care");
    }
  }

  @Override
  public boolean member(Archive.Member member) throws IOException {
    String name = member.name();
    if (++members > MOST_MEMBERS) {
      throw ArchiveException.tooMuch("it holds more than " + MOST_MEMBERS + " files");
    }
    if (name.length() > LONGEST_NAME) {
      refuse(name.substring(0, 80) + "…", "its name is longer than any path");
      return true;
    }
    List<String> parts = parts(name);
    if (parts.contains("..")) {
      refuse(name, "its name leads out of the archive");
    } else if (!parts.isEmpty()) {
      add(member, parts);
    }
    last = name;
    return true;
  }

  private void refuse(String name, String why) {
    if (refused.size() < MOST_REFUSED) {
      refused.add(new Refused(name, why));
    } else {
      furtherRefused++;
    }
  }

  /** The elements of a path; {@code ..} stays. */
  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  private void add(Archive.Member member, List<String> parts) throws IOException {
    ArchiveItem at = root;
    int depth = parts.size() - 1;
    for (String part : parts.subList(0, depth)) {
      if (Walk.isIgnored(part)) {
        return;
      }
      ArchiveItem child = at.get(part);
      if (child == null) {
        child = at.add(part);
        members++;
      } else if (child.kind() != Item.Kind.FOLDER) {
        refuse(member.name(), "it lies below what is no folder");
        return;
      }
      at = child;
    }
    String name = parts.get(depth);
    ArchiveItem before = at.get(name);
    if (member.kind() == Item.Kind.FOLDER) {
      if (before == null) {
        at.add(name);
      }
    } else if (before != null && before.kind() == Item.Kind.FOLDER && !before.isEmptyFolder()) {
      refuse(member.name(), "a folder has its name");
    } else if (isJar(member, name)) {
      jar(at, name, member);
    } else {
      fill(at.add(name), member);
    }
  }

  private static boolean isJar(Archive.Member member, String name) {
    return member.kind() == Item.Kind.FILE
        && member.target().isEmpty()
        && JarMembers.isCalledSo(name);
  }

  /** Puts the folder of a jar's own classes and settings in its place, if it holds any. */
  private void jar(ArchiveItem at, String name, Archive.Member member) throws IOException {
    ArchiveItem folder = ArchiveItem.root(name + JarMembers.MARK);
    try (InputStream in = member.bytes().open()) {
      JarMembers.read(in, folder, spool).ifPresent(why -> refuse(member.name(), why));
    }
    if (folder.isEmptyFolder()) {
      at.add(name).becomeFile(Stored.NOTHING);
    } else {
      at.adopt(folder);
    }
  }

  private void fill(ArchiveItem item, Archive.Member member) throws IOException {
    switch (member.kind()) {
      case LINK -> item.becomeLink(member.target());
      case OTHER -> item.becomeOther();
      case FILE -> item.becomeFile(member.target().isEmpty() ? store(item, member) : same(member));
      case FOLDER -> throw new AssertionError(member);
    }
  }

  private Stored store(ArchiveItem item, Archive.Member member) throws IOException {
    try (InputStream in = member.bytes().open()) {
      return Stored.of(item.name(), in, spool);
    } catch (ArchiveException e) {
      if (e.extent() == ArchiveException.Extent.MEMBER) {
        return new Stored.Lost(e);
      }
      item.becomeFile(new Stored.Lost(e));
      throw e;
    } catch (IOException | RuntimeException e) {
      item.becomeFile(new Stored.Lost(ArchiveException.damaged()));
      throw e;
    }
  }

  /** A hard link is the same file once more. */
  private Stored same(Archive.Member member) {
    ArchiveItem at = root;
    for (String part : parts(member.target())) {
      at = at == null ? null : at.get(part);
    }
    return at != null && at.kind() == Item.Kind.FILE
        ? at.stored()
        : new Stored.Lost(
            ArchiveException.ofMember("it is the same as a file that is not in the archive"));
  }
}
