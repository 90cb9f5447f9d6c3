package io.whatbreaks.scanners.value;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of shell commands: which of its words are hosts, which could be names, which files it
 * runs.
 *
 * <p>Pipes, lists, substitutions, {@code sh -c '…'} and wrappers such as {@code sudo} and {@code
 * timeout} are seen through. What a program makes of its options and arguments stands in the
 * resource {@code command-lines.txt}.
 */
public final class CommandLine {
  private static final int DEEPEST = 4;
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "ksh", "zsh", "busybox");
  private static final Set<String> INTERPRETERS =
      Set.of("python", "python2", "python3", "perl", "ruby", "node", "php", "java", "Rscript");

  /** What runs the command behind it. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "sudo",
          "doas",
          "nice",
          "ionice",
          "nohup",
          "time",
          "timeout",
          "flock",
          "env",
          "exec",
          "setsid",
          "stdbuf",
          "chronic",
          "cronic",
          "xargs",
          "runuser",
          "setpriv",
          "chpst",
          "chroot",
          "systemd-cat",
          "systemd-run",
          "if",
          "then",
          "else",
          "elif",
          "while",
          "until",
          "do",
          "!",
          "{",
          "command",
          "eval",
          "su",
          "taskset",
          "catchsegv",
          "unbuffer");

  private static final Set<String> ONE_ARGUMENT =
      Set.of("timeout", "flock", "chroot", "su", "taskset");

  private final List<Found> endpoints = new ArrayList<>();
  private final List<Named> names = new ArrayList<>();
  private final List<Word> rest = new ArrayList<>();
  private final List<Scalar> files = new ArrayList<>();

  private CommandLine() {}

  /**
   * A host of the command line.
   *
   * @param word what it stands in
   * @param endpoint where in the word; its port may be the program's default
   * @param certainty POSSIBLE where the word may well be another thing
   * @param told whether the program is known and its row tells that this is a host
   * @param option the key of a {@code -Dkey=} or {@code --key=} it stands behind, empty if none
   */
  public record Found(
      Scalar word, Endpoint endpoint, Certainty certainty, boolean told, String option) {
    /** Checks that no part is missing. */
    public Found {
      requireNonNull(word, "word");
      requireNonNull(endpoint, "endpoint");
      requireNonNull(certainty, "certainty");
      requireNonNull(option, "option");
    }
  }

  /** A queue, exchange or topic that a known program uses. */
  public record Named(Scalar name, NodeKind kind) {
    /** Checks that no part is missing. */
    public Named {
      requireNonNull(name, "name");
      requireNonNull(kind, "kind");
    }
  }

  /** A word whose meaning is not known, and the key of the option it stands behind, if any. */
  public record Word(Scalar text, String option) {
    /** Checks that no part is missing. */
    public Word {
      requireNonNull(text, "text");
      requireNonNull(option, "option");
    }
  }

  /** Reads a command line; never throws for what it holds. */
  public static CommandLine of(Scalar line) {
    CommandLine read = new CommandLine();
    read.line(line, 0);
    return read;
  }

  /** Reads a command as systemd runs it: quotes, but no operators and substitutions. */
  public static CommandLine direct(Scalar line) {
    CommandLine read = new CommandLine();
    List<Scalar> command = new ArrayList<>();
    for (Scalar word : ShellWords.words(line)) {
      if (word.value().equals(";")) {
        read.command(command, 0);
        command = new ArrayList<>();
      } else {
        command.add(word);
      }
    }
    read.command(command, 0);
    return read;
  }

  /** Reads options and arguments that some program is given, as in {@code JAVA_OPTS}. */
  public static CommandLine arguments(Scalar line) {
    CommandLine read = new CommandLine();
    new CommandWords("", read.endpoints, read.names, read.rest).read(ShellWords.words(line));
    return read;
  }

  /** The words of a line, quotes and backslashes removed; operators are plain characters. */
  public static List<Scalar> words(Scalar line) {
    return ShellWords.words(line);
  }

  /** Its hosts, in order of the commands. */
  public List<Found> endpoints() {
    return List.copyOf(endpoints);
  }

  /** The queues, exchanges and topics it names. */
  public List<Named> names() {
    return List.copyOf(names);
  }

  /**
   * Words of which it is not known what they are; options without value and user names left out.
   */
  public List<Word> rest() {
    return List.copyOf(rest);
  }

  /** The programs and scripts it runs or sources, as paths with a slash, and jars. */
  public List<Scalar> files() {
    return List.copyOf(files);
  }

  private void line(Scalar line, int depth) {
    for (List<Scalar> command : ShellWords.commands(line)) {
      command(command, depth);
    }
  }

  private void command(List<Scalar> words, int depth) {
    // exec 3<>/dev/tcp/HOST/PORT
    new CommandWords("", endpoints, names, rest)
        .read(words.stream().filter(word -> word.value().matches("/dev/(?:tcp|udp)/.*")).toList());
    int at = assignments(words, 0);
    while (at < words.size() && WRAPPERS.contains(baseName(words.get(at).value()))) {
      at = assignments(words, behindWrapper(words, at, depth));
    }
    if (at >= words.size()) {
      return;
    }
    Scalar program = words.get(at);
    String name = baseName(program.value());
    List<Scalar> arguments = words.subList(at + 1, words.size());
    if (program.value().indexOf('/') >= 0) {
      files.add(program);
    }
    if (name.equals(".") || name.equals("source")) {
      arguments.stream().limit(1).forEach(files::add);
    } else if (SHELLS.contains(name) || INTERPRETERS.contains(name)) {
      interpreter(name, arguments, depth);
    } else {
      Optional<ContainerCommand> containers = ContainerCommand.of(name, arguments);
      if (containers.isPresent()) {
        containers(containers.get(), depth);
      } else {
        new CommandWords(name, endpoints, names, rest).read(arguments);
      }
    }
  }

  private void containers(ContainerCommand containers, int depth) {
    containers.names().forEach(name -> rest.add(new Word(name, "containers")));
    containers.images().forEach(image -> rest.add(new Word(image, "image")));
    for (Scalar text : containers.texts()) {
      int equals = text.value().indexOf('=');
      String key = equals < 0 ? "" : text.value().substring(0, equals);
      rest.add(new Word(text.part(equals + 1, text.value().length()), key));
    }
    if (!containers.inner().isEmpty() && depth < DEEPEST) {
      command(containers.inner(), depth + 1);
    }
  }

  private int assignments(List<Scalar> words, int from) {
    int at = from;
    while (at < words.size() && words.get(at).value().matches("[A-Za-z_]\\w*=(?s).*")) {
      Scalar word = words.get(at++);
      int equals = word.value().indexOf('=');
      if (CommandWords.OPTIONS.matcher(word.value()).matches()) {
        new CommandWords("", endpoints, names, rest).read(List.of(word));
        continue;
      }
      rest.add(
          new Word(
              word.part(equals + 1, word.value().length()), word.value().substring(0, equals)));
    }
    return at;
  }

  private int behindWrapper(List<Scalar> words, int at, int depth) {
    String wrapper = baseName(words.get(at).value());
    int i = at + 1;
    while (i < words.size() && words.get(i).value().startsWith("-")) {
      String option = words.get(i++).value();
      if (i < words.size()
          && option.equals("-c")
          && Set.of("su", "runuser", "flock").contains(wrapper)) {
        line(words, i++, depth);
      } else if (takesValue(wrapper, option)) {
        i++;
      }
    }
    if (ONE_ARGUMENT.contains(wrapper)) {
      i++;
      if (i + 1 < words.size() && words.get(i).value().equals("-c")) {
        line(words, i + 1, depth);
        i += 2;
      }
    }
    return Math.min(i, words.size());
  }

  private void line(List<Scalar> words, int at, int depth) {
    if (depth < DEEPEST) {
      line(words.get(at), depth + 1);
    }
  }

  private static boolean takesValue(String wrapper, String option) {
    return switch (wrapper) {
      case "sudo", "doas", "runuser" -> Set.of("-u", "-g", "-U", "-C", "-h").contains(option);
      case "nice", "ionice" -> Set.of("-n", "-c", "-p").contains(option);
      case "timeout" -> Set.of("-s", "-k").contains(option);
      case "flock" -> Set.of("-w", "-E").contains(option);
      case "env" -> Set.of("-u", "-C").contains(option);
      case "xargs" -> Set.of("-n", "-P", "-I", "-L", "-d").contains(option);
      case "systemd-cat" -> Set.of("-t", "-p").contains(option);
      default -> false;
    };
  }

  private void interpreter(String name, List<Scalar> arguments, int depth) {
    int i = 0;
    while (i < arguments.size() && arguments.get(i).value().startsWith("-")) {
      String option = arguments.get(i).value();
      if (SHELLS.contains(name) && option.matches("-[a-z]*c")) {
        if (i + 1 < arguments.size()) {
          line(arguments, i + 1, depth);
        }
        return;
      }
      if (name.equals("java") && i + 1 < arguments.size() && option.equals("-jar")) {
        files.add(arguments.get(i + 1));
        new CommandWords(name, endpoints, names, rest)
            .read(arguments.subList(i + 2, arguments.size()));
        return;
      }
      if (option.equals("-cp") || option.equals("-classpath") || option.equals("-m")) {
        i++;
      } else {
        new CommandWords(name, endpoints, names, rest).read(arguments.subList(i, i + 1));
      }
      i++;
    }
    if (i < arguments.size()) {
      if (!name.equals("java") && arguments.get(i).value().indexOf('/') >= 0) {
        files.add(arguments.get(i));
      }
      new CommandWords(name, endpoints, names, rest)
          .read(arguments.subList(i + 1, arguments.size()));
    }
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
