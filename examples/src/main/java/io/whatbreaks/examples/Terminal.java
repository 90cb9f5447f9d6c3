package io.whatbreaks.examples;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes to.
 *
 * @param out standard output
 * @param err standard error
 * @param colours whether standard output is a terminal that shows colours, and they are welcome
 * @param progress whether standard error is a terminal
 */
record Terminal(PrintStream out, PrintStream err, boolean colours, boolean progress) {
  /** Set by the launcher: Java cannot tell which of the streams is a terminal. */
  private static final String TERMINALS = "whatbreaks.terminals";

  Terminal {
    requireNonNull(out, "out");
    requireNonNull(err, "err");
  }

  /** The terminal of this process, if there is one; {@code NO_COLOR} and a dumb one have no say. */
  static Terminal ofProcess(PrintStream out, PrintStream err) {
    String terminals = System.getProperty(TERMINALS, "");
    boolean welcome = empty(System.getenv("NO_COLOR")) && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(out, err, terminals.contains("out") && welcome, terminals.contains("err"));
  }

  private static boolean empty(@Nullable String value) {
    return value == null || value.isEmpty();
  }
}
