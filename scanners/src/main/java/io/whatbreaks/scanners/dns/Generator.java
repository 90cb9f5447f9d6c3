package io.whatbreaks.scanners.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code $GENERATE} of BIND does: counts through a range and puts each number where {@code $}
 * or <code>${offset,width,base}</code> stands.
 *
 * @see <a href="https://bind9.readthedocs.io/en/stable/chapter3.html">BIND 9, zone file</a>
 */
final class Generator {
  /** How many records one file may generate. */
  static final int MOST = 65_536;

  private static final int MOST_WIDTH = 64;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})(?:/(\\d{1,9}))?");
  private static final Pattern MODIFIER =
      Pattern.compile("\\{(-?\\d{1,9})(?:,(\\d{1,3})(?:,([doxXnN]))?)?\\}");

  private int left = MOST;

  /** The numbers of {@code start-stop/step}; empty if it is no range or the bound is reached. */
  Optional<List<Long>> range(String written) {
    Matcher range = RANGE.matcher(written);
    if (!range.matches()) {
      return Optional.empty();
    }
    long start = Long.parseLong(range.group(1));
    long stop = Long.parseLong(range.group(2));
    long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
    if (step < 1 || start > stop || (stop - start) / step >= left) {
      return Optional.empty();
    }
    List<Long> numbers = new ArrayList<>();
    for (long number = start; number <= stop; number += step) {
      numbers.add(number);
    }
    left -= numbers.size();
    return Optional.of(numbers);
  }

  /** A word with the number in it. */
  static String fill(String word, long number) {
    if (word.indexOf('$') < 0) {
      return word;
    }
    StringBuilder filled = new StringBuilder();
    int i = 0;
    while (i < word.length()) {
      char c = word.charAt(i);
      if (c == '\\' && i + 1 < word.length()) {
        filled.append(word.charAt(i + 1) == '$' ? "" : "\\").append(word.charAt(i + 1));
        i += 2;
      } else if (c != '$') {
        filled.append(c);
        i++;
      } else if (word.startsWith("$$", i)) {
        filled.append('$');
        i += 2;
      } else {
        Matcher modifier = MODIFIER.matcher(word).region(i + 1, word.length());
        boolean found = modifier.lookingAt();
        filled.append(found ? formatted(modifier, number) : Long.toString(number));
        i = found ? modifier.end() : i + 1;
      }
    }
    return filled.toString();
  }

  private static String formatted(Matcher modifier, long number) {
    long value = Math.max(0, number + Long.parseLong(modifier.group(1)));
    int width =
        modifier.group(2) == null ? 0 : Math.min(MOST_WIDTH, Integer.parseInt(modifier.group(2)));
    String base = modifier.group(3) == null ? "d" : modifier.group(3);
    if (base.equals("n") || base.equals("N")) {
      return nibbles(value, width, base.equals("N"));
    }
    String digits =
        switch (base) {
          case "o" -> Long.toOctalString(value);
          case "x" -> Long.toHexString(value);
          case "X" -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          default -> Long.toString(value);
        };
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** Hexadecimal digits, last first, dots between; the width counts the dots too. */
  private static String nibbles(long value, int width, boolean upper) {
    StringBuilder reversed = new StringBuilder();
    long rest = value;
    do {
      if (reversed.length() > 0) {
        reversed.append('.');
      }
      reversed.append(Long.toHexString(rest & 15));
      rest >>= 4;
    } while (rest > 0 || reversed.length() + 1 < width);
    return upper ? reversed.toString().toUpperCase(Locale.ROOT) : reversed.toString();
  }
}
