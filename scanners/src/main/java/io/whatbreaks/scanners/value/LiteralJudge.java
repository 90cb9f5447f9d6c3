package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.HostName;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.LiteralUse.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says which names and addresses a string literal of a program holds, on the one grammar of values,
 * and leaves out what only looks like one: versions and object identifiers, packages, property keys
 * and files, namespaces and schemas, links and sentences for people, mail addresses, patterns, what
 * is kept for documentation, and this machine itself.
 *
 * <p>What is known of the company decides before all that: any literal that is one of its names is
 * one. Stateless but for that; safe for use by several threads.
 */
public final class LiteralJudge {
  /** Stands for a part of the literal that is known only when the program runs. */
  public static final char HOLE = '\u0001';

  private static final int SHORTEST = 2;

  /** Longer literals are judged piece by piece, so that what looks at one need not be linear. */
  private static final int LONGEST_PIECE = 2048;

  private static final Pattern REGEX =
      Pattern.compile(
          "\\\\[.dwsSWD]|\\[\\^|\\(\\?[:!=<]|\\.[*+]|\\[[a-zA-Z0-9]-|[)\\]}][*+?]|\\|\\|");
  private static final Pattern BELOW_HOLE =
      Pattern.compile(
          "(?:(?:^|://)(?:\u0001|\\$\\{[^{}]{1,100}\\}|%s)?)\\.([a-z0-9][a-z0-9.-]{2,200})(?=$|[:/?\u0001])");

  private final KnownNames known;

  /** A judge who knows the names of a company. */
  public LiteralJudge(KnownNames known) {
    this.known = requireNonNull(known, "known");
  }

  /**
   * The names and addresses within a literal, in order.
   *
   * @param literal with {@link #HOLE} for what is put in when the program runs
   */
  public List<HardCoded> judge(String literal, LiteralUse use) {
    requireNonNull(use, "use");
    if (literal.length() <= LONGEST_PIECE) {
      return piece(literal, use);
    }
    List<HardCoded> found = new ArrayList<>();
    for (int from = 0; from < literal.length(); ) {
      int to = cut(literal, from);
      for (HardCoded one : piece(literal.substring(from, to), use)) {
        found.add(
            new HardCoded(
                one.kind(), one.name(), one.start() + from, one.end() + from, one.known()));
      }
      from = to;
    }
    return found;
  }

  private static int cut(String literal, int from) {
    int most = from + LONGEST_PIECE;
    if (most >= literal.length()) {
      return literal.length();
    }
    for (int to = most; to > from + LONGEST_PIECE / 2; to--) {
      if (" \t\n,;\"'(){}[]<>".indexOf(literal.charAt(to - 1)) >= 0) {
        return to;
      }
    }
    return most;
  }

  private List<HardCoded> piece(String literal, LiteralUse use) {
    if (literal.length() < SHORTEST) {
      return List.of();
    }
    List<HardCoded> found = new ArrayList<>();
    if (known != KnownNames.NONE) {
      ours(literal, use, found);
    }
    if (!found.isEmpty() || describes(use.name())) {
      return found;
    }
    if (use.purpose() == Purpose.COMMAND) {
      command(literal, found);
      return found;
    }
    if (use.purpose() == Purpose.QUEUE || !couldBe(literal, use)) {
      return found;
    }
    boolean opened = use.purpose() == Purpose.URL;
    if (!opened && REGEX.matcher(literal).find()) {
      return found;
    }
    belowHole(literal, found);
    if (literal.contains("://") || literal.startsWith("//") || literal.startsWith("jdbc:")) {
      urls(literal, use, found);
    } else if (literal.indexOf('=') > 0) {
      keyed(literal, found);
    } else if (found.isEmpty()) {
      found.addAll(new LiteralList(literal, use).read());
    }
    return found;
  }

  /** Spares the grammar the many words that are nothing at all. */
  private static boolean couldBe(String literal, LiteralUse use) {
    if (use.purpose() != Purpose.OPEN || !use.name().isEmpty()) {
      return true;
    }
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '.' || c == ':' || c == '@' || c == '=') {
        return true;
      }
    }
    return false;
  }

  static boolean describes(String name) {
    int end = name.length();
    int start = end;
    while (start > 0 && Character.isLetterOrDigit(name.charAt(start - 1))) {
      start--;
      if (Character.isUpperCase(name.charAt(start))
          && start > 0
          && Character.isLowerCase(name.charAt(start - 1))) {
        break;
      }
    }
    String last = name.substring(start);
    return LiteralWords.are("describes", last)
        || LiteralWords.are("describes", name.replace("_", ""))
        || (last.endsWith("s")
            && LiteralWords.are("describes", last.substring(0, last.length() - 1)));
  }

  // What is known.

  private void ours(String literal, LiteralUse use, List<HardCoded> found) {
    if (use.purpose() == Purpose.QUEUE || Slots.isQueue(use.name())) {
      if (known.isQueue(literal)) {
        found.add(new HardCoded(LiteralKind.QUEUE, literal, 0, literal.length(), true));
        return;
      }
    }
    boolean prose = LiteralUrl.isInProse(literal) && use.purpose() != Purpose.COMMAND;
    List<Endpoint> urls = Urls.in(literal);
    for (ValueGrammar.Candidate candidate : ValueGrammar.candidates(literal)) {
      String text = literal.substring(candidate.start(), candidate.end());
      boolean whole = text.length() == literal.length();
      boolean distinct =
          text.indexOf('.') > 0 || text.indexOf(':') >= 0 || LiteralHost.isNumbered(text);
      boolean stands =
          whole
              ? distinct || !isOther(use)
              : distinct || (candidate.endpoint().isPresent() && !prose);
      if (stands
          && isOurs(text)
          && !isGlued(literal, candidate.end())
          && !isIdentifier(literal, urls, candidate.start(), use)) {
        found.add(
            new HardCoded(
                kind(literal, candidate), text, candidate.start(), candidate.end(), true));
      }
    }
  }

  private boolean isOurs(String text) {
    return known.isHost(HostName.address(text).orElseGet(() -> HostName.normalise(text)));
  }

  /** A word of the language that is a host, too, as the name of a table or a user. */
  private static boolean isOther(LiteralUse use) {
    return use.purpose() == Purpose.OPEN
        && (Slot.of(use.name()) == Slot.OTHER || describes(use.name()));
  }

  private static boolean isIdentifier(
      String literal, List<Endpoint> urls, int start, LiteralUse use) {
    for (Endpoint url : urls) {
      if (url.start() == start
          && (LiteralUrl.isSchema(literal, url)
              || (describes(use.name()) && url.scheme().startsWith("http")))) {
        return true;
      }
    }
    return false;
  }

  private static LiteralKind kind(String literal, ValueGrammar.Candidate candidate) {
    String scheme = candidate.endpoint().map(Endpoint::scheme).orElse("");
    if (!scheme.isEmpty() || literal.startsWith("://", candidate.start() - 3)) {
      return literal.startsWith("jdbc:") || literal.startsWith("r2dbc:")
          ? LiteralKind.JDBC
          : LiteralKind.URL;
    }
    if (candidate.endpoint().isPresent()) {
      return LiteralKind.HOST_AND_PORT;
    }
    return LiteralAddress.isOne(literal.substring(candidate.start(), candidate.end()))
        ? LiteralKind.ADDRESS
        : LiteralKind.HOST;
  }

  // What speaks for itself.

  private static boolean isGlued(String literal, int end) {
    return end < literal.length() && literal.charAt(end) == HOLE;
  }

  /** {@code host + ".acme.com"}: whatever host, the domain is fixed. */
  private static void belowHole(String literal, List<HardCoded> found) {
    var matcher = BELOW_HOLE.matcher(literal);
    while (matcher.find()) {
      String domain = matcher.group(1);
      if (LiteralHost.isName(domain)
          && LiteralHost.isPlain(domain)
          && !LiteralHost.meansNobody(domain)) {
        LiteralKind kind = literal.contains("://") ? LiteralKind.URL : LiteralKind.HOST;
        found.add(new HardCoded(kind, domain, matcher.start(1), matcher.end(1), false));
      }
    }
  }

  private static void urls(String literal, LiteralUse use, List<HardCoded> found) {
    boolean jdbc = literal.startsWith("jdbc:") || literal.startsWith("r2dbc:");
    boolean opened = use.purpose() == Purpose.URL || use.purpose() == Purpose.HOST;
    if (!opened && !jdbc && LiteralUrl.isInProse(literal)) {
      return;
    }
    for (Endpoint url : ValueGrammar.endpoints(Syntax.URL, literal)) {
      boolean read =
          opened ? LiteralUrl.isSchema(literal, url) : LiteralUrl.isNotOpened(literal, url);
      if (isTarget(literal, url, jdbc) && (jdbc || !read)) {
        LiteralKind kind = jdbc ? LiteralKind.JDBC : LiteralKind.URL;
        found.add(new HardCoded(kind, url.host(), url.start(), url.end(), false));
      }
    }
  }

  private static boolean isTarget(String literal, Endpoint url, boolean jdbc) {
    String host = url.host();
    if (LiteralAddress.isOne(host)) {
      return !LiteralAddress.meansNobody(host);
    }
    if (!LiteralHost.isName(host) || LiteralHost.meansNobody(host) || isGlued(literal, url.end())) {
      return false;
    }
    if (literal.startsWith(":", url.end())
        && url.end() + 1 < literal.length()
        && Character.isLetter(literal.charAt(url.end() + 1))) {
      return false; // host:port, as people explain it
    }
    boolean dotted = host.indexOf('.') > 0;
    boolean numbered = LiteralHost.labels(host).stream().anyMatch(LiteralHost::isNumbered);
    if (numbered || (dotted && LiteralHost.hasDomain(host))) {
      return !url.scheme().isEmpty() || dotted;
    }
    boolean served = jdbc || Schemes.port(url.scheme()).isPresent();
    boolean shouts = host.equals(host.toUpperCase(java.util.Locale.ROOT));
    return served && !shouts;
  }

  private static void keyed(String literal, List<HardCoded> found) {
    for (Endpoint endpoint : Dsn.in(literal)) {
      String host = endpoint.host();
      boolean address = LiteralAddress.isOne(host);
      boolean stands =
          address
              ? !LiteralAddress.meansNobody(host)
              : LiteralHost.isName(host)
                  && !LiteralHost.meansNobody(host)
                  && !isGlued(literal, endpoint.end())
                  && (LiteralHost.isNumbered(LiteralHost.labels(host).get(0))
                      || (host.indexOf('.') > 0 && LiteralHost.isPlain(host)));
      if (stands) {
        LiteralKind kind = address ? LiteralKind.ADDRESS : LiteralKind.HOST;
        found.add(new HardCoded(kind, host, endpoint.start(), endpoint.end(), false));
      }
    }
  }

  private static void command(String literal, List<HardCoded> found) {
    for (CommandLine.Found told : CommandLine.of(Scalar.verbatim(literal, 0)).endpoints()) {
      Endpoint endpoint = told.endpoint();
      String host = endpoint.host();
      boolean nobody =
          LiteralAddress.isOne(host)
              ? LiteralAddress.meansNobody(host)
              : !LiteralHost.isName(host) || LiteralHost.meansNobody(host);
      if (told.told() && !nobody) {
        int start = told.word().offset(endpoint.start());
        LiteralKind kind = LiteralAddress.isOne(host) ? LiteralKind.ADDRESS : LiteralKind.HOST;
        kind =
            endpoint.scheme().isEmpty() || !told.word().value().contains("://")
                ? kind
                : LiteralKind.URL;
        found.add(new HardCoded(kind, host, start, start + host.length(), false));
      }
    }
    for (ValueGrammar.Candidate candidate : ValueGrammar.candidates(literal)) {
      String text = literal.substring(candidate.start(), candidate.end());
      boolean address = LiteralAddress.isOne(text);
      boolean nobody =
          address
              ? LiteralAddress.meansNobody(text)
              : !LiteralHost.isName(text) || LiteralHost.meansNobody(text);
      boolean url = literal.startsWith("://", candidate.start() - 3);
      boolean stands = address || candidate.endpoint().isPresent() || LiteralHost.isPlain(text);
      boolean read =
          candidate.endpoint().filter(e -> LiteralUrl.isNotOpened(literal, e)).isPresent();
      boolean isFound = found.stream().anyMatch(known -> known.start() == candidate.start());
      if (!nobody && stands && !read && !isFound) {
        LiteralKind kind = url ? LiteralKind.URL : kind(literal, candidate);
        found.add(new HardCoded(kind, text, candidate.start(), candidate.end(), false));
      }
    }
  }
}
