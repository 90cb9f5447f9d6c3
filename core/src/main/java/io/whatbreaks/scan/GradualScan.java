package io.whatbreaks.scan;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads documents only as a question comes to need them: first those that resolution always needs,
 * then those that may hold a {@link Term} of the question.
 */
public final class GradualScan {
  private final Scanners scanners;
  private final SourceOutput sources;
  private final List<SourceOutput.Shelved> waiting;
  private final List<ScanResult> read = new ArrayList<>();
  private final Set<Term> asked = new HashSet<>();

  /** Reads the documents that resolution needs whatever is asked. */
  public GradualScan(Scanners scanners, SourceOutput sources) {
    this.scanners = scanners;
    this.sources = sources;
    read.addAll(sources.results());
    List<SourceOutput.Shelved> shelf = sources.shelf();
    boolean[] foundation = new boolean[shelf.size()];
    java.util.stream.IntStream.range(0, shelf.size())
        .parallel()
        .forEach(i -> foundation[i] = scanners.isFoundation(shelf.get(i).document()));
    List<SourceOutput.Shelved> first = new ArrayList<>();
    waiting = new ArrayList<>(shelf.size());
    for (int i = 0; i < shelf.size(); i++) {
      (foundation[i] ? first : waiting).add(shelf.get(i));
    }
    scan(first);
  }

  /** Reads whatever is left. */
  public void readAll() {
    scan(waiting);
    waiting.clear();
  }

  /**
   * Reads every document that may hold one of the terms and was not read before.
   *
   * @return whether there was one
   */
  public boolean read(Collection<Term> terms) {
    Matcher matcher = new Matcher(terms.stream().filter(asked::add).toList());
    if (matcher.isEmpty()) {
      return false;
    }
    List<SourceOutput.Shelved> wanted = new ArrayList<>();
    List<SourceOutput.Shelved> left = new ArrayList<>(waiting.size());
    for (SourceOutput.Shelved shelved : waiting) {
      (matcher.matches(shelved) ? wanted : left).add(shelved);
    }
    waiting.clear();
    waiting.addAll(left);
    scan(wanted);
    return !wanted.isEmpty();
  }

  private void scan(List<SourceOutput.Shelved> wanted) {
    read.addAll(
        scanners.scan(
            wanted.stream().map(SourceOutput.Shelved::document).toList(),
            wanted.stream().map(SourceOutput.Shelved::words).toList()));
  }

  /** What was read up to now; the rest is accounted for as not needed. */
  public ScanResult result() {
    List<FileState> files = new ArrayList<>(sources.unread());
    for (SourceOutput.Shelved shelved : waiting) {
      files.add(FileState.of(shelved.document().path(), Reading.NOT_NEEDED, ""));
    }
    List<Diagnostic> diagnostics = new ArrayList<>(sources.diagnostics());
    List<ScanResult> all = new ArrayList<>(read);
    all.add(new ScanResult(List.of(), diagnostics, files));
    return ScanResult.merge(all);
  }

  /** Tells by word hashes whether a document may hold a term. */
  private static final class Matcher {
    private record Wanted(Term term, Set<Integer> words) {}

    private final Map<Integer, List<Wanted>> byFirst = new HashMap<>();
    private final Set<Integer> all = new HashSet<>();
    private final Set<Scope> whole = new HashSet<>();

    Matcher(List<Term> terms) {
      for (Term term : terms) {
        int[] words = term.words();
        if (words.length == 0) {
          term.within().ifPresent(whole::add);
          continue;
        }
        Set<Integer> distinct = Set.copyOf(FileState.boxed(words));
        byFirst
            .computeIfAbsent(words[0], first -> new ArrayList<>())
            .add(new Wanted(term, distinct));
        all.addAll(distinct);
      }
    }

    boolean isEmpty() {
      return byFirst.isEmpty() && whole.isEmpty();
    }

    boolean matches(SourceOutput.Shelved shelved) {
      if (whole.contains(shelved.document().scope())) {
        return true;
      }
      Set<Integer> held = new HashSet<>();
      for (int word : shelved.words()) {
        if (all.contains(word)) {
          held.add(word);
        }
      }
      for (int word : held) {
        for (Wanted wanted : byFirst.getOrDefault(word, List.of())) {
          if (isWithin(wanted.term(), shelved.document().scope())
              && held.containsAll(wanted.words())) {
            return true;
          }
        }
      }
      return false;
    }

    private static boolean isWithin(Term term, Scope scope) {
      return term.within().isEmpty() || term.within().get().equals(scope);
    }
  }
}
