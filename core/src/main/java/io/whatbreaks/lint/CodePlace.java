package io.whatbreaks.lint;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where in a program a literal stands, and what it is.
 *
 * @param className of a compiled class, with dots and, where nested, {@code $}
 * @param method with its descriptor, {@code run()V}, or the name of a field
 * @param sourceFile the class's source as its compiler noted it, {@code A.java}
 * @param kind what the literal is: address, host, host-and-port, url, jdbc or queue
 */
public record CodePlace(
    Optional<String> className, Optional<String> method, Optional<String> sourceFile, String kind) {

  /** Checks that no part is missing. */
  public CodePlace {
    requireNonNull(className, "className");
    requireNonNull(method, "method");
    requireNonNull(sourceFile, "sourceFile");
    requireNonNull(kind, "kind");
  }
}
