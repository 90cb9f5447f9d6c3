package io.whatbreaks.scanners.compose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The container side of a published port as compose writes it. */
final class Ports {
  /** A larger range says that nobody knows which. */
  private static final int LARGEST_RANGE = 64;

  private static final Pattern CONTAINER_SIDE =
      Pattern.compile("(?:.*:)?(\\d{1,5})(?:-(\\d{1,5}))?(?:/\\w+)?");

  private Ports() {}

  /** {@code 80}, {@code 8080:80}, {@code 127.0.0.1:8080:80/tcp}, {@code 3000-3005}. */
  static IntStream of(String written) {
    Matcher matcher = CONTAINER_SIDE.matcher(written.strip());
    if (!matcher.matches()) {
      return IntStream.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    if (first < 1 || last > 65535 || last - first >= LARGEST_RANGE) {
      return IntStream.empty();
    }
    return IntStream.rangeClosed(first, last);
  }
}
