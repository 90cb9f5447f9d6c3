package io.whatbreaks.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The profiles that are active for a component, in the order in which they are applied: the last
 * one wins.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/profiles.html">Profiles</a>
 */
final class Profiles {
  private static final int DEEPEST = 20;

  /** What holds where nobody activates any. */
  private static final String DEFAULT = "default";

  private final List<String> active;

  private Profiles(List<String> active) {
    this.active = active;
  }

  /** The members that a profile brings along. */
  @FunctionalInterface
  interface Groups {
    List<String> of(String profile);
  }

  /** The profiles of a list, each followed by the members of its group. */
  static Profiles of(List<String> listed, Groups groups) {
    Set<String> all = new LinkedHashSet<>();
    listed.forEach(profile -> expand(profile, groups, all, 0));
    return new Profiles(List.copyOf(all));
  }

  private static void expand(String profile, Groups groups, Set<String> into, int depth) {
    if (!profile.isEmpty() && into.add(profile) && depth < DEEPEST) {
      groups.of(profile).forEach(member -> expand(member, groups, into, depth + 1));
    }
  }

  /** Whether nothing of what was given tells which are active. */
  boolean areUnknown() {
    return active.isEmpty();
  }

  /** Whether a profile or an expression such as {@code prod & (eu | !test)} holds. */
  boolean apply(String condition) {
    return condition.isEmpty() || new Expression(condition).or(0);
  }

  /** How late the last profile that a condition names is applied; -1 where none is active. */
  int order(String condition) {
    int last = -1;
    for (String word : condition.split("[^\\w.-]+", -1)) {
      last = Math.max(last, active.indexOf(word));
    }
    return last;
  }

  private boolean isActive(String profile) {
    return active.isEmpty() ? profile.equals(DEFAULT) : active.contains(profile);
  }

  /** One expression under way; {@code !} binds closest, then {@code &}, then {@code |}. */
  private final class Expression {
    private final List<String> words = new ArrayList<>();
    private int at;

    Expression(String text) {
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        char c = i < text.length() ? text.charAt(i) : ' ';
        if (" \t,|&!()".indexOf(c) < 0) {
          continue;
        }
        if (i > start) {
          words.add(text.substring(start, i));
        }
        if (c != ' ' && c != '\t') {
          words.add(String.valueOf(c));
        }
        start = i + 1;
      }
    }

    boolean or(int depth) {
      boolean value = and(depth);
      while (is("|") || is(",")) {
        at++;
        value |= and(depth);
      }
      return value;
    }

    private boolean and(int depth) {
      boolean value = not(depth);
      while (is("&")) {
        at++;
        value &= not(depth);
      }
      return value;
    }

    private boolean not(int depth) {
      if (at >= words.size() || depth > DEEPEST) {
        return false;
      }
      String word = words.get(at++);
      if (word.equals("!")) {
        return !not(depth + 1);
      }
      if (!word.equals("(")) {
        return isActive(word);
      }
      boolean value = or(depth + 1);
      if (is(")")) {
        at++;
      }
      return value;
    }

    private boolean is(String word) {
      return at < words.size() && words.get(at).equals(word);
    }
  }
}
