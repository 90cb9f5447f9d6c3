package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable Whole whole;

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

    /** What it said, whole, to these scanners, if they were heard. */
    Optional<GradualScan.Scanned> whole(Scanners scanners) {
      Whole known = whole;
      return known != null && known.heardBy == scanners
          ? Optional.of(known.said)
          : Optional.empty();
    }

    void keep(Scanners scanners, GradualScan.Scanned said) {
      whole = new Whole(scanners, said);
    }
  }

  /** What a document says to those who ask for everything. */
  private record Whole(Scanners heardBy, GradualScan.Scanned said) {}

  private static final long KEPT_BYTES = 160L << 20;
  private long kept;

  private final Optional<ScanListener> listener;
  private final KeptDocuments before;
  private volatile boolean cancelled;

  /** Takes what is found; nobody is told. */
  public SourceOutput() {
    this(Optional.empty());
  }

  /**
   * Takes what is found.
   *
   * @param listener who is told of it and may end it, if anybody
   */
  public SourceOutput(Optional<ScanListener> listener) {
    this(listener, KeptDocuments.NONE);
  }

  private SourceOutput(Optional<ScanListener> listener, KeptDocuments before) {
    this.listener = requireNonNull(listener, "listener");
    this.before = before;
  }

  /**
   * Takes what is found when the same sources are read again: documents on a disk may be
   * {@linkplain #keeps kept}.
   *
   * @param changed files that are not as they were, or are new or gone, and folders in which that
   *     is so of any file
   */
  public SourceOutput after(Collection<Path> changed) {
    return new SourceOutput(listener, new KeptDocuments(shelf(), changed));
  }

  /**
   * Keeps a document that was found before at the same place, unless it may have changed.
   *
   * @param file the real path of the file
   * @param path as reports show it
   * @return whether it was kept; it must be handed on otherwise
   */
  public boolean keeps(Path file, String path, Scope scope, String localPath) {
    Optional<Shelved> same = before.at(file, path, scope, localPath);
    if (same.isEmpty()) {
      return false;
    }
    same.get().document().release();
    synchronized (this) {
      shelf.add(same.get());
    }
    found(path);
    return true;
  }

  /** Whether whoever listens wants no more: readers end then, and need not say so. */
  public boolean isCancelled() {
    if (!cancelled && listener.isPresent() && listener.get().isCancelled()) {
      cancelled = true;
    }
    return cancelled;
  }

  /**
   * Ends what was cancelled.
   *
   * @throws CancellationException if it was
   */
  public void endIfCancelled() {
    if (cancelled) {
      throw new CancellationException("reading was cancelled");
    }
  }

  private void found(String path) {
    listener.ifPresent(told -> told.found(path));
  }

  void scanned(ScanResult said) {
    listener.ifPresent(told -> told.scanned(said));
  }

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
    found(document.path());
  }

  private static String reason(java.io.UncheckedIOException e) {
    return e.getCause() instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : "the system refuses";
  }

  /** A file left out because nothing in it could be a name: binary, excluded. */
  public void skipped(String path, String reason) {
    synchronized (this) {
      unread.add(FileState.of(path, Reading.SKIPPED, reason));
    }
    found(path);
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
    found(path);
  }

  /** A file that could not be read. */
  public void failed(String path, String reason, String hint) {
    synchronized (this) {
      unread.add(new FileState(path, Reading.FAILED, reason, List.of(), true, false));
      diagnostics.add(new Diagnostic(Severity.ERROR, "unreadable", path, 0, reason, hint));
    }
    found(path);
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
    SourceOutput copy = new SourceOutput(listener);
    for (Shelved shelved : shelf()) {
      Document document = shelved.document();
      Document other = byPath.get(document.path());
      Scope scope = scopes.apply(document.scope());
      if (other != null) {
        copy.document(other.within(scope));
      } else {
        copy.shelf.add(
            scope.equals(document.scope())
                ? shelved
                : new Shelved(document.within(scope), shelved.words()));
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
