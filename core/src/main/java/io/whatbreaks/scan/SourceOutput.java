package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Takes what source readers find. Safe for use by several threads. */
public final class SourceOutput {
  private final List<Shelved> shelf = new ArrayList<>();
  private final List<FileState> unread = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<ScanResult> results = new ArrayList<>();
  private final List<LiveZone> liveZones = new ArrayList<>();
  private final Map<LiveZone, Document> answers = new HashMap<>();

  /** A document with its words; its bytes are kept only within the budget. */
  static final class Shelved {
    private final Document document;
    private final int[] words;

    Shelved(Document document, int[] words) {
      this.document = document;
      this.words = words;
    }

    Document document() {
      return document;
    }

    int[] words() {
      return words;
    }
  }

  private static final long KEPT_BYTES = 160L << 20;
  private long kept;

  /**
   * A document to be scanned. Its bytes are read here, on the caller's thread; one that cannot be
   * read becomes a failed file.
   */
  public void document(Document document) {
    byte[] bytes;
    try {
      bytes = document.bytes();
    } catch (java.io.UncheckedIOException e) {
      failed(document.path(), "cannot be read: " + reason(e), "check its permissions");
      return;
    }
    Shelved shelved = new Shelved(document, Words.of(document.localPath(), document.searched()));
    synchronized (this) {
      kept += bytes.length;
      if (kept > KEPT_BYTES) {
        document.release();
        kept -= bytes.length;
      }
      shelf.add(shelved);
    }
  }

  private static String reason(java.io.UncheckedIOException e) {
    return e.getCause() instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : "the system refuses";
  }

  /** A file left out because nothing in it could be a name: binary, excluded. */
  public synchronized void skipped(String path, String reason) {
    unread.add(FileState.of(path, Reading.SKIPPED, reason));
  }

  /**
   * A file left out although it may hold names, for instance because it is too large.
   *
   * @param content its bytes or as many as can be looked at
   * @param whole whether {@code content} is all of it
   */
  public void skipped(String path, String reason, String hint, byte[] content, boolean whole) {
    List<Integer> words = FileState.boxed(Words.of(content));
    synchronized (this) {
      unread.add(new FileState(path, Reading.SKIPPED, reason, words, !whole, false));
      diagnostics.add(new Diagnostic(Severity.WARNING, "not-read", path, 0, reason, hint));
    }
  }

  /** A file that could not be read. */
  public synchronized void failed(String path, String reason, String hint) {
    unread.add(new FileState(path, Reading.FAILED, reason, List.of(), true, false));
    diagnostics.add(new Diagnostic(Severity.ERROR, "unreadable", path, 0, reason, hint));
  }

  /** Something about the source as a whole, for instance a link that leads outside. */
  public synchronized void diagnostic(Diagnostic diagnostic) {
    diagnostics.add(requireNonNull(diagnostic, "diagnostic"));
  }

  /** What was scanned before: a snapshot. */
  public synchronized void result(ScanResult result) {
    results.add(requireNonNull(result, "result"));
  }

  /** A source that is asked for single names, once everything else is read. */
  public synchronized void live(LiveZone zone) {
    liveZones.add(requireNonNull(zone, "zone"));
  }

  /** The sources that are asked for single names. */
  public synchronized List<LiveZone> liveZones() {
    return List.copyOf(liveZones);
  }

  /** Why nothing at all was read, if that is so. */
  public synchronized Optional<Diagnostic> nothingRead() {
    boolean nothing = shelf.isEmpty() && results.isEmpty() && liveZones.isEmpty();
    return nothing && unread.stream().allMatch(file -> file.reading() == Reading.FAILED)
        ? diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).findFirst()
        : Optional.empty();
  }

  /** How many files were seen so far, for a progress display. */
  public synchronized int count() {
    return shelf.size() + unread.size();
  }

  /**
   * Finds a document by the path that reports show. Nothing is found where there is none, or more
   * than one: two paths given may end alike.
   */
  public Function<String, Optional<Document>> documents() {
    Map<String, Optional<Document>> byPath = new HashMap<>();
    for (Shelved shelved : shelf()) {
      Document document = shelved.document();
      byPath.merge(document.path(), Optional.of(document), (one, other) -> Optional.empty());
    }
    return path -> byPath.getOrDefault(path, Optional.empty());
  }

  /**
   * The same with some documents in the place of those of their paths.
   *
   * @param scopes what becomes of the machines and trees of all documents
   */
  public SourceOutput with(List<Document> changed, UnaryOperator<Scope> scopes) {
    Map<String, Document> byPath = new HashMap<>();
    changed.forEach(document -> byPath.put(document.path(), document));
    SourceOutput copy = new SourceOutput();
    for (Shelved shelved : shelf()) {
      Document document = shelved.document();
      Document other = byPath.get(document.path());
      Scope scope = scopes.apply(document.scope());
      if (other != null) {
        copy.document(other.within(scope));
      } else {
        Document same = scope.equals(document.scope()) ? document : document.within(scope);
        copy.shelf.add(new Shelved(same, shelved.words()));
      }
    }
    copy.unread.addAll(unread());
    copy.diagnostics.addAll(diagnostics());
    copy.results.addAll(results());
    copy.liveZones.addAll(liveZones());
    copy.answers.putAll(answers());
    return copy;
  }

  /** All that a live source is known to say, once it was asked for some more names. */
  Optional<Document> ask(LiveZone zone, Set<String> names, Set<String> words) {
    Optional<Document> more = zone.ask(names, words);
    synchronized (this) {
      more.ifPresent(document -> answers.put(zone, document));
      return Optional.ofNullable(answers.get(zone));
    }
  }

  private synchronized Map<LiveZone, Document> answers() {
    return Map.copyOf(answers);
  }

  synchronized List<Shelved> shelf() {
    List<Shelved> sorted = new ArrayList<>(shelf);
    sorted.sort(Comparator.comparing(shelved -> shelved.document().path()));
    return sorted;
  }

  synchronized List<FileState> unread() {
    return List.copyOf(unread);
  }

  synchronized List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  synchronized List<ScanResult> results() {
    return List.copyOf(results);
  }
}
