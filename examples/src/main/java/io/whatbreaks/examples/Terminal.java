package io.whatbreaks.examples;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes to.
 *
 * @param out standard output
 * @param err standard error
 * @param colours whether standard output is a terminal that shows colours, and they are welcome
 * @param progress whether standard error is a terminal
 * @param cache where answers are kept, if they are
 * @param recording what keeps the answer of this run, if anything does
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    boolean colours,
    boolean progress,
    Optional<Path> cache,
    Optional<Recording> recording) {
  /** Set by the launcher: Java cannot tell which of the streams is a terminal. */
  private static final String TERMINALS = "whatbreaks.terminals";

  Terminal {
    requireNonNull(out, "out");
    requireNonNull(err, "err");
    requireNonNull(cache, "cache");
    requireNonNull(recording, "recording");
  }

  /** Where nothing is kept. */
  Terminal(PrintStream out, PrintStream err, boolean colours, boolean progress) {
    this(out, err, colours, progress, Optional.empty(), Optional.empty());
  }

  /** The terminal of this process, if there is one; {@code NO_COLOR} and a dumb one have no say. */
  static Terminal ofProcess(PrintStream out, PrintStream err) {
    String terminals = System.getProperty(TERMINALS, "");
    boolean welcome = empty(System.getenv("NO_COLOR")) && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        out,
        err,
        terminals.contains("out") && welcome,
        terminals.contains("err"),
        cacheOfUser(),
        Optional.empty());
  }

  /**
   * Of the user.
   *
   * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory
   *     Specification</a>
   */
  private static Optional<Path> cacheOfUser() {
    String told = System.getenv("XDG_CACHE_HOME");
    if (!empty(told) && told != null && Path.of(told).isAbsolute()) {
      return Optional.of(Path.of(told, "whatbreaks"));
    }
    String home = System.getProperty("user.home", "");
    return empty(home) || !Path.of(home).isAbsolute()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".cache", "whatbreaks"));
  }

  /** The same where what is said is recorded. */
  Terminal recorded(Recording by) {
    return new Terminal(by.out(), by.err(), colours, progress, cache, Optional.of(by));
  }

  /** Where progress is shown, which is no part of the answer. */
  PrintStream progressStream() {
    return recording.map(Recording::plainErr).orElse(err);
  }

  /** To be called before a file or folder is read whose content the answer may depend on. */
  void reads(Path path) {
    recording.ifPresent(by -> by.stamps().given(path));
  }

  private static boolean empty(@Nullable String value) {
    return value == null || value.isEmpty();
  }
}
