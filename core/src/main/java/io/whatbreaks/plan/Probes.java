package io.whatbreaks.plan;

import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands that look and change nothing. Names from files are quoted for a shell. */
final class Probes {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");

  /** By the software, what shows that an instance is well; none of them changes anything. */
  private static final Map<String, String> HEALTH =
      Map.ofEntries(
          Map.entry("rabbitmq", "rabbitmq-diagnostics -q status"),
          Map.entry("postgresql", "pg_isready"),
          Map.entry("redis", "redis-cli ping"),
          Map.entry("valkey", "valkey-cli ping"),
          Map.entry("mysql", "mysqladmin ping"),
          Map.entry("mariadb", "mariadb-admin ping"),
          Map.entry("nginx", "nginx -t"),
          Map.entry("haproxy", "haproxy -c -f /etc/haproxy/haproxy.cfg"),
          Map.entry("bind", "named-checkconf -z"),
          Map.entry("postfix", "postfix check"),
          Map.entry("httpd", "apachectl configtest"),
          Map.entry("apache", "apachectl configtest"),
          Map.entry("etcd", "etcdctl endpoint health"),
          Map.entry("patroni", "patronictl list"),
          Map.entry("mongodb", "mongosh --quiet --eval 'db.hello().ok'"),
          Map.entry("prometheus", "promtool check config /etc/prometheus/prometheus.yml"));

  private final World world;
  private final Set<NodeId> units = new HashSet<>();

  Probes(World world) {
    this.world = world;
    world.settings().forEach(setting -> unit(setting.component(), setting.evidence()));
    world.needs().forEach(need -> unit(need.component(), need.reference().evidence()));
  }

  private void unit(NodeId component, Evidence evidence) {
    if (evidence.scanner().equals("systemd")) {
      units.add(component);
    }
  }

  /** What a name leads to. */
  static List<String> lookup(NodeId host) {
    if (host.scope().equals(Scope.DNS) && host.name().indexOf('.') > 0) {
      return List.of("dig +noall +answer " + quoted(host.name()) + ".");
    }
    return List.of("getent hosts " + quoted(host.name()));
  }

  /** What shows that a name is found, and a port of it answers. */
  static List<String> reach(String name, OptionalInt port) {
    List<String> commands = new ArrayList<>();
    commands.add("getent hosts " + quoted(name));
    port.ifPresent(number -> commands.add("nc -z -w 3 " + quoted(name) + " " + number));
    return commands;
  }

  /** What shows that a component is up. */
  List<String> health(NodeId component) {
    List<String> commands = new ArrayList<>();
    runner(component, commands);
    for (Fact.Installation installation : world.installations(component)) {
      String command = HEALTH.get(installation.software().toLowerCase(Locale.ROOT));
      if (command != null && !commands.contains(command)) {
        commands.add(command);
      }
    }
    for (int port : world.ports(component)) {
      world.hostsOf(component).stream()
          .findFirst()
          .ifPresent(host -> commands.add("nc -z -w 3 " + quoted(host.name()) + " " + port));
    }
    return commands;
  }

  private void runner(NodeId component, List<String> commands) {
    for (NodeId host : world.hostsOf(component)) {
      Scope.Kind kind = host.scope().kind();
      if (kind == Scope.Kind.COMPOSE) {
        commands.add("docker compose ps " + quoted(lastElement(component.name())));
      } else if (kind == Scope.Kind.KUBERNETES) {
        commands.add(
            "kubectl -n "
                + quoted(host.scope().project().name())
                + " get pods -o wide --field-selector=status.phase!=Running");
      }
    }
    if (commands.isEmpty() && isUnit(component)) {
      commands.add("systemctl is-active " + quoted(component.name()));
    }
  }

  /** Whether a unit of the machine runs the component, as far as the files show. */
  boolean isUnit(NodeId component) {
    return units.contains(component) && component.scope().kind() == Scope.Kind.HOST;
  }

  /** How a component is restarted, where what runs it is known, in brackets. */
  String how(NodeId component) {
    for (NodeId host : world.hostsOf(component)) {
      Scope.Kind kind = host.scope().kind();
      if (kind == Scope.Kind.COMPOSE) {
        return " (docker compose up -d " + quoted(lastElement(component.name())) + ")";
      } else if (kind == Scope.Kind.KUBERNETES) {
        return " (kubectl rollout restart)";
      }
    }
    return isUnit(component) ? " (systemctl restart " + quoted(component.name()) + ")" : "";
  }

  private static String lastElement(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** One word of a shell, whatever a hostile file calls things. */
  static String quoted(String word) {
    if (word.startsWith("-")) {
      // No quotes keep a program from taking it as an option.
      return "<name>";
    }
    String line = word.replaceAll("\\p{Cntrl}", "?");
    return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
  }
}
