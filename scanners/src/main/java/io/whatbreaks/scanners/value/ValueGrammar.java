package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds endpoints and candidates in values.
 *
 * <p>A placeholder may stand for a host, a port or a path, or be a part of them; it is kept whole,
 * a default with colons and further placeholders included. User and password are passed over. A
 * port that is a placeholder is not known; where none is written, the scheme's is taken. The final
 * dot of an absolute name is not part of the host. {@code localhost} and addresses count as hosts,
 * {@code *} and bare numbers do not.
 */
public final class ValueGrammar {
  private ValueGrammar() {}

  /**
   * The endpoints of a value, in order. What does not follow the syntax yields none.
   *
   * <p>Where people mix forms, so does this: a URL is understood in the place of a host, and {@code
   * host:port} in the place of a URL or DSN.
   */
  public static List<Endpoint> endpoints(Syntax syntax, String value) {
    return List.copyOf(
        switch (syntax) {
          case HOST -> host(value, false);
          case HOSTS -> host(value, true);
          case URL -> url(value);
          case DSN -> dsn(value);
          case NODE_NAME -> HostList.nodes(value);
          case IMAGE -> registry(value);
          case MAIL -> mail(value);
          case ANY -> any(value);
        });
  }

  private static List<Endpoint> host(String value, boolean list) {
    List<Endpoint> urls = value.contains("://") ? Urls.in(value) : List.of();
    if (!urls.isEmpty()) {
      return list ? mixed(value, urls) : urls;
    }
    List<Endpoint> hosts = HostList.in(value, list, (text, host) -> true);
    return hosts.isEmpty() ? Urls.in(value) : hosts;
  }

  /** A list in which some members are URLs and some are not. */
  private static List<Endpoint> mixed(String value, List<Endpoint> urls) {
    List<Endpoint> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= value.length(); i++) {
      int placeholder = Placeholders.end(value, i, value.length());
      if (placeholder > i) {
        i = placeholder - 1;
      } else if (i == value.length() || ",; \t\r\n".indexOf(value.charAt(i)) >= 0) {
        member(value, from, i, urls, all);
        from = i + 1;
      }
    }
    return all;
  }

  private static void member(
      String value, int from, int to, List<Endpoint> urls, List<Endpoint> all) {
    boolean known = false;
    for (Endpoint url : urls) {
      if (url.start() >= from && url.end() <= to) {
        all.add(url);
        known = true;
      }
    }
    if (!known && !value.substring(from, to).contains("://")) {
      for (Endpoint host : HostList.in(value.substring(from, to), false, (text, h) -> true)) {
        all.add(
            new Endpoint(
                host.host(), host.start() + from, host.end() + from, host.port(), host.scheme()));
      }
    }
  }

  private static List<Endpoint> url(String value) {
    List<Endpoint> urls = Urls.in(value);
    if (!urls.isEmpty()) {
      return urls;
    }
    List<Endpoint> keyed = Dsn.in(value);
    return keyed.isEmpty() ? HostList.in(value, false, ValueGrammar::looksLikeHost) : keyed;
  }

  private static List<Endpoint> dsn(String value) {
    List<Endpoint> keyed = Dsn.in(value);
    if (!keyed.isEmpty()) {
      return keyed;
    }
    List<Endpoint> urls = Urls.in(value);
    return urls.isEmpty() ? HostList.in(value, true, ValueGrammar::looksLikeHost) : urls;
  }

  private static List<Endpoint> mail(String value) {
    List<Endpoint> known = any(value);
    return known.isEmpty() ? host(value, false) : known;
  }

  private static List<Endpoint> any(String value) {
    List<Endpoint> urls = Urls.in(value);
    if (!urls.isEmpty()) {
      return urls;
    }
    List<Endpoint> keyed = Dsn.in(value);
    if (!keyed.isEmpty()) {
      return keyed;
    }
    List<Endpoint> hosts =
        HostList.in(
            value,
            false,
            (text, host) -> host.portWritten() || isAddress(text, host) || isAtHost(text, host));
    return hosts;
  }

  /** The first component of an image's path is a registry only if it looks like a host. */
  private static List<Endpoint> registry(String value) {
    int slash = value.indexOf('/');
    if (slash <= 0 || value.indexOf(' ') >= 0) {
      return List.of();
    }
    return HostList.in(
        value.substring(0, slash),
        false,
        (text, host) -> host.portWritten() || text.indexOf('.') > 0 || text.equals("localhost"));
  }

  private static boolean looksLikeHost(String value, HostPort host) {
    String name = value.substring(host.start(), host.end());
    return host.portWritten()
        || name.indexOf('.') > 0
        || name.toLowerCase(Locale.ROOT).equals("localhost")
        || HostName.address(name).isPresent()
        || HostPort.hasPlaceholder(name);
  }

  private static boolean isAddress(String value, HostPort host) {
    return HostName.address(value.substring(host.start(), host.end())).isPresent();
  }

  /** {@code rabbit@mq01}, {@code user@host:/path}. */
  private static boolean isAtHost(String value, HostPort host) {
    return host.start() > 0 && value.charAt(host.start() - 1) == '@';
  }

  /**
   * Spans of a value whose meaning is not known that could be a name, an address or {@code
   * host:port}'s host, in order.
   *
   * <p>No candidates are: path components, file names with a usual ending, image tags and their
   * images (but the registry before them is one), options, the key before {@code =}, the user
   * before {@code @}, names of variables and what is glued to them. The default of a placeholder is
   * one.
   */
  public static List<Candidate> candidates(String value) {
    return Candidates.in(value);
  }

  /**
   * Such a span: indices into the value.
   *
   * @param endpoint present where the value itself says that it is a host: by a scheme or a port
   */
  public record Candidate(int start, int end, Optional<Endpoint> endpoint) {}

  /** The names in a value of unknown meaning that are joined from placeholders and letters. */
  public static List<Endpoint> joined(String value) {
    return JoinedNames.in(value);
  }
}
