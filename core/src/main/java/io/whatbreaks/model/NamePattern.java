package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands for names without being one: {@code db(-standby)?\.shop\.test}, {@code *.shop.test},
 * {@code web[01:20]}, or the keys of a tree whose joined letters are the name.
 *
 * <p>Written by others: matching takes a bounded number of steps, and what needs more matches
 * nothing.
 *
 * @param text as written, without quotes; of {@link Syntax#KEYS} the keys from the outermost to the
 *     innermost, joined by {@code /}
 * @param syntax how it is to be read
 */
public record NamePattern(String text, Syntax syntax) {
  private static final int LONGEST = 500;
  private static final int LONGEST_NAME = 253;
  private static final String OPENING = "[(*\\{|";

  /** How patterns of names are written. */
  public enum Syntax {
    /** A regular expression that the whole name must match. */
    REGEX,
    /** {@code *} for any run of characters, {@code ?} for one. */
    WILDCARD,
    /**
     * {@code [01:20]} and {@code [a:f]} of Ansible, {@code [01-20,30]} of Slurm and ClusterShell,
     * {@code {1..3}} and {@code {a,b}} of shells, {@code [12]} for one of both.
     */
    RANGE,
    /** Keys of a tree, some of which, the innermost among them, are joined to the name. */
    KEYS
  }

  /** Checks that no part is missing. */
  public NamePattern {
    requireNonNull(text, "text");
    requireNonNull(syntax, "syntax");
  }

  /**
   * The expression whose whole match is a name in which another expression is found: most programs
   * search, and only {@code ^} and {@code $} make the whole name count.
   */
  public static String found(String expression) {
    String begin = expression.startsWith("^") ? "" : ".*";
    String end = expression.endsWith("$") && !expression.endsWith("\\$") ? "" : ".*";
    return begin.isEmpty() && end.isEmpty() ? expression : begin + "(?:" + expression + ")" + end;
  }

  /** Whether a name, or its first label, is one of those that the pattern stands for. */
  public boolean matches(String name) {
    requireNonNull(name, "name");
    String normal = HostName.normalise(name);
    if (text.length() > LONGEST || normal.length() > LONGEST_NAME) {
      return false;
    }
    String label = HostName.firstLabel(normal);
    return matchesWhole(normal) || (!label.equals(normal) && matchesWhole(label));
  }

  private boolean matchesWhole(String name) {
    return switch (syntax) {
      case REGEX -> BoundedRegex.matches(text, name);
      case WILDCARD -> Wildcard.matches(text.toLowerCase(Locale.ROOT), name);
      case RANGE -> NameRange.matches(text.toLowerCase(Locale.ROOT), name);
      case KEYS -> JoinedKeys.of(text).matches(name);
    };
  }

  /**
   * What the span of the pattern must become to stand for the new name instead of the old one: a
   * pattern in which the letters of the old name stand once, or keys of which the innermost holds
   * all that differs. Empty where people have to decide.
   */
  public Optional<String> rewritten(String oldName, String newName) {
    requireNonNull(oldName, "oldName");
    requireNonNull(newName, "newName");
    if (syntax == Syntax.KEYS) {
      return JoinedKeys.of(text).rewritten(oldName, newName);
    }
    if (syntax == Syntax.RANGE) {
      return Optional.empty();
    }
    boolean sameDomain = HostName.parent(oldName).equals(HostName.parent(newName));
    String from = spelled(sameDomain ? HostName.firstLabel(oldName) : oldName);
    String to = spelled(sameDomain ? HostName.firstLabel(newName) : newName);
    return replacedOnce(from, to)
        .filter(
            changed -> {
              NamePattern now = new NamePattern(changed, syntax);
              return now.matches(newName) && !now.matches(oldName);
            });
  }

  private String spelled(String name) {
    return syntax == Syntax.REGEX ? name.replace(".", "\\.") : name;
  }

  private Optional<String> replacedOnce(String from, String to) {
    int at = text.indexOf(from);
    if (at < 0 || text.indexOf(from, at + 1) >= 0) {
      return Optional.empty();
    }
    int end = at + from.length();
    boolean alone =
        (at == 0 || !isNamePart(text.charAt(at - 1)))
            && (end == text.length() || !isNamePart(text.charAt(end)));
    return alone ? Optional.of(text.substring(0, at) + to + text.substring(end)) : Optional.empty();
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  /**
   * Whether one of the {@link #anchorsOf} a name and its new one stands beside what varies in a
   * text. Patterns without such a word, {@code [a-z]+01} for one, could stand for too much to say
   * anything.
   *
   * @param written the text as it stands in the document
   */
  public static boolean isAnchored(String written, String name, String newName) {
    Set<String> anchors = anchors(written);
    return anchorsOf(name, newName).stream().anyMatch(anchors::contains);
  }

  /**
   * The words of a text that stand beside what varies: the first word of a run of letters, digits,
   * dots, dashes and underscores that ends, or begins, at an opening bracket or brace, a star, a
   * backslash or a bar.
   */
  static Set<String> anchors(String written) {
    Set<String> anchors = new LinkedHashSet<>();
    StringBuilder word = new StringBuilder();
    String first = "";
    boolean opened = false;
    for (int i = 0; i <= written.length(); i++) {
      char c = i < written.length() ? written.charAt(i) : ' ';
      if (isWordPart(c)) {
        word.append(c);
        continue;
      }
      if (word.length() > 0 && first.isEmpty()) {
        first = word.toString().toLowerCase(Locale.ROOT);
        if (opened) {
          anchors.add(first);
        }
      }
      word.setLength(0);
      if (c == '.' || c == '-' || c == '_') {
        continue;
      }
      opened = OPENING.indexOf(c) >= 0;
      if (opened && !first.isEmpty()) {
        anchors.add(first);
      }
      first = "";
    }
    return anchors;
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
  }

  /**
   * The words by which a document can be known that holds a pattern of a name and not of its new
   * one: each beginning, of two letters or more, of its first word; the other words of its first
   * label; where the domain changes, the first word of the domain.
   */
  public static Set<String> anchorsOf(String name, String newName) {
    String normal = HostName.normalise(name);
    Set<String> anchors = new TreeSet<>();
    String[] words = HostName.firstLabel(normal).split("[-_]", -1);
    for (int end = Math.min(2, words[0].length()); end <= words[0].length() && end > 0; end++) {
      anchors.add(words[0].substring(0, end));
    }
    for (String word : words) {
      if (word.length() > 1 && word.chars().anyMatch(Character::isLetter)) {
        anchors.add(word);
      }
    }
    String domain = HostName.parent(normal);
    if (!domain.isEmpty() && !domain.equals(HostName.parent(HostName.normalise(newName)))) {
      anchors.add(domain.split("[-_.]", 2)[0]);
    }
    return anchors;
  }
}
