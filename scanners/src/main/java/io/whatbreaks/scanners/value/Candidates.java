package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import io.whatbreaks.scanners.value.ValueGrammar.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what could be a name in a value of unknown meaning. */
final class Candidates {
  private static final int LONGEST = 253;

  /** Below this a number behind a colon is a version, {@code redis:7}, rather than a port. */
  private static final int LEAST_PORT = 21;

  private final String value;
  private final List<Endpoint> urls;
  private final List<Candidate> found = new ArrayList<>();
  private int nextUrl;
  private int at;

  private Candidates(String value) {
    this.value = value;
    this.urls = new ArrayList<>(Urls.in(value));
    urls.sort(java.util.Comparator.comparingInt(Endpoint::start));
  }

  static List<Candidate> in(String value) {
    Candidates candidates = new Candidates(value);
    candidates.read();
    return List.copyOf(candidates.found);
  }

  private void read() {
    while (at < value.length()) {
      if (nextUrl < urls.size() && at >= urls.get(nextUrl).start()) {
        url(urls.get(nextUrl++));
      } else if (value.startsWith("://", at)) {
        userPart();
      } else if (!placeholder() && !address6()) {
        char c = value.charAt(at);
        if (HostPort.isPart(c)) {
          word();
        } else {
          at++;
        }
      }
    }
  }

  private void url(Endpoint url) {
    if (url.end() > at) {
      found.add(new Candidate(url.start(), url.end(), Optional.of(url)));
      at = url.end();
    }
    while (nextUrl < urls.size() && urls.get(nextUrl).start() < at) {
      nextUrl++; // A URL within what was taken already.
    }
    if (nextUrl < urls.size() && !value.substring(at, urls.get(nextUrl).start()).contains("://")) {
      // The next host of the same authority; between them stand ports and users.
      at = urls.get(nextUrl).start();
      return;
    }
    while (at < value.length() && " \t\r\n\"'<>,;|()`".indexOf(value.charAt(at)) < 0) {
      int placeholder = Placeholders.end(value, at, value.length());
      if (value.startsWith("://", at)) {
        return;
      }
      at = placeholder > at ? placeholder : at + 1;
    }
  }

  /** Behind {@code ://}: to the host that was found there, or to the end of the word. */
  private void userPart() {
    at += 3;
    int limit = nextUrl < urls.size() ? urls.get(nextUrl).start() : value.length();
    while (at < limit && " \t\r\n\"'<>,;|()`".indexOf(value.charAt(at)) < 0) {
      at++;
    }
  }

  /** Goes into the default of a placeholder, and over everything else of it. */
  private boolean placeholder() {
    int end = Placeholders.end(value, at, value.length());
    if (end == at) {
      return false;
    }
    int start = at;
    int separator = value.substring(start, end).indexOf(':') + start;
    boolean dollar = value.startsWith("${", start) && !value.startsWith("${{", start);
    OptionalInt port = portAt(end);
    if (port.isPresent() && portEnd(end) > end) {
      Endpoint endpoint = new Endpoint(value.substring(start, end), start, end, port, "");
      found.add(new Candidate(start, end, Optional.of(endpoint)));
    } else if (dollar && separator > start && end - start < 500) {
      int from = separator + 1;
      from += from < end && "-=?+".indexOf(value.charAt(from)) >= 0 ? 1 : 0;
      inner(from, end - 1);
    } else if (value.startsWith("{{", start) || value.startsWith("#{", start)) {
      literals(start, end);
    }
    at = Math.max(end, HostPort.isPart(value.charAt(end - 1)) ? end : run(end));
    return true;
  }

  private int run(int from) {
    int i = from;
    while (i < value.length() && HostPort.isPart(value.charAt(i))) {
      i++;
    }
    return i;
  }

  private void inner(int from, int to) {
    for (Candidate candidate : in(value.substring(from, to))) {
      Optional<Endpoint> moved =
          candidate
              .endpoint()
              .map(
                  url ->
                      new Endpoint(
                          url.host(),
                          url.start() + from,
                          url.end() + from,
                          url.port(),
                          url.scheme()));
      found.add(new Candidate(candidate.start() + from, candidate.end() + from, moved));
    }
  }

  /** The quoted literals within an expression. */
  private void literals(int from, int to) {
    int i = from;
    while (i < to) {
      char c = value.charAt(i);
      int close = c == '"' || c == '\'' ? value.indexOf(c, i + 1) : -1;
      if (close > 0 && close < to) {
        inner(i + 1, close);
        i = close;
      }
      i++;
    }
  }

  private boolean address6() {
    char c = value.charAt(at);
    if (c != ':' && Character.digit(c, 16) < 0) {
      return false;
    }
    if (at > 0 && (HostPort.isPart(value.charAt(at - 1)) || value.charAt(at - 1) == ':')) {
      return false;
    }
    int end = at;
    int colons = 0;
    while (end < value.length() && end - at < 46 && isAddress6(value.charAt(end))) {
      colons += value.charAt(end++) == ':' ? 1 : 0;
    }
    if (colons < 2 || HostName.address(value.substring(at, end)).isEmpty()) {
      return false;
    }
    boolean bracket = value.startsWith("]", end) && at > 0 && value.charAt(at - 1) == '[';
    OptionalInt port = bracket ? portAt(end + 1) : OptionalInt.empty();
    add(at, end, port);
    at = end;
    return true;
  }

  private static boolean isAddress6(char c) {
    return c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0);
  }

  private void word() {
    int from = at;
    int end = run(from);
    at = end;
    int start = from;
    while (start < end && value.charAt(start) == '.') {
      start++;
    }
    int stop = end;
    while (stop > start && ".-".indexOf(value.charAt(stop - 1)) >= 0) {
      stop--;
    }
    boolean glued = end < value.length() && Placeholders.end(value, end, value.length()) > end;
    if (start < stop
        && stop - start <= LONGEST
        && !glued
        && isName(start, stop)
        && beginsRight(from, start)
        && endsRight(start, stop, end)) {
      add(start, stop, end == stop ? portAt(end) : OptionalInt.empty());
    }
  }

  private void add(int start, int end, OptionalInt port) {
    Optional<Endpoint> endpoint =
        port.isPresent()
            ? Optional.of(new Endpoint(value.substring(start, end), start, end, port, ""))
            : Optional.empty();
    found.add(new Candidate(start, end, endpoint));
  }

  private boolean isName(int start, int end) {
    if (value.charAt(start) == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (Character.isLetter(value.charAt(i))) {
        return true;
      }
    }
    return HostName.address(value.substring(start, end)).isPresent();
  }

  private boolean beginsRight(int from, int start) {
    if (from == 0) {
      return true;
    }
    char before = value.charAt(from - 1);
    if (before == '/') {
      boolean twice = from > 1 && value.charAt(from - 2) == '/';
      return twice && (from == 2 || !HostPort.isPart(value.charAt(from - 3)));
    }
    if (before == '\\') {
      return from > 1 && value.charAt(from - 2) == '\\';
    }
    if (before == ':' && Lookalikes.isVersion(value, start, run(start))) {
      return false;
    }
    return before != '$' && before != '%';
  }

  private boolean endsRight(int start, int stop, int end) {
    if (end == value.length()) {
      return !Lookalikes.isFile(value, start, stop);
    }
    char next = value.charAt(end);
    boolean behindSlashes = start > 1 && value.startsWith("//", start - 2);
    // An escaped dot: the word is the beginning of a name in a regular expression.
    boolean goesOn = next == '\\' && value.startsWith(".", end + 1);
    if (goesOn || next == '@' || next == '(' || isKey(end)) {
      return false;
    }
    if (next == '/' && !behindSlashes) {
      return isDomain(start, stop);
    }
    if (next != ':') {
      return !Lookalikes.isFile(value, start, stop);
    }
    if (portAt(end).isPresent()) {
      return true;
    }
    if (schemeEnds(end) || (stop - start == 1 && value.startsWith("\\", end + 1))) {
      return false;
    }
    return !isUser(end)
        && !Lookalikes.isVersion(value, end + 1, run(end + 1))
        && !Lookalikes.isFile(value, start, stop);
  }

  /**
   * Whether a word before a slash is rather a domain, as in {@code registry.shop.test/web}, than a
   * folder.
   */
  private boolean isDomain(int start, int stop) {
    int dot = value.lastIndexOf('.', stop - 1);
    return dot > start
        && stop - dot > 2
        && !Lookalikes.isFile(value, start, stop)
        && value.substring(dot + 1, stop).chars().allMatch(Character::isLetter);
  }

  /** Whether {@code ://} ends the chain of schemes that goes on at a colon. */
  private boolean schemeEnds(int colon) {
    int i = colon;
    while (i < value.length()
        && i - colon < 60
        && (value.charAt(i) == ':' || HostPort.isPart(value.charAt(i)) || value.charAt(i) == '+')) {
      i++;
    }
    return i > colon && value.charAt(i - 1) == ':' && value.startsWith("//", i);
  }

  /** Whether {@code =}, {@code !=}, {@code =~} or {@code !~} follows directly. */
  private boolean isKey(int end) {
    char next = value.charAt(end);
    char second = end + 1 < value.length() ? value.charAt(end + 1) : ' ';
    return next == '=' || ("!+?".indexOf(next) >= 0 && (second == '=' || second == '~'));
  }

  /** Whether the word behind the colon ends with {@code @}: {@code user:password@host}. */
  private boolean isUser(int colon) {
    int i = colon + 1;
    while (i < value.length() && i - colon < 200 && " \t\r\n,;\"'/".indexOf(value.charAt(i)) < 0) {
      if (value.charAt(i) == '@') {
        return true;
      }
      i++;
    }
    return false;
  }

  private OptionalInt portAt(int colon) {
    int end = portEnd(colon);
    if (end == colon) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(value, colon + 1, end, 10);
    return port >= LEAST_PORT && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  /** Behind {@code :digits}, or the same where that does not stand there. */
  private int portEnd(int colon) {
    if (colon >= value.length() || value.charAt(colon) != ':') {
      return colon;
    }
    int end = colon + 1;
    while (end < value.length() && end - colon < 7 && isDigit(value.charAt(end))) {
      end++;
    }
    boolean alone = end == value.length() || !HostPort.isPart(value.charAt(end)) || endsPhrase(end);
    return end > colon + 1 && end - colon < 7 && alone ? end : colon;
  }

  private boolean endsPhrase(int end) {
    return value.charAt(end) == '.' && (end + 1 == value.length() || value.charAt(end + 1) <= ' ');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
