package io.whatbreaks.scanners.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what stands behind {@code ://} and in the forms of drivers that have none. */
final class Urls {
  private static final String ENDS = "/?#\\ \t\r\n\"'<>()|;{}`]";

  private final String value;
  private final List<Endpoint> found = new ArrayList<>();
  private int at;

  private Urls(String value) {
    this.value = value;
  }

  /** All hosts of all URLs within a value. */
  static List<Endpoint> in(String value) {
    Urls urls = new Urls(value);
    urls.slashes();
    if (urls.found.isEmpty()) {
      urls.oracle();
      urls.goDriver();
      urls.relay();
    }
    return urls.found;
  }

  private void slashes() {
    int mark = value.indexOf("://");
    while (mark >= 0) {
      at = mark + 3;
      String scheme = Schemes.of(chain(mark));
      if (Schemes.hasHost(scheme)) {
        authority(scheme);
      }
      mark = value.indexOf("://", Math.max(at, mark + 3));
    }
    if (value.startsWith("//")) {
      at = 2;
      authority("");
    }
  }

  /** The schemes before {@code ://}, in lower case: of {@code jdbc:mysql://}, jdbc and mysql. */
  private List<String> chain(int mark) {
    List<String> chain = new ArrayList<>();
    int end = mark;
    while (end > 0 && chain.size() < 5) {
      int start = end;
      while (start > 0 && isScheme(value.charAt(start - 1)) && end - start < 40) {
        start--;
      }
      while (start < end && !Character.isLetter(value.charAt(start))) {
        start++;
      }
      if (start == end || (start > 0 && "$%".indexOf(value.charAt(start - 1)) >= 0)) {
        break;
      }
      chain.add(0, value.substring(start, end).toLowerCase(Locale.ROOT));
      if (start == 0 || value.charAt(start - 1) != ':') {
        break;
      }
      end = start - 1;
    }
    return chain;
  }

  private static boolean isScheme(char c) {
    return (Placeholders.isIdentifier(c) && c != '_') || c == '+' || c == '-' || c == '.';
  }

  /** Reads {@code user@host:port,host:port} from {@link #at}, and goes behind it. */
  private void authority(String scheme) {
    int end = authorityEnd(at);
    int before = found.size();
    boolean complete = members(at, end, scheme);
    // An unescaped / ? or # in a password ends the authority too early.
    if (!complete && end < value.length() && "/?#".indexOf(value.charAt(end)) >= 0) {
      int user = lastAt(end, wordEnd(end));
      if (user >= 0) {
        found.subList(before, found.size()).clear();
        end = authorityEnd(user + 1);
        members(user + 1, end, scheme);
      }
    }
    if (end < value.length() && value.charAt(end) == '\\' && found.size() > before) {
      instance(end, scheme);
    }
    at = end;
  }

  private int authorityEnd(int from) {
    int i = from;
    while (i < value.length()) {
      int placeholder = Placeholders.end(value, i, value.length());
      if (placeholder > i) {
        i = placeholder;
        continue;
      }
      char c = value.charAt(i);
      if (c == '[') {
        int close = value.indexOf(']', i);
        if (close > 0 && close - i < 60) {
          i = close + 1;
          continue;
        }
      }
      if (ENDS.indexOf(c) >= 0 || (c == ',' && schemeFollows(i + 1))) {
        return i;
      }
      i++;
    }
    return i;
  }

  private boolean schemeFollows(int from) {
    int i = from;
    while (i < value.length() && value.charAt(i) == ' ') {
      i++;
    }
    i = schemeEnd(i);
    // b=http://db02:2380 of etcd: the member's name comes before.
    return value.startsWith("://", i)
        || (value.startsWith("=", i) && value.startsWith("://", schemeEnd(i + 1)));
  }

  private int schemeEnd(int from) {
    int i = from;
    // Listeners of Kafka are written like schemes, and may hold what a scheme may not.
    while (i < value.length() && (isScheme(value.charAt(i)) || value.charAt(i) == '_')) {
      i++;
    }
    return i;
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < value.length() && " \t\r\n\"'<>,;".indexOf(value.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Takes the hosts between commas; whether the last one was a host with nothing odd behind. */
  private boolean members(int from, int end, String scheme) {
    boolean complete = false;
    int users = lastAt(from, end);
    int start = from;
    while (start <= end) {
      int comma = comma(start, end);
      int first = lastAt(start, comma) + 1;
      Optional<HostPort> host = HostPort.read(value, first == 0 ? start : first, comma);
      boolean userOnly = first == 0 && users > comma;
      complete = host.isPresent() && isBehind(host.get(), comma);
      if (host.isPresent() && (complete || (!userOnly && value.charAt(host.get().next()) == ':'))) {
        found.add(host.get().endpoint(value, scheme));
      } else if (!userOnly) {
        break;
      }
      start = comma + 1;
    }
    return complete;
  }

  /** Nothing but a path may follow a port: {@code http://h:8080$request_uri}. */
  private boolean isBehind(HostPort host, int end) {
    return host.next() == end
        || (host.port().isPresent() && Placeholders.end(value, host.next(), end) > host.next());
  }

  private int comma(int from, int end) {
    int i = from;
    while (i < end && value.charAt(i) != ',') {
      int placeholder = Placeholders.end(value, i, end);
      i = placeholder > i ? placeholder : i + 1;
    }
    return i;
  }

  /** The last {@code @} outside of placeholders, or -1. */
  private int lastAt(int from, int to) {
    int last = -1;
    int i = from;
    while (i < to) {
      int placeholder = Placeholders.end(value, i, to);
      if (placeholder > i) {
        i = placeholder;
      } else {
        last = value.charAt(i) == '@' ? i : last;
        i++;
      }
    }
    return last;
  }

  /** {@code host\instance:1433} of SQL Server: the port belongs to the host. */
  private void instance(int backslash, String scheme) {
    int end = HostPort.run(value, backslash + 1, value.length());
    Endpoint last = found.get(found.size() - 1);
    Optional<HostPort> named = HostPort.read(value, backslash + 1, value.length());
    if (end > backslash + 1 && named.isPresent() && named.get().portWritten()) {
      found.set(
          found.size() - 1,
          new Endpoint(last.host(), last.start(), last.end(), named.get().port(), scheme));
    }
  }

  /** {@code oracle:thin:@//h:1521/service}, {@code @h:1521:sid}; not {@code @alias}. */
  private void oracle() {
    int driver = value.indexOf("oracle:");
    int sign = driver < 0 ? -1 : value.indexOf('@', driver);
    if (sign < 0) {
      return;
    }
    boolean slashes = value.startsWith("//", sign + 1);
    int start = slashes ? sign + 3 : sign + 1;
    HostPort.read(value, start, value.length())
        .filter(host -> slashes || host.portWritten())
        .ifPresent(host -> found.add(host.endpoint(value, "oracle")));
  }

  /** {@code user:pw@tcp(host:3306)/db} of Go's MySQL driver. */
  private void goDriver() {
    int open = value.indexOf("tcp(");
    if (open < 0 || (open > 0 && value.charAt(open - 1) != '@')) {
      return;
    }
    HostPort.read(value, open + 4, value.length())
        .filter(host -> value.startsWith(")", host.next()))
        .ifPresent(host -> found.add(host.endpoint(value, "mysql")));
  }

  /** {@code smtp:[host]:587} of Postfix. */
  private void relay() {
    int bracket = value.indexOf('[');
    if (bracket > 1 && value.charAt(bracket - 1) == ':') {
      List<String> chain = chain(bracket - 1);
      if (!chain.isEmpty() && Schemes.of(chain).length() == bracket - 1) {
        String scheme = Schemes.of(chain);
        HostPort.read(value, bracket, value.length())
            .ifPresent(host -> found.add(host.endpoint(value, scheme)));
      }
    }
  }
}
