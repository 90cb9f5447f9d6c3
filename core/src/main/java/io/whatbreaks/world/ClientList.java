package io.whatbreaks.world;

import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an address is among clients as a name server lists them: the first entry that fits
 * decides.
 *
 * @see <a href="https://bind9.readthedocs.io/en/stable/reference.html#term-address_match_list">
 *     address match list</a>
 */
final class ClientList {
  private ClientList() {}

  /** Empty where an entry before the one that fits cannot be told. */
  static Optional<Boolean> matches(List<String> clients, String address) {
    byte[] bytes = InetAddresses.forString(address).getAddress();
    for (String client : clients) {
      boolean not = client.startsWith("!");
      Optional<Boolean> fits = fits(not ? client.substring(1) : client, bytes);
      if (fits.isEmpty()) {
        return Optional.empty();
      }
      if (fits.get()) {
        return Optional.of(!not);
      }
    }
    return Optional.of(false);
  }

  private static Optional<Boolean> fits(String client, byte[] address) {
    switch (client.toLowerCase(Locale.ROOT)) {
      case "any" -> {
        return Optional.of(true);
      }
      case "none" -> {
        return Optional.of(false);
      }
      default -> {}
    }
    int slash = client.indexOf('/');
    String written = slash < 0 ? client : client.substring(0, slash);
    // 10/8 and 192.168/16 are short for what zeros complete.
    while (written.matches("\\d{1,3}(\\.\\d{1,3}){0,2}") && slash > 0) {
      written += ".0";
    }
    if (!InetAddresses.isInetAddress(written)) {
      return Optional.empty();
    }
    byte[] net = InetAddresses.forString(written).getAddress();
    int length = net.length * Byte.SIZE;
    if (slash >= 0) {
      String digits = client.substring(slash + 1);
      if (!digits.matches("\\d{1,3}")) {
        return Optional.empty();
      }
      length = Math.min(length, Integer.parseInt(digits));
    }
    return Optional.of(net.length == address.length && begins(net, address, length));
  }

  private static boolean begins(byte[] net, byte[] address, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
      if ((net[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
