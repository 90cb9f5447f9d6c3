package io.whatbreaks.impact;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.HostName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A name that stands in base64: its letters are not there to be replaced, the whole value has to be
 * encoded anew.
 *
 * @param value the encoded value, as far as it stands on the line
 * @param text what it says
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648, section 4</a>
 */
record Encoded(String value, String text) {

  /** The value around a place whose letters do not spell a name, where they encode it. */
  static Optional<Encoded> of(Evidence evidence, String name) {
    String label = HostName.firstLabel(name);
    String written = evidence.text();
    int at = evidence.excerpt().indexOf(written);
    if (written.isEmpty() || at < 0 || lower(written).contains(lower(label))) {
      return Optional.empty();
    }
    String line = evidence.excerpt();
    int start = at;
    while (start > 0 && isLetter(line.charAt(start - 1))) {
      start--;
    }
    int end = at + written.length();
    while (end < line.length() && isLetter(line.charAt(end))) {
      end++;
    }
    String value = line.substring(start, end);
    try {
      String text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      return Optional.of(new Encoded(value, text))
          .filter(encoded -> lower(text).contains(lower(label)));
    } catch (IllegalArgumentException otherLetters) {
      return Optional.empty();
    }
  }

  /** The value that says another name instead, where the old one stands in it once. */
  Optional<String> rewritten(String oldName, String newName) {
    for (String[] pair :
        new String[][] {
          {oldName, newName}, {HostName.firstLabel(oldName), HostName.firstLabel(newName)}
        }) {
      int at = text.indexOf(pair[0]);
      if (at >= 0 && text.indexOf(pair[0], at + 1) < 0) {
        String now = text.substring(0, at) + pair[1] + text.substring(at + pair[0].length());
        return Optional.of(
            Base64.getEncoder().encodeToString(now.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return Optional.empty();
  }

  private static boolean isLetter(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || c == '+' || c == '/' || c == '=';
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
