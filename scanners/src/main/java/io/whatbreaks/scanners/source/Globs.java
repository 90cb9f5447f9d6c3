package io.whatbreaks.scanners.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files are asked for.
 *
 * <p>In a glob {@code *} stands for any characters but {@code /}, {@code **} for any at all, {@code
 * ?} for one, {@code [a-z]} for one of a set, <code>{a,b}</code> for either. A glob without a slash
 * is held against the file name too, a glob that ends with a slash means everything below that
 * folder.
 */
final class Globs {
  private static final String LITERAL = "\\.^$|()+";

  private record Glob(Pattern pattern, boolean ofName) {
    boolean matches(String shown, String name) {
      return pattern.matcher(shown).matches() || (ofName && pattern.matcher(name).matches());
    }
  }

  private final List<Glob> include;
  private final List<Glob> exclude;

  Globs(List<String> include, List<String> exclude) {
    this.include = include.stream().map(Globs::glob).toList();
    this.exclude = exclude.stream().map(Globs::glob).toList();
  }

  /** Whether a file or archive is left out by its own name. */
  boolean excludes(String shown, String name) {
    for (Glob glob : exclude) {
      if (glob.matches(shown, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file is to be read. */
  boolean wants(String shown, String name) {
    if (excludes(shown, name)) {
      return false;
    }
    for (Glob glob : include) {
      if (glob.matches(shown, name)) {
        return true;
      }
    }
    return include.isEmpty();
  }

  private static Glob glob(String written) {
    String glob = written.startsWith("./") ? written.substring(2) : written;
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("an empty glob");
    }
    if (glob.endsWith("/")) {
      glob += "**";
    }
    return new Glob(Pattern.compile(regex(glob), Pattern.DOTALL), glob.indexOf('/') < 0);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int open = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (close > 0) {
        regex.append(set(glob.substring(i + 1, close)));
        i = close;
      } else if (c == '{' && glob.indexOf('}', i) > 0) {
        regex.append("(?:");
        open++;
      } else if (c == '}' && open > 0) {
        regex.append(')');
        open--;
      } else {
        regex.append(one(c, open > 0));
      }
    }
    return regex.toString();
  }

  private static String one(char c, boolean inBraces) {
    if (c == '*') {
      return "[^/]*";
    }
    if (c == '?') {
      return "[^/]";
    }
    if (c == ',' && inBraces) {
      return "|";
    }
    return LITERAL.indexOf(c) >= 0 || "[]{}".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
  }

  private static String set(String members) {
    boolean not = members.startsWith("!") || members.startsWith("^");
    String plain = (not ? members.substring(1) : members).replaceAll("[\\\\\\[&^]", "\\\\$0");
    return "[" + (not ? "^/" : "") + plain + "]";
  }
}
