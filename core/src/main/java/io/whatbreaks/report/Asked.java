package io.whatbreaks.report;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who must be asked for which breakage. Where nobody says anything of owners, nothing is said of
 * them.
 *
 * @param shares by the name of the owner, in order; a breakage of several owners is in each share
 * @param unowned what breaks and is nobody's, where anything has an owner
 */
record Asked(List<Share> shares, List<Breakage> unowned) {

  /**
   * What one owner is asked for.
   *
   * @param said where it stands that these are the owner's, in order
   */
  record Share(String owner, List<Breakage> breakages, List<SourceLocation> said) {}

  static Asked of(Impact impact) {
    Map<String, List<Breakage>> byOwner = new TreeMap<>();
    for (Breakage breakage : impact.breakages()) {
      for (String owner : breakage.ownerNames()) {
        byOwner.computeIfAbsent(owner, absent -> new ArrayList<>()).add(breakage);
      }
    }
    List<Share> shares = new ArrayList<>();
    byOwner.forEach(
        (owner, breakages) -> shares.add(new Share(owner, breakages, said(owner, breakages))));
    List<Breakage> unowned =
        shares.isEmpty()
            ? List.of()
            : impact.breakages().stream().filter(b -> b.ownerNames().isEmpty()).toList();
    return new Asked(shares, unowned);
  }

  private static List<SourceLocation> said(String owner, List<Breakage> breakages) {
    TreeSet<SourceLocation> places = new TreeSet<>();
    for (Breakage breakage : breakages) {
      for (Fact.Ownership statement : breakage.owners()) {
        if (statement.owners().contains(owner)) {
          places.add(statement.evidence().at());
        }
      }
    }
    return List.copyOf(places);
  }

  /** How many of which effect, for instance {@code 2 BREAKS, 1 DEGRADES}. */
  static String counts(List<Breakage> breakages) {
    Map<Effect, Long> counts =
        breakages.stream()
            .collect(
                Collectors.groupingBy(
                    Breakage::effect, () -> new EnumMap<>(Effect.class), Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
