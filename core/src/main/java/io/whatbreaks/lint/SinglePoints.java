package io.whatbreaks.lint;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Machines, services and components whose loss breaks many others, because no list of which one
 * suffices spares these: the largest few.
 */
final class SinglePoints {
  private static final int FEWEST_OTHERS = 3;
  private static final int MOST_FINDINGS = 10;
  private static final int MOST_NAMED = 5;
  private static final int MANY_OTHERS = 10;

  private final World world;

  SinglePoints(World world) {
    this.world = world;
  }

  private record Loss(NodeId lost, Evidence at, Set<NodeId> others) {}

  void find(List<Finding> findings) {
    Redundancy redundancy = new Redundancy(world);
    List<Loss> losses = new ArrayList<>();
    for (NodeId candidate : redundancy.candidates()) {
      Set<NodeId> others = redundancy.brokenWithout(candidate);
      Optional<Evidence> at = evidence(candidate).or(() -> redundancy.firstNeed(candidate));
      if (others.size() >= FEWEST_OTHERS && at.isPresent()) {
        losses.add(new Loss(candidate, at.get(), others));
      }
    }
    losses.sort(
        Comparator.comparingInt((Loss loss) -> -loss.others().size()).thenComparing(Loss::lost));
    losses.stream().limit(MOST_FINDINGS).forEach(loss -> findings.add(finding(loss)));
  }

  /** Those without which one component breaks, however few others do. */
  List<Finding> behind(NodeId component) {
    Redundancy redundancy = new Redundancy(world);
    List<Finding> findings = new ArrayList<>();
    for (NodeId candidate : redundancy.candidates()) {
      Optional<Evidence> at = evidence(candidate).or(() -> redundancy.firstNeed(candidate));
      if (at.isPresent() && redundancy.brokenWithout(candidate).contains(component)) {
        findings.add(
            new Finding(
                Lint.SINGLE_POINT_OF_FAILURE,
                component + " breaks when " + candidate + " is lost",
                Severity.WARNING,
                Certainty.CERTAIN,
                candidate.name(),
                Optional.of(candidate),
                at.get()));
      }
    }
    return findings.stream().sorted().toList();
  }

  private Optional<Evidence> evidence(NodeId candidate) {
    return candidate.kind() == NodeKind.HOST && candidate.scope().kind() != Scope.Kind.HOST
        ? world.evidence(candidate)
        : Optional.empty();
  }

  private static Finding finding(Loss loss) {
    Set<String> names = new TreeSet<>();
    loss.others().forEach(other -> names.add(other.toString()));
    String shown = String.join(", ", names.stream().limit(MOST_NAMED).toList());
    int more = names.size() - MOST_NAMED;
    return new Finding(
        Lint.SINGLE_POINT_OF_FAILURE,
        names.size()
            + " others break when "
            + loss.lost()
            + " is lost: "
            + shown
            + (more > 0 ? " and " + more + " more" : ""),
        names.size() >= MANY_OTHERS ? Severity.WARNING : Severity.INFO,
        Certainty.CERTAIN,
        loss.lost().name(),
        Optional.of(loss.lost()),
        loss.at());
  }
}
