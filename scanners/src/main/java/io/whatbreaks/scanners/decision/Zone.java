package io.whatbreaks.scanners.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * The clock by which local times are meant.
 *
 * @param rules when it is set forward and back
 * @param shown the zone of the same times that people are told of
 */
record Zone(ZoneRules rules, ZoneId shown) {
  static Zone of(ZoneId zone) {
    return new Zone(zone.getRules(), zone);
  }

  /**
   * The instant of a local time: of one that there is twice the first, of one that is skipped as if
   * the clock had not been set forward (RFC 5545, section 3.3.5).
   */
  Instant instant(LocalDateTime local) {
    return local.toInstant(rules.getOffset(local));
  }

  LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
  }
}
