package io.whatbreaks.world;

import java.util.regex.Pattern;

/**
 * What the words of the hosts line of nsswitch.conf mean.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html">nsswitch.conf(5)</a>
 */
final class NameServiceOrder {
  private static final Pattern ENDS =
      Pattern.compile("(?i)(?<!!)notfound=return|!(?:success|unavail|tryagain)=return");

  private NameServiceOrder() {}

  /** Whether a source reads the hosts file; systemd-resolved does so too. */
  static boolean isFiles(String source) {
    return source.equals("files") || source.equals("resolve");
  }

  /** Whether a source asks DNS. */
  static boolean isDns(String source) {
    return source.equals("dns") || source.equals("resolve");
  }

  /**
   * Whether an action ends the search for a name that the source before it does not have.
   *
   * @param action in brackets, for instance {@code [NOTFOUND=return]} or {@code [!UNAVAIL=return]}
   */
  static boolean ends(String action, String source, String name) {
    // Multicast DNS answers for .local alone and is unavailable for all other names.
    if (source.startsWith("mdns") && source.endsWith("_minimal") && !name.endsWith(".local")) {
      return false;
    }
    if (!isFiles(source) && !isDns(source) && !source.startsWith("mdns")) {
      return false;
    }
    return ENDS.matcher(action).find();
  }
}
