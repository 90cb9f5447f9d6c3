package io.whatbreaks.scanners.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Finds hosts behind keys that mean one: {@code host=a,b port=1}, {@code (HOST=h)(PORT=1)}.
 *
 * <p>Beside a {@code hostaddr} the {@code host} is not looked up: it names the server for its
 * certificate and the password file only.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html">PostgreSQL:
 *     hostaddr</a>
 */
final class Dsn {
  private static final List<String> HOST_KEYS =
      List.of(
          "hostname",
          "hostaddr",
          "host",
          "server",
          "servername",
          "data source",
          "failover partner",
          "failoverpartner",
          "datasource",
          "network address",
          "addr",
          "address",
          "contact points",
          "nodes",
          "servers",
          "hosts",
          "brokers");

  private static final Pattern HOSTADDR = Pattern.compile("(?<![\\w.-])hostaddr\\s*=\\s*['\"]?\\w");

  private final String value;
  private final String scheme;
  private final List<Endpoint> found = new ArrayList<>();

  /** How many of {@link #found} stand before the host key whose ports are read next. */
  private int open;

  private Dsn(String value) {
    this.value = value;
    this.scheme = scheme(value);
  }

  static List<Endpoint> in(String value) {
    Dsn dsn = new Dsn(value);
    dsn.read();
    return dsn.found;
  }

  /** Of {@code mysql:host=h;dbname=x}. */
  private static String scheme(String value) {
    if (value.toLowerCase(Locale.ROOT).contains("oracle:")) {
      return "oracle";
    }
    int colon = value.indexOf(':');
    int equals = value.indexOf('=');
    if (colon <= 0 || colon > equals) {
      return "";
    }
    String word = value.substring(0, colon).toLowerCase(Locale.ROOT);
    return word.equals("sqlsrv") ? "sqlserver" : Schemes.port(word).isPresent() ? word : "";
  }

  private void read() {
    boolean byAddress = HOSTADDR.matcher(value).find();
    List<Integer> early = new ArrayList<>();
    for (int equals = value.indexOf('='); equals >= 0; equals = value.indexOf('=', equals + 1)) {
      int keyEnd = equals;
      while (keyEnd > 0 && value.charAt(keyEnd - 1) == ' ') {
        keyEnd--;
      }
      if (endsWithKey(keyEnd, "port")) {
        List<Integer> ports = ports(equals + 1);
        if (found.isEmpty()) {
          early = ports;
        } else {
          assign(ports);
        }
      } else if (isHostKey(keyEnd) && !(byAddress && endsWithKey(keyEnd, "host"))) {
        open = found.size();
        hosts(equals + 1);
        assign(early);
        early = new ArrayList<>();
      }
    }
  }

  private boolean isHostKey(int end) {
    for (String key : HOST_KEYS) {
      if (endsWithKey(end, key)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsWithKey(int end, String key) {
    int start = end - key.length();
    return start >= 0
        && value.regionMatches(true, start, key, 0, key.length())
        && (start == 0 || !HostPort.isPart(value.charAt(start - 1)));
  }

  private int valueStart(int from) {
    int start = from;
    while (start < value.length() && " '\"".indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    return start;
  }

  private void hosts(int from) {
    int start = valueStart(from);
    if (value.regionMatches(true, start, "tcp:", 0, 4)) {
      start += 4;
    }
    while (start < value.length()) {
      Optional<HostPort> host = HostPort.read(value, start, value.length());
      if (host.isEmpty() || value.startsWith("://", host.get().next())) {
        return;
      }
      Endpoint endpoint = host.get().endpoint(value, scheme);
      int next = host.get().next();
      if (value.startsWith("/", next) && !host.get().portWritten()) {
        return;
      }
      if (value.startsWith("\\", next)) {
        next = HostPort.run(value, next + 1, value.length());
      }
      if (next >= value.length() || value.charAt(next) != ',') {
        found.add(endpoint);
        return;
      }
      int digits = next + 1;
      while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
        digits++;
      }
      boolean port =
          digits > next + 1 && (digits == value.length() || !HostPort.isPart(value.charAt(digits)));
      found.add(port ? with(endpoint, number(next + 1, digits)) : endpoint);
      if (port) {
        return;
      }
      start = next + 1;
    }
  }

  private OptionalInt number(int from, int to) {
    if (to - from > 5) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(value, from, to, 10);
    return number >= 1 && number <= 65535 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private List<Integer> ports(int from) {
    List<Integer> ports = new ArrayList<>();
    int start = valueStart(from);
    while (start < value.length()) {
      int end = start;
      while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
        end++;
      }
      OptionalInt number = end == start ? OptionalInt.empty() : number(start, end);
      if (number.isEmpty()) {
        break;
      }
      ports.add(number.getAsInt());
      if (end >= value.length() || value.charAt(end) != ',') {
        break;
      }
      start = end + 1;
    }
    return ports;
  }

  /** Gives the hosts of the last key their ports: one for all, or one each. */
  private void assign(List<Integer> ports) {
    if (ports.isEmpty()) {
      return;
    }
    for (int i = open; i < found.size(); i++) {
      int port = ports.get(Math.min(i - open, ports.size() - 1));
      found.set(i, with(found.get(i), OptionalInt.of(port)));
    }
  }

  private static Endpoint with(Endpoint endpoint, OptionalInt port) {
    return new Endpoint(endpoint.host(), endpoint.start(), endpoint.end(), port, endpoint.scheme());
  }
}
