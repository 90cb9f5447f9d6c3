package io.whatbreaks.impact;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.Comparator;
import java.util.List;

/**
 * One effect on one component.
 *
 * @param direct whether no other component lies between it and the change
 * @param why the evidence, in the order of the chain, the component's own line first
 * @param chain from the component to what changes
 * @param owners who answers for the component, where anybody says so
 */
public record Breakage(
    NodeId component,
    Effect effect,
    boolean direct,
    Certainty certainty,
    List<Reason> why,
    List<NodeId> chain,
    List<Fact.Ownership> owners)
    implements Comparable<Breakage> {
  private static final Comparator<Breakage> ORDER =
      Comparator.<Breakage, String>comparing(breakage -> breakage.component.toString())
          .thenComparing(Breakage::effect);

  public Breakage {
    requireNonNull(component, "component");
    requireNonNull(effect, "effect");
    requireNonNull(certainty, "certainty");
    why = List.copyOf(why);
    chain = List.copyOf(chain);
    owners = List.copyOf(owners);
  }

  /** One of a component that nobody is known to answer for. */
  public Breakage(
      NodeId component,
      Effect effect,
      boolean direct,
      Certainty certainty,
      List<Reason> why,
      List<NodeId> chain) {
    this(component, effect, direct, certainty, why, chain, List.of());
  }

  Breakage ownedBy(List<Fact.Ownership> known) {
    return new Breakage(component, effect, direct, certainty, why, chain, known);
  }

  /** The names of the owners as written, each once, in order. */
  public List<String> ownerNames() {
    return owners.stream().flatMap(owner -> owner.owners().stream()).distinct().sorted().toList();
  }

  /** By component, then by effect. */
  @Override
  public int compareTo(Breakage other) {
    return ORDER.compare(this, other);
  }
}
