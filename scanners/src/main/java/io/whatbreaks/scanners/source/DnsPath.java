package io.whatbreaks.scanners.source;

import io.whatbreaks.model.HostName;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A zone on a name server: {@code dns://ns1.shop.test/shop.test}, {@code
 * dns://10.20.0.2:5353/shop.test}, {@code dns://[2001:db8::53]/20.10.in-addr.arpa}.
 *
 * @param shown as it was written, the zone normalised
 * @param server a name or an address
 */
record DnsPath(String shown, String server, int port, String zone) {
  private static final int PORT = 53;

  /** A path has lost the second slash. */
  private static final Pattern START = Pattern.compile("dns:/{1,2}(?=[^/])");

  private static final Pattern REST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/([^/\\s]+)/?");

  /** Whether a path means a name server; a file of that name goes first. */
  static boolean isDns(Path path) {
    return START.matcher(path.toString()).lookingAt() && !Files.exists(path);
  }

  /**
   * What a path says.
   *
   * @throws FileSystemException if it is not written as it must be
   */
  static DnsPath of(Path path) throws FileSystemException {
    String rest = START.matcher(path.toString()).replaceFirst("");
    Matcher matcher = REST.matcher(rest);
    int port = PORT;
    boolean good = matcher.matches();
    if (good && matcher.group(2) != null) {
      port = Integer.parseInt(matcher.group(2));
      good = port >= 1 && port <= 65535;
    }
    if (!good) {
      throw new FileSystemException(
          "dns://" + rest, null, "a zone of a name server is written dns://SERVER[:PORT]/ZONE");
    }
    String zone = HostName.normalise(matcher.group(3));
    String shown = "dns://" + rest.substring(0, rest.indexOf('/')) + "/" + zone;
    return new DnsPath(shown, matcher.group(1).replaceAll("[\\[\\]]", ""), port, zone);
  }
}
