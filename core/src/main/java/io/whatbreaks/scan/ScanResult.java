package io.whatbreaks.scan;

import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What was read: the content of a snapshot. The facts stand in order of place, so that the same
 * input gives the same result.
 *
 * @param facts in order of document, then as its scanners state them
 * @param diagnostics gravest first, then by place
 * @param files by path
 */
public record ScanResult(List<Fact> facts, List<Diagnostic> diagnostics, List<FileState> files) {

  /** Puts everything into its order. */
  public ScanResult {
    facts = List.copyOf(facts);
    diagnostics = diagnostics.stream().sorted().distinct().toList();
    files = files.stream().sorted(Comparator.comparing(FileState::path)).toList();
  }

  /** How much was understood. */
  public Coverage coverage() {
    return Coverage.of(files.stream().map(FileState::reading).toList());
  }

  /** Facts of one document mostly share the very string. */
  @SuppressWarnings("ReferenceEquality")
  private static int byPath(Fact a, Fact b) {
    String left = a.evidence().at().path();
    String right = b.evidence().at().path();
    return left == right ? 0 : left.compareTo(right);
  }

  /** All results as one, in order of path, as if everything had been scanned at once. */
  public static ScanResult merge(Collection<ScanResult> results) {
    List<Fact> facts = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<FileState> files = new ArrayList<>();
    for (ScanResult result : results) {
      facts.addAll(result.facts);
      diagnostics.addAll(result.diagnostics);
      files.addAll(result.files);
    }
    facts.sort(ScanResult::byPath);
    return new ScanResult(facts, diagnostics, files);
  }
}
