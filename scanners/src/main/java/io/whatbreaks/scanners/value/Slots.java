package io.whatbreaks.scanners.value;

import java.util.Locale;
import java.util.Set;

/** What the names of fields, attributes and methods say of queues. */
final class Slots {
  private static final Set<String> QUEUES =
      Set.of(
          "queue",
          "exchange",
          "topic",
          "destination",
          "routing",
          "binding",
          "channel",
          "subscription");

  private Slots() {}

  static boolean isQueue(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return QUEUES.stream().anyMatch(lower::contains);
  }
}
