package io.whatbreaks.diagnostic;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something the reader of an answer must know: a file that was not read, a line that was not
 * understood, a name that means several things.
 *
 * @param severity ERROR where input was lost
 * @param code a stable word in kebab case, for instance {@code syntax-error}
 * @param path the document, relative as in every report; empty where it concerns none
 * @param line from 1; 0 where it concerns the whole document
 * @param message what is the matter, in one sentence
 * @param hint what to do about it; empty where there is nothing to do
 */
public record Diagnostic(
    Severity severity, String code, String path, int line, String message, String hint)
    implements Comparable<Diagnostic> {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::severity, Comparator.reverseOrder())
          .thenComparing(Diagnostic::path)
          .thenComparingInt(Diagnostic::line)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message)
          .thenComparing(Diagnostic::hint);

  /** Checks that no part is missing. */
  public Diagnostic {
    requireNonNull(severity, "severity");
    requireNonNull(code, "code");
    requireNonNull(path, "path");
    requireNonNull(message, "message");
    requireNonNull(hint, "hint");
    if (line < 0) {
      throw new IllegalArgumentException("line " + line);
    }
  }

  /** Gravest first, then by place. */
  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String place = path.isEmpty() ? "" : path + (line > 0 ? ":" + line : "") + ": ";
    return place
        + severity
        + " "
        + code
        + ": "
        + message
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }

  // What Java makes for records is made anew in each run: a short one notices.
  @Override
  public int hashCode() {
    return ((((severity.name().hashCode() * 31 + code.hashCode()) * 31 + path.hashCode()) * 31
                        + line)
                    * 31
                + message.hashCode())
            * 31
        + hint.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Diagnostic other
        && severity == other.severity
        && code.equals(other.code)
        && path.equals(other.path)
        && line == other.line
        && message.equals(other.message)
        && hint.equals(other.hint);
  }
}
