package io.whatbreaks.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that a list such as {@code ctl1,node[01-16,20]} stands for.
 *
 * @see <a href="https://slurm.schedmd.com/slurm.conf.html">slurm.conf, NodeName</a>
 */
final class HostList {
  private static final int LONGEST_NUMBER = 9;

  private HostList() {}

  /** Whether a name is one of the list. */
  static boolean holds(String list, String name) {
    return split(list).stream().anyMatch(item -> fits(item, name));
  }

  /** The items between commas that stand in no bracket. */
  private static List<String> split(String list) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= list.length(); i++) {
      char c = i < list.length() ? list.charAt(i) : ',';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == list.length())) {
        items.add(list.substring(start, i));
        start = i + 1;
      }
    }
    return items;
  }

  private static boolean fits(String item, String name) {
    int open = item.indexOf('[');
    int close = item.indexOf(']', open + 1);
    if (open < 0 || close < 0) {
      return item.equals(name);
    }
    if (!name.startsWith(item.substring(0, open))) {
      return false;
    }
    int end = open;
    while (end < name.length() && isDigit(name.charAt(end))) {
      end++;
    }
    return end > open
        && isIn(item.substring(open + 1, close), name.substring(open, end))
        && fits(item.substring(close + 1), name.substring(end));
  }

  private static boolean isIn(String ranges, String number) {
    for (String range : ranges.split(",", -1)) {
      int dash = range.indexOf('-');
      String first = dash < 0 ? range : range.substring(0, dash);
      String last = dash < 0 ? range : range.substring(dash + 1);
      if (isNumber(first) && isNumber(last) && isNumber(number) && isBetween(first, number, last)) {
        return true;
      }
    }
    return false;
  }

  /** A first number with leading zeros tells how many digits there are. */
  private static boolean isBetween(String first, String number, String last) {
    int value = Integer.parseInt(number);
    boolean padded = first.charAt(0) == '0' && first.length() > 1;
    boolean spelled =
        padded
            ? number.length() == first.length()
            : number.charAt(0) != '0' || number.length() == 1;
    return spelled && Integer.parseInt(first) <= value && value <= Integer.parseInt(last);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NUMBER
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
