package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Criticality;
import io.whatbreaks.impact.Effect;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of an answer before changes may be made.
 *
 * @param rules in their order
 */
public record Policy(List<Rule> rules) {
  /** Copies the list. */
  public Policy {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param name what people call it
   * @param of the breakages that it is about
   * @param demand what it wants of each of them
   * @param signers who has to sign, for {@link Demand#SIGNED}
   */
  public record Rule(String name, Selection of, Demand demand, List<String> signers) {
    /** Copies the list. */
    public Rule {
      requireNonNull(name, "name");
      requireNonNull(of, "of");
      requireNonNull(demand, "demand");
      signers = List.copyOf(signers);
    }
  }

  /** What a rule wants. */
  public enum Demand {
    /** There is no such breakage. */
    ABSENT,
    /** Every owner of its component has signed; one that nobody owns cannot be signed. */
    SIGNED_BY_OWNERS,
    /** Everybody who is named has signed. */
    SIGNED,
    /** Nothing that could matter was left unread; the selection makes no difference. */
    READ
  }

  /**
   * Some breakages.
   *
   * @param effects those that count
   * @param atLeast how critical the component has to be said to be; empty where that makes no
   *     difference
   * @param on patterns of components; empty for all
   * @param certainOnly whether those that are only possible are left out
   * @param during what the change has to be made in for them to count; empty for any time
   */
  public record Selection(
      Set<Effect> effects,
      Optional<Criticality> atLeast,
      List<String> on,
      boolean certainOnly,
      Optional<During> during) {
    /** Every breakage. */
    public static final Selection ALL =
        new Selection(
            EnumSet.allOf(Effect.class), Optional.empty(), List.of(), false, Optional.empty());

    /** Copies the collections. */
    public Selection {
      effects = Collections.unmodifiableSet(EnumSet.copyOf(effects));
      requireNonNull(atLeast, "atLeast");
      on = List.copyOf(on);
      requireNonNull(during, "during");
    }
  }

  /** Times that rules know. */
  public enum During {
    /** A freeze that concerns what changes or the component. */
    FREEZE,
    /** Such a critical time. */
    CRITICAL_TIME,
    /** Any time but the change windows that there are for what changes or the component. */
    NO_CHANGE_WINDOW
  }

  /** Whether a rule asks for times. */
  public boolean asksForTimes() {
    return rules.stream().anyMatch(rule -> rule.of().during().isPresent());
  }
}
