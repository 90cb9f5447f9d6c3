package io.whatbreaks.scanners.table;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.value.ReferenceWriter.Usage;
import io.whatbreaks.scanners.value.Syntax;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of Spring Boot, Quarkus, MicroProfile and Micronaut applications: what their values
 * hold.
 *
 * <p>Spellings are relaxed as those frameworks do: {@code spring.kafka.bootstrap-servers}, {@code
 * spring.kafka.bootstrapServers} and {@code SPRING_KAFKA_BOOTSTRAP_SERVERS} are one key; list
 * indices do not matter. The rows stand in the resource {@code application-keys.txt}.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding">Relaxed
 *     binding</a>
 */
public final class ApplicationKeys {
  private static final Pattern INDEX = Pattern.compile("\\[\\d*]");
  private static final Pattern ENVIRONMENT_INDEX = Pattern.compile("_\\d+_?(?=_|$)");
  private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Z_][A-Z0-9_]*");
  private static final Pattern BINDER =
      Pattern.compile("spring\\.cloud\\.stream\\.binders\\.[^.]+\\.environment\\.(.+)");

  private static final ApplicationKeys KNOWN = read();

  private final Map<String, Meaning> dotted = new HashMap<>();
  private final Map<String, Meaning> environment = new HashMap<>();
  private final List<Wildcard> wildcards = new ArrayList<>();

  private ApplicationKeys() {}

  /** What a value holds. */
  public enum Holds {
    /** Hosts, as {@link Meaning#usage} says. */
    HOSTS,
    /** Names of the {@link Meaning#kinds}, separated by commas. */
    NAMES,
    /** A port the application answers on. */
    PORT,
    /** The application's own name. */
    APPLICATION,
    /** After how long an open connection is replaced. */
    CONNECTION_TIME,
    /** The profiles for which its document is active. */
    PROFILE,
    /** Nothing that could be a name. */
    NOTHING
  }

  /**
   * What the value of a key is.
   *
   * @param row the key as the table spells it
   * @param holds what sort of value
   * @param usage how hosts are used; of names only the certainty counts
   * @param kinds what names can mean
   * @param portKey the key beside it that holds the port, empty if none
   * @param unless a key that wins over this one when both are set, empty if none
   * @param unit what a bare number of a time counts, empty if it is no time
   */
  public record Meaning(
      String row,
      Holds holds,
      Usage usage,
      Set<NodeKind> kinds,
      String portKey,
      String unless,
      String unit) {
    /** Checks that no part is missing. */
    public Meaning {
      requireNonNull(row, "row");
      requireNonNull(holds, "holds");
      requireNonNull(usage, "usage");
      kinds = Set.copyOf(kinds);
      requireNonNull(portKey, "portKey");
      requireNonNull(unless, "unless");
      requireNonNull(unit, "unit");
    }
  }

  /** A row with {@code *}. Its literal ends are compared first: most keys fail there. */
  private record Wildcard(
      String first, String last, Pattern dotted, Pattern environment, Meaning meaning) {
    boolean mayFit(String key) {
      return key.startsWith(first) && key.endsWith(last);
    }
  }

  /** What is known of a key, dotted or in the spelling of the environment. */
  public static Optional<Meaning> of(String key) {
    if (isEnvironmentName(key)) {
      return KNOWN.ofEnvironment(key);
    }
    String canonical = canonical(key);
    var binder = BINDER.matcher(canonical);
    return KNOWN.ofDotted(binder.matches() ? binder.group(1) : canonical);
  }

  /** One spelling for all spellings of a key, list indices removed; dots are gone as well. */
  public static String uniform(String key) {
    String without =
        isEnvironmentName(key) ? ENVIRONMENT_INDEX.matcher(key).replaceAll("") : canonical(key);
    return without.toLowerCase(Locale.ROOT).replace("_", "").replace(".", "");
  }

  /**
   * Whether a key speaks of a secret, as {@code spring.rabbitmq.password} does; {@code
   * access-token-uri} does not.
   */
  public static boolean isSecret(String key) {
    String last = uniform(key);
    return SECRET.matcher(last).find() && !PLACE.matcher(last).find();
  }

  private static final Pattern SECRET =
      Pattern.compile(
          "pass(?:w(?:or)?d|wd|phrase)?$|password|pwd$|secret|token|apikey|accesskey|privatekey"
              + "|credential|cookie$|authorization$|encryptionkey|licensekey|userinfo$|jaasconfig|signingkey|keystorepass");
  private static final Pattern PLACE =
      Pattern.compile("(?:ur[il]s?|hosts?|hostname|servers?|addr(?:ess)?|endpoint|port|path)$");

  private static boolean isEnvironmentName(String key) {
    return ENVIRONMENT_NAME.matcher(key).matches();
  }

  private static String canonical(String key) {
    String plain = key.indexOf('[') < 0 ? key : INDEX.matcher(key).replaceAll("");
    return plain.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  private Optional<Meaning> ofDotted(String canonical) {
    Meaning exact = dotted.get(canonical);
    if (exact != null) {
      return Optional.of(exact);
    }
    return wildcards.stream()
        .filter(row -> row.mayFit(canonical) && row.dotted().matcher(canonical).matches())
        .map(Wildcard::meaning)
        .findFirst();
  }

  private Optional<Meaning> ofEnvironment(String name) {
    Meaning exact = environment.get(uniform(name));
    if (exact != null) {
      return Optional.of(exact);
    }
    String lower = ENVIRONMENT_INDEX.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    return wildcards.stream()
        .filter(row -> row.mayFit(lower) && row.environment().matcher(lower).matches())
        .map(Wildcard::meaning)
        .findFirst();
  }

  private static ApplicationKeys read() {
    ApplicationKeys keys = new ApplicationKeys();
    try (InputStream in = ApplicationKeys.class.getResourceAsStream("application-keys.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          keys.add(List.of(line.split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private void add(List<String> row) {
    String key = row.get(0);
    Meaning meaning = meaning(row);
    if (key.indexOf('*') < 0) {
      dotted.putIfAbsent(canonical(key), meaning);
      environment.putIfAbsent(uniform(key), meaning);
      return;
    }
    // LOGGING_HOST is hardly a logger's level: in the environment only the last word, or a
    // framework's own prefix, tells that a value is no host.
    boolean telling =
        meaning.holds() != Holds.NOTHING || key.startsWith("**.") || key.startsWith("spring.");
    wildcards.add(
        new Wildcard(
            key.replaceFirst("[.*-].*", ""),
            key.replaceFirst(".*[.*-]", ""),
            Pattern.compile(expression(key, "\\.", "[^.]+", "")),
            Pattern.compile(telling ? expression(key, "_", ".+", "_?") : "(?!)"),
            meaning));
  }

  private static String expression(String key, String separator, String element, String dash) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (key.startsWith("**.", i)) {
        expression.append("(?:.*").append(separator).append(")?");
        i += 2;
      } else if (key.startsWith("**", i)) {
        expression.append(".+");
        i++;
      } else {
        expression.append(
            switch (c) {
              case '*' -> element;
              case '.' -> separator;
              case '-' -> dash;
              default -> Character.toString(c);
            });
      }
    }
    return expression.toString();
  }

  private static Meaning meaning(List<String> row) {
    String holds = row.get(1);
    List<String> options = row.subList(2, row.size());
    Certainty certainty = options.contains("possible") ? Certainty.POSSIBLE : Certainty.CERTAIN;
    Optional<Syntax> syntax = syntax(holds);
    if (syntax.isPresent()) {
      return hosts(row, syntax.get(), options, certainty);
    }
    Usage none =
        new Usage(
            Syntax.ANY, Lookup.EACH_USE, Group.Mode.SINGLE, true, certainty, OptionalInt.empty());
    Holds sort =
        switch (holds) {
          case "port", "application", "profile", "nothing" ->
              Holds.valueOf(holds.toUpperCase(Locale.ROOT));
          case "connection-time" -> Holds.CONNECTION_TIME;
          default -> Holds.NAMES;
        };
    Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
    if (sort == Holds.NAMES) {
      for (String kind : holds.split("\\+", -1)) {
        kinds.add(NodeKind.valueOf(kind.toUpperCase(Locale.ROOT)));
      }
    }
    String unit = sort == Holds.CONNECTION_TIME ? options.get(0) : "";
    return new Meaning(row.get(0), sort, none, kinds, "", option(options, "unless="), unit);
  }

  private static Meaning hosts(
      List<String> row, Syntax syntax, List<String> options, Certainty certainty) {
    Lookup lookup =
        switch (row.get(2)) {
          case "start" -> Lookup.START;
          case "connection" -> Lookup.CONNECTION;
          case "use" -> Lookup.EACH_USE;
          default -> throw new IllegalStateException("no lookup: " + row);
        };
    String port = row.get(4);
    Usage usage =
        new Usage(
            syntax,
            lookup,
            Group.Mode.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
            !options.contains("soft"),
            certainty,
            port.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    return new Meaning(
        row.get(0),
        Holds.HOSTS,
        usage,
        Set.of(NodeKind.HOST),
        option(options, "port="),
        option(options, "unless="),
        "");
  }

  private static Optional<Syntax> syntax(String holds) {
    for (Syntax syntax : Syntax.values()) {
      if (syntax.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(holds)) {
        return Optional.of(syntax);
      }
    }
    return Optional.empty();
  }

  private static String option(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> option.substring(name.length()))
        .findFirst()
        .orElse("");
  }
}
