package io.whatbreaks.scanners.dns;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and addresses within the texts that the data of some records holds. */
final class RecordTexts {
  private static final Pattern HINT = Pattern.compile("(?i)ipv[46]hint=(.+)");
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+");

  /** The host of a URL or of a mail address. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:://(?:[^/@\\s]{0,200}@)?|^mailto:[^@]{1,200}@|:[^/@:!]{1,200}@)([\\w.-]+)");

  private static final int REGEXP = 4;

  private RecordTexts() {}

  /** The addresses that stand beside a service (RFC 9460, section 7.3). */
  static List<Scalar> hints(ZoneRecord record) {
    List<Scalar> all = new ArrayList<>();
    for (int word = 2; word < record.words().size(); word++) {
      Matcher hint = HINT.matcher(record.words().get(word));
      if (hint.matches()) {
        matches(ADDRESS, 0, text(record, word).part(hint.start(1), hint.end(1)), all);
      }
    }
    return all;
  }

  /**
   * The host of the URI that a substitution makes (RFC 3402, section 3.2); what takes parts of the
   * question over is no name.
   */
  static List<Scalar> substitution(ZoneRecord record) {
    Scalar regexp = text(record, REGEXP);
    String text = regexp.value();
    List<Scalar> all = new ArrayList<>();
    int middle = text.isEmpty() ? -1 : text.indexOf(text.charAt(0), 1);
    int end = middle < 0 ? -1 : text.indexOf(text.charAt(0), middle + 1);
    if (end > middle + 1 && text.substring(middle + 1, end).indexOf('\\') < 0) {
      matches(HOST, 1, regexp.part(middle + 1, end), all);
    }
    return all;
  }

  /** The issuer's domain, or the host that reports go to (RFC 8659, section 4). */
  static List<Scalar> authority(ZoneRecord record) {
    Scalar value = text(record, 2);
    List<Scalar> all = new ArrayList<>();
    if (record.words().get(1).toLowerCase(Locale.ROOT).equals("iodef")) {
      matches(HOST, 1, value, all);
    } else if (record.words().get(1).toLowerCase(Locale.ROOT).startsWith("issue")) {
      Matcher domain =
          Pattern.compile("\\s*([\\w-]+(?:\\.[\\w-]+)+)\\s*(?:;.*)?").matcher(value.value());
      if (domain.matches()) {
        all.add(value.part(domain.start(1), domain.end(1)));
      }
    }
    return all;
  }

  /** The host of a URI record. */
  static List<Scalar> target(ZoneRecord record) {
    List<Scalar> all = new ArrayList<>();
    matches(HOST, 1, text(record, 2), all);
    return all;
  }

  private static void matches(Pattern pattern, int group, Scalar within, List<Scalar> into) {
    Matcher matcher = pattern.matcher(within.value());
    while (matcher.find()) {
      into.add(within.part(matcher.start(group), matcher.end(group)));
    }
  }

  private static Scalar text(ZoneRecord record, int word) {
    return Scalar.verbatim(record.words().get(word), record.start(word));
  }
}
