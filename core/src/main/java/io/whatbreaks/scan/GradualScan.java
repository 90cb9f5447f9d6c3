package io.whatbreaks.scan;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Reads documents only as a question comes to need them: first those that resolution always needs,
 * then those that may hold a {@link Term} of the question.
 */
public final class GradualScan {
  private static final int MANY = 1_000;

  private final Scanners scanners;
  private final SourceOutput sources;
  private final List<SourceOutput.Shelved> shelf;
  private final boolean[] isRead;
  private final Map<Integer, ScanResult> results = new HashMap<>();
  private final Set<Term> asked = new HashSet<>();
  private Question question = Question.none();

  /** Reads the documents that resolution needs whatever is asked. */
  public GradualScan(Scanners scanners, SourceOutput sources) {
    this.scanners = scanners;
    this.sources = sources;
    this.shelf = sources.shelf();
    this.isRead = new boolean[shelf.size()];
    boolean[] foundation = new boolean[shelf.size()];
    IntStream.range(0, shelf.size())
        .parallel()
        .forEach(i -> foundation[i] = scanners.isFoundation(shelf.get(i).document()));
    scan(i -> foundation[i]);
  }

  /** Reads everything, whole. */
  public void readAll() {
    question = Question.EVERYTHING;
    scan(i -> true);
  }

  /** The same where every name may be written short, on every machine. */
  public boolean read(Collection<Term> names, Collection<Term> others) {
    return read(names, others, (machine, domain) -> true);
  }

  /**
   * Reads every document that may hold one of the terms and was not read before.
   *
   * @param names by which what changes is known; what text says of them is wanted too
   * @param others terms by which documents come in
   * @param completes whether a machine's search list completes a name with a domain
   * @return whether there was one
   */
  public boolean read(
      Collection<Term> names, Collection<Term> others, BiPredicate<Scope, String> completes) {
    TermMatcher newNames =
        new TermMatcher(names.stream().filter(question::addName).toList(), completes);
    TermMatcher newTexts =
        new TermMatcher(
            others.stream().filter(term -> isName(term) && question.addText(term)).toList(),
            completes);
    List<Term> all = new ArrayList<>(names);
    all.addAll(others);
    TermMatcher matcher = new TermMatcher(all.stream().filter(asked::add).toList(), completes);
    if (matcher.isEmpty()) {
      return false;
    }
    boolean any =
        scan(i -> isRead[i] ? isToReadAgain(i, newNames, newTexts) : matcher.matches(shelf.get(i)));
    if (any && shelf.size() > MANY && results.size() * 2 > shelf.size()) {
      // Most of it is needed: the rest costs less than finding out which of it is.
      scan(i -> !isRead[i]);
    }
    return any;
  }

  /** Keys and names of files say nothing of text; a name by which a port is reached does. */
  private static boolean isName(Term term) {
    return term.within().isEmpty() || !term.ports().isEmpty();
  }

  /** What was read before its text was wanted is read again. */
  private boolean isToReadAgain(int i, TermMatcher newNames, TermMatcher newTexts) {
    if (newNames.matches(shelf.get(i))) {
      return true;
    }
    ScanResult result = results.get(i);
    boolean textOnly = result != null && result.files().get(0).reading() == Reading.TEXT_ONLY;
    return textOnly && newTexts.matches(shelf.get(i));
  }

  private boolean scan(java.util.function.IntPredicate wanted) {
    int[] indices = IntStream.range(0, shelf.size()).parallel().filter(wanted).toArray();
    List<ScanResult> scanned =
        scanners.scan(IntStream.of(indices).mapToObj(shelf::get).toList(), question);
    for (int k = 0; k < indices.length; k++) {
      isRead[indices[k]] = true;
      results.put(indices[k], scanned.get(k));
    }
    return indices.length > 0;
  }

  /** How many documents there are, and how many of them were read. */
  public String progress() {
    return results.size() + " of " + shelf.size() + " documents read";
  }

  /** The facts that were read up to now, in order of path. */
  public List<Fact> facts() {
    if (!sources.results().isEmpty()) {
      return result().facts();
    }
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < shelf.size(); i++) {
      ScanResult result = results.get(i);
      if (result != null) {
        facts.addAll(result.facts());
      }
    }
    return facts;
  }

  /** What was read up to now; the rest is accounted for as not needed. */
  public ScanResult result() {
    List<FileState> files = new ArrayList<>(sources.unread());
    List<ScanResult> all = new ArrayList<>(sources.results());
    for (int i = 0; i < shelf.size(); i++) {
      ScanResult result = results.get(i);
      if (result == null) {
        files.add(FileState.of(shelf.get(i).document().path(), Reading.NOT_NEEDED, ""));
      } else {
        all.add(result);
      }
    }
    all.add(new ScanResult(List.of(), new ArrayList<Diagnostic>(sources.diagnostics()), files));
    return ScanResult.merge(all);
  }
}
