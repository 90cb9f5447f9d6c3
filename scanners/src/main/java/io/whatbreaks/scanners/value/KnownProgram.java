package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A program whose command line is known: a row of the resource {@code command-lines.txt}.
 *
 * @param hosts options that take a host
 * @param urls options that take a URL
 * @param values other options that take a value
 * @param arguments what its arguments are
 * @param port the default one
 */
record KnownProgram(
    Set<String> hosts,
    Set<String> urls,
    Set<String> values,
    Arguments arguments,
    OptionalInt port) {

  /** What the words that are no options are. */
  enum Arguments {
    FIRST,
    ALL,
    URLS,
    REMOTES,
    ANY,
    DSN,
    UNC,
    NONE,
    NOTHING
  }

  private static final Map<String, KnownProgram> EXACT = new HashMap<>();
  private static final List<Map.Entry<String, KnownProgram>> PREFIXES = new ArrayList<>();

  static {
    read();
  }

  KnownProgram {
    hosts = Set.copyOf(hosts);
    urls = Set.copyOf(urls);
    values = Set.copyOf(values);
  }

  /** The row of a program, by the last element of its path. */
  static Optional<KnownProgram> of(String name) {
    KnownProgram exact = EXACT.get(name);
    return exact != null
        ? Optional.of(exact)
        : PREFIXES.stream()
            .filter(entry -> name.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /** Whether the option takes the next word, or the rest of its own. */
  boolean takesValue(String option) {
    return hosts.contains(option) || urls.contains(option) || values.contains(option);
  }

  private static void read() {
    try (InputStream in = KnownProgram.class.getResourceAsStream("command-lines.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          add(line.split(" ", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String[] row) {
    KnownProgram program =
        new KnownProgram(
            list(row[1]),
            list(row[2]),
            list(row[3]),
            Arguments.valueOf(row[4].toUpperCase(Locale.ROOT)),
            row[5].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(row[5])));
    for (String name : list(row[0])) {
      int star = name.indexOf('*');
      if (star < 0) {
        EXACT.put(name, program);
      } else {
        PREFIXES.add(Map.entry(name.substring(0, star), program));
      }
    }
  }

  private static Set<String> list(String cell) {
    return cell.equals("-") ? Set.of() : Set.of(cell.split(",", -1));
  }
}
