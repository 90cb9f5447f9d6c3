package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scanners at hand, and what runs them over documents. */
public final class Scanners {
  private static final GradualScan.Scanned UNHEARD =
      new GradualScan.Scanned(new ScanResult(List.of(), List.of(), List.of()), false, false);

  private final List<Scanner> scanners;

  private Scanners(Stream<Scanner> scanners) {
    this.scanners =
        scanners
            .sorted(Comparator.comparing(Scanner::isFallback).thenComparing(Scanner::id))
            .toList();
  }

  /** Exactly these. */
  public static Scanners of(List<? extends Scanner> scanners) {
    return new Scanners(List.<Scanner>copyOf(scanners).stream());
  }

  /** Every scanner that {@link ServiceLoader} finds. */
  public static Scanners found() {
    return new Scanners(
        ServiceLoader.load(Scanner.class).stream().map(ServiceLoader.Provider::get));
  }

  /**
   * The same scanners as the options want them.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if what the options name holds a mistake
   * @throws IOException if it cannot be read
   */
  public Scanners configured(SourceOptions options) throws IOException {
    List<Scanner> configured = new ArrayList<>();
    for (Scanner scanner : scanners) {
      configured.add(scanner.configured(options));
    }
    return of(configured);
  }

  /** These and some more; one with the {@linkplain Scanner#id id} of one known takes its place. */
  public Scanners with(Scanner... more) {
    Set<String> ids = Stream.of(more).map(Scanner::id).collect(Collectors.toUnmodifiableSet());
    Stream<Scanner> others = scanners.stream().filter(known -> !ids.contains(known.id()));
    return new Scanners(Stream.concat(others, Stream.of(more)));
  }

  /**
   * All of these but some.
   *
   * @param ids of those left out
   * @throws IllegalArgumentException if none has one of the ids
   */
  public Scanners without(String... ids) {
    Set<String> left = Set.of(ids);
    left.stream()
        .filter(id -> !ids().contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "no scanner is called " + id + "; there are " + String.join(", ", ids()));
            });
    return new Scanners(scanners.stream().filter(known -> !left.contains(known.id())));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return scanners.isEmpty();
  }

  /** Their ids, fallbacks last. */
  public List<String> ids() {
    return scanners.stream().map(Scanner::id).toList();
  }

  /** Reads everything. */
  public ScanResult scan(SourceOutput sources) {
    GradualScan scan = new GradualScan(this, sources);
    scan.readAll();
    return scan.result();
  }

  boolean isFoundation(Document document) {
    for (Scanner scanner : scanners) {
      if (scanner.isFoundation() && accepts(scanner, document)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a document is read even when it holds no name of the question. */
  boolean isReadAlways(Document document) {
    for (Scanner scanner : scanners) {
      if ((scanner.isFoundation() || scanner.isReadAlways()) && accepts(scanner, document)) {
        return true;
      }
    }
    return false;
  }

  private static boolean accepts(Scanner scanner, Document document) {
    try {
      return scanner.readsClasses() == document.isClass() && scanner.accepts(document);
    } catch (RuntimeException unreadable) {
      return false; // Scanning it will tell.
    }
  }

  /**
   * Scans documents in parallel; the results are in the order of the documents.
   *
   * @param sources whose listener is told, and may end it
   */
  List<GradualScan.Scanned> scan(
      List<SourceOutput.Shelved> documents, Question question, SourceOutput sources) {
    requireNonNull(documents, "documents");
    List<GradualScan.Scanned> said =
        documents.parallelStream()
            .map(shelved -> sources.isCancelled() ? UNHEARD : heard(shelved, question, sources))
            .toList();
    sources.endIfCancelled();
    return said;
  }

  /** What was heard whole is not asked again: a document says the same each time. */
  private GradualScan.Scanned heard(
      SourceOutput.Shelved shelved, Question question, SourceOutput sources) {
    Optional<GradualScan.Scanned> known =
        question.isEverything() ? shelved.whole(this) : Optional.empty();
    if (known.isPresent()) {
      return known.get();
    }
    GradualScan.Scanned said = scan(shelved, question);
    if (question.isEverything()) {
      shelved.keep(this, said);
    }
    sources.scanned(said.result());
    return said;
  }

  private GradualScan.Scanned scan(SourceOutput.Shelved shelved, Question question) {
    Document document = shelved.document();
    ScanOutput output = new ScanOutput(shelved, question, question.wants(shelved));
    List<Diagnostic> failures = new ArrayList<>();
    for (Scanner scanner : scanners) {
      output.speaker(scanner);
      try {
        if (scanner.readsClasses() == document.isClass() && scanner.accepts(document)) {
          scanner.scan(document, output);
        }
      } catch (IOException | RuntimeException | StackOverflowError e) {
        failures.add(
            new Diagnostic(
                Severity.ERROR,
                "scanner-failed",
                document.path(),
                0,
                "scanner " + scanner.id() + " stopped: " + e.getClass().getSimpleName(),
                "what it said before is kept; please report this with the file"));
      }
    }
    List<Diagnostic> diagnostics = new ArrayList<>(output.diagnostics());
    diagnostics.addAll(failures);
    FileState state = state(document, shelved.words(), output, !failures.isEmpty());
    document.release();
    return new GradualScan.Scanned(
        new ScanResult(output.facts(), diagnostics, List.of(state)),
        output.isTokenLeft(),
        output.areDetailsLeft());
  }

  private FileState state(Document document, int[] words, ScanOutput output, boolean failed) {
    if (failed || output.isDamaged()) {
      return new FileState(
          document.path(),
          failed && !output.isUnderstood() ? Reading.FAILED : Reading.PARTLY,
          "not everything was understood",
          FileState.boxed(words),
          false,
          isFoundation(document));
    }
    Reading reading = output.isUnderstood() ? Reading.UNDERSTOOD : Reading.TEXT_ONLY;
    return FileState.of(document.path(), reading, "");
  }
}
