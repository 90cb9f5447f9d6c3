package io.whatbreaks.scanners.value;

import com.google.common.net.InternetDomainName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells host names from package names, property keys, files and words.
 *
 * @see <a href="https://publicsuffix.org/">Public suffix list</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2606">RFC 2606</a>
 */
final class LiteralHost {
  private static final int FEW = 3;
  private static final Pattern CHARSET =
      Pattern.compile(
          "(?i)(?:x-)?(?:windows|cp|ms|iso|ibm|utf|euc|jis|koi8|big5|gb)-?\\d+(?:-\\d+)?");

  private LiteralHost() {}

  /** Labels of letters, digits and inner hyphens, the last not of digits alone. */
  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > 253) {
      return false;
    }
    int start = 0;
    boolean letter = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        boolean bad = i == start || i - start > 63 || text.charAt(i - 1) == '-';
        if (bad || text.charAt(start) == '-') {
          return false;
        }
        start = i + 1;
        if (i < text.length()) {
          letter = false;
        }
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        letter = true;
      } else if (c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return letter;
  }

  /** Whether a name is kept for documentation, means this machine, or is what people teach with. */
  static boolean meansNobody(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<String> labels = labels(lower);
    String last = labels.get(labels.size() - 1);
    if (LiteralWords.are("doc", last)) {
      return true;
    }
    if (labels.size() == 1) {
      return LiteralWords.are("teach", lower)
          || lower.startsWith("localhost")
          || lower.startsWith("ip6-");
    }
    String second = labels.get(labels.size() - 2);
    boolean doc = second.equals("example") || second.startsWith("your") || second.startsWith("my-");
    boolean taught =
        LiteralWords.are("teach", second) && !second.equals("test") && second.length() > 2;
    return (doc || taught) ? isRegistered(last) : LiteralWords.are("product", lower);
  }

  private static boolean isRegistered(String last) {
    return InternetDomainName.isValid("a." + last)
        && InternetDomainName.from("a." + last).hasPublicSuffix()
        && !LiteralWords.are("private", last);
  }

  /** Whether a name is one that a registry gives, or a company gives itself. */
  static boolean hasDomain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return LiteralWords.are("private", last(lower))
        || (InternetDomainName.isValid(lower)
            && InternetDomainName.from(lower).hasRegistrySuffix());
  }

  /** Whether a name belongs to the whole internet rather than to a company's own network. */
  static boolean isPublic(String name) {
    return name.indexOf('.') > 0 && isRegistered(last(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a literal that is nothing but these labels, in a place that says nothing, is a host
   * rather than a package, a key or a file.
   */
  static boolean isPlain(String name) {
    List<String> labels = labels(name);
    boolean numbered =
        labels.size() > 1
            && labels.subList(0, labels.size() - 1).stream().anyMatch(LiteralHost::isNumbered);
    boolean isPackage = LiteralWords.are(numbered ? "reversed" : "root", labels.get(0));
    if (labels.size() < 2
        || !name.equals(name.toLowerCase(Locale.ROOT))
        || isPackage
        || Lookalikes.isFile(name, 0, name.length())
        || !hasDomain(name)) {
      return false;
    }
    String first = labels.get(0);
    String last = labels.get(labels.size() - 1);
    boolean serves = LiteralWords.are("service", first);
    if (LiteralWords.are("private", last)) {
      return numbered || serves || (labels.size() >= FEW && !last.equals("local"));
    }
    if (List.of("com", "net", "org", "edu", "gov", "mil").contains(last)) {
      return true;
    }
    InternetDomainName domain = InternetDomainName.from(name);
    InternetDomainName suffix = domain.registrySuffix();
    if (suffix != null && suffix.parts().size() > 1) {
      return labels.size() > suffix.parts().size() && (labels.size() > FEW || !numberless(last));
    }
    if (labels.size() < FEW || LiteralWords.are("root", first)) {
      return false;
    }
    if (LiteralWords.are("property", last)) {
      return isNumbered(first) || first.equals("www");
    }
    return serves || (last.length() == 2 ? numbered : isNumbered(first));
  }

  /** Country codes that programs use as words: {@code is}, {@code in}, {@code id}. */
  private static boolean numberless(String last) {
    return List.of(
            "is", "in", "id", "it", "to", "as", "at", "by", "do", "my", "no", "so", "us", "me")
        .contains(last);
  }

  /** Whether a label has a digit or a hyphen within, as machines have and words have not. */
  static boolean isNumbered(String label) {
    boolean letter = false;
    boolean digit = false;
    for (int i = 0; i < label.length(); i++) {
      letter |= Character.isLetter(label.charAt(i));
      digit |= Character.isDigit(label.charAt(i));
    }
    return letter && digit && Character.isLetter(label.charAt(0));
  }

  /** Names of ciphers, encodings and processors, which have digits, too. */
  static boolean isAlgorithm(String word) {
    return LiteralWords.are("algorithm", word) || CHARSET.matcher(word).matches();
  }

  /** Whether a value repeats its own name, as keys do: {@code PROXY_HOST = "proxy.host"}. */
  static boolean isKey(String value, String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    for (String word : value.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (!word.isEmpty() && !words.contains(word) && !LiteralWords.are("key", word)) {
        return false;
      }
    }
    return true;
  }

  static List<String> labels(String name) {
    return List.of(name.split("\\.", -1));
  }

  static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
