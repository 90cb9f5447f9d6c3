package io.whatbreaks.scanners.dns;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reverse zones as files are named after them. */
final class ReverseName {
  private static final Pattern ARPA =
      Pattern.compile(
          "(?:\\d{1,3}(?:[-/_]\\d{1,3})?\\.){1,4}in-addr\\.arpa|(?:[0-9a-f]\\.){1,32}ip6\\.arpa");
  private static final Pattern NET = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){0,2}");

  private ReverseName() {}

  /** The zone of {@code 10.in-addr.arpa}, {@code 192.168.1}, {@code 1.168.192}. */
  static Optional<String> zone(String stem) {
    if (ARPA.matcher(stem).matches()) {
      return Optional.of(stem.replace('_', '/'));
    }
    if (!NET.matcher(stem).matches()) {
      return Optional.empty();
    }
    List<String> labels = Arrays.asList(stem.split("\\."));
    if (labels.stream().anyMatch(label -> Integer.parseInt(label) > 255)) {
      return Optional.empty();
    }
    // The net may be written as people write it or as DNS does; a private one shows which.
    if (isPrivate(labels) || !isPrivate(reversed(labels))) {
      labels = reversed(labels);
    }
    return Optional.of(String.join(".", labels) + ".in-addr.arpa");
  }

  private static List<String> reversed(List<String> labels) {
    List<String> reversed = Arrays.asList(labels.toArray(new String[0]));
    Collections.reverse(reversed);
    return reversed;
  }

  private static boolean isPrivate(List<String> labels) {
    int first = Integer.parseInt(labels.get(0));
    int second = labels.size() > 1 ? Integer.parseInt(labels.get(1)) : -1;
    return first == 10
        || first == 127
        || (first == 192 && second == 168)
        || (first == 169 && second == 254)
        || (first == 172 && second >= 16 && second < 32);
  }

  /** Whether the order of a net's numbers, and with it the zone, is beyond doubt. */
  static boolean isCertain(String stem) {
    if (!NET.matcher(stem).matches() || stem.indexOf('.') < 0) {
      return ARPA.matcher(stem).matches() || NET.matcher(stem).matches();
    }
    List<String> labels = Arrays.asList(stem.split("\\."));
    return isPrivate(labels) != isPrivate(reversed(labels)) || labels.equals(reversed(labels));
  }
}
