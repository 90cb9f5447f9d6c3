package io.whatbreaks.scanners.value;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.CommandLine.Found;
import io.whatbreaks.scanners.value.CommandLine.Named;
import io.whatbreaks.scanners.value.CommandLine.Word;
import io.whatbreaks.scanners.value.KnownProgram.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the options and arguments of one program apart. */
final class CommandWords {
  private static final KnownProgram UNKNOWN =
      new KnownProgram(Set.of(), Set.of(), Set.of(), Arguments.NONE, OptionalInt.empty());

  /** Options whose value is text that may hold anything, not a user, password or file. */
  private static final Set<String> TEXT =
      Set.of(
          "-L",
          "-R",
          "-H",
          "-d",
          "-e",
          "-c",
          "--data",
          "--data-raw",
          "--data-binary",
          "--header",
          "--rsh",
          "--command",
          "--eval",
          "--execute",
          "--body",
          "--resolve");

  /** No host, URL or path is longer; expressions would be slow on it. */
  private static final int LONGEST = 2_000;

  private static final Set<String> PORTS = Set.of("-p", "-P", "--port", "-port");
  private static final Set<String> HOSTS =
      Set.of("--host", "--hostname", "--server", "--servers", "--broker", "--brokers", "--peer");
  private static final Set<String> SECRETS =
      Set.of("--password", "--pass", "--passwd", "--token", "--secret", "--user", "--username");

  /** {@code user@host:path}, as scp and git write it. */
  /** {@code JAVA_OPTS=-Da=b -Dc=d}: a variable that holds several options. */
  static final Pattern OPTIONS = Pattern.compile("[A-Za-z_]\\w*=(-\\w\\S*\\s(?s).*)");

  private static final Pattern REMOTE =
      Pattern.compile("(?:sftp:|ssh:|rsync:)?[\\w.+-]+@([\\w.${}-]+|\\[[0-9a-fA-F:]+]):(?!//).*");

  private static final Pattern HOST_PATH =
      Pattern.compile(
          "(?:[\\w.+$-]+@)?((?:[\\w.-]|\\$\\{?\\w++}?){2,}+|\\[[0-9a-fA-F:]+])::?(?!//).*");
  private static final Pattern HOST_PORT =
      Pattern.compile(
          "((?:[\\w.-]|\\$\\{[^}]*+}|\\$\\w++)++|\\[[0-9a-fA-F:]+]):(\\d{1,5})(?:/.*)?");
  private static final Pattern USER_HOST =
      Pattern.compile("(?:[^@/\\s]*@)?([^@/\\s:]+|\\[[^]]*])(?::.*)?");
  private static final Pattern DEVICE = Pattern.compile("/dev/(?:tcp|udp)/([^/]+)/(\\d+)");
  private static final Pattern UNC = Pattern.compile("//([\\w.-]+)(?:/.*)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  private final String program;
  private final KnownProgram row;
  private final boolean unknown;
  private final boolean told;
  private final List<Found> endpoints;
  private final List<Named> names;
  private final List<Word> rest;
  private OptionalInt port;
  private int arguments;

  CommandWords(String program, List<Found> endpoints, List<Named> names, List<Word> rest) {
    this.program = program;
    Optional<KnownProgram> found = KnownProgram.of(program);
    this.unknown = found.isEmpty();
    this.row = found.orElse(UNKNOWN);
    this.told = !row.hosts().isEmpty() || (found.isPresent() && row.arguments() != Arguments.NONE);
    this.endpoints = endpoints;
    this.names = names;
    this.rest = rest;
    this.port = row.port();
  }

  void read(List<Scalar> words) {
    port = portOf(words);
    boolean options = true;
    for (int i = 0; i < words.size(); i++) {
      Scalar word = words.get(i);
      String text = word.value();
      if (options && text.equals("--")) {
        options = false;
      } else if (options && text.length() > 1 && text.charAt(0) == '-') {
        Scalar next = i + 1 < words.size() ? words.get(i + 1) : null;
        if (option(word, next)) {
          i++;
        }
      } else {
        argument(word, words.subList(i + 1, words.size()));
      }
    }
  }

  private OptionalInt portOf(List<Scalar> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      String option = words.get(i).value();
      if (PORTS.contains(option)
          && row.values().contains(option)
          && NUMBER.matcher(words.get(i + 1).value()).matches()) {
        return number(words.get(i + 1).value());
      }
    }
    return words.stream()
        .map(Scalar::value)
        .filter(word -> word.matches("--port=\\d{1,5}"))
        .findFirst()
        .map(word -> number(word.substring(7)))
        .orElse(row.port());
  }

  private static OptionalInt number(String digits) {
    int number = Integer.parseInt(digits);
    return number > 0 && number < 65536 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Whether the option takes the next word. */
  private boolean option(Scalar word, @Nullable Scalar next) {
    String text = word.value();
    int equals = text.indexOf('=');
    if (equals > 0) {
      assigned(word, text.substring(0, equals), word.part(equals + 1, text.length()));
      return false;
    }
    if (row.takesValue(text)) {
      return next != null && value(text, next);
    }
    if (text.startsWith("--")) {
      return unknown && next != null && unknownOption(text, next);
    }
    for (int i = 1; i < text.length(); i++) {
      String letter = "-" + text.charAt(i);
      if (row.takesValue(letter)) {
        return i + 1 < text.length()
            ? !value(letter, word.part(i + 1, text.length()))
            : next != null && value(letter, next);
      }
    }
    return false;
  }

  private boolean unknownOption(String option, Scalar next) {
    if (HOSTS.contains(option)) {
      host(next, Syntax.HOSTS, Certainty.POSSIBLE, "");
      return true;
    }
    return SECRETS.contains(option);
  }

  private void assigned(Scalar word, String option, Scalar value) {
    if (row.takesValue(option)) {
      value(option, value);
    } else if (SECRETS.contains(option)) {
      return;
    } else if (unknown && HOSTS.contains(option)) {
      host(value, Syntax.HOSTS, Certainty.POSSIBLE, option.substring(2));
    } else if (row.arguments() != Arguments.NOTHING) {
      String key = option.startsWith("-D") ? option.substring(2) : option.replaceFirst("^--?", "");
      anything(value, key, Certainty.POSSIBLE);
    } else {
      rest.add(new Word(word, ""));
    }
  }

  private boolean value(String option, Scalar value) {
    if (row.hosts().contains(option)) {
      boolean node = program.startsWith("rabbitmq") && value.value().indexOf('@') > 0;
      host(value, node ? Syntax.NODE_NAME : Syntax.HOSTS, Certainty.CERTAIN, "");
    } else if (row.urls().contains(option)) {
      if (row.arguments() == Arguments.DSN) {
        dsn(value);
      } else {
        remote(value);
      }
    } else if (!named(option, value) && TEXT.contains(option)) {
      rest.add(new Word(value, ""));
    }
    return true;
  }

  private boolean named(String option, Scalar value) {
    Optional<NodeKind> kind =
        program.startsWith("amqp-")
            ? switch (option) {
              case "-e", "--exchange" -> Optional.of(NodeKind.EXCHANGE);
              case "-q", "--queue" -> Optional.of(NodeKind.QUEUE);
              default -> Optional.empty();
            }
            : option.equals("--topic") || (program.startsWith("k") && option.equals("-t"))
                ? Optional.of(NodeKind.TOPIC)
                : Optional.empty();
    kind.ifPresent(of -> names.add(new Named(value, of)));
    return kind.isPresent();
  }

  private void argument(Scalar word, List<Scalar> following) {
    arguments++;
    Matcher options = OPTIONS.matcher(word.value());
    if (options.matches()) {
      read(ShellWords.words(word.part(options.start(1), word.value().length())));
      return;
    }
    if (word.value().length() > LONGEST) {
      rest.add(new Word(word, ""));
      return;
    }
    if (word.value().startsWith("/dev/") && !program.isEmpty()) {
      return;
    }
    Matcher device = DEVICE.matcher(word.value());
    if (device.matches()) {
      add(word, device.start(1), device.end(1), number(device.group(2)), Certainty.CERTAIN);
      return;
    }
    switch (row.arguments()) {
      case FIRST -> {
        if (arguments == 1) {
          first(word, following);
        } else {
          rest.add(new Word(word, ""));
        }
      }
      case ALL -> first(word, List.of());
      case URLS -> url(word);
      case REMOTES -> {
        if (!match(HOST_PATH, word, Certainty.CERTAIN) && !match(UNC, word, Certainty.CERTAIN)) {
          anything(word, "", Certainty.CERTAIN);
        }
      }
      case ANY -> remote(word);
      case DSN -> dsn(word);
      case UNC -> match(UNC, word, Certainty.CERTAIN);
      case NONE -> anything(word, "", told ? Certainty.CERTAIN : Certainty.POSSIBLE);
      case NOTHING -> {
        // An image, an address of a person: never a host.
      }
    }
  }

  private void first(Scalar word, List<Scalar> following) {
    String text = word.value();
    if (text.contains("://")) {
      host(word, Syntax.URL, Certainty.CERTAIN, "");
      return;
    }
    Matcher host = USER_HOST.matcher(text);
    if (!host.matches()) {
      rest.add(new Word(word, ""));
      return;
    }
    boolean portFollows =
        row.port().isEmpty()
            && !following.isEmpty()
            && NUMBER.matcher(following.get(0).value()).matches();
    OptionalInt at = portFollows ? number(following.get(0).value()) : port;
    add(word, host.start(1), host.end(1), at, Certainty.CERTAIN);
  }

  private void url(Scalar word) {
    if (word.value().contains("://")) {
      host(word, Syntax.URL, Certainty.CERTAIN, "");
    } else {
      int slash = word.value().indexOf('/');
      Scalar authority = slash < 0 ? word : word.part(0, slash);
      host(authority, Syntax.HOST, Certainty.CERTAIN, "");
    }
  }

  /** A connection string; without the look of one it is a database. */
  private void dsn(Scalar word) {
    if (word.value().contains("://")) {
      host(word, Syntax.URL, Certainty.CERTAIN, "");
    } else if (word.value().contains("=")) {
      host(word, Syntax.DSN, Certainty.CERTAIN, "");
    }
  }

  private void remote(Scalar word) {
    if (!match(REMOTE, word, Certainty.CERTAIN)) {
      anything(word, "", Certainty.CERTAIN);
    }
  }

  /** A word without a known meaning: a host where it looks like nothing else. */
  private void anything(Scalar word, String option, Certainty certainty) {
    String text = word.value();
    if (text.length() > LONGEST) {
      rest.add(new Word(word, option));
      return;
    }
    if (text.contains("://")) {
      if (!host(word, Syntax.URL, unknown ? Certainty.CERTAIN : certainty, option)) {
        rest.add(new Word(word, option));
      }
      return;
    }
    if (unknown && match(REMOTE, word, Certainty.CERTAIN)) {
      return;
    }
    Matcher hostPort = HOST_PORT.matcher(text);
    if (hostPort.matches()) {
      String host = hostPort.group(1);
      boolean plain = host.indexOf('.') < 0 && !host.startsWith("[");
      boolean name =
          HostName.isHostName(host) || HostName.address(host).isPresent() || host.contains("$");
      if (name) {
        endpoint(
            word,
            new Endpoint(host, hostPort.start(1), hostPort.end(1), number(hostPort.group(2)), ""),
            plain || (!unknown && !told) ? Certainty.POSSIBLE : Certainty.CERTAIN,
            option);
        return;
      }
    }
    rest.add(new Word(word, option));
  }

  private boolean match(Pattern pattern, Scalar word, Certainty certainty) {
    Matcher matcher = pattern.matcher(word.value());
    if (!matcher.matches()) {
      return false;
    }
    add(word, matcher.start(1), matcher.end(1), port, certainty);
    return true;
  }

  private void add(Scalar word, int start, int end, OptionalInt at, Certainty certainty) {
    String text = word.value();
    boolean brackets = text.charAt(start) == '[' && end - start > 2;
    int from = brackets ? start + 1 : start;
    int to = brackets ? end - 1 : end;
    endpoint(word, new Endpoint(text.substring(from, to), from, to, at, ""), certainty, "");
  }

  private boolean host(Scalar word, Syntax syntax, Certainty certainty, String option) {
    String value = word.value();
    if (value.startsWith("/")) {
      return false;
    }
    Syntax fitting = value.contains("://") ? Syntax.URL : syntax;
    List<Endpoint> found = ValueGrammar.endpoints(fitting, value);
    for (Endpoint endpoint : found) {
      endpoint(word, endpoint, certainty, option);
    }
    return !found.isEmpty();
  }

  private void endpoint(Scalar word, Endpoint endpoint, Certainty certainty, String option) {
    String host = VARIABLE.matcher(endpoint.host()).replaceAll("\\${$1}").replace(":-", ":");
    if (host.isEmpty() || host.indexOf('`') >= 0) {
      return;
    }
    int end = Math.min(endpoint.end(), word.value().length());
    if (host.endsWith(".") && host.length() > 1) {
      host = host.substring(0, host.length() - 1);
      end--;
    }
    endpoints.add(
        new Found(
            word,
            new Endpoint(
                host,
                endpoint.start(),
                end,
                endpoint.port().isPresent() ? endpoint.port() : port,
                endpoint.scheme()),
            certainty,
            told,
            option));
  }
}
