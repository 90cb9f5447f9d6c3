package io.whatbreaks.model;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The spelling of host names and addresses.
 *
 * <p>A name is kept in lower case and without its final dot; letters outside ASCII in their IDNA
 * form (RFC 3490), so that {@code Bücher.example.} and {@code xn--bcher-kva.example} are one name.
 */
public final class HostName {
  /** The most letters of a name: RFC 1035, section 2.3.4. */
  public static final int LONGEST = 253;

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_REVERSE = 72;

  private HostName() {}

  /**
   * The normalised spelling: lower case, no final dot, IDNA. What is no name is returned in lower
   * case; this does not judge.
   */
  public static String normalise(String written) {
    String name = written;
    boolean plain = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 0x80) {
        return idna(name);
      }
      plain &= !(c >= 'A' && c <= 'Z');
    }
    if (!plain) {
      name = name.toLowerCase(Locale.ROOT);
    }
    return name.length() > 1 && name.charAt(name.length() - 1) == '.'
        ? name.substring(0, name.length() - 1)
        : name;
  }

  private static String idna(String name) {
    String ascii = name;
    try {
      ascii = java.net.IDN.toASCII(name, java.net.IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException notEncodable) {
      // Kept as written: it is no name of DNS, yet it may stand in a file.
    }
    ascii = ascii.toLowerCase(Locale.ROOT);
    return ascii.endsWith(".") && ascii.length() > 1
        ? ascii.substring(0, ascii.length() - 1)
        : ascii;
  }

  /**
   * Whether a name, final dot apart, has the form of a host name: RFC 1123, with {@code _} as
   * people use it.
   */
  public static boolean isHostName(String written) {
    String name = normalise(written);
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    boolean atStart = true;
    boolean letter = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (atStart || name.charAt(i - 1) == '-') {
          return false;
        }
        atStart = true;
        continue;
      }
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (!word && (c != '-' || atStart)) {
        return false;
      }
      letter |= c >= 'a' && c <= 'z';
      atStart = false;
    }
    return letter && !atStart && name.charAt(name.length() - 1) != '-';
  }

  /** The first label of a name. */
  public static String firstLabel(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** What follows the first label, empty where there is only one. */
  public static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /**
   * Whether a text, letter case apart, holds a label that no further letter or digit stands beside.
   */
  public static boolean spells(String text, String label) {
    String all = text.toLowerCase(Locale.ROOT);
    for (int at = all.indexOf(label); at >= 0; at = all.indexOf(label, at + 1)) {
      int end = at + label.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(all.charAt(at - 1));
      if (begins && (end == all.length() || !Character.isLetterOrDigit(all.charAt(end)))) {
        return !label.isEmpty();
      }
    }
    return false;
  }

  /** Whether {@code name} is {@code domain} or lies below it. */
  public static boolean isWithin(String name, String domain) {
    return domain.isEmpty()
        || name.equals(domain)
        || (name.length() > domain.length()
            && name.endsWith(domain)
            && name.charAt(name.length() - domain.length() - 1) == '.');
  }

  /**
   * The one spelling of an IPv4 or IPv6 address ({@code 10.0.0.1}, {@code ::1}, brackets allowed),
   * or empty where it is none. Nothing is looked up.
   */
  public static Optional<String> address(String written) {
    String text = written;
    if (text.startsWith("[") && text.endsWith("]") && text.length() > 2) {
      text = text.substring(1, text.length() - 1);
    }
    int zone = text.indexOf('%');
    if (zone > 0) {
      text = text.substring(0, zone);
    }
    if (isPlainIpv4(text)) {
      return Optional.of(text);
    }
    if (!couldBeAddress(text) || !com.google.common.net.InetAddresses.isInetAddress(text)) {
      return Optional.empty();
    }
    return Optional.of(
        com.google.common.net.InetAddresses.toAddrString(
            com.google.common.net.InetAddresses.forString(text)));
  }

  /**
   * The first addresses of the nets, of whatever length, that an address lies in; each once, from
   * the smallest net to the largest, but not that of all addresses.
   *
   * @param address as {@link #address} spells it
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1</a>
   */
  public static Set<String> nets(String address) {
    byte[] bytes = com.google.common.net.InetAddresses.forString(address).getAddress();
    Set<String> nets = new LinkedHashSet<>();
    for (int bit = bytes.length * Byte.SIZE - 1; bit > 0; bit--) {
      bytes[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
      address(written(bytes))
          .filter(net -> !net.equals("0.0.0.0") && !net.equals("::"))
          .ifPresent(nets::add);
    }
    return nets;
  }

  private static String written(byte[] address) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < address.length; i++) {
      if (address.length == IPV4_BYTES) {
        written.append(i == 0 ? "" : ".").append(address[i] & 0xff);
      } else {
        written.append(i == 0 || i % 2 == 1 ? "" : ":").append(String.format("%02x", address[i]));
      }
    }
    return written.toString();
  }

  /**
   * The name of an address's reverse record, as RFC 1035 section 3.5 and RFC 3596 section 2.5 make
   * it.
   *
   * @param address as {@link #address} spells it
   */
  public static String reverse(String address) {
    byte[] bytes = com.google.common.net.InetAddresses.forString(address).getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = bytes.length - 1; i >= 0; i--) {
      int part = bytes[i] & 0xff;
      if (bytes.length == IPV4_BYTES) {
        name.append(part).append('.');
      } else {
        name.append(Character.forDigit(part & 0xf, 16)).append('.');
        name.append(Character.forDigit(part >> 4, 16)).append('.');
      }
    }
    return name + (bytes.length == IPV4_BYTES ? "in-addr.arpa" : "ip6.arpa");
  }

  /** The address whose reverse record has a name, or empty where it is no such name. */
  public static Optional<String> ofReverse(String name) {
    String normal = normalise(name);
    String suffix = normal.endsWith(".in-addr.arpa") ? ".in-addr.arpa" : ".ip6.arpa";
    if (!normal.endsWith(suffix) || normal.length() > IPV6_REVERSE) {
      return Optional.empty();
    }
    String[] labels = withoutNet(normal.substring(0, normal.length() - suffix.length()));
    boolean isLong = suffix.equals(".ip6.arpa");
    StringBuilder address = new StringBuilder();
    for (int i = labels.length - 1; i >= 0; i--) {
      address.append(labels[i]);
      boolean separates = isLong ? i % 4 == 0 : true;
      address.append(separates && i > 0 ? (isLong ? ":" : ".") : "");
    }
    Optional<String> found = address(address.toString());
    return found.filter(known -> reverse(known).equals(String.join(".", labels) + suffix));
  }

  /** RFC 2317: a part of a net has a zone of its own, {@code 65.64/26.2.0.192.in-addr.arpa}. */
  private static String[] withoutNet(String labels) {
    return labels.replaceFirst("^(\\d{1,3})\\.\\d{1,3}[/_-]\\d{1,3}\\.", "$1.").split("\\.", -1);
  }

  /** Whether a text is an IPv4 address in its one spelling; most addresses are written so. */
  private static boolean isPlainIpv4(String text) {
    int numbers = 1;
    int value = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0) {
        numbers++;
        value = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9' && (digits == 0 || value > 0)) {
        value = value * 10 + c - '0';
        digits++;
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return numbers == IPV4_BYTES && digits > 0;
  }

  private static boolean couldBeAddress(String text) {
    if (text.isEmpty()) {
      return false;
    }
    boolean colon = text.indexOf(':') >= 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!digit && c != '.' && !(colon && (hex || c == ':'))) {
        return false;
      }
    }
    return colon || text.indexOf('.') > 0;
  }
}
