package io.whatbreaks.scan;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one copy of each text that comes again and again: paths, rules, excerpts. Bounded, so that
 * a file of nothing but different texts costs no more than a table.
 */
final class SharedText {
  private static final int MOST = 1 << 20;

  private final Map<Object, Object> known = new HashMap<>();

  /** The first equal value that was seen. */
  @SuppressWarnings("unchecked")
  <T> T shared(T value) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return (T) known.merge(value, value, (first, again) -> first);
  }
}
