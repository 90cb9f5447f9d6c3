package io.whatbreaks.world;

import io.whatbreaks.model.HostName;
import io.whatbreaks.world.Resolution.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of the hosts line of nsswitch.conf mean.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/nsswitch.conf.5.html">nsswitch.conf(5)</a>
 */
final class NameServiceOrder {
  private static final Pattern CRITERION =
      Pattern.compile("(?i)(!?)(success|notfound|unavail|tryagain)=(return|continue|merge)");

  private NameServiceOrder() {}

  /** Whether a source reads the hosts file; systemd-resolved does so too. */
  static boolean isFiles(String source) {
    return source.equals("files") || source.equals("resolve");
  }

  /** Whether a source asks DNS. */
  static boolean isDns(String source) {
    return source.equals("dns") || source.equals("resolve");
  }

  /** Whether a source knows the machine's own name whatever any file says (nss-myhostname(8)). */
  static boolean isOwnName(String source) {
    return source.equals("myhostname") || source.equals("resolve");
  }

  /**
   * Whether a source asks the local network for the name. The minimal ones do so for {@code
   * NAME.local} alone and are unavailable for all other names.
   *
   * @see <a href="https://github.com/avahi/nss-mdns#minimal-version">nss-mdns</a>
   */
  static boolean isMulticast(String source, String name) {
    return source.startsWith("mdns")
        && name.endsWith(".local")
        && (!source.endsWith("_minimal") || HostName.parent(name).equals("local"));
  }

  /** Whether a source asks others, who may know a name that no file given has. */
  static boolean asksOthers(String source) {
    return isDns(source) || source.startsWith("mdns");
  }

  /**
   * Whether an action ends the search behind a source that did not find the name.
   *
   * @param action in brackets, for instance {@code [NOTFOUND=return]} or {@code [!UNAVAIL=return]}
   * @param outcome what the source found; a circle of aliases is a server's failure, which is
   *     {@code TRYAGAIN}
   */
  static boolean ends(String action, String source, String name, Outcome outcome) {
    boolean answers = isFiles(source) || isDns(source) || isMulticast(source, name);
    if (!answers) {
      return false;
    }
    String status = outcome == Outcome.LOOP ? "tryagain" : "notfound";
    boolean ends = false;
    Matcher criteria = CRITERION.matcher(action);
    while (criteria.find()) {
      boolean others = !criteria.group(1).isEmpty();
      if (criteria.group(2).equalsIgnoreCase(status) != others) {
        ends = criteria.group(3).equalsIgnoreCase("return");
      }
    }
    return ends;
  }
}
