package io.whatbreaks.report;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who must be asked for which breakage. Where nobody says anything of owners, nothing is said of
 * them.
 *
 * @param shares by the names of the owners, in order; a breakage of several owners is in the share
 *     of each
 * @param unowned what breaks and is nobody's, where anything has an owner; gravest first
 */
record Asked(List<Share> shares, List<Breakage> unowned) {

  private static final Comparator<Breakage> GRAVEST =
      Comparator.comparing(Breakage::effect).thenComparing(Comparator.naturalOrder());

  /**
   * What some owners are asked for; all of these own all of it.
   *
   * @param owners in order
   * @param breakages gravest first
   * @param said where it stands that these are theirs, in order
   */
  record Share(List<String> owners, List<Breakage> breakages, List<SourceLocation> said) {
    @Override
    public String toString() {
      return String.join(", ", owners);
    }
  }

  static Asked of(Impact impact) {
    List<Breakage> all = impact.breakages().stream().sorted(GRAVEST).toList();
    Map<String, List<Breakage>> byOwner = new TreeMap<>();
    for (Breakage breakage : all) {
      for (String owner : breakage.ownerNames()) {
        byOwner.computeIfAbsent(owner, absent -> new ArrayList<>()).add(breakage);
      }
    }
    Map<List<Breakage>, List<String>> together = new LinkedHashMap<>();
    byOwner.forEach(
        (owner, breakages) ->
            together.computeIfAbsent(breakages, absent -> new ArrayList<>()).add(owner));
    List<Share> shares = new ArrayList<>();
    together.forEach(
        (breakages, owners) -> shares.add(new Share(owners, breakages, said(owners, breakages))));
    return new Asked(
        shares,
        shares.isEmpty()
            ? List.of()
            : all.stream().filter(breakage -> breakage.ownerNames().isEmpty()).toList());
  }

  private static List<SourceLocation> said(List<String> owners, List<Breakage> breakages) {
    TreeSet<SourceLocation> places = new TreeSet<>();
    for (Breakage breakage : breakages) {
      for (Fact.Ownership statement : breakage.owners()) {
        if (!Collections.disjoint(statement.owners(), owners)) {
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
