package io.whatbreaks.scanners.dns;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names in a sender policy. It may be cut into several strings, within a name too; macros are
 * no names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7208#section-5">RFC 7208, section 5</a>
 */
final class SpfNames {
  private static final String START = "v=spf1";
  private static final Set<String> WITH_NAME =
      Set.of("a", "mx", "ptr", "include", "redirect", "exists", "exp");

  private SpfNames() {}

  /** The names of a text record, in the order of the text, each in its place. */
  static List<Scalar> in(ZoneRecord record) {
    return record.words().get(0).regionMatches(true, 0, START, 0, START.length())
        ? in(policy(record))
        : List.of();
  }

  /** The names of a policy that is put together already. */
  static List<Scalar> in(Scalar policy) {
    String text = policy.value();
    List<Scalar> names = new ArrayList<>();
    if (!text.regionMatches(true, 0, START, 0, START.length())) {
      return names;
    }
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(' ', start);
      end = end < 0 ? text.length() : end;
      term(policy, start, end, names);
      start = end + 1;
    }
    return names;
  }

  private static Scalar policy(ZoneRecord record) {
    StringBuilder text = new StringBuilder();
    for (String word : record.words()) {
      text.append(word);
    }
    int[] offsets = new int[text.length()];
    int next = 0;
    for (int i = 0; i < record.words().size(); i++) {
      for (int k = 0; k < record.words().get(i).length(); k++) {
        offsets[next++] = record.start(i) + k;
      }
    }
    return Scalar.scattered(text.toString(), record.start(0), record.end(0), offsets);
  }

  private static void term(Scalar policy, int start, int end, List<Scalar> names) {
    String text = policy.value();
    int from = start;
    if (from < end && "+-~?".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int separator = from;
    while (separator < end && text.charAt(separator) != ':' && text.charAt(separator) != '=') {
      separator++;
    }
    int slash = text.indexOf('/', separator);
    int stop = slash > 0 && slash < end ? slash : end;
    String mechanism = text.substring(from, separator).toLowerCase(Locale.ROOT);
    if (separator + 1 < stop
        && WITH_NAME.contains(mechanism)
        && text.substring(separator + 1, stop).indexOf('%') < 0) {
      names.add(policy.part(separator + 1, stop));
    }
  }
}
