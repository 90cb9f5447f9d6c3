package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Evidence;

/**
 * For how long caches keep something, and where that is written.
 *
 * @param seconds 0 or more
 */
public record CacheTime(int seconds, Evidence at) {
  public CacheTime {
    requireNonNull(at, "at");
  }
}
