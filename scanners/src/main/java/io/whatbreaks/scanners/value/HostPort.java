package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host within a value and what follows it.
 *
 * @param start index of the host
 * @param end index behind it
 * @param next index behind a port, if one is written, else behind the host and its bracket
 * @param port the number written
 * @param portWritten whether there is a port, be it a placeholder
 */
record HostPort(int start, int end, int next, OptionalInt port, boolean portWritten) {

  /** Reads a host at {@code from}, user part excluded. */
  static Optional<HostPort> read(String value, int from, int to) {
    if (from < to && value.charAt(from) == '[') {
      int close = value.indexOf(']', from);
      if (close < 0 || close >= to || !isHost(value, from + 1, close, true)) {
        return Optional.empty();
      }
      return Optional.of(withPort(value, from + 1, close, close + 1, to));
    }
    int next = run(value, from, to);
    int end = next;
    while (end > from && value.charAt(end - 1) == '.') {
      end--;
    }
    return isHost(value, from, end, false)
        ? Optional.of(withPort(value, from, end, next, to))
        : Optional.empty();
  }

  private static HostPort withPort(String value, int start, int end, int next, int to) {
    if (next + 1 < to && value.charAt(next) == ':') {
      int digits = digits(value, next + 1, to);
      if (digits > next + 1) {
        return new HostPort(start, end, digits, number(value, next + 1, digits), true);
      }
      int placeholder = Placeholders.end(value, next + 1, to);
      if (placeholder > next + 1) {
        int behind = run(value, placeholder, to);
        return new HostPort(start, end, behind, OptionalInt.empty(), true);
      }
    }
    return new HostPort(start, end, next, OptionalInt.empty(), false);
  }

  private static int digits(String value, int from, int to) {
    int end = from;
    while (end < to && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
      end++;
    }
    boolean alone = end == to || !(isPart(value.charAt(end)) && value.charAt(end) != '.');
    return alone && end - from <= 5 && number(value, from, end).isPresent() ? end : from;
  }

  private static OptionalInt number(String value, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (value.charAt(i) - '0');
    }
    return number >= 1 && number <= 65535 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Behind the characters and placeholders that can make a host. */
  static int run(String value, int from, int to) {
    int i = from;
    while (i < to) {
      int placeholder = Placeholders.end(value, i, to);
      if (placeholder > i) {
        i = placeholder;
      } else if (isPart(value.charAt(i))) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  static boolean isPart(char c) {
    return Placeholders.isIdentifier(c)
        || c == '-'
        || c == '.'
        || (c >= 0x80 && (Character.isLetterOrDigit(c) || isMark(c)));
  }

  private static boolean isMark(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Whether a span of host characters can be one: no number, no empty label. */
  static boolean isHost(String value, int from, int to, boolean bracketed) {
    if (from >= to || to - from > 1500 || ".-".indexOf(value.charAt(from)) >= 0) {
      return false;
    }
    boolean letter = false;
    int i = from;
    while (i < to) {
      int placeholder = Placeholders.end(value, i, to);
      if (placeholder > i) {
        letter = true;
        i = placeholder;
        continue;
      }
      char c = value.charAt(i);
      if (!isPart(c)) {
        return bracketed && HostName.address(value.substring(from, to)).isPresent();
      }
      if (c == '.' && i + 1 < to && value.charAt(i + 1) == '.') {
        return false;
      }
      letter |= Character.isLetter(c);
      i++;
    }
    return letter || HostName.address(value.substring(from, to)).isPresent();
  }

  static boolean hasPlaceholder(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (Placeholders.end(host, i, host.length()) > i) {
        return true;
      }
    }
    return false;
  }

  /** As an endpoint; where no port is written, the scheme says it. */
  Endpoint endpoint(String value, String scheme) {
    return new Endpoint(
        value.substring(start, end), start, end, portWritten ? port : Schemes.port(scheme), scheme);
  }
}
