package io.whatbreaks.scanners.value;

import com.google.common.net.InetAddresses;
import io.whatbreaks.model.HostName;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Tells addresses of machines from what looks alike or means no machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5737">RFC 5737</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3849">RFC 3849</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA: special-purpose
 *     addresses</a>
 */
final class LiteralAddress {
  /** Whole blocks that belong to everybody: RFC 1918, 3927, 6598, and multicast. */
  private static final Set<String> SHARED_BLOCKS =
      Set.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "fc00::/7",
          "fe80::/10",
          "ff00::/8",
          "64:ff9b::/96",
          "::ffff:0:0/96",
          "2002::/16");

  private LiteralAddress() {}

  static boolean isOne(String text) {
    return text.length() <= 47 && HostName.address(text).isPresent();
  }

  static boolean isSharedBlock(String text) {
    return SHARED_BLOCKS.contains(text);
  }

  /**
   * Whether an address means no machine of anybody: loopback, unspecified, broadcast, a net mask,
   * kept for documentation, or rather the beginning of an object identifier (2.5 of X.500, 1.3.6.1
   * of the internet).
   */
  static boolean meansNobody(String text) {
    Optional<String> one = HostName.address(text);
    if (one.isEmpty()) {
      return true;
    }
    int zone = one.get().indexOf('%');
    InetAddress address =
        InetAddresses.forString(zone < 0 ? one.get() : one.get().substring(0, zone));
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return nobody4(bytes, 0);
    }
    boolean zeros = true;
    for (int i = 0; i < 8; i++) {
      zeros &= bytes[i] == 0;
    }
    boolean doc =
        (octet(bytes, 0) == 0x20
                && octet(bytes, 1) == 0x01
                && octet(bytes, 2) == 0x0d
                && octet(bytes, 3) == 0xb8)
            || (octet(bytes, 0) == 0x3f && octet(bytes, 1) == 0xff && octet(bytes, 2) < 0x10);
    // 127.0.0.0/8 behind ::ffff:, ::ffff:0: and 0:0:0:0:0:ffff:0:.
    boolean mapped = zeros && octet(bytes, 12) == 127 && isMapping(bytes);
    return doc || mapped || address.isAnyLocalAddress() || address.isLoopbackAddress();
  }

  private static boolean isMapping(byte[] bytes) {
    int high = octet(bytes, 8) << 8 | octet(bytes, 9);
    int low = octet(bytes, 10) << 8 | octet(bytes, 11);
    return (high == 0 && low == 0xffff) || (high == 0xffff && low == 0);
  }

  private static boolean nobody4(byte[] bytes, int from) {
    int a = octet(bytes, from);
    int b = octet(bytes, from + 1);
    int c = octet(bytes, from + 2);
    int d = octet(bytes, from + 3);
    boolean doc =
        (a == 192 && b == 0 && c == 2)
            || (a == 198 && b == 51 && c == 100)
            || (a == 203 && b == 0 && c == 113);
    boolean oid = (a == 2 && b == 5) || (a == 1 && b == 3 && c == 6 && d == 1);
    return a == 127 || a == 0 || a == 255 || doc || oid;
  }

  private static int octet(byte[] bytes, int index) {
    return bytes[index] & 0xff;
  }
}
