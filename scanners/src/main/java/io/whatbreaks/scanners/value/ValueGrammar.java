package io.whatbreaks.scanners.value;

import java.util.List;

/** Finds endpoints and candidates in values. */
public final class ValueGrammar {
  private ValueGrammar() {}

  /** The endpoints of a value, in order. What does not follow the syntax yields none. */
  public static List<Endpoint> endpoints(Syntax syntax, String value) {
    throw new UnsupportedOperationException(syntax + value);
  }

  /**
   * Spans of a value whose meaning is not known that could be a name, an address or {@code
   * host:port}'s host.
   */
  public static List<Candidate> candidates(String value) {
    throw new UnsupportedOperationException(value);
  }

  /** Such a span: indices into the value. */
  public record Candidate(int start, int end) {}
}
