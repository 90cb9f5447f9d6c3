package io.whatbreaks.model;

/**
 * Names of a series: literal letters and sets such as {@code [01:20]}, {@code [01-20,30]}, {@code
 * [a:f]}, {@code {1..3}}, {@code {a,b}}, {@code [12]}.
 *
 * @see <a
 *     href="https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html">Ansible:
 *     Adding ranges of hosts</a>
 * @see <a href="https://slurm.schedmd.com/slurm.conf.html">slurm.conf: NodeName</a>
 */
final class NameRange {
  private static final int MOST_SETS = 4;
  private static final int LONGEST_NUMBER = 9;

  private final String pattern;
  private final String name;

  private NameRange(String pattern, String name) {
    this.pattern = pattern;
    this.name = name;
  }

  static boolean matches(String pattern, String name) {
    long sets = pattern.chars().filter(c -> c == '[' || c == '{').count();
    return sets <= MOST_SETS && new NameRange(pattern, name).from(0, 0);
  }

  private boolean from(int start, int at) {
    int p = start;
    int n = at;
    while (p < pattern.length() && pattern.charAt(p) != '[' && pattern.charAt(p) != '{') {
      if (n >= name.length() || pattern.charAt(p++) != name.charAt(n++)) {
        return false;
      }
    }
    if (p == pattern.length()) {
      return n == name.length();
    }
    int close = pattern.indexOf(pattern.charAt(p) == '[' ? ']' : '}', p);
    if (close < 0) {
      return false;
    }
    String set = pattern.substring(p + 1, close);
    boolean isClass = pattern.charAt(p) == '[' && set.indexOf(',') < 0;
    for (String item : set.split(",", -1)) {
      if (item(item, isClass, n, close + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean item(String item, boolean isClass, int at, int next) {
    String[] ends = item.split("\\.\\.|[:-]", -1);
    if (ends.length > 1) {
      return ends.length <= 3 && span(ends, at, next);
    }
    if (!item.isEmpty() && name.startsWith(item, at) && from(next, at + item.length())) {
      return true;
    }
    return isClass
        && item.length() > 1
        && at < name.length()
        && item.indexOf(name.charAt(at)) >= 0
        && from(next, at + 1);
  }

  private boolean span(String[] ends, int at, int next) {
    String low = ends[0];
    String high = ends[1];
    int step = ends.length == 3 && isNumber(ends[2]) ? Integer.parseInt(ends[2]) : 1;
    if (low.length() == 1 && high.length() == 1 && !isNumber(low) && at < name.length()) {
      char c = name.charAt(at);
      return c >= low.charAt(0)
          && c <= high.charAt(0)
          && step > 0
          && (c - low.charAt(0)) % step == 0
          && from(next, at + 1);
    }
    if (!isNumber(low) || !isNumber(high) || step < 1) {
      return false;
    }
    int width = low.charAt(0) == '0' ? low.length() : 1;
    for (int end = at + width; end <= name.length(); end++) {
      String digits = name.substring(at, end);
      if (!isNumber(digits) || (digits.length() > width && digits.charAt(0) == '0')) {
        return false;
      }
      int from = Integer.parseInt(low);
      int number = Integer.parseInt(digits);
      boolean within = number >= from && number <= Integer.parseInt(high);
      if (within && (number - from) % step == 0 && from(next, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NUMBER
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
