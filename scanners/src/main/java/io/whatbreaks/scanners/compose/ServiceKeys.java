package io.whatbreaks.scanners.compose;

import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import java.util.Set;

/**
 * The keys that a service may have: a file that only changes services of another one has no image.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/">Services</a>
 */
final class ServiceKeys {
  private static final Set<String> ALL =
      Set.of(
          "annotations",
          "attach",
          "build",
          "cap_add",
          "cap_drop",
          "command",
          "configs",
          "container_name",
          "depends_on",
          "deploy",
          "devices",
          "dns",
          "dns_search",
          "domainname",
          "entrypoint",
          "env_file",
          "environment",
          "expose",
          "extends",
          "external_links",
          "extra_hosts",
          "healthcheck",
          "hostname",
          "image",
          "init",
          "ipc",
          "labels",
          "links",
          "logging",
          "mem_limit",
          "network_mode",
          "networks",
          "pid",
          "platform",
          "ports",
          "privileged",
          "profiles",
          "pull_policy",
          "read_only",
          "restart",
          "scale",
          "secrets",
          "security_opt",
          "shm_size",
          "stdin_open",
          "stop_grace_period",
          "stop_signal",
          "sysctls",
          "tmpfs",
          "tty",
          "ulimits",
          "user",
          "volumes",
          "volumes_from",
          "working_dir");

  private ServiceKeys() {}

  /** Whether every service has keys, and none that services do not have. */
  static boolean areAll(Node services) {
    boolean any = false;
    for (Node.Entry service : Nodes.entries(services)) {
      boolean isService = !service.key().value().startsWith("x-");
      if (isService && (Nodes.entries(service.value()).isEmpty() || !areKnown(service.value()))) {
        return false;
      }
      any |= isService;
    }
    return any;
  }

  private static boolean areKnown(Node service) {
    return Nodes.entries(service).stream()
        .map(entry -> entry.key().value())
        .allMatch(key -> ALL.contains(key) || key.startsWith("x-"));
  }
}
