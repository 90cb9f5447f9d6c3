package io.whatbreaks.scanners.assertion;

import io.whatbreaks.lint.Acceptance;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An {@link AcceptFile} that begins with what is found when it is first asked for, and loses the
 * entries that fit nothing any more. Entries say no lines, so that they stay true when lines move.
 *
 * <p>A strict one is never written: what is missing from it is found.
 */
final class AcceptStore {
  private final Path file;
  private final boolean strict;

  AcceptStore(Path file, boolean strict) {
    this.file = file;
    this.strict = strict;
  }

  /** Findings without those accepted. */
  Lint apply(Lint found, LocalDate today) throws IOException {
    if (!Files.exists(file)) {
      if (strict) {
        return found;
      }
      write(found.findings());
    }
    List<Acceptance> accepted = new AcceptFile(file).read();
    Lint left = found.accepting(accepted, today);
    if (!strict) {
      shrink(accepted, found);
    }
    return left;
  }

  private void write(List<Finding> findings) throws IOException {
    Set<String> entries = new TreeSet<>();
    for (Finding finding : findings) {
      entries.add(
          "  - {code: "
              + finding.code()
              + ", path: "
              + quoted(finding.evidence().at().path())
              + ", name: "
              + quoted(finding.name())
              + ", reason: 'was there when this file was made'}\n");
    }
    StringBuilder text = new StringBuilder();
    text.append("# Findings that may stay. Those that are mended go from here by themselves.\n");
    text.append(entries.isEmpty() ? "accept: []\n" : "accept:\n");
    entries.forEach(text::append);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Takes out the lines of entries that fit no finding; all else stays as people wrote it. */
  private void shrink(List<Acceptance> accepted, Lint found) throws IOException {
    List<Acceptance> gone =
        accepted.stream()
            .filter(entry -> found.findings().stream().noneMatch(entry::fits))
            .toList();
    if (gone.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    for (int i = accepted.size() - 1; i >= 0; i--) {
      Acceptance entry = accepted.get(i);
      int start = entry.line() - 1;
      if (gone.contains(entry) && lines.get(start).stripLeading().startsWith("-")) {
        int end = start + 1;
        while (end < lines.size() && isWithin(lines.get(end), indent(lines.get(start)))) {
          end++;
        }
        lines.subList(start, end).clear();
      }
    }
    String text = String.join("\n", lines) + "\n";
    if (gone.size() == accepted.size()) {
      text = text.replaceFirst("(?m)^accept:[ \\t]*$", "accept: []");
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static boolean isWithin(String line, int indent) {
    return !line.isBlank() && indent(line) > indent;
  }
}
