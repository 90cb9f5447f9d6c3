package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

/**
 * A name or an address within a literal.
 *
 * @param kind what the literal is
 * @param name the host, the address or the queue, as written
 * @param start index in the literal of its first character
 * @param end index behind its last one
 * @param known whether it is a name of the company
 */
public record HardCoded(LiteralKind kind, String name, int start, int end, boolean known) {

  /** Checks that no part is missing. */
  public HardCoded {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }
}
