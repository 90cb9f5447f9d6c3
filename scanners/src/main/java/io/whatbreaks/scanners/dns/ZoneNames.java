package io.whatbreaks.scanners.dns;

import io.whatbreaks.model.HostName;

/**
 * Names of zone files: completed with an origin, escapes in one spelling, without final dot.
 *
 * <p>As long as the origin a file begins with is not known, {@link #UNKNOWN} stands for it at the
 * end of a name, and {@link #resolve} puts it in later. The root is the empty name.
 */
final class ZoneNames {
  /** Stands for the origin that the file does not tell. */
  static final String UNKNOWN = "\u0000";

  private ZoneNames() {}

  /**
   * The absolute name that a written one means.
   *
   * @param origin what relative names are completed with
   * @param zone what {@code @Z} and {@code @F} of gdnsd stand for
   */
  static String absolute(String written, String origin, String zone) {
    if (written.equals("@")) {
      return origin;
    }
    if (written.endsWith("@Z") || written.endsWith("@F")) {
      int at = written.length() - 2;
      if (at == 0) {
        return zone;
      }
      if (written.charAt(at - 1) == '.') {
        return join(canonical(written.substring(0, at - 1)), zone);
      }
    }
    if (isAbsolute(written)) {
      String name = written.substring(0, written.length() - 1);
      return name.isEmpty() ? "" : canonical(name);
    }
    return join(canonical(written), origin);
  }

  /** Whether a written name ends with a dot that is not escaped. */
  static boolean isAbsolute(String written) {
    if (!written.endsWith(".")) {
      return false;
    }
    int backslashes = 0;
    for (int i = written.length() - 2; i >= 0 && written.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    return backslashes % 2 == 0;
  }

  private static String join(String name, String origin) {
    return origin.isEmpty() ? name : name + "." + origin;
  }

  /** Whether a name hangs on the origin that the file does not tell. */
  static boolean isOpen(String name) {
    return name.endsWith(UNKNOWN);
  }

  /** The name with the origin in it. */
  static String resolve(String name, String origin) {
    if (!isOpen(name)) {
      return name;
    }
    String relative = name.substring(0, name.length() - 1);
    if (relative.isEmpty()) {
      return origin;
    }
    return origin.isEmpty() ? relative.substring(0, relative.length() - 1) : relative + origin;
  }

  /** Lower case, IDNA, and every escaped character that needs no escape without it. */
  private static String canonical(String name) {
    if (name.indexOf('\\') < 0) {
      return HostName.normalise(name);
    }
    StringBuilder plain = new StringBuilder(name.length());
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c != '\\' || i + 1 >= name.length()) {
        plain.append(c);
        i++;
        continue;
      }
      int code = decimal(name, i + 1);
      append(plain, code >= 0 ? (char) code : name.charAt(i + 1));
      i += code >= 0 ? 4 : 2;
    }
    // Not through HostName: it would take an escaped last dot for the final one.
    return plain.toString().toLowerCase(java.util.Locale.ROOT);
  }

  private static int decimal(String name, int at) {
    if (at + 3 > name.length()) {
      return -1;
    }
    int code = 0;
    for (int i = at; i < at + 3; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      code = code * 10 + c - '0';
    }
    return code <= 255 ? code : -1;
  }

  private static void append(StringBuilder plain, char c) {
    if (c <= ' ' || c >= 0x7f) {
      plain.append('\\').append((char) ('0' + c / 100 % 10));
      plain.append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
      return;
    }
    if ("\"().;\\@$".indexOf(c) >= 0) {
      plain.append('\\');
    }
    plain.append(c);
  }
}
