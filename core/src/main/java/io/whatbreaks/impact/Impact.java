package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole answer to "what breaks if".
 *
 * @param changes what was asked, as single changes in their order
 * @param renamed each thing that gets another name, with that name
 * @param subjects what each change is about, as things are called today
 * @param breakages by component, then effect
 * @param places every place that names what changes, in order
 * @param coverage how much was understood
 * @param notices gravest first
 * @param inputLost whether a file that could matter was not read whole
 */
public record Impact(
    List<Change> changes,
    Map<NodeId, NodeId> renamed,
    Map<Change, Set<NodeId>> subjects,
    List<Breakage> breakages,
    List<Place> places,
    Coverage coverage,
    List<Diagnostic> notices,
    boolean inputLost) {

  public Impact {
    changes = List.copyOf(changes);
    renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    Map<Change, Set<NodeId>> copy = new LinkedHashMap<>();
    subjects.forEach(
        (change, about) ->
            copy.put(change, Collections.unmodifiableSet(new LinkedHashSet<>(about))));
    subjects = Collections.unmodifiableMap(copy);
    breakages = breakages.stream().sorted().toList();
    places = places.stream().sorted().toList();
    requireNonNull(coverage, "coverage");
    notices = notices.stream().sorted().distinct().toList();
  }

  /** Everything that the changes are about, as things are called today. */
  public Set<NodeId> changed() {
    Set<NodeId> all = new LinkedHashSet<>();
    subjects.values().forEach(all::addAll);
    return all;
  }

  /** The answer in one word. */
  public Verdict verdict() {
    boolean possible =
        inputLost || notices.stream().anyMatch(n -> UpgradeNotices.OPEN.contains(n.code()));
    for (Breakage breakage : breakages) {
      if (breakage.certainty() == Certainty.CERTAIN && breakage.effect() != Effect.UNCERTAIN) {
        return Verdict.BREAKS;
      }
      possible = true;
    }
    return possible ? Verdict.UNCERTAIN : Verdict.SAFE;
  }

  /**
   * Why a component is affected: all evidence, direct first; empty when it is not.
   *
   * @param component its id, for instance {@code component:till3/basket}, or its name alone
   */
  public List<Reason> why(String component) {
    requireNonNull(component, "component");
    return breakages.stream()
        .filter(
            breakage ->
                breakage.component().toString().equals(component)
                    || breakage.component().name().equals(component))
        .map(Breakage::why)
        .flatMap(Collection::stream)
        .toList();
  }

  /** Whether a name server refuses a zone after the changes, so that every name of it counts. */
  public boolean losesZone() {
    return notices.stream().anyMatch(notice -> notice.code().equals(ZoneLoss.CODE));
  }

  /** The same answer with more notices, and whether input was lost. */
  public Impact with(Coverage newCoverage, List<Diagnostic> more, boolean lost) {
    List<Diagnostic> all = new java.util.ArrayList<>(notices);
    all.addAll(more);
    return new Impact(changes, renamed, subjects, breakages, places, newCoverage, all, lost);
  }
}
