package io.whatbreaks.scanners.dns;

import java.util.Optional;

/** Times as zone files write them: {@code 3600}, {@code 1h30m}, {@code 1W}. */
final class Seconds {
  private Seconds() {}

  /**
   * In seconds; empty where it is no time. A range of gdnsd, {@code 300/10}, is its longer time.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc2181#section-8">RFC 2181, section 8</a>
   */
  static Optional<Integer> ofZone(String written) {
    long total = 0;
    long number = 0;
    boolean digits = false;
    for (int i = 0; i < written.length() && written.charAt(i) != '/'; i++) {
      char c = Character.toLowerCase(written.charAt(i));
      if (c >= '0' && c <= '9') {
        number = number * 10 + c - '0';
        digits = true;
      } else if (digits) {
        total += number * unit(c);
        number = 0;
        digits = false;
      } else {
        return Optional.empty();
      }
      if (number > Integer.MAX_VALUE || total > Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    total += number;
    return total > Integer.MAX_VALUE || written.isEmpty()
        ? Optional.empty()
        : Optional.of((int) total);
  }

  private static int unit(char c) {
    return switch (c) {
      case 'w' -> 604_800;
      case 'd' -> 86_400;
      case 'h' -> 3_600;
      case 'm' -> 60;
      default -> 1;
    };
  }
}
