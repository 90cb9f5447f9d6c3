package io.whatbreaks.lint;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.world.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is amiss in a world as it stands.
 *
 * <p>A reference is called dangling only where what would declare its target was given: a zone with
 * that origin, the project, the namespace; and never while a file that could declare it was not
 * read whole. A name that leads outside of what was given is no finding.
 *
 * @param findings in order of place
 * @param notices what could not be told, and acceptances that need a look; gravest first
 */
public record Lint(List<Finding> findings, List<Diagnostic> notices) {

  /** A reference whose name, port or selected pods do not exist. */
  public static final String DANGLING_REFERENCE = "dangling-reference";

  /** An alias whose target does not exist, or that leads in a circle. */
  public static final String ALIAS_TO_NOTHING = "alias-to-nothing";

  /** A declared name that nobody known uses. */
  public static final String UNUSED_NAME = "unused-name";

  /** What breaks many others when it is lost, because no list spares them. */
  public static final String SINGLE_POINT_OF_FAILURE = "single-point-of-failure";

  /** A name that something else answers for before the one meant. */
  public static final String SHADOWED_NAME = "shadowed-name";

  /** One name of two machines, or of contradicting records. */
  public static final String NAME_CLASH = "name-clash";

  /** A binding from or to what its virtual host does not have. */
  public static final String DEAD_BINDING = "dead-binding";

  /** A queue hands what it gives up to an exchange that is not there. */
  public static final String DEAD_LETTERS_TO_NOTHING = "dead-letters-to-nothing";

  /** An exchange hands what no binding takes to an exchange that is not there. */
  public static final String ALTERNATE_TO_NOTHING = "alternate-to-nothing";

  /** A policy whose pattern no declared name fits. */
  public static final String POLICY_WITHOUT_MATCH = "policy-without-match";

  /** A queue that no known client names. */
  public static final String QUEUE_WITHOUT_CONSUMER = "queue-without-consumer";

  /** An exchange that neither a known client nor another exchange or queue feeds. */
  public static final String EXCHANGE_WITHOUT_PUBLISHER = "exchange-without-publisher";

  /** A consumer of a queue that neither a broker nor a client declares. */
  public static final String UNDECLARED_QUEUE = "undeclared-queue";

  /** A host, an address or a queue that a program names itself. */
  public static final String HARD_CODED_HOST = "hard-coded-host";

  /** Every code there is. */
  public static final List<String> CODES =
      List.of(
          ALIAS_TO_NOTHING,
          ALTERNATE_TO_NOTHING,
          DANGLING_REFERENCE,
          DEAD_BINDING,
          DEAD_LETTERS_TO_NOTHING,
          EXCHANGE_WITHOUT_PUBLISHER,
          HARD_CODED_HOST,
          NAME_CLASH,
          POLICY_WITHOUT_MATCH,
          QUEUE_WITHOUT_CONSUMER,
          SHADOWED_NAME,
          SINGLE_POINT_OF_FAILURE,
          UNDECLARED_QUEUE,
          UNUSED_NAME);

  public Lint {
    findings = findings.stream().sorted().distinct().toList();
    notices = notices.stream().sorted().distinct().toList();
  }

  /**
   * Looks at a world.
   *
   * @param files what became of each file: what was lost may hold what seems to be missing
   */
  public static Lint of(World world, List<FileState> files) {
    requireNonNull(world, "world");
    LostNames lost = new LostNames(requireNonNull(files, "files"));
    List<Finding> findings = new ArrayList<>();
    new Dangling(world, lost).find(findings);
    new Selections(world, lost).find(findings);
    new Aliases(world, lost).find(findings);
    new Bindings(world, lost).find(findings);
    new Queues(world, lost, findings).find();
    new Shadows(world).find(findings);
    new Clashes(world).find(findings);
    new UnusedNames(world, lost).find(findings);
    new SinglePoints(world).find(findings);
    return new Lint(findings, lost.notices());
  }

  /**
   * What a component breaks without, because no list of which one suffices spares it: machines
   * other than its own, services, components. In order of place.
   */
  public static List<Finding> singlePointsBehind(World world, NodeId component) {
    requireNonNull(component, "component");
    return new SinglePoints(requireNonNull(world, "world")).behind(component);
  }

  /**
   * The same without what was accepted. An acceptance that has ended accepts nothing; it, and one
   * that fits no finding, is told in a notice.
   */
  public Lint accepting(List<Acceptance> accepted, LocalDate today) {
    requireNonNull(today, "today");
    List<Finding> left = new ArrayList<>(findings);
    List<Diagnostic> told = new ArrayList<>(notices);
    for (Acceptance acceptance : accepted) {
      boolean fits = findings.stream().anyMatch(acceptance::fits);
      if (acceptance.hasEnded(today)) {
        told.add(acceptance.ended());
      } else if (fits) {
        left.removeIf(acceptance::fits);
      } else {
        told.add(acceptance.fitsNothing());
      }
    }
    return new Lint(left, told);
  }
}
