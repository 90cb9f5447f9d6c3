package io.whatbreaks.scanners.value;

import java.util.List;
import java.util.Locale;

/** Tells URLs that are opened from those that are names or are shown to people. */
final class LiteralUrl {
  private LiteralUrl() {}

  /** Whether a URL of a public host names a schema, a namespace or a feature, or is to be read. */
  static boolean isNotOpened(String literal, Endpoint url) {
    String host = url.host().toLowerCase(Locale.ROOT);
    if (LiteralWords.are("identifies", host)) {
      return true;
    }
    if (!LiteralHost.isPublic(host)) {
      return isSchemaFile(literal, url);
    }
    List<String> labels = LiteralHost.labels(host);
    boolean web = url.scheme().equals("http") || url.scheme().equals("https");
    return web
        && (isSchemaFile(literal, url)
            || LiteralWords.are("reading", labels.get(0))
            || LiteralWords.are("reading", host)
            || isIdentifierPath(literal, url));
  }

  /** Whether a URL is a schema, whoever opens it: parsers know them by heart. */
  static boolean isSchema(String literal, Endpoint url) {
    return isSchemaFile(literal, url) || LiteralWords.are("identifies", url.host());
  }

  private static boolean isSchemaFile(String literal, Endpoint url) {
    String path = path(literal, url);
    return path.endsWith(".xsd") || path.endsWith(".dtd") || path.endsWith("xmlns");
  }

  private static boolean isIdentifierPath(String literal, Endpoint url) {
    String path = path(literal, url);
    if (path.indexOf('#') >= 0
        || path.endsWith(".html")
        || path.endsWith(".htm")
        || path.endsWith(".txt")
        || path.endsWith(".pdf")
        || path.endsWith(".md")) {
      return true;
    }
    for (String element : path.split("[/?&]", -1)) {
      if (LiteralWords.are("schema", element) || LiteralWords.are("reading", element)) {
        return true;
      }
    }
    return false;
  }

  private static String path(String literal, Endpoint url) {
    int end = url.end();
    while (end < literal.length()
        && literal.charAt(end) > ' '
        && "\"'<>".indexOf(literal.charAt(end)) < 0) {
      end++;
    }
    return literal.substring(url.end(), end).toLowerCase(Locale.ROOT);
  }

  /** Whether what stands around a URL is said to people. */
  static boolean isInProse(String literal) {
    if (literal.contains("href=") || literal.contains("</")) {
      return true;
    }
    int words = 0;
    for (String word : literal.split("\\s+", -1)) {
      boolean plain =
          word.length() > 1
              && word.chars().allMatch(c -> Character.isLetter(c) || ",.:;'()".indexOf(c) >= 0);
      words += plain ? 1 : 0;
    }
    return words > 1;
  }
}
