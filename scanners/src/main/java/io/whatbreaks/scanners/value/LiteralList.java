package io.whatbreaks.scanners.value;

import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A literal that is nothing but a host, an address or a list of them, each perhaps with its port.
 */
final class LiteralList {
  private static final int MOST = 100;
  private static final Set<Integer> WEB_PORTS =
      Set.of(
          8000, 8008, 8080, 8081, 8088, 8090, 8443, 8888, 9000, 9090, 9200, 9300, 15672, 15671,
          3128);

  private final String literal;
  private final LiteralUse use;
  private final List<HardCoded> found = new ArrayList<>();

  LiteralList(String literal, LiteralUse use) {
    this.literal = literal;
    this.use = use;
  }

  /** What it holds; nothing where one member is something else. */
  List<HardCoded> read() {
    int count = 0;
    int start = 0;
    for (int i = 0; i <= literal.length(); i++) {
      if (i == literal.length() || ",; \t\r\n".indexOf(literal.charAt(i)) >= 0) {
        if (i > start && (++count > MOST || !member(start, i))) {
          return List.of();
        }
        start = i + 1;
      }
    }
    return found;
  }

  /** Whether it is a host of whatever sort; what is worth telling is kept. */
  private boolean member(int from, int to) {
    int at = literal.lastIndexOf('@', to - 1);
    if (at >= from) {
      return login(from, at, to);
    }
    if (LiteralAddress.isOne(literal.substring(from, to))) {
      boolean brackets = literal.charAt(from) == '[';
      return address(brackets ? from + 1 : from, brackets ? to - 1 : to, LiteralKind.ADDRESS);
    }
    int end = hostEnd(from, to);
    String host = literal.substring(from, end);
    String rest = literal.substring(end, to);
    boolean port =
        rest.matches(":\\d{1,5}(?:/.*)?")
            || rest.equals(":" + LiteralJudge.HOLE)
            || (rest.equals(":") && to == literal.length());
    boolean path = rest.startsWith("/");
    if (LiteralAddress.isOne(host)) {
      boolean brackets = host.startsWith("[");
      boolean block = LiteralAddress.isSharedBlock(literal.substring(from, to));
      return block
          || ((port || path)
              && address(
                  brackets ? from + 1 : from,
                  brackets ? end - 1 : end,
                  port ? LiteralKind.HOST_AND_PORT : LiteralKind.ADDRESS));
    }
    return LiteralHost.isName(host)
        && (rest.isEmpty() ? bare(from, end) : port && withPort(from, end, rest));
  }

  private int hostEnd(int from, int to) {
    if (literal.charAt(from) == '[') {
      int close = literal.indexOf(']', from);
      return close < 0 || close >= to ? to : close + 1;
    }
    int end = from;
    while (end < to && ":/".indexOf(literal.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private boolean address(int from, int to, LiteralKind kind) {
    if (!LiteralAddress.meansNobody(literal.substring(from, to))) {
      add(kind, from, to);
    }
    return true;
  }

  /** {@code rabbit@mq01} is a host; {@code ops@acme.com} is where mail goes. */
  private boolean login(int from, int at, int to) {
    String host = literal.substring(at + 1, to);
    boolean login =
        at > from
            && literal
                .substring(from, at)
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
    boolean ours =
        host.indexOf('.') < 0
            ? LiteralHost.isNumbered(host)
            : LiteralWords.are("private", LiteralHost.last(host));
    if (login
        && LiteralHost.isName(host)
        && !LiteralHost.meansNobody(host)
        && (ours || use.purpose() == Purpose.HOST)) {
      add(LiteralKind.HOST, at + 1, to);
    }
    return login;
  }

  private boolean withPort(int from, int end, String rest) {
    String host = literal.substring(from, end);
    boolean numbered = LiteralHost.labels(host).stream().anyMatch(LiteralHost::isNumbered);
    boolean file = host.indexOf('.') > 0 && Lookalikes.isFile(host, 0, host.length()) && !numbered;
    if (LiteralHost.meansNobody(host) || file || LiteralHost.isAlgorithm(host)) {
      return LiteralHost.meansNobody(host);
    }
    boolean lower = host.equals(host.toLowerCase(Locale.ROOT)) || host.indexOf('.') > 0;
    boolean stands =
        use.purpose() == Purpose.HOST
            || (lower && numbered && isPort(rest))
            || (host.indexOf('.') > 0 && LiteralHost.hasDomain(host) && isPort(rest))
            || (lower && host.indexOf('.') < 0 && isServicePort(rest))
            || (lower
                && port(rest).isPresent()
                && isPort(rest)
                && Slot.of(use.name()) == Slot.HOST);
    if (stands) {
      add(LiteralKind.HOST_AND_PORT, from, end);
    }
    return stands;
  }

  private static OptionalInt port(String rest) {
    int end = 1;
    while (end < rest.length() && Character.isDigit(rest.charAt(end))) {
      end++;
    }
    return end == 1
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(rest.substring(1, end)));
  }

  /** A port, or a place for one. */
  private static boolean isPort(String rest) {
    OptionalInt port = port(rest);
    return port.isEmpty() || (port.getAsInt() >= 21 && port.getAsInt() <= 65_535);
  }

  private static boolean isServicePort(String rest) {
    OptionalInt port = port(rest);
    return port.isPresent()
        && (WEB_PORTS.contains(port.getAsInt())
            || (port.getAsInt() > 100 && Schemes.isPort(port.getAsInt())));
  }

  /** A name that stands alone; whether it may be one of a list. */
  private boolean bare(int from, int end) {
    String host = literal.substring(from, end);
    if (LiteralHost.meansNobody(host)) {
      return true;
    }
    boolean dotted = host.indexOf('.') > 0;
    boolean lower = host.equals(host.toLowerCase(Locale.ROOT));
    boolean key = LiteralHost.isKey(host, use.name());
    boolean stands;
    if (!dotted && literal.indexOf(' ') >= 0 && literal.indexOf(',') < 0) {
      return false; // Words.
    }
    if (use.purpose() == Purpose.HOST) {
      stands = !key || dotted || use.name().isEmpty();
    } else if (use.purpose() == Purpose.URL
        || LiteralHost.isAlgorithm(host)
        || LiteralWords.are("identifies", host)
        || LiteralJudge.describes(use.name())) {
      stands = false;
    } else if (Slot.of(use.name()) == Slot.HOST && lower && !key) {
      boolean numbered = LiteralHost.labels(host).stream().anyMatch(LiteralHost::isNumbered);
      stands = numbered || (dotted ? isNamedHost(host) : isStrong(use.name()));
    } else {
      stands = dotted && LiteralHost.isPlain(host);
    }
    if (stands) {
      add(LiteralKind.HOST, from, end);
    }
    return stands;
  }

  private static boolean isNamedHost(String host) {
    return LiteralHost.hasDomain(host)
        && !LiteralWords.are("root", LiteralHost.labels(host).get(0))
        && !LiteralWords.are("property", LiteralHost.last(host))
        && !Lookalikes.isFile(host, 0, host.length());
  }

  private static boolean isStrong(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return LiteralWords.are(
            "strong", word.substring(Math.max(word.lastIndexOf('_'), word.lastIndexOf('.')) + 1))
        || name.endsWith("Host")
        || name.endsWith("Hostname")
        || name.endsWith("HostName");
  }

  private void add(LiteralKind kind, int from, int to) {
    found.add(new HardCoded(kind, literal.substring(from, to), from, to, false));
  }
}
