package io.whatbreaks.scanners.value;

import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of a program that runs and looks after containers: the containers and services
 * it names, and the command it runs within one of them.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/">docker</a>
 * @see <a href="https://docs.docker.com/reference/cli/docker/compose/">docker compose</a>
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/generated/">kubectl</a>
 */
final class ContainerCommand {
  private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl");
  private static final Set<String> COMPOSE = Set.of("docker-compose", "podman-compose");
  private static final Set<String> CLUSTER = Set.of("kubectl", "oc", "k3s");

  private static final Set<String> OF_CONTAINERS =
      Set.of(
          "attach", "commit", "diff", "export", "inspect", "kill", "logs", "pause", "port",
          "rename", "restart", "rm", "start", "stats", "stop", "top", "unpause", "update", "wait");
  private static final Set<String> OF_SERVICES =
      Set.of(
          "attach", "build", "create", "down", "events", "images", "kill", "logs", "pause", "port",
          "ps", "pull", "push", "restart", "rm", "scale", "start", "stop", "top", "unpause", "up",
          "wait", "watch");

  /** Options of the engine, and of compose, before the command; each takes the next word. */
  private static final Set<String> BEFORE =
      Set.of(
          "-H",
          "--host",
          "-c",
          "--context",
          "--config",
          "-l",
          "--log-level",
          "-f",
          "--file",
          "-p",
          "--project-name",
          "--project-directory",
          "--profile",
          "--env-file",
          "--ansi",
          "--progress",
          "--parallel");

  /** Options behind the command that take the next word. */
  private static final Set<String> BEHIND =
      Set.of(
          "-a",
          "-c",
          "-e",
          "-h",
          "-l",
          "-m",
          "-n",
          "-p",
          "-s",
          "-u",
          "-v",
          "-w",
          "--add-host",
          "--build-arg",
          "--cap-add",
          "--cap-drop",
          "--cgroup-parent",
          "--cidfile",
          "--cpus",
          "--device",
          "--dns",
          "--dns-search",
          "--domainname",
          "--entrypoint",
          "--env",
          "--env-file",
          "--exit-code-from",
          "--expose",
          "--gpus",
          "--group-add",
          "--health-cmd",
          "--hostname",
          "--index",
          "--ip",
          "--ipc",
          "--label",
          "--link",
          "--log-driver",
          "--log-opt",
          "--memory",
          "--mount",
          "--name",
          "--password",
          "--username",
          "--network",
          "--net",
          "--network-alias",
          "--net-alias",
          "--pid",
          "--platform",
          "--publish",
          "--restart",
          "--scale",
          "--security-opt",
          "--shm-size",
          "--signal",
          "--since",
          "--sysctl",
          "--tail",
          "--time",
          "--timeout",
          "--tmpfs",
          "--ulimit",
          "--until",
          "--user",
          "--userns",
          "--uts",
          "--volume",
          "--volumes-from",
          "--workdir");

  /** Options whose value begins with the name of a container. */
  private static final Set<String> NAMING =
      Set.of(
          "--add-host",
          "--exit-code-from",
          "--hostname",
          "--link",
          "--name",
          "--net-alias",
          "--network-alias",
          "--scale",
          "--volumes-from");

  private static final Set<String> TEXT = Set.of("-e", "--env", "--health-cmd", "--entrypoint");

  private static final Set<String> KINDS =
      Set.of(
          "svc",
          "service",
          "services",
          "deploy",
          "deployment",
          "deployments",
          "sts",
          "statefulset",
          "statefulsets",
          "ds",
          "daemonset",
          "daemonsets",
          "po",
          "pod",
          "pods",
          "ep",
          "endpoints",
          "dc",
          "deploymentconfig",
          "rs",
          "replicaset");

  private static final Set<String> CLUSTER_VALUES =
      Set.of(
          "-n",
          "--namespace",
          "-f",
          "--filename",
          "-l",
          "--selector",
          "-o",
          "--output",
          "--context",
          "--kubeconfig",
          "-s",
          "--server",
          "--image",
          "-c",
          "--container",
          "--cluster",
          "--user",
          "--type",
          "--replicas",
          "--timeout",
          "--for",
          "--tail",
          "--since",
          "-p",
          "--patch",
          "--port",
          "--target-port",
          "--env",
          "-e",
          "--overrides",
          "--restart");

  private final List<Scalar> names = new ArrayList<>();
  private final List<Scalar> texts = new ArrayList<>();
  private final List<Scalar> images = new ArrayList<>();
  private List<Scalar> inner = List.of();

  private ContainerCommand() {}

  /** Empty where the program is no such one. */
  static Optional<ContainerCommand> of(String program, List<Scalar> arguments) {
    ContainerCommand command = new ContainerCommand();
    if (COMPOSE.contains(program)) {
      command.compose(arguments);
    } else if (CLUSTER.contains(program)) {
      command.cluster(arguments);
    } else if (ENGINES.contains(program)) {
      command.engine(arguments);
    } else {
      return Optional.empty();
    }
    return Optional.of(command);
  }

  /** Containers, services and workloads it is about. */
  List<Scalar> names() {
    return List.copyOf(names);
  }

  /** Values of options that may hold anything: variables of the environment. */
  List<Scalar> texts() {
    return List.copyOf(texts);
  }

  /** Images it fetches, and registries it logs in to. */
  List<Scalar> images() {
    return List.copyOf(images);
  }

  /** The command that runs within the container; empty if none. */
  List<Scalar> inner() {
    return inner;
  }

  private void engine(List<Scalar> words) {
    int at = command(words);
    if (at < words.size() && words.get(at).value().equals("container")) {
      at++;
    }
    if (at >= words.size()) {
      return;
    }
    String command = words.get(at).value();
    List<Scalar> rest = words.subList(at + 1, words.size());
    switch (command) {
      case "compose" -> compose(rest);
      case "run", "create" -> {
        int image = behindOptions(rest, 0, BEHIND);
        if (image < rest.size()) {
          images.add(rest.get(image));
          inner = rest.subList(image + 1, rest.size());
        }
      }
      case "exec" -> within(rest);
      case "pull", "push", "login" -> arguments(rest, images);
      case "cp" -> arguments(rest, names);
      default -> {
        if (OF_CONTAINERS.contains(command)) {
          arguments(rest, names);
        }
      }
    }
  }

  private void compose(List<Scalar> words) {
    int at = command(words);
    if (at >= words.size()) {
      return;
    }
    String command = words.get(at).value();
    List<Scalar> rest = words.subList(at + 1, words.size());
    if (command.equals("run") || command.equals("exec")) {
      within(rest);
    } else if (OF_SERVICES.contains(command) || command.equals("cp")) {
      arguments(rest, names);
    }
  }

  private void within(List<Scalar> words) {
    int at = behindOptions(words, 0, BEHIND);
    if (at < words.size()) {
      names.add(words.get(at));
      inner = words.subList(at + 1, words.size());
    }
  }

  private void arguments(List<Scalar> words, List<Scalar> to) {
    int at = behindOptions(words, 0, BEHIND);
    while (at < words.size()) {
      to.add(upTo(words.get(at), ":="));
      at = behindOptions(words, at + 1, BEHIND);
    }
  }

  /** Behind the options of the program itself, some of which a variable may hold. */
  private int command(List<Scalar> words) {
    int at = behindOptions(words, 0, BEFORE);
    while (at < words.size() && words.get(at).value().startsWith("$")) {
      at = behindOptions(words, at + 1, BEFORE);
    }
    return at;
  }

  private int behindOptions(List<Scalar> words, int from, Set<String> values) {
    int at = from;
    while (at < words.size() && words.get(at).value().startsWith("-")) {
      String option = words.get(at).value();
      int equals = option.indexOf('=');
      if (equals > 0) {
        option(option.substring(0, equals), words.get(at).part(equals + 1, option.length()));
      } else if (values.contains(option) && at + 1 < words.size()) {
        option(option, words.get(++at));
      }
      at++;
    }
    return at;
  }

  private void option(String option, Scalar value) {
    if (NAMING.contains(option)) {
      names.add(upTo(value, ":="));
    } else if (TEXT.contains(option)) {
      texts.add(value);
    } else if (option.startsWith("--net") && value.value().startsWith("container:")) {
      names.add(value.part("container:".length(), value.value().length()));
    }
  }

  private void cluster(List<Scalar> words) {
    String command = "";
    boolean named = false;
    for (int i = 0; i < words.size(); i++) {
      Scalar word = words.get(i);
      String text = word.value();
      if (text.equals("--")) {
        inner = words.subList(i + 1, words.size());
        return;
      }
      if (text.startsWith("-")) {
        i += CLUSTER_VALUES.contains(text) ? 1 : 0;
      } else if (command.isEmpty()) {
        command = text;
        named = Set.of("exec", "logs", "attach", "debug").contains(command);
      } else if (text.indexOf('/') > 0 && KINDS.contains(text.substring(0, text.indexOf('/')))) {
        names.add(upTo(word.part(text.indexOf('/') + 1, text.length()), ":="));
      } else if (KINDS.contains(text)) {
        named = true;
      } else if (named && text.indexOf('=') < 0 && text.indexOf(':') < 0) {
        names.add(word);
      }
    }
  }

  private static Scalar upTo(Scalar word, String ends) {
    for (int i = 0; i < word.value().length(); i++) {
      if (ends.indexOf(word.value().charAt(i)) >= 0) {
        return word.part(0, i);
      }
    }
    return word;
  }
}
