package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of the resource {@code literals.txt}, by their section. */
final class LiteralWords {
  private static final Map<String, Set<String>> WORDS = read();

  private LiteralWords() {}

  static boolean are(String section, String word) {
    return WORDS.getOrDefault(section, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> words = new HashMap<>();
    try (InputStream in = LiteralWords.class.getResourceAsStream("literals.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> parts = List.of(line.split(" ", -1));
        if (!line.startsWith("#")) {
          words.put(
              parts.get(0), Set.copyOf(new java.util.HashSet<>(parts.subList(1, parts.size()))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(words);
  }
}
