package io.whatbreaks.diagnostic;

/** How grave a {@link Diagnostic} is. */
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
