package io.whatbreaks.report;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Reason;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is drawn: nodes, in groups that can be folded, and links between them. All forms of a
 * picture are made from this one.
 *
 * @param nodes in order of their ids
 * @param links in order of their ends, one for each pair of ends and label
 */
public record Picture(List<Node> nodes, List<Link> links) {
  private static final Set<NodeKind> MESSAGING =
      Set.of(NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC);

  /**
   * A node.
   *
   * @param group the machine, project, namespace or virtual host it lies in, printed as a scope;
   *     empty where it lies in none
   * @param effect the gravest of what happens to it; empty where nothing does
   * @param changes whether the change is about it
   * @param becomes what it is called afterwards, where it gets another name
   */
  public record Node(
      NodeId id, String group, Optional<Effect> effect, boolean changes, Optional<String> becomes) {
    public Node {
      requireNonNull(id, "id");
      requireNonNull(group, "group");
      requireNonNull(effect, "effect");
      requireNonNull(becomes, "becomes");
    }
  }

  /**
   * A link: the origin depends on the target; among queues and exchanges messages go from the
   * origin to the target.
   *
   * @param label what is written beside it, a routing key for instance; empty for nothing
   * @param evidence where the files say so, if they do
   */
  public record Link(
      NodeId origin,
      NodeId target,
      String label,
      Certainty certainty,
      Optional<Evidence> evidence) {
    public Link {
      requireNonNull(origin, "origin");
      requireNonNull(target, "target");
      requireNonNull(label, "label");
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  public Picture {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /** What an answer is about, whom it reaches, and by which chains. */
  public static Picture of(Impact impact) {
    requireNonNull(impact, "impact");
    Drawing drawing = new Drawing(Map.of());
    for (NodeId changed : impact.changed()) {
      drawing.change(changed, Optional.ofNullable(impact.renamed().get(changed)).map(NodeId::name));
    }
    for (Breakage breakage : impact.breakages()) {
      drawing.affect(breakage);
    }
    return drawing.picture();
  }

  /**
   * Everything: who depends on what.
   *
   * @param graph of that world
   */
  public static Picture of(World world, DependencyGraph graph) {
    Drawing drawing = new Drawing(machines(world));
    for (NodeId node : graph.nodes()) {
      drawing.node(node);
      for (Dependency dependency : graph.from(node)) {
        drawing.link(
            dependency.origin(),
            dependency.target(),
            "",
            dependency.certainty(),
            dependency.evidence());
      }
    }
    return drawing.picture();
  }

  /**
   * Queues, exchanges and topics alone, with whoever uses them, as messages go: from who publishes
   * to the exchange, along its bindings, to the queue, to who consumes. A use whose direction is
   * not known is drawn as a dependency, from who uses it.
   *
   * @param graph of that world
   */
  public static Picture messaging(World world, DependencyGraph graph) {
    Drawing drawing = new Drawing(machines(world));
    for (NodeId node : world.declared()) {
      if (MESSAGING.contains(node.kind())) {
        drawing.node(node);
      }
    }
    for (Fact.Binding binding : world.bindings()) {
      drawing.link(
          binding.exchange(),
          binding.destination(),
          binding.key(),
          Certainty.CERTAIN,
          Optional.of(binding.evidence()));
    }
    Set<SourceLocation> taken = new HashSet<>();
    world.stated().broker(Fact.Consumes.class).forEach(fact -> taken.add(fact.evidence().at()));
    for (NodeId node : graph.nodes()) {
      if (!MESSAGING.contains(node.kind())) {
        continue;
      }
      for (Dependency use : graph.into(node)) {
        use(drawing, use, taken);
      }
    }
    return drawing.picture();
  }

  private static void use(Drawing drawing, Dependency use, Set<SourceLocation> taken) {
    boolean consumes = use.evidence().filter(evidence -> taken.contains(evidence.at())).isPresent();
    if (consumes) {
      drawing.link(use.target(), use.origin(), "", use.certainty(), use.evidence());
    } else if (!drawing.isLinked(use.target(), use.origin())
        && !drawing.isLinked(use.origin(), use.target())) {
      drawing.link(use.origin(), use.target(), "", use.certainty(), use.evidence());
    }
  }

  /** The scope of the machine that each host's name stands for. */
  private static Map<NodeId, String> machines(World world) {
    Map<NodeId, String> all = new HashMap<>();
    world.stated().machines().forEach((host, scopes) -> all.put(host, scopes.get(0).toString()));
    return all;
  }

  /** Draws one node or link after the other. */
  private static final class Drawing {
    private static final Comparator<Link> ORDER =
        Comparator.comparing(Link::origin).thenComparing(Link::target).thenComparing(Link::label);

    private final Map<NodeId, String> groups;
    private final Map<NodeId, Node> nodes = new TreeMap<>();
    private final Map<List<Object>, Link> links = new HashMap<>();
    private final Set<List<NodeId>> pairs = new HashSet<>();

    Drawing(Map<NodeId, String> groups) {
      this.groups = groups;
    }

    Node node(NodeId id) {
      return nodes.computeIfAbsent(
          id, absent -> new Node(id, group(id), Optional.empty(), false, Optional.empty()));
    }

    void change(NodeId id, Optional<String> becomes) {
      Node node = node(id);
      nodes.put(id, new Node(id, node.group(), node.effect(), true, becomes));
    }

    void affect(Breakage breakage) {
      Node node = node(breakage.component());
      Effect gravest =
          node.effect()
              .filter(known -> known.compareTo(breakage.effect()) <= 0)
              .orElse(breakage.effect());
      nodes.put(
          node.id(),
          new Node(node.id(), node.group(), Optional.of(gravest), node.changes(), node.becomes()));
      List<NodeId> chain = breakage.chain();
      for (int i = 1; i < chain.size(); i++) {
        Optional<Evidence> evidence =
            i == 1 ? breakage.why().stream().findFirst().map(Reason::evidence) : Optional.empty();
        link(chain.get(i - 1), chain.get(i), "", breakage.certainty(), evidence);
      }
    }

    /**
     * Of several links of the same ends and label the one that is certain counts, else the first.
     */
    void link(
        NodeId origin,
        NodeId target,
        String label,
        Certainty certainty,
        Optional<Evidence> evidence) {
      node(origin);
      node(target);
      pairs.add(List.of(origin, target));
      links.merge(
          List.of(origin, target, label),
          new Link(origin, target, label, certainty, evidence),
          (known, now) ->
              new Link(
                  origin,
                  target,
                  label,
                  known.certainty().compareTo(now.certainty()) <= 0
                      ? known.certainty()
                      : now.certainty(),
                  known.evidence().or(now::evidence)));
    }

    boolean isLinked(NodeId origin, NodeId target) {
      return pairs.contains(List.of(origin, target));
    }

    private String group(NodeId id) {
      String machine = groups.get(id);
      if (machine != null) {
        return machine;
      }
      Scope scope = id.scope().project();
      return switch (scope.kind()) {
        case DNS -> "";
        case HOST, VHOST -> scope.toString();
        case TREE -> scope.name().isEmpty() ? "" : scope.toString();
        case COMPOSE, KUBERNETES ->
            scope.outer().startsWith(Scope.Kind.HOST.word() + ":")
                ? scope.outer()
                : scope.toString();
      };
    }

    Picture picture() {
      return new Picture(
          List.copyOf(nodes.values()), links.values().stream().sorted(ORDER).toList());
    }
  }
}
