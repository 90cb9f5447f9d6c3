package io.whatbreaks.scanners.value;

import io.whatbreaks.fact.Criticality;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys of labels, annotations and variables by which people say how critical a thing is. */
public final class CriticalityKeys {
  private static final Set<String> LAST_WORDS =
      Set.of("criticality", "businesscriticality", "businesscritical", "tier", "servicetier");

  private CriticalityKeys() {}

  /**
   * What a label says: {@code criticality: high}, {@code example.com/tier: "1"}, {@code
   * business-critical: "true"}. Empty where it says something else, as the tier {@code frontend}
   * does.
   */
  public static Optional<Criticality> of(String key, String value) {
    String last = key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('.')) + 1);
    String plain = last.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    if (!LAST_WORDS.contains(plain)) {
      return Optional.empty();
    }
    if (plain.equals("businesscritical")) {
      String yes = value.strip().toLowerCase(Locale.ROOT);
      return Set.of("true", "yes").contains(yes)
          ? Optional.of(Criticality.CRITICAL)
          : Optional.empty();
    }
    return Criticality.of(value);
  }
}
