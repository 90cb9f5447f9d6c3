package io.whatbreaks.diagnostic;

import static java.util.Objects.requireNonNull;

/** A question that cannot be answered: an unknown name, an ambiguous one, no readable input. */
public final class WhatBreaksException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /** Carries the diagnostic that says why. */
  public WhatBreaksException(Diagnostic diagnostic) {
    super(requireNonNull(diagnostic, "diagnostic").message());
    this.diagnostic = diagnostic;
  }

  /** Why there is no answer, and what to do about it. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
