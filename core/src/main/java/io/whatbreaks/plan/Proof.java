package io.whatbreaks.plan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Whether a patch renames and does nothing else: the world that is read from the patched documents
 * has to be the one read before with the name replaced. It holds where nothing differs.
 *
 * @param impact what was asked, and what it breaks while nobody edits anything
 * @param patch the edits that were made
 * @param differences what is not as it was, in order of place
 */
public record Proof(Impact impact, Patch patch, List<Difference> differences) {

  /** Puts the differences into their order. */
  public Proof {
    requireNonNull(impact, "impact");
    requireNonNull(patch, "patch");
    differences = differences.stream().sorted().distinct().toList();
  }

  /**
   * Compares two worlds.
   *
   * @param before of the documents as they are
   * @param after of the documents with the patch made
   */
  public static Proof of(Impact impact, Patch patch, World before, World after) {
    requireNonNull(impact, "impact");
    return new Proof(impact, patch, new Worlds(impact.renamed(), before, after).differences());
  }

  /** What becomes of the scopes of machines that are renamed. */
  public static UnaryOperator<Scope> scopes(Impact impact, World before) {
    return new Renaming(before, impact.renamed())::scope;
  }

  /** Whether the patch renames and does nothing else. */
  public boolean holds() {
    return differences.isEmpty();
  }

  /** What may differ. */
  public enum Kind {
    /** A name reached something that is declared, and does so no more. */
    DANGLING,
    /** What was stated is not stated any more. */
    LOST,
    /** A name leads elsewhere, or is needed by something else. */
    CHANGED,
    /** What is stated now was not stated before. */
    ADDED,
    /** A place still says the old name. */
    LEFT_OVER,
    /** The new name was taken: two things have become one. */
    MERGED;

    /** The word that reports have for it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One difference.
   *
   * @param evidence its place, in the documents before; after, where nothing was before
   * @param certainty of what is stated there
   * @param before what was there: what needs the name and the chain from it, or what is declared;
   *     empty for nothing
   * @param after what is there with the patch made; empty for nothing
   */
  public record Difference(
      Kind kind, Evidence evidence, Certainty certainty, List<NodeId> before, List<NodeId> after)
      implements Comparable<Difference> {
    private static final Comparator<Difference> ORDER =
        Comparator.<Difference, io.whatbreaks.model.SourceLocation>comparing(
                difference -> difference.evidence.at())
            .thenComparing(Difference::kind)
            .thenComparing(Difference::certainty)
            .thenComparing(Difference::message);

    /** Copies the lists. */
    public Difference {
      requireNonNull(kind, "kind");
      requireNonNull(evidence, "evidence");
      requireNonNull(certainty, "certainty");
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** By place. */
    @Override
    public int compareTo(Difference other) {
      return ORDER.compare(this, other);
    }

    /** What differs, as a sentence. */
    public String message() {
      return switch (kind) {
        case DANGLING -> chain(before) + " leads to nothing that is declared now: " + chain(after);
        case LOST -> chain(before) + " is lost";
        case CHANGED -> chain(before) + " has become " + chain(after);
        case ADDED -> chain(after) + " is new";
        case LEFT_OVER -> "the old name is still here: " + chain(before);
        case MERGED -> chain(after) + " is taken: " + chain(before) + " has become one with it";
      };
    }

    private static String chain(List<NodeId> nodes) {
      return nodes.stream().map(NodeId::toString).collect(Collectors.joining(" -> "));
    }
  }
}
