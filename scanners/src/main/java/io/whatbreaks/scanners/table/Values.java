package io.whatbreaks.scanners.table;

/** What a line, a host or an address is. */
final class Values {
  private Values() {}

  /** A line up to a comment: one that starts it or follows a blank. */
  static String withoutComment(String line, String comment) {
    for (int at = line.indexOf(comment); at >= 0; at = line.indexOf(comment, at + 1)) {
      if (at == 0 || Character.isWhitespace(line.charAt(at - 1))) {
        return line.substring(0, at);
      }
    }
    return line;
  }

  /** Whether this can be the name or address of a host, and not a wildcard, variable or suffix. */
  static boolean isHost(String host) {
    if (host.isEmpty()) {
      return false;
    }
    char first = host.charAt(0);
    if (first == '.'
        || first == '~'
        || first == '/'
        || first == '%'
        || first == '_'
        || first == '|') {
      return false;
    }
    if (first == '$' && !host.startsWith("${")) {
      return false;
    }
    return host.indexOf('*') < 0 && !host.equals("0.0.0.0") && !host.equals("::");
  }

  /** Whether an address means "all" or the machine itself, so that no name is behind it. */
  static boolean isUnspecific(String host) {
    return host.isEmpty()
        || host.equals("*")
        || host.equals("0.0.0.0")
        || host.equals("::")
        || host.equals("::1")
        || host.startsWith("127.")
        || host.equalsIgnoreCase("localhost");
  }
}
