package io.whatbreaks.fact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.Version;
import io.whatbreaks.model.VersionRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of upgrades of one software.
 *
 * @param software its id, for instance {@code postgresql}
 * @param title how people call it
 * @param names other words that mean it: {@code postgres}
 * @param scheme how its versions are ordered
 * @param covers the versions whose release notes were gone through; an upgrade that leaves them is
 *     not known
 * @param date when that was, {@code 2026-11-24}
 * @param words by which documents show that it is there: names of images and packages
 * @param rules by id
 */
public record UpgradeTable(
    String software,
    String title,
    List<String> names,
    Version.Scheme scheme,
    Optional<VersionRange> covers,
    String date,
    List<String> words,
    List<UpgradeRule> rules) {

  public UpgradeTable {
    requireNonNull(software, "software");
    requireNonNull(title, "title");
    names = List.copyOf(names);
    requireNonNull(scheme, "scheme");
    requireNonNull(covers, "covers");
    requireNonNull(date, "date");
    words = List.copyOf(words);
    rules = List.copyOf(rules);
  }

  /** Whether a word means this software. */
  public boolean isCalled(String word) {
    return software.equals(word) || names.contains(word);
  }

  /** How many rules speak of each version, lowest first. */
  public Map<String, Long> ranges() {
    Map<String, Long> all = new LinkedHashMap<>();
    rules.stream()
        .map(rule -> rule.border().since())
        .flatMap(since -> Version.of(scheme, since).stream())
        .sorted()
        .forEach(since -> all.merge(since.toString(), 1L, Long::sum));
    return all;
  }

  /** How many rules are no mere questions. */
  public long certain() {
    return rules.stream().filter(rule -> rule.certainty() == Certainty.CERTAIN).count();
  }

  /**
   * Whether a border lies between two versions; every one up to the new where today's is unknown.
   */
  public static boolean isCrossed(Fact.Border border, Optional<Version> from, Version to) {
    Optional<Version> since = Version.of(border.scheme(), border.since());
    Optional<Version> below = Version.of(border.scheme(), border.below());
    return since.isPresent()
        && below.isPresent()
        && to.scheme() == border.scheme()
        && to.compareTo(since.get()) >= 0
        && (from.isEmpty() || from.get().compareTo(below.get()) < 0);
  }
}
