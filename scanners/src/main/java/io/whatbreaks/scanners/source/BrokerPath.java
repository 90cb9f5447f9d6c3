package io.whatbreaks.scanners.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The management API of a RabbitMQ: {@code rabbitmq+https://watcher@mq01.shop.test}, {@code
 * rabbitmq+http://watcher@10.20.0.21:15672/%2Fshop} for one virtual host alone.
 *
 * @param shown as it was written
 * @param host a name or an address, IPv6 in brackets
 * @param user may be empty
 * @param vhost nothing for all
 */
record BrokerPath(
    String shown, boolean encrypted, String host, int port, String user, Optional<String> vhost) {
  private static final int PORT = 15672;
  private static final int ENCRYPTED_PORT = 15671;

  /** A path has lost the second slash. */
  private static final Pattern START = Pattern.compile("rabbitmq\\+(https?):/{1,2}(?=[^/])");

  private static final Pattern REST =
      Pattern.compile(
          "(?:([^@:/\\s]+)@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(?:/([^/\\s]*))?");

  /** Whether a path means a broker; a file of that name goes first. */
  static boolean isBroker(Path path) {
    return START.matcher(path.toString()).lookingAt() && !Files.exists(path);
  }

  /**
   * What a path says.
   *
   * @throws FileSystemException if it is not written as it must be; a password is not shown
   */
  static BrokerPath of(Path path) throws FileSystemException {
    Matcher start = START.matcher(path.toString());
    boolean encrypted = start.lookingAt() && start.group(1).equals("https");
    String rest = path.toString().substring(start.end());
    Matcher matcher = REST.matcher(rest);
    int port = encrypted ? ENCRYPTED_PORT : PORT;
    boolean good = matcher.matches();
    if (good && matcher.group(3) != null) {
      port = Integer.parseInt(matcher.group(3));
      good = port >= 1 && port <= 65535;
    }
    if (!good) {
      throw new FileSystemException(
          "rabbitmq+http" + (encrypted ? "s" : ""),
          null,
          "a broker is written rabbitmq+https://USER@HOST[:PORT][/VHOST], without a password");
    }
    return new BrokerPath(
        "rabbitmq+http" + (encrypted ? "s" : "") + "://" + rest,
        encrypted,
        matcher.group(2),
        port,
        Optional.ofNullable(matcher.group(1)).map(BrokerPath::decoded).orElse(""),
        Optional.ofNullable(matcher.group(4)).filter(it -> !it.isEmpty()).map(BrokerPath::decoded));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
