package io.whatbreaks.scanners.source;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says of each link why it is not followed. */
final class Links {
  private final Path root;
  private final SourceOutput output;

  /** For links below a root, given as its real path. */
  Links(Path root, SourceOutput output) {
    this.root = root;
    this.output = output;
  }

  /** Accounts for a link that lies in a folder. */
  void skip(Folder folder, Path link, String shown) {
    if (FileBytes.isBinaryName(PathNames.last(link))) {
      output.skipped(shown, "binary");
      return;
    }
    try {
      Path target = Files.readSymbolicLink(link);
      Path real = destination(folder, link, target).toRealPath();
      if (real.startsWith(root)) {
        output.skipped(
            shown,
            "link to " + (real.equals(root) ? "the path given" : PathNames.relative(root, real)));
      } else {
        outside(shown, target);
      }
    } catch (AccessDeniedException e) {
      output.failed(shown, "the link cannot be read: access denied", "check its permissions");
    } catch (NoSuchFileException | NotDirectoryException e) {
      note(Severity.INFO, "link-dangling", shown, "the link leads to nothing that is here", "");
    } catch (FileSystemException e) {
      note(
          Severity.WARNING,
          "link-loop",
          shown,
          "the link leads in a circle",
          "remove it or let it point at a file");
    } catch (IOException e) {
      output.failed(shown, "the link cannot be read: the system refuses", "check the disk");
    }
  }

  private void outside(String shown, Path target) {
    note(
        Severity.WARNING,
        "link-outside",
        shown,
        "the link leads outside, to " + target,
        "give that path too, or copy what it points at");
  }

  private void note(Severity severity, String code, String shown, String message, String hint) {
    output.skipped(shown, message);
    output.diagnostic(new Diagnostic(severity, code, shown, 0, message, hint));
  }

  /** On a machine an absolute target starts at that machine's root, not at ours. */
  private static Path destination(Folder folder, Path link, Path target) {
    if (!target.isAbsolute()) {
      return link.resolveSibling(target);
    }
    boolean onMachine = folder.scope().kind() == io.whatbreaks.model.Scope.Kind.HOST;
    Path moved = folder.top().resolve(target.getRoot().relativize(target));
    return onMachine && !(target.startsWith(folder.top()) && exists(target)) ? moved : target;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
