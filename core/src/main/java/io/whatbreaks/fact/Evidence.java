package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.SourceLocation;
import org.jspecify.annotations.Nullable;

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

  // What Java makes for records is made anew in each run: a short one notices.
  @Override
  public int hashCode() {
    return (((at.hashCode() * 31 + text.hashCode()) * 31 + excerpt.hashCode()) * 31
                + scanner.hashCode())
            * 31
        + rule.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Evidence other
        && at.equals(other.at)
        && text.equals(other.text)
        && excerpt.equals(other.excerpt)
        && scanner.equals(other.scanner)
        && rule.equals(other.rule);
  }
}
