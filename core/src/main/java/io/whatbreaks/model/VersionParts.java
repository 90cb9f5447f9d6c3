package io.whatbreaks.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text of a version into the steps by which it is ordered; none where it is no version.
 */
final class VersionParts {
  private static final Pattern NUMBERS = Pattern.compile("[vV]?(\\d+(?:\\.\\d+)*)(.*)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern STEP = Pattern.compile("(\\d+)|([a-z]+)");

  /** A single letter is a release of its own, as in OpenSSL 1.1.1m, unless a digit follows. */
  private static final Pattern UNRELEASED =
      Pattern.compile(
          "[-._~]*(?:(?:alpha|beta|rc|cr|milestone|pre|preview|dev|snapshot|ea|iv)(?![a-z])"
              + "|[abm](?=\\d)).*");

  private static final Pattern OLD_JAVA =
      Pattern.compile("1\\.(\\d+)(?:\\.(\\d+))?(?:_(\\d+))?(?:-b(\\d+))?(-[a-zA-Z].*)?");
  private static final Pattern SHORT_JAVA =
      Pattern.compile("(\\d+)()u(\\d+)(?:-b(\\d+))?(-[a-zA-Z].*)?");
  private static final Pattern NEW_JAVA =
      Pattern.compile("(\\d+(?:\\.\\d+)*)(?:-([a-zA-Z0-9]+))?(?:\\+(\\d+))?(?:[-_+].*)?");
  private static final Pattern SEMVER =
      Pattern.compile("[vV]?(\\d+(?:\\.\\d+){0,2})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Pattern DEBIAN = Pattern.compile("(?:\\d+:)?\\d[0-9A-Za-z.+~:-]*");

  /** What is not released, by the sort of its first step. */
  private static final int BEFORE_BY_NUMBER = -2;

  private static final int BEFORE_BY_WORD = -1;

  /** What stands behind the numbers. */
  private static final int DIGITS_BEHIND = 1;

  private static final int WORD_BEHIND = 2;

  private final String text;
  private final List<String> numbers = new ArrayList<>();

  VersionParts(String text) {
    this.text = text;
  }

  /** The numbers it begins with, as written. */
  List<String> numbers() {
    return List.copyOf(numbers);
  }

  List<VersionPart> dotted() {
    Matcher matcher = NUMBERS.matcher(text);
    if (!matcher.matches()) {
      return List.of();
    }
    List<VersionPart> order = numbers(matcher.group(1));
    behind(matcher.group(2).toLowerCase(Locale.ROOT), order);
    return order;
  }

  List<VersionPart> calendar() {
    Matcher digits = DIGITS.matcher(text);
    List<String> found = new ArrayList<>();
    int end = 0;
    while (digits.find()) {
      found.add(digits.group());
      end = digits.end();
    }
    if (found.isEmpty()) {
      return List.of();
    }
    List<VersionPart> order = numbers(String.join(".", found));
    String rest = text.substring(end).toLowerCase(Locale.ROOT);
    if (UNRELEASED.matcher(rest).matches()) {
      behind(rest, order);
    }
    return order;
  }

  private List<VersionPart> numbers(String dotted) {
    List<VersionPart> order = new ArrayList<>();
    for (String digits : dotted.split("\\.", -1)) {
      numbers.add(digits.replaceFirst("^0+(?=.)", ""));
      order.add(VersionPart.number(digits));
    }
    return order;
  }

  /** Trailing zeros are the end, so that what stands behind them is compared with other ends. */
  private static void trim(List<VersionPart> order) {
    while (order.size() > 1 && order.get(order.size() - 1).equals(VersionPart.END)) {
      order.remove(order.size() - 1);
    }
  }

  private static void behind(String rest, List<VersionPart> order) {
    trim(order);
    boolean unreleased = UNRELEASED.matcher(rest).matches();
    Matcher step = STEP.matcher(rest);
    while (step.find()) {
      order.add(
          step.group(1) != null
              ? VersionPart.of(unreleased ? BEFORE_BY_NUMBER : DIGITS_BEHIND, step.group(1))
              : VersionPart.word(unreleased ? BEFORE_BY_WORD : WORD_BEHIND, step.group(2)));
      unreleased = false;
    }
  }

  /** Clause 11: identifiers of digits are numbers and come first, what is shorter comes first. */
  List<VersionPart> semver() {
    Matcher matcher = SEMVER.matcher(text);
    if (!matcher.matches()) {
      return List.of();
    }
    List<VersionPart> order = numbers(matcher.group(1));
    if (matcher.group(2) != null) {
      trim(order);
      boolean first = true;
      for (String identifier : matcher.group(2).split("\\.", -1)) {
        order.add(
            DIGITS.matcher(identifier).matches()
                ? VersionPart.of(first ? BEFORE_BY_NUMBER : DIGITS_BEHIND, identifier)
                : VersionPart.word(first ? BEFORE_BY_WORD : WORD_BEHIND, identifier));
        first = false;
      }
    }
    return order;
  }

  List<VersionPart> java() {
    for (Pattern former : List.of(OLD_JAVA, SHORT_JAVA)) {
      Matcher matcher = former.matcher(text);
      if (matcher.matches()) {
        String interim =
            matcher.group(2) == null || matcher.group(2).isEmpty() ? "0" : matcher.group(2);
        String update = matcher.group(3) == null ? "" : "." + matcher.group(3);
        String word = matcher.group(5) == null ? "" : matcher.group(5).substring(1);
        return java(matcher.group(1) + "." + interim + update, word, matcher.group(4));
      }
    }
    Matcher matcher = NEW_JAVA.matcher(text);
    return matcher.matches()
        ? java(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2), matcher.group(3))
        : List.of();
  }

  private List<VersionPart> java(String dotted, String word, @Nullable String build) {
    List<VersionPart> order = numbers(dotted);
    trim(order);
    String lower = word.toLowerCase(Locale.ROOT);
    if (UNRELEASED.matcher(lower).matches()) {
      order.add(VersionPart.word(BEFORE_BY_WORD, lower));
    }
    if (build != null) {
      order.add(VersionPart.of(DIGITS_BEHIND, build));
    }
    return order;
  }

  /** The order of dpkg: deb-version(7), "Sorting algorithm". */
  List<VersionPart> debian() {
    if (!DEBIAN.matcher(text).matches()) {
      return List.of();
    }
    int colon = text.indexOf(':');
    int hyphen = text.lastIndexOf('-');
    boolean hasRevision = hyphen > colon;
    String upstream = text.substring(colon + 1, hasRevision ? hyphen : text.length());
    Matcher head = NUMBERS.matcher(upstream);
    if (!head.matches()) {
      return List.of();
    }
    numbers(head.group(1));
    List<VersionPart> order = new ArrayList<>();
    order.add(VersionPart.only(text.substring(0, Math.max(0, colon))));
    blocks(upstream, order);
    order.add(VersionPart.END);
    blocks(hasRevision ? text.substring(hyphen + 1) : "", order);
    return order;
  }

  /**
   * Letters and other characters one by one up to their end, then a number, and so on: whatever
   * ends sooner is compared as an end with the character of the other.
   */
  private static void blocks(String part, List<VersionPart> order) {
    int at = 0;
    while (at < part.length()) {
      for (; at < part.length() && !isDigit(part.charAt(at)); at++) {
        order.add(character(part.charAt(at)));
      }
      order.add(VersionPart.END);
      int start = at;
      while (at < part.length() && isDigit(part.charAt(at))) {
        at++;
      }
      order.add(VersionPart.only(part.substring(start, at)));
    }
  }

  private static VersionPart character(char c) {
    boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    int rank = c == '~' ? BEFORE_BY_WORD : isLetter ? DIGITS_BEHIND : WORD_BEHIND;
    return VersionPart.word(rank, String.valueOf(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
