package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.HostName;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Names that a file which was not read whole may declare or use: of these nothing can be said. */
final class LostNames {
  private final List<FileState> lost;
  private final Map<String, Optional<FileState>> byLabel = new HashMap<>();
  private final Map<String, Integer> withheld = new TreeMap<>();

  LostNames(List<FileState> files) {
    lost = files.stream().filter(FileState::isLost).toList();
  }

  /** Whether a lost file may hold the name; a finding that is withheld for that is counted. */
  boolean mayHold(String name) {
    if (lost.isEmpty()) {
      return false;
    }
    Optional<FileState> holder =
        byLabel.computeIfAbsent(
            HostName.firstLabel(name),
            label -> {
              Set<Term> term = Set.of(Term.name(label));
              return lost.stream().filter(file -> file.mayMatter(term)).findFirst();
            });
    holder.ifPresent(file -> withheld.merge(file.path(), 1, Integer::sum));
    return holder.isPresent();
  }

  List<Diagnostic> notices() {
    return withheld.entrySet().stream()
        .map(
            entry ->
                new Diagnostic(
                    Severity.WARNING,
                    "findings-withheld",
                    entry.getKey(),
                    0,
                    "not read whole, so of "
                        + entry.getValue()
                        + " names that seem to be missing or unused nothing is said",
                    ""))
        .toList();
  }
}
