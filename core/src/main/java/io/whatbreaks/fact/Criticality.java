package io.whatbreaks.fact;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How much a company hangs on a thing, least first. */
public enum Criticality {
  /** It may be away for days. */
  LOW,
  /** It may be away for hours. */
  MEDIUM,
  /** It is missed at once. */
  HIGH,
  /** Business stands still without it. */
  CRITICAL;

  private static final Set<String> MOST =
      Set.of(
          "critical",
          "very high",
          "highest",
          "mission critical",
          "business critical",
          "most critical",
          "vital",
          "platinum",
          "tier 0",
          "tier 1",
          "t0",
          "t1",
          "0",
          "1");
  private static final Set<String> MUCH =
      Set.of("high", "important", "major", "somewhat critical", "gold", "tier 2", "t2", "2");
  private static final Set<String> SOME =
      Set.of("medium", "moderate", "normal", "less critical", "silver", "tier 3", "t3", "3");
  private static final Set<String> LEAST =
      Set.of(
          "low",
          "lowest",
          "minor",
          "none",
          "not critical",
          "non critical",
          "noncritical",
          "bronze",
          "tier 4",
          "tier 5",
          "t4",
          "t5",
          "4",
          "5");

  /**
   * The level that a word says, as labels and catalogs have it: {@code critical}, {@code
   * mission-critical}, {@code tier1}, {@code 1 - most critical}, {@code gold}; the lower a number,
   * the more critical. Empty for other words, such as the {@code frontend} of a tier.
   */
  public static Optional<Criticality> of(String word) {
    String plain =
        word.toLowerCase(Locale.ROOT)
            .replaceAll("[-_:]+", " ")
            .replaceAll("(?<=tier)(?=\\d)", " ")
            .strip()
            .replaceAll("\\s+", " ");
    String named = plain.replaceFirst("^\\d (?=[a-z])", "");
    if (MOST.contains(named)) {
      return Optional.of(CRITICAL);
    } else if (MUCH.contains(named)) {
      return Optional.of(HIGH);
    } else if (SOME.contains(named)) {
      return Optional.of(MEDIUM);
    }
    return LEAST.contains(named) ? Optional.of(LOW) : Optional.empty();
  }
}
