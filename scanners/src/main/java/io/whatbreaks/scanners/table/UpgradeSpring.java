package io.whatbreaks.scanners.table;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scanners.format.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Properties of Spring Boot outside its own files: as variables of the environment, as system
 * properties and as arguments, wherever such a word stands.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables">
 *     Binding From Environment Variables</a>
 */
final class UpgradeSpring {
  private static final Pattern OWN =
      Pattern.compile("(?:application|bootstrap)(?:-.+)?\\.(properties|ya?ml)");
  private static final Pattern MANIFEST = Pattern.compile("(?m)^(?:apiVersion|services)\\s*:");
  private static final Pattern NAMED = Pattern.compile(".*\\bname\"?\\s*[:=]\\s*['\"]?$");

  private final String text;
  private final UpgradeRename rename;

  UpgradeSpring(String text, UpgradeMatch match) {
    this.text = text;
    this.rename = new UpgradeRename(match.rename(), true);
  }

  /** The format of a document that Spring Boot reads itself. */
  static Optional<Format> format(Document document) {
    Matcher name = OWN.matcher(document.fileName());
    if (!name.matches() || MANIFEST.matcher(document.text()).find()) {
      return Optional.empty();
    }
    return Optional.of(name.group(1).equals("properties") ? Format.PROPERTIES : Format.YAML);
  }

  List<UpgradeReading.Found> find(List<KeyPath> keys) {
    List<UpgradeReading.Found> found = new ArrayList<>();
    for (KeyPath key : keys) {
      Pattern pattern = Pattern.compile(variable(key) + "|" + argument(key));
      int offset = 0;
      for (String line : text.split("\n", -1)) {
        String stripped = line.strip();
        if (!stripped.startsWith("#") && !stripped.startsWith("//")) {
          Matcher matcher = pattern.matcher(line);
          while (matcher.find()) {
            found.add(found(matcher, line, offset));
          }
        }
        offset += line.length() + 1;
      }
    }
    return found;
  }

  private UpgradeReading.Found found(Matcher matcher, String line, int offset) {
    boolean isVariable = matcher.group("variable") != null;
    String group = isVariable ? "variable" : "key";
    UpgradeReading.Span at =
        new UpgradeReading.Span(offset + matcher.start(group), offset + matcher.end(group));
    String written = matcher.group(group);
    Optional<String> to = isVariable ? rename.ofVariable(written) : rename.of(written);
    return new UpgradeReading.Found(
        at,
        value(line, matcher.end(group), offset),
        to.map(key -> new UpgradeReading.Edit(at, key)));
  }

  /** The rest of the line; behind {@code - name: KEY} the next line, which holds its value. */
  private UpgradeReading.Span value(String line, int end, int offset) {
    int last = offset + line.length();
    if (NAMED.matcher(line.substring(0, start(line, end))).matches()) {
      int next = text.indexOf('\n', Math.min(last + 1, text.length()));
      last = next < 0 ? text.length() : next;
    }
    return new UpgradeReading.Span(offset + end, last);
  }

  private static int start(String line, int end) {
    int start = end;
    while (start > 0
        && (Character.isLetterOrDigit(line.charAt(start - 1)) || line.charAt(start - 1) == '_')) {
      start--;
    }
    return start;
  }

  /** Dots are underscores, dashes are left out, or are underscores too as in older releases. */
  private static String variable(KeyPath key) {
    List<String> elements = new ArrayList<>();
    for (String element : key.elements()) {
      elements.add(
          element.equals("*")
              ? "[A-Z0-9]+"
              : Pattern.quote(element.toUpperCase(Locale.ROOT))
                  .replace("-", "\\E_?\\Q")
                  .replace("*", "\\E[A-Z0-9_]*\\Q"));
    }
    return "(?<![A-Za-z0-9_])(?<variable>"
        + String.join("_", elements)
        + "(?:_\\d+_?)?)(?![A-Za-z0-9_])";
  }

  private static String argument(KeyPath key) {
    List<String> elements = new ArrayList<>();
    for (String element : key.elements()) {
      elements.add(
          element.equals("*")
              ? "[^.=\\s]+"
              : Pattern.quote(element).replace("-", "\\E[-_]?\\Q").replace("*", "\\E[^.=\\s]*\\Q"));
    }
    return "(?:-D|--)(?<key>(?i:" + String.join("\\.", elements) + "))(?:\\[\\d+])?(?==)";
  }
}
