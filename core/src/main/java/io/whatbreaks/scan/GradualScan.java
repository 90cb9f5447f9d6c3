package io.whatbreaks.scan;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads documents only as a question comes to need them: first those that resolution always needs,
 * then those that may hold a {@link Term} of the question.
 */
public final class GradualScan {
  private static final int MANY = 1_000;

  private final Scanners scanners;
  private final SourceOutput sources;
  private final List<SourceOutput.Shelved> shelf;
  private final Map<Integer, Scanned> scanned = new HashMap<>();
  private final Map<LiveZone, Scanned> live = new LinkedHashMap<>();
  private final Map<LiveZone, Document> answers = new HashMap<>();
  private final Set<Term> asked = new HashSet<>();
  private Question question = Question.none();

  /** What a document said; and whether it would say more to one who asked for more. */
  record Scanned(ScanResult result, boolean tokensLeft, boolean detailsLeft) {}

  /** Nothing is read yet. */
  public GradualScan(Scanners scanners, SourceOutput sources) {
    this.scanners = scanners;
    this.sources = sources;
    this.shelf = sources.shelf();
  }

  /** From now on documents are asked what upgrades of some software mind in them. */
  public void ask(Collection<String> software) {
    question.addUpgrades(software);
  }

  /** Reads everything, whole; live sources are asked for the names that come up. */
  public void readAll() {
    readAll(List.of());
  }

  /** The same, where live sources are asked for the names of a question too. */
  public void readAll(Collection<Term> names) {
    question = Question.ofEverything();
    scan(i -> true);
    List<String> asked =
        names.stream().flatMap(name -> Stream.of(name.text(), name.whole())).toList();
    boolean any = !sources.liveZones().isEmpty();
    while (any) {
      HeldNames held = new HeldNames(facts(), asked);
      any = false;
      for (LiveZone zone : sources.liveZones()) {
        Optional<Document> document = sources.ask(zone, held.names(), held.words());
        if (document.isPresent() && !document.equals(Optional.ofNullable(answers.get(zone)))) {
          answers.put(zone, document.get());
          live.put(zone, scan(document.get()));
          any = true;
        }
      }
    }
  }

  private Scanned scan(Document document) {
    int[] words = Words.of(document.localPath(), document.bytes());
    return scanners
        .scan(List.of(new SourceOutput.Shelved(document, words)), question, sources)
        .get(0);
  }

  /** The same where every name may be written short, on every machine. */
  public boolean read(Collection<Term> names, Collection<Term> others, Collection<Term> members) {
    return read(names, others, members, (machine, domain) -> true);
  }

  /**
   * Reads every document that may hold one of the terms and was not read before; at first, those
   * that resolution needs whatever is asked as well.
   *
   * @param names by which what changes is known; what text says of them is wanted too
   * @param others terms by which documents come in
   * @param members names of which documents tell more that come in anyway
   * @param completes whether a machine's search list completes a name with a domain
   * @return whether they stated anything new
   */
  public boolean read(
      Collection<Term> names,
      Collection<Term> others,
      Collection<Term> members,
      BiPredicate<Scope, String> completes) {
    boolean first = asked.isEmpty();
    TermMatcher tokens = new TermMatcher(completes);
    TermMatcher details = new TermMatcher(completes);
    TermMatcher documents = new TermMatcher(completes);
    names.stream().filter(question::addName).forEach(tokens::add);
    Stream.of(names, others, members)
        .flatMap(Collection::stream)
        .filter(question::add)
        .forEach(details::add);
    Stream.concat(names.stream(), others.stream()).filter(asked::add).forEach(documents::add);
    question.completedBy(completes);
    if (documents.isEmpty() && details.isEmpty()) {
      return false;
    }
    boolean any =
        scan(
            i -> {
              SourceOutput.Shelved shelved = shelf.get(i);
              Scanned known = scanned.get(i);
              return known == null
                  ? documents.matches(shelved)
                      || (first && scanners.isReadAlways(shelved.document()))
                  : (known.tokensLeft() && tokens.matches(shelved))
                      || (known.detailsLeft() && details.matches(shelved));
            });
    if (any && shelf.size() > MANY && scanned.size() * 2 > shelf.size()) {
      // Most of it is needed: the rest costs less than finding out which of it is.
      scan(i -> !scanned.containsKey(i));
    }
    return any;
  }

  private boolean scan(IntPredicate wanted) {
    int[] indices = IntStream.range(0, shelf.size()).parallel().filter(wanted).toArray();
    List<Scanned> found =
        scanners.scan(IntStream.of(indices).mapToObj(shelf::get).toList(), question, sources);
    boolean any = false;
    for (int k = 0; k < indices.length; k++) {
      Scanned before = scanned.put(indices[k], found.get(k));
      List<Fact> known = before == null ? List.of() : before.result().facts();
      any |= !found.get(k).result().facts().equals(known);
    }
    return any;
  }

  /** How many documents there are, and how many of them were read. */
  public String progress() {
    return scanned.size() + " of " + shelf.size() + " documents read";
  }

  /** The facts that were read up to now, in order of path. */
  public List<Fact> facts() {
    if (!sources.results().isEmpty()) {
      return result().facts();
    }
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < shelf.size(); i++) {
      Scanned known = scanned.get(i);
      if (known != null) {
        facts.addAll(known.result().facts());
      }
    }
    live.values().forEach(known -> facts.addAll(known.result().facts()));
    return facts;
  }

  /** What was read up to now; the rest is accounted for as not needed. */
  public ScanResult result() {
    List<FileState> files = new ArrayList<>(sources.unread());
    List<ScanResult> all = new ArrayList<>(sources.results());
    for (int i = 0; i < shelf.size(); i++) {
      Scanned known = scanned.get(i);
      if (known == null) {
        files.add(FileState.of(shelf.get(i).document().path(), Reading.NOT_NEEDED, ""));
      } else {
        all.add(known.result());
      }
    }
    live.values().forEach(known -> all.add(known.result()));
    all.add(new ScanResult(List.of(), new ArrayList<Diagnostic>(sources.diagnostics()), files));
    return ScanResult.merge(all);
  }
}
