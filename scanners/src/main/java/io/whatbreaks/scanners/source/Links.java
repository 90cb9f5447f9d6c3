package io.whatbreaks.scanners.source;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Says of each link why it is not followed. */
final class Links {
  private final SourceOutput output;

  Links(SourceOutput output) {
    this.output = output;
  }

  /** Accounts for a link that lies in a folder. */
  void skip(Folder folder, Item link, String shown) {
    if (FileBytes.isBinaryName(link.name())) {
      output.skipped(shown, "binary");
      return;
    }
    try {
      Optional<String> inside = link.destination(folder);
      if (inside.isPresent()) {
        String end = inside.get();
        output.skipped(shown, "link to " + (end.isEmpty() ? "the path given" : end));
      } else {
        outside(shown, link.target());
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

  private void outside(String shown, String target) {
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
}
