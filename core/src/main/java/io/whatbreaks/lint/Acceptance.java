package io.whatbreaks.lint;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.model.NodeId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A decision of people that a finding may stay for now. The finding is no less true.
 *
 * @param code of the finding
 * @param path of the finding; any where absent
 * @param component of the finding, its id; any where absent
 * @param name of the finding; any where absent
 * @param reason why it may stay
 * @param until the last day on which it holds; for ever where absent
 * @param source the file that holds the decision, as messages show it
 * @param line in that file, from 1
 */
public record Acceptance(
    String code,
    Optional<String> path,
    Optional<String> component,
    Optional<String> name,
    String reason,
    Optional<LocalDate> until,
    String source,
    int line) {

  /**
   * Checks that no part is missing.
   *
   * @throws IllegalArgumentException if it says neither path, component nor name: a whole code
   *     cannot be accepted
   */
  public Acceptance {
    requireNonNull(code, "code");
    requireNonNull(path, "path");
    requireNonNull(component, "component");
    requireNonNull(name, "name");
    requireNonNull(reason, "reason");
    requireNonNull(until, "until");
    requireNonNull(source, "source");
    if (path.isEmpty() && component.isEmpty() && name.isEmpty()) {
      throw new IllegalArgumentException("an acceptance of all findings of a code: " + code);
    }
  }

  /** Whether it speaks of a finding; whether it still holds is another question. */
  public boolean fits(Finding finding) {
    return finding.code().equals(code)
        && path.map(finding.evidence().at().path()::equals).orElse(true)
        && component
            .map(id -> finding.component().map(NodeId::toString).filter(id::equals).isPresent())
            .orElse(true)
        && name.map(finding.name()::equals).orElse(true);
  }

  boolean hasEnded(LocalDate today) {
    return until.filter(last -> last.isBefore(today)).isPresent();
  }

  Diagnostic ended() {
    return told(
        Severity.WARNING,
        "acceptance-ended",
        "the acceptance of " + code + " ended on " + until.map(LocalDate::toString).orElse(""),
        "mend the finding, or give it a later day");
  }

  Diagnostic fitsNothing() {
    return told(
        Severity.INFO, "acceptance-unused", "no " + code + " is found that this accepts", "");
  }

  private Diagnostic told(Severity severity, String told, String message, String hint) {
    return new Diagnostic(severity, told, source, line, message, hint);
  }
}
