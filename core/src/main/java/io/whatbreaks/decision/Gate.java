package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.decision.Policy.During;
import io.whatbreaks.decision.Policy.Rule;
import io.whatbreaks.decision.Policy.Selection;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges answers by a policy. */
public final class Gate {
  private final World world;
  private final Windows windows;
  private final Scheduler scheduler;
  private final Instant at;
  private final List<SignOff> signOffs;

  /**
   * One for a time.
   *
   * @param world the one that answers are given on
   * @param windows the times that are known
   * @param at when the changes are to be made
   * @param signOffs who has agreed
   * @throws IllegalArgumentException if nothing is known of that time
   */
  public Gate(World world, Windows windows, Instant at, List<SignOff> signOffs) {
    this.world = requireNonNull(world, "world");
    this.windows = requireNonNull(windows, "windows");
    this.scheduler = new Scheduler(windows, world);
    this.at = requireNonNull(at, "at");
    this.signOffs = List.copyOf(signOffs);
    if (!windows.known().contains(at)) {
      throw new IllegalArgumentException("nothing is known of " + at);
    }
  }

  /** What does not hold, by rule, then by component and effect; empty where all does. */
  public List<Violation> violations(Policy policy, Impact impact) {
    List<Violation> found = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (rule.demand() == Policy.Demand.READ) {
        if (impact.inputLost()) {
          found.add(
              new Violation(
                  rule.name(),
                  "something that could matter was not read whole",
                  Optional.empty(),
                  List.of(),
                  Optional.empty()));
        }
        continue;
      }
      for (Breakage breakage : impact.breakages()) {
        if (isMeant(rule.of(), breakage)) {
          Set<String> during =
              rule.of().during().map(time -> now(time, breakage, impact)).orElse(Set.of());
          if (rule.of().during().isEmpty() || !during.isEmpty()) {
            violation(rule, breakage, impact, during).ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  private boolean isMeant(Selection of, Breakage breakage) {
    NodeId component = breakage.component();
    Optional<Criticality> level = scheduler.criticality(component);
    return of.effects().contains(breakage.effect())
        && (!of.certainOnly() || breakage.certainty() == Certainty.CERTAIN)
        && (of.on().isEmpty() || Concerns.fits(of.on(), Concerns.names(component, world)))
        && (of.atLeast().isEmpty()
            || level.filter(known -> known.compareTo(of.atLeast().get()) >= 0).isPresent());
  }

  /** The times of a sort that concern the component or what changes, as they are called. */
  private Set<String> now(During time, Breakage breakage, Impact impact) {
    Set<NodeId> concerned = new LinkedHashSet<>(impact.changed());
    concerned.add(breakage.component());
    Set<String> names = new LinkedHashSet<>();
    for (NodeId node : concerned) {
      switch (time) {
        case FREEZE -> names.addAll(scheduler.now(Kind.FREEZE, node, at));
        case CRITICAL_TIME -> names.addAll(scheduler.now(Kind.CRITICAL_TIME, node, at));
        case NO_CHANGE_WINDOW -> {
          if (scheduler.isOutside(node, at)) {
            names.add("no change window of " + node);
          }
        }
      }
    }
    return names;
  }

  private Optional<Violation> violation(
      Rule rule, Breakage breakage, Impact impact, Set<String> during) {
    String what = told(breakage, during);
    return switch (rule.demand()) {
      case READ -> Optional.empty();
      case ABSENT -> Optional.of(violation(rule, breakage, what, List.of()));
      case SIGNED -> unsigned(rule, breakage, impact, rule.signers(), what);
      case SIGNED_BY_OWNERS ->
          breakage.ownerNames().isEmpty()
              ? Optional.of(
                  violation(rule, breakage, what + ": nobody is known to own it", List.of()))
              : unsigned(rule, breakage, impact, breakage.ownerNames(), what);
    };
  }

  private Optional<Violation> unsigned(
      Rule rule, Breakage breakage, Impact impact, List<String> signers, String what) {
    List<String> unsigned = new ArrayList<>();
    Set<String> unagreed = new LinkedHashSet<>();
    for (String signer : signers) {
      boolean isMissing = false;
      for (Change change : impact.changes()) {
        if (!hasSigned(signer, change, breakage.component())) {
          isMissing = true;
          unagreed.add("'" + SignOff.words(change) + "'");
        }
      }
      if (isMissing) {
        unsigned.add(signer);
      }
    }
    String message =
        what
            + ": "
            + String.join(", ", unsigned)
            + (unsigned.size() == 1 ? " has" : " have")
            + " not signed "
            + String.join(" and ", unagreed);
    return unsigned.isEmpty()
        ? Optional.empty()
        : Optional.of(violation(rule, breakage, message, unsigned));
  }

  private boolean hasSigned(String signer, Change change, NodeId component) {
    LocalDate day = at.atZone(windows.zone()).toLocalDate();
    return signOffs.stream()
        .anyMatch(
            signOff ->
                signOff.by().strip().equalsIgnoreCase(signer.strip())
                    && signOff.holds(change, component, world, day));
  }

  private String told(Breakage breakage, Set<String> during) {
    return breakage.component()
        + " "
        + breakage.effect()
        + (breakage.certainty() == Certainty.POSSIBLE ? " (possible)" : "")
        + scheduler
            .criticality(breakage.component())
            .map(level -> ", of " + level.name().toLowerCase(Locale.ROOT) + " criticality")
            .orElse("")
        + (during.isEmpty() ? "" : ", in " + String.join(", ", during));
  }

  private static Violation violation(
      Rule rule, Breakage breakage, String message, List<String> unsigned) {
    return new Violation(
        rule.name(),
        message,
        Optional.of(breakage.component()),
        unsigned,
        breakage.why().stream().findFirst().map(reason -> reason.evidence()));
  }
}
