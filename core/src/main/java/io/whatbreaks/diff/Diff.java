package io.whatbreaks.diff;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What only one of two worlds has: things declared, dependencies on names as they are written, and
 * bindings. How often and where a thing is said makes no difference.
 *
 * @param entries in order of what they are about, as the second world calls it; then of the side
 */
public record Diff(List<Entry> entries) {

  /** Which world has it. */
  public enum Side {
    /** The first one alone. */
    A,
    /** The second one alone. */
    B
  }

  /** What is said. */
  public enum Kind {
    /** The origin is declared; there is no target. */
    DECLARED,
    /** The origin, a component or an alias, depends on the target. */
    DEPENDENCY,
    /** Messages of the origin, an exchange, reach the target. */
    BINDING
  }

  /**
   * One statement that one side makes and the other does not.
   *
   * @param origin as that side calls it
   * @param target as that side calls it
   * @param detail the port of a dependency, the key of a binding; empty where there is none
   * @param evidence the first place where it stands
   */
  public record Entry(
      Side side,
      Kind kind,
      NodeId origin,
      Optional<NodeId> target,
      String detail,
      Certainty certainty,
      Evidence evidence) {

    /** Checks that no part is missing. */
    public Entry {
      requireNonNull(side, "side");
      requireNonNull(kind, "kind");
      requireNonNull(origin, "origin");
      requireNonNull(target, "target");
      requireNonNull(detail, "detail");
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  public Diff {
    entries = List.copyOf(entries);
  }

  /**
   * Compares two worlds.
   *
   * @param names what the second calls the hosts of the first
   */
  public static Diff of(World a, World b, NameMap names) {
    requireNonNull(names, "names");
    Map<String, Entry> left = statements(requireNonNull(a, "a"), Side.A, names);
    Map<String, Entry> right = statements(requireNonNull(b, "b"), Side.B, names);
    Map<String, Entry> only = new TreeMap<>();
    left.forEach((key, entry) -> put(only, key, entry, right));
    right.forEach((key, entry) -> put(only, key, entry, left));
    return new Diff(List.copyOf(only.values()));
  }

  private static void put(
      Map<String, Entry> only, String key, Entry entry, Map<String, Entry> other) {
    if (!other.containsKey(key)) {
      only.put(key + " " + entry.side(), entry);
    }
  }

  private static Map<String, Entry> statements(World world, Side side, NameMap names) {
    List<Entry> all = new ArrayList<>();
    for (NodeId node : world.declared()) {
      world
          .evidence(node)
          .ifPresent(at -> all.add(certain(side, Kind.DECLARED, node, Optional.empty(), "", at)));
    }
    for (Need need : world.needs()) {
      if (need.effective() && !need.isRecord() && !world.holds(need)) {
        all.add(dependency(side, need));
      }
    }
    for (Fact.Alias alias : world.aliases()) {
      Optional<NodeId> target = Optional.of(NodeId.host(alias.alias().scope(), alias.target()));
      all.add(certain(side, Kind.DEPENDENCY, alias.alias(), target, "", alias.evidence()));
    }
    for (Fact.Binding binding : world.bindings()) {
      Optional<NodeId> target = Optional.of(binding.destination());
      all.add(
          certain(
              side, Kind.BINDING, binding.exchange(), target, binding.key(), binding.evidence()));
    }
    all.sort(Comparator.comparing(entry -> entry.evidence().at()));
    Map<String, Entry> byKey = new TreeMap<>();
    all.forEach(entry -> byKey.merge(key(entry, names), entry, Diff::surer));
    return byKey;
  }

  private static Entry dependency(Side side, Need need) {
    OptionalInt port = need.reference().target().port();
    return new Entry(
        side,
        Kind.DEPENDENCY,
        need.component(),
        Optional.of(need.resolution().first()),
        port.isPresent() ? String.valueOf(port.getAsInt()) : "",
        need.certainty(),
        need.place());
  }

  private static Entry certain(
      Side side,
      Kind kind,
      NodeId origin,
      Optional<NodeId> target,
      String detail,
      Evidence evidence) {
    return new Entry(side, kind, origin, target, detail, Certainty.CERTAIN, evidence);
  }

  private static String key(Entry entry, NameMap names) {
    return names.common(entry.origin(), entry.side())
        + " "
        + entry.kind()
        + " "
        + entry.target().map(node -> names.common(node, entry.side())).orElse("")
        + " "
        + entry.detail();
  }

  private static Entry surer(Entry first, Entry later) {
    return first.certainty() == Certainty.CERTAIN || later.certainty() == Certainty.POSSIBLE
        ? first
        : later;
  }
}
