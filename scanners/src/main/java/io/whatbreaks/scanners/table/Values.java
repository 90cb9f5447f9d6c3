package io.whatbreaks.scanners.table;

import io.whatbreaks.scanners.format.Scalar;

/** The value within what a format calls a value. */
final class Values {
  private Values() {}

  /** Without quotes around it, and without a comment behind it, where the format left them. */
  static Scalar clean(Scalar written, String comment) {
    String value = written.value();
    if (value.isEmpty()) {
      return written;
    }
    char quote = value.charAt(0);
    if (quote == '\'' || quote == '"') {
      int close = value.indexOf(quote, 1);
      return written.part(1, close < 0 ? value.length() : close);
    }
    String rest = comment.isEmpty() ? value : withoutComment(value, comment).stripTrailing();
    return rest.length() == value.length() ? written : written.part(0, rest.length());
  }

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
    if (first == '.' || first == '~' || first == '/' || first == '%' || first == '_' || first == '|') {
      return false;
    }
    if (first == '$' && !host.startsWith("${")) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '*' || c == Template.INSERTED) {
        return false;
      }
    }
    return true;
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
