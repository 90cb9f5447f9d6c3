package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.SourceLocation;

/**
 * Where a fact stands and who read it.
 *
 * @param at the span of the name or value itself: the place to edit
 * @param text that span as written, secrets masked
 * @param excerpt its whole line without outer blanks, secrets masked
 * @param scanner the id of the scanner
 * @param rule which rule or table row of the scanner understood it, for instance {@code
 *     nginx/upstream.server}
 */
public record Evidence(
    SourceLocation at, String text, String excerpt, String scanner, String rule) {

  /** Checks that no part is missing. */
  public Evidence {
    requireNonNull(at, "at");
    requireNonNull(text, "text");
    requireNonNull(excerpt, "excerpt");
    requireNonNull(scanner, "scanner");
    requireNonNull(rule, "rule");
  }
}
