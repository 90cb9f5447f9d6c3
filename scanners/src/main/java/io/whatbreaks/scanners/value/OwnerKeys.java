package io.whatbreaks.scanners.value;

import java.util.Locale;
import java.util.Set;

/** The keys of labels, annotations and variables by which people say who answers for a thing. */
public final class OwnerKeys {
  private static final Set<String> LAST_WORDS =
      Set.of("owner", "owners", "team", "maintainer", "maintainers", "contact", "ownedby");

  private OwnerKeys() {}

  /**
   * Whether a key is one: {@code team}, {@code example.com/owner}, {@code com.example.owned-by}.
   */
  public static boolean isOwner(String key) {
    String last = key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('.')) + 1);
    return LAST_WORDS.contains(last.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""));
  }
}
