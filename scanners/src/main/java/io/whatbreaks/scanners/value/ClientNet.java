package io.whatbreaks.scanners.value;

import io.whatbreaks.model.HostName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom an entry of an access list is about: an address, {@code 10.0.0.0/8}, {@code
 * 10.0.0.0/255.0.0.0}, an address and a mask behind it, {@code all} or {@code any}. A net of one
 * address is that address.
 */
public final class ClientNet {
  private static final Pattern FORM =
      Pattern.compile("\\[?([0-9a-fA-F.:]+)\\]?(?:(?:/|\\s+)([0-9.]+))?");

  private ClientNet() {}

  /** The net as {@link io.whatbreaks.fact.Fact.Admission} spells it; empty where it is none. */
  public static Optional<String> of(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("all") || lower.equals("any")) {
      return Optional.of("any");
    }
    Matcher form = FORM.matcher(lower);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<String> address = HostName.address(form.group(1));
    if (address.isEmpty() || form.group(2) == null) {
      return address;
    }
    int most = address.get().indexOf(':') < 0 ? 32 : 128;
    return length(form.group(2))
        .filter(bits -> bits <= most)
        .map(bits -> bits == most ? address.get() : address.get() + "/" + bits);
  }

  /** {@code 24} and {@code 255.255.255.0}. */
  private static Optional<Integer> length(String written) {
    if (written.matches("\\d{1,3}")) {
      return Optional.of(Integer.parseInt(written));
    }
    Optional<String> mask = HostName.address(written).filter(found -> found.indexOf(':') < 0);
    if (mask.isEmpty()) {
      return Optional.empty();
    }
    long bits = 0;
    for (String part : mask.get().split("\\.", -1)) {
      bits = bits << Byte.SIZE | Integer.parseInt(part);
    }
    int length = Long.bitCount(bits);
    boolean leading = bits == (0xffffffffL << (Integer.SIZE - length) & 0xffffffffL);
    return leading ? Optional.of(length) : Optional.empty();
  }
}
