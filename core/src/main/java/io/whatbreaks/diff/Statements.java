package io.whatbreaks.diff;

import io.whatbreaks.diff.Diff.Entry;
import io.whatbreaks.diff.Diff.Kind;
import io.whatbreaks.diff.Diff.Side;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** What one side says, by what both sides would call it. */
final class Statements {
  private final World world;
  private final Side side;
  private final NameMap names;
  private final List<Entry> all = new ArrayList<>();

  private Statements(World world, Side side, NameMap names) {
    this.world = world;
    this.side = side;
    this.names = names;
  }

  /**
   * All of them.
   *
   * @param known the full names of hosts that either side declares
   */
  static Map<String, Entry> of(World world, Side side, NameMap names, Set<String> known) {
    Statements made = new Statements(world, side, names);
    made.declared();
    made.needs();
    made.lists();
    made.records();
    made.versions();
    made.hardCoded(known);
    made.all.sort(Comparator.comparing(entry -> entry.evidence().at()));
    Map<String, Entry> byKey = new TreeMap<>();
    made.all.forEach(entry -> byKey.merge(made.key(entry), entry, Statements::surer));
    return byKey;
  }

  /** The full names of the hosts that a world declares. */
  static Set<String> hosts(World world) {
    Set<String> hosts = new HashSet<>();
    for (NodeId node : world.declared()) {
      if (node.kind() == NodeKind.HOST && node.name().indexOf('.') > 0) {
        hosts.add(node.name());
      }
    }
    return hosts;
  }

  private void declared() {
    for (NodeId node : world.declared()) {
      world.evidence(node).ifPresent(at -> certain(Kind.DECLARED, node, Optional.empty(), "", at));
    }
  }

  private void needs() {
    for (Need need : world.needs()) {
      if (isDependency(need)) {
        OptionalInt port = need.reference().target().port();
        all.add(
            new Entry(
                side,
                Kind.DEPENDENCY,
                need.component(),
                Optional.of(need.resolution().first()),
                port.isPresent() ? String.valueOf(port.getAsInt()) : "",
                need.certainty(),
                need.place()));
      }
    }
  }

  private boolean isDependency(Need need) {
    return need.effective() && !need.isRecord() && !world.holds(need);
  }

  private record ListOf(NodeId component, Group group) {}

  /** How many there are of which one suffices; one that stands alone is a list of one. */
  private void lists() {
    Map<ListOf, Map<NodeId, Need>> members = new LinkedHashMap<>();
    for (Need need : world.needs()) {
      if (isDependency(need) && !need.isAccess()) {
        Group group = need.reference().use().group();
        NodeId target = need.resolution().first();
        boolean spared = group.sparesMembers() && !group.id().isEmpty();
        Group list = spared ? group : new Group(target.toString(), Group.Mode.SINGLE);
        members
            .computeIfAbsent(new ListOf(need.component(), list), absent -> new TreeMap<>())
            .putIfAbsent(target, need);
      }
    }
    members.forEach(
        (list, needs) -> {
          Map.Entry<NodeId, Need> first = needs.entrySet().iterator().next();
          all.add(
              new Entry(
                  side,
                  Kind.REDUNDANCY,
                  list.component(),
                  Optional.of(first.getKey()),
                  String.valueOf(needs.size()),
                  first.getValue().certainty(),
                  first.getValue().place()));
        });
  }

  private void records() {
    for (Fact.Alias alias : world.aliases()) {
      Optional<NodeId> target = Optional.of(NodeId.host(alias.alias().scope(), alias.target()));
      certain(Kind.DEPENDENCY, alias.alias(), target, "", alias.evidence());
    }
    for (Fact.Binding binding : world.bindings()) {
      Optional<NodeId> target = Optional.of(binding.destination());
      certain(Kind.BINDING, binding.exchange(), target, binding.key(), binding.evidence());
    }
  }

  private void versions() {
    for (String software : world.software()) {
      NodeId target = new NodeId(NodeKind.SERVICE, Scope.DNS, software);
      world
          .instances(software)
          .forEach(
              (component, facts) ->
                  facts.stream()
                      .filter(fact -> !fact.version().isEmpty())
                      .findFirst()
                      .ifPresent(
                          fact ->
                              certain(
                                  Kind.VERSION,
                                  component,
                                  Optional.of(target),
                                  fact.version(),
                                  fact.evidence())));
    }
  }

  /** Full names of hosts that stand in text of unknown meaning, where a name would stand. */
  private void hardCoded(Set<String> known) {
    Set<SourceLocation> explained = new HashSet<>();
    world.needs().forEach(need -> explained.add(need.place().at()));
    for (Fact.Token token : world.tokens()) {
      String name = HostName.normalise(token.text());
      boolean is = token.span().names(NodeKind.HOST) && known.contains(name);
      if (is && !explained.contains(token.evidence().at())) {
        for (NodeId owner : world.owners(token.component())) {
          all.add(
              new Entry(
                  side,
                  Kind.HARD_CODED,
                  owner,
                  Optional.of(NodeId.host(Scope.DNS, name)),
                  "",
                  Certainty.POSSIBLE,
                  token.evidence()));
        }
      }
    }
  }

  private void certain(
      Kind kind, NodeId origin, Optional<NodeId> target, String detail, Evidence evidence) {
    all.add(new Entry(side, kind, origin, target, detail, Certainty.CERTAIN, evidence));
  }

  private String key(Entry entry) {
    return subject(entry, names) + " " + entry.detail();
  }

  /** What a statement is about, whatever its detail. */
  static String subject(Entry entry, NameMap names) {
    return names.common(entry.origin(), entry.side())
        + " "
        + entry.kind()
        + " "
        + entry.target().map(node -> names.common(node, entry.side())).orElse("");
  }

  private static Entry surer(Entry first, Entry later) {
    return first.certainty() == Certainty.CERTAIN || later.certainty() == Certainty.POSSIBLE
        ? first
        : later;
  }
}
