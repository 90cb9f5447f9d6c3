package io.whatbreaks.plan;

import io.whatbreaks.impact.Spelling;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What everything is called once some things are renamed and every place says so. */
final class Renaming implements UnaryOperator<NodeId> {
  private final World before;
  private final Map<NodeId, NodeId> names;
  private final Map<String, String> machines = new HashMap<>();
  private final Map<NodeId, NodeId> others = new HashMap<>();

  /**
   * The renaming of a world.
   *
   * @param names each thing that gets another name, with that name
   */
  Renaming(World before, Map<NodeId, NodeId> names) {
    this.before = before;
    this.names = names;
    names.forEach(
        (old, now) -> {
          if (old.kind() == NodeKind.HOST) {
            host(old, now);
          }
        });
  }

  private void host(NodeId old, NodeId now) {
    for (Scope scope : before.scopesOf(old)) {
      machines.put(scope.name(), spelled(scope.name(), old, now));
    }
    before.pinsOf(old).forEach(pin -> others.put(pin.host(), spelled(pin.host(), old, now)));
    for (NodeId redirected : before.redirectedTo(old)) {
      String label = HostName.firstLabel(redirected.name());
      if (HostName.firstLabel(old.name()).equals(label)) {
        String name = HostName.firstLabel(now.name()) + redirected.name().substring(label.length());
        others.put(redirected, new NodeId(redirected.kind(), redirected.scope(), name));
      }
    }
  }

  private static NodeId spelled(NodeId node, NodeId old, NodeId now) {
    return new NodeId(node.kind(), node.scope(), spelled(node.name(), old, now));
  }

  private static String spelled(String name, NodeId old, NodeId now) {
    return Spelling.rewrite(name, old.name(), now.name(), false).orElse(name);
  }

  @Override
  public NodeId apply(NodeId node) {
    NodeId named = names.getOrDefault(node, others.getOrDefault(node, node));
    if (named.equals(node)
        && node.kind() == NodeKind.HOST
        && node.scope().kind() == Scope.Kind.HOST) {
      NodeId machine = before.machineOf(node);
      NodeId now = names.get(machine);
      named = now == null ? node : spelled(node, machine, now);
    }
    return new NodeId(named.kind(), scope(named.scope()), named.name());
  }

  /** The endpoint that another one becomes, if it does. */
  Optional<NodeId> endpoint(String name) {
    return names.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == NodeKind.ENDPOINT)
        .filter(entry -> entry.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Where names are looked up from, once a machine or a service has another name. */
  Scope scope(Scope scope) {
    if (scope.kind() == Scope.Kind.HOST) {
      return Scope.host(machine(scope.name()));
    }
    Scope project = scope.project();
    String name = project.name();
    String outer = scope.outer();
    String word = Scope.Kind.HOST.word() + ":";
    if (outer.startsWith(word)) {
      // A project is called by the machine that it lies on too.
      String machine = outer.substring(word.length());
      boolean on = name.equals(machine) || name.startsWith(machine + "/");
      name = on ? machine(machine) + name.substring(machine.length()) : name;
      outer = word + machine(machine);
    }
    Scope moved = new Scope(scope.kind(), name, outer);
    return scope.member().map(member -> moved.member(member(project, member))).orElse(moved);
  }

  private String machine(String name) {
    return machines.getOrDefault(name, name);
  }

  private String member(Scope project, String member) {
    NodeId now = names.get(NodeId.host(project, member));
    return now == null ? member : now.name();
  }
}
