package io.whatbreaks.scanners.source;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The way that links of a machine's own file system lead, each absolute one from the top of that
 * machine: as the machine itself would follow them.
 */
final class DiskWay {
  private static final int MOST_LINKS = 40;

  private final Path top;
  private final Consumer<Path> followed;
  private int links;

  /**
   * On one machine.
   *
   * @param top the directory that holds its file system
   * @param followed is told of each link on the way, and of where it leads
   */
  DiskWay(Path top, Consumer<Path> followed) {
    this.top = top;
    this.followed = followed;
  }

  /** Where a link ends. It may lie above the top, which whoever asks has to refuse. */
  Path from(Path link) throws IOException {
    Deque<Path> open = new ArrayDeque<>();
    Path at = enter(link, link.resolveSibling(""), open);
    while (!open.isEmpty()) {
      Path next = at.resolve(open.pop()).normalize();
      at = Files.isSymbolicLink(next) ? enter(next, at, open) : next;
    }
    followed.accept(at);
    return at.toRealPath();
  }

  /** Puts the elements of a link's target before what is open, and tells where they start. */
  private Path enter(Path link, Path folder, Deque<Path> open) throws IOException {
    if (++links > MOST_LINKS) {
      throw new FileSystemException(link.toString(), null, "the link leads in a circle");
    }
    Path target = Files.readSymbolicLink(link);
    boolean absolute = target.isAbsolute();
    boolean isHere = absolute && target.startsWith(top) && isThere(target);
    Path relative = isHere ? top.relativize(target) : absolute ? inner(target) : target;
    for (int i = relative.getNameCount() - 1; i >= 0; i--) {
      if (!relative.getName(i).toString().isEmpty()) {
        open.push(relative.getName(i));
      }
    }
    followed.accept(link);
    return absolute ? top : folder;
  }

  private static Path inner(Path target) {
    return target.getRoot().relativize(target);
  }

  private static boolean isThere(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }
}
