package io.whatbreaks.diff;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What only one of two worlds has: things declared, dependencies on names as they are written,
 * bindings, versions, alternatives, and names that stand in programs. How often and where a thing
 * is said makes no difference.
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
    BINDING,
    /** The origin is an instance of the target, a software; both sides tell its version. */
    VERSION,
    /** The origin needs the target or one of others in its place; both sides need it. */
    REDUNDANCY,
    /**
     * The full name of the target, a host that either side declares, stands within the origin where
     * a name would stand, in text whose meaning is not known.
     */
    HARD_CODED
  }

  /**
   * One statement that one side makes and the other does not.
   *
   * @param origin as that side calls it
   * @param target as that side calls it
   * @param detail the port of a dependency, the key of a binding, the version, how many there are
   *     of which one suffices; empty where there is none
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
    Set<String> known = new HashSet<>(Statements.hosts(requireNonNull(a, "a")));
    known.addAll(Statements.hosts(requireNonNull(b, "b")));
    Map<String, Entry> left = Statements.of(a, Side.A, names, known);
    Map<String, Entry> right = Statements.of(b, Side.B, names, known);
    Map<String, Entry> only = new TreeMap<>();
    put(only, left, right, names);
    put(only, right, left, names);
    return new Diff(List.copyOf(only.values()));
  }

  private static void put(
      Map<String, Entry> only, Map<String, Entry> own, Map<String, Entry> other, NameMap names) {
    Set<String> subjects = new HashSet<>();
    other.values().forEach(entry -> subjects.add(Statements.subject(entry, names)));
    own.forEach(
        (key, entry) -> {
          boolean told =
              switch (entry.kind()) {
                // Where the other side says nothing of it, something else tells the difference.
                case VERSION, REDUNDANCY -> subjects.contains(Statements.subject(entry, names));
                case DECLARED, DEPENDENCY, BINDING, HARD_CODED -> true;
              };
          if (told && !other.containsKey(key)) {
            only.put(key + " " + entry.side(), entry);
          }
        });
  }
}
