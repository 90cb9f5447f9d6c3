package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a key, a variable or an argument says of its value: a host, some other thing, or nothing.
 *
 * <p>The last word of the key tells, where it has one that does: {@code redis_host}, {@code
 * redisHost} and {@code REDIS_HOST} name a host, {@code redis.user} a user. The words stand in the
 * resource {@code slots.txt}.
 */
public enum Slot {
  /** A host, or a list of them. */
  HOST,
  /** A user, a file, a class: certainly no host. */
  OTHER,
  /** It may be anything. */
  OPEN;

  private static final Map<Slot, Set<String>> WORDS = read();

  /** How a call ends, and begins, that only looks at its argument or shows it to people. */
  private static final Set<String> LOOKS = words("looks");

  private static final Set<String> ASKS = words("asks");

  /** Words that say of something else only as a part of a longer key. */
  private static final Set<String> PARTS = words("part");

  /** What the key says. */
  public static Slot of(String key) {
    List<String> words = split(key);
    for (int i = words.size() - 1; i >= 0 && i >= words.size() - 2; i--) {
      String word = words.get(i);
      if (isIn(HOST, word)) {
        return HOST;
      }
      if (isIn(OTHER, word) || (words.size() > 1 && PARTS.contains(word))) {
        return OTHER;
      }
      if (!word.chars().allMatch(Character::isDigit)) {
        return OPEN;
      }
    }
    return OPEN;
  }

  /** What the name of a function, a method or a class says of the argument it is called with. */
  public static Slot ofCall(String name) {
    List<String> words = split(name);
    if (words.isEmpty()) {
      return OPEN;
    }
    String last = words.get(words.size() - 1);
    if (LOOKS.contains(last) || ASKS.contains(words.get(0))) {
      return OTHER;
    }
    return isIn(HOST, last) || isIn(HOST, words.get(0)) ? HOST : of(last);
  }

  private static boolean isIn(Slot slot, String word) {
    Set<String> words = WORDS.getOrDefault(slot, Set.of());
    return words.contains(word)
        || (word.length() > 3 && word.endsWith("s") && words.contains(singular(word)));
  }

  private static String singular(String word) {
    return word.substring(0, word.length() - (word.endsWith("sses") ? 2 : 1));
  }

  /** {@code redis}, {@code host} of {@code redisHost}, {@code REDIS_HOST}, {@code redis.host}. */
  private static List<String> split(String key) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      boolean end = i == key.length() || !Character.isLetterOrDigit(key.charAt(i));
      boolean hump =
          !end
              && i > start
              && Character.isUpperCase(key.charAt(i))
              && Character.isLowerCase(key.charAt(i - 1));
      if (end || hump) {
        if (i > start) {
          words.add(key.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = hump ? i : i + 1;
      }
    }
    return words;
  }

  private static Map<Slot, Set<String>> read() {
    Map<Slot, Set<String>> words = new EnumMap<>(Slot.class);
    words.put(HOST, words("host"));
    words.put(OTHER, words("other"));
    return Map.copyOf(words);
  }

  private static Set<String> words(String section) {
    Set<String> words = new HashSet<>();
    try (InputStream in = Slot.class.getResourceAsStream("slots.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(section + " ")) {
          words.addAll(List.of(line.substring(section.length() + 1).split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(words);
  }
}
