package io.whatbreaks.lint;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is amiss.
 *
 * @param code a stable word in kebab case, one of {@link Lint#CODES}
 * @param message what is the matter, in one sentence
 * @param severity ERROR where something fails for certain when the name is used
 * @param certainty POSSIBLE where another reading of the files is open
 * @param name the name or thing it is about
 * @param component whom it concerns, if that is known
 * @param evidence where it stands
 * @param program the place in a program, where it stands in one
 */
public record Finding(
    String code,
    String message,
    Severity severity,
    Certainty certainty,
    String name,
    Optional<NodeId> component,
    Evidence evidence,
    Optional<CodePlace> program)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.evidence.at())
          .thenComparing(Finding::code)
          .thenComparing(Finding::message)
          .thenComparing(finding -> finding.component.map(NodeId::toString).orElse(""));

  /** Checks that no part is missing. */
  public Finding {
    requireNonNull(code, "code");
    requireNonNull(message, "message");
    requireNonNull(severity, "severity");
    requireNonNull(certainty, "certainty");
    requireNonNull(name, "name");
    requireNonNull(component, "component");
    requireNonNull(evidence, "evidence");
    requireNonNull(program, "program");
  }

  /** A finding in a file that is no program. */
  public Finding(
      String code,
      String message,
      Severity severity,
      Certainty certainty,
      String name,
      Optional<NodeId> component,
      Evidence evidence) {
    this(code, message, severity, certainty, name, component, evidence, Optional.empty());
  }

  /** By place, then by code and message. */
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return evidence.at() + ": " + severity + " " + code + ": " + message;
  }
}
