package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/** Hosts that stand in a value by themselves: one, or several with separators. */
final class HostList {
  private final String value;
  private final List<Endpoint> found = new ArrayList<>();

  private HostList(String value) {
    this.value = value;
  }

  /** The hosts of a list; blanks separate too where {@code blanks} says so. */
  static List<Endpoint> in(String value, boolean blanks, BiPredicate<String, HostPort> accepted) {
    HostList list = new HostList(value);
    return list.read(blanks, accepted) ? list.found : List.of();
  }

  /** The hosts behind {@code @} in {@code rabbit@mq01}, one or several. */
  static List<Endpoint> nodes(String value) {
    HostList list = new HostList(value);
    int from = 0;
    while (from < value.length()) {
      int end = list.elementEnd(from, true);
      int sign = end - 1;
      while (sign > from && value.charAt(sign) != '@') {
        sign--;
      }
      if (sign > from) {
        HostPort.read(value, sign + 1, end)
            .ifPresent(host -> list.found.add(host.endpoint(value, "")));
      }
      from = end + 1;
    }
    return list.found;
  }

  private boolean read(boolean blanks, BiPredicate<String, HostPort> accepted) {
    int from = 0;
    while (from < value.length()) {
      int end = elementEnd(from, blanks);
      int start = from;
      while (start < end && value.charAt(start) <= ' ') {
        start++;
      }
      int last = end;
      while (last > start && value.charAt(last - 1) <= ' ') {
        last--;
      }
      if (start < last) {
        Optional<HostPort> host = element(start, last);
        if (host.isPresent() && accepted.test(value, host.get())) {
          found.add(host.get().endpoint(value, ""));
        } else if (!blanks) {
          return false;
        }
      }
      from = end + 1;
    }
    return true;
  }

  private int elementEnd(int from, boolean blanks) {
    int i = from;
    while (i < value.length()) {
      int placeholder = Placeholders.end(value, i, value.length());
      if (placeholder > i) {
        i = placeholder;
        continue;
      }
      char c = value.charAt(i);
      if (c == '[' && isAddress(i)) {
        i = value.indexOf(']', i);
      } else if (",;\"'[]".indexOf(c) >= 0 || (blanks && c <= ' ')) {
        if (!(c == '[' && isRelay(i))) {
          return i;
        }
        i = value.indexOf(']', i);
      }
      i++;
    }
    return i;
  }

  private boolean isAddress(int bracket) {
    int close = value.indexOf(']', bracket);
    return close > 0
        && close - bracket < 60
        && HostName.address(value.substring(bracket, close + 1)).isPresent();
  }

  /** {@code [host]:587}: a bracketed host with a port, or nothing else in the value. */
  private boolean isRelay(int bracket) {
    int close = value.indexOf(']', bracket);
    return close > 0
        && close - bracket < 300
        && HostPort.isHost(value, bracket + 1, close, true)
        && (value.startsWith(":", close + 1) || value.trim().length() == close + 1 - bracket);
  }

  /** {@code [user@]host[:port…][/path]}, {@code host:/path}, {@code user@host:path}. */
  private Optional<HostPort> element(int from, int to) {
    if (HostName.address(value.substring(from, to)).isPresent() && value.charAt(from) != '[') {
      return Optional.of(new HostPort(from, to, to, OptionalInt.empty(), false));
    }
    int sign = -1;
    int i = from;
    while (i < to && value.charAt(i) != '/') {
      int placeholder = Placeholders.end(value, i, to);
      if (placeholder > i) {
        i = placeholder;
      } else {
        sign = value.charAt(i) == '@' ? i : sign;
        i++;
      }
    }
    boolean user = sign > from;
    return HostPort.read(value, sign < 0 ? from : sign + 1, to)
        .filter(host -> follows(host, to, user));
  }

  private boolean follows(HostPort host, int to, boolean user) {
    int next = host.next();
    if (next == to || value.charAt(next) == '/') {
      return true;
    }
    if (value.charAt(next) != ':' || next + 1 == to) {
      return value.charAt(next) == ':' && !host.portWritten();
    }
    char behind = value.charAt(next + 1);
    if (host.portWritten()) {
      // host:2888:3888 of ZooKeeper.
      return Character.isDigit(behind);
    }
    return behind == '/' || behind == ':' || (user && !Character.isDigit(behind));
  }
}
