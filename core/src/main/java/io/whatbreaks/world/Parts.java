package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which parts of a process its users are served. Where that cannot be told, by all of them: the
 * empty name stands for the whole process.
 */
final class Parts {
  private static final String WHOLE = "";

  private final FactIndex index;
  private final Map<NodeId, Divided> processes = new HashMap<>();

  /** The parts of one process. */
  private static final class Divided {
    final Map<Integer, Set<String>> doors = new HashMap<>();
    final Map<Integer, Set<SourceLocation>> ports = new HashMap<>();
    final Map<String, Set<String>> names = new HashMap<>();
    final Map<String, Set<String>> passes = new HashMap<>();
    final Map<SourceLocation, String> holds = new HashMap<>();
    final Set<SourceLocation> startsWithout = new HashSet<>();
    final Set<String> all = new TreeSet<>();

    /** Ports that another statement gives the process: they may lead to others of its own. */
    final Set<Integer> published = new HashSet<>();

    /** The parts that are known to be entered, at whatever port. */
    final Set<String> served = new TreeSet<>();

    void add(Fact.Part part) {
      String name = part.name();
      if (!name.isEmpty()) {
        all.add(name);
      }
      switch (part.tie()) {
        case ENTERED -> {
          int port = Integer.parseInt(part.value());
          doors.computeIfAbsent(port, absent -> new TreeSet<>()).add(name);
          ports.computeIfAbsent(port, absent -> new HashSet<>()).add(part.evidence().at());
        }
        case OPENED ->
            ports
                .computeIfAbsent(Integer.parseInt(part.value()), absent -> new HashSet<>())
                .add(part.evidence().at());
        case CALLED ->
            names
                .computeIfAbsent(name, absent -> new TreeSet<>())
                .add(HostName.normalise(part.value()));
        case HOLDS -> holds.put(part.evidence().at(), name);
        case HOLDS_FROM_START -> {
          holds.put(part.evidence().at(), name);
          startsWithout.add(part.evidence().at());
        }
        case PASSES -> passes.computeIfAbsent(name, absent -> new TreeSet<>()).add(part.value());
      }
    }

    boolean isDoor(Fact.Listener listener) {
      return ports.getOrDefault(listener.port(), Set.of()).contains(listener.evidence().at());
    }

    /** Some parts, those they hand on to, and those that everybody is handed on to. */
    Set<String> from(Collection<String> starts) {
      Set<String> reached = new LinkedHashSet<>(starts);
      reached.add(WHOLE);
      ArrayDeque<String> open = new ArrayDeque<>(reached);
      while (!open.isEmpty()) {
        for (String next : passes.getOrDefault(open.remove(), Set.of())) {
          Collection<String> meant = next.equals(Fact.Part.ANY) ? all : List.of(next);
          meant.stream().filter(reached::add).forEach(open::add);
        }
      }
      return reached;
    }

    void serve() {
      Set<String> entered = new TreeSet<>();
      doors.values().forEach(entered::addAll);
      served.addAll(from(entered));
    }
  }

  Parts(FactIndex index, Components components, List<Need> needs, Listeners listeners) {
    this.index = index;
    index.parts.forEach(
        (component, parts) -> {
          for (NodeId owner : components.owners(component)) {
            Divided process = processes.computeIfAbsent(owner, absent -> new Divided());
            parts.forEach(process::add);
          }
        });
    for (Need need : processes.isEmpty() ? List.<Need>of() : needs) {
      loop(need, listeners);
    }
    for (Fact.Listener listener :
        processes.isEmpty() ? List.<Fact.Listener>of() : index.listeners) {
      Divided process = processes.get(listener.component());
      if (process != null && !process.isDoor(listener)) {
        process.published.add(listener.port());
      }
    }
    processes.values().forEach(Divided::serve);
  }

  /** Of a part that reaches its own process again by a port, the others are a way on. */
  private void loop(Need need, Listeners listeners) {
    Divided process = processes.get(need.component());
    String part = process == null ? null : process.holds.get(need.reference().evidence().at());
    if (process == null || part == null) {
      return;
    }
    int port = need.reference().target().port().orElse(-1);
    boolean itself =
        need.resolution().steps().stream()
            .anyMatch(step -> listeners.at(step.node(), port).contains(need.component()));
    if (itself) {
      process
          .passes
          .computeIfAbsent(part, absent -> new TreeSet<>())
          .addAll(process.doors.getOrDefault(port, Set.of(Fact.Part.ANY)));
    }
  }

  /**
   * The part of its process that a reference serves; empty where no user is known to come in by it,
   * so that it may serve everybody.
   */
  String of(Need need) {
    Divided process = processes.get(need.component());
    if (process == null) {
      return WHOLE;
    }
    String part = process.holds.getOrDefault(need.reference().evidence().at(), WHOLE);
    return process.served.contains(part) ? part : WHOLE;
  }

  /** Whether a process starts although the name of a need is dead. */
  boolean startsWithout(Need need) {
    Divided process = processes.get(need.component());
    return process != null && process.startsWithout.contains(need.reference().evidence().at());
  }

  /**
   * The parts of a server that a need uses by a host and the port it writes; empty where it cannot
   * be told.
   */
  Set<String> used(NodeId server, Need need, NodeId host) {
    Divided process = processes.get(server);
    int port = need.reference().target().port().orElse(-1);
    if (process == null
        || host.scope().kind() == Scope.Kind.KUBERNETES
        || !process.doors.containsKey(port)
        || process.doors.get(port).contains(WHOLE)
        || process.published.contains(port)) {
      return Set.of();
    }
    return process.from(asked(process, process.doors.get(port), need));
  }

  /** Those that have the name a need asks for; all where none does, or it cannot be told. */
  private Set<String> asked(Divided process, Set<String> doors, Need need) {
    // A server known by its table may be a proxy, and hand on the name it was asked for itself.
    if (doors.size() == 1 || index.installations.containsKey(need.component())) {
      return doors;
    }
    String name = HostName.normalise(need.name());
    Set<String> named = new TreeSet<>(doors);
    named.removeIf(door -> !process.names.getOrDefault(door, Set.of()).contains(name));
    return named.isEmpty() ? doors : named;
  }
}
