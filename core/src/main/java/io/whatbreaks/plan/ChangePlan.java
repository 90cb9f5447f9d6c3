package io.whatbreaks.plan;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How changes are carried out so that nobody is cut off: ordered steps before, during and after,
 * the way back from each, and what no step can prevent.
 *
 * @param changes what was asked, as single changes in their order
 * @param steps in the order in which they are to be done; each names those that must be done before
 * @param noReturn from where on the way back does not lead to the old state; empty where there is
 *     always a way back
 * @param obstacles what cannot be done in place, with the way that works
 * @param risks what may break all the same: it is to be agreed on in advance
 * @param owners who must agree, in order; each owns a breakage or a place that is edited
 * @param unowned what breaks or is edited and has no known owner, in order
 */
public record ChangePlan(
    List<Change> changes,
    List<Step> steps,
    Optional<NoReturn> noReturn,
    List<Obstacle> obstacles,
    List<Risk> risks,
    List<String> owners,
    List<NodeId> unowned) {

  /** Copies the lists. */
  public ChangePlan {
    changes = List.copyOf(changes);
    steps = List.copyOf(steps);
    requireNonNull(noReturn, "noReturn");
    obstacles = List.copyOf(obstacles);
    risks = List.copyOf(risks);
    owners = List.copyOf(owners);
    unowned = List.copyOf(unowned);
  }

  /**
   * The plan for an answer.
   *
   * @param world the one the answer was given on, read whole: what was left unread may have to be
   *     restarted too
   */
  public static ChangePlan of(Impact impact, World world) {
    return new Planner(requireNonNull(impact, "impact"), requireNonNull(world, "world")).plan();
  }

  /** When a step is done. */
  public enum Phase {
    /** Days ahead: nothing changes for anybody. */
    BEFORE,
    /** In the window. */
    DURING,
    /** Once it has proved itself. */
    AFTER
  }

  /** The sorts of step. */
  public enum Action {
    /** Keep what is needed for the way back. */
    BACK_UP,
    /** Make caches end soon. */
    LOWER_TTL,
    /** Let the new name work beside the old one. */
    ADD_NAME,
    /** Hold on to an identity that hangs on the old name. */
    PIN,
    /** Find out what the files do not tell. */
    DECIDE,
    /** Make edits. */
    EDIT,
    /** Make the change itself. */
    CHANGE,
    /** Restart or reload what reads names when it starts. */
    RESTART,
    /** See that all is well. */
    VERIFY,
    /** Let the old name go. */
    REMOVE_NAME;

    /** The word that reports have for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One step.
   *
   * @param id a stable word for it within the plan
   * @param what to do, in one sentence
   * @param on the components or hosts where it is done, in order
   * @param edits in order of place; all of them are made before the step is verified
   * @param verify commands that show whether it worked; they change nothing. Words in angle
   *     brackets are to be filled in
   * @param backOut how to return to the state before the step
   * @param basis why this is known to be right
   * @param owners who is to agree to it, in order
   * @param needs the ids of steps that must be done before
   */
  public record Step(
      String id,
      Phase phase,
      Action action,
      String what,
      List<NodeId> on,
      List<Edit> edits,
      List<String> verify,
      String backOut,
      Basis basis,
      List<String> owners,
      List<String> needs) {

    /** Copies the lists. */
    public Step {
      requireNonNull(id, "id");
      requireNonNull(phase, "phase");
      requireNonNull(action, "action");
      requireNonNull(what, "what");
      on = List.copyOf(on);
      edits = List.copyOf(edits);
      verify = List.copyOf(verify);
      requireNonNull(backOut, "backOut");
      requireNonNull(basis, "basis");
      owners = List.copyOf(owners);
      needs = List.copyOf(needs);
    }
  }

  /**
   * One place that a step edits.
   *
   * @param evidence where, and what stands there before the plan begins, secrets masked
   * @param now what is to stand there after the step
   * @param component what the place belongs to, where it is known
   */
  public record Edit(
      Evidence evidence, String now, Certainty certainty, Optional<NodeId> component) {
    /** Checks that no part is missing. */
    public Edit {
      requireNonNull(evidence, "evidence");
      requireNonNull(now, "now");
      requireNonNull(certainty, "certainty");
      requireNonNull(component, "component");
    }
  }

  /**
   * Why a step is known to be right.
   *
   * @param source where it is documented: an RFC, a page of a vendor
   * @param certainty POSSIBLE where that was not checked for this very case
   * @param evidence the place in the files that calls for it, where there is one
   */
  public record Basis(String source, Certainty certainty, Optional<Evidence> evidence) {
    /** Checks that no part is missing. */
    public Basis {
      requireNonNull(source, "source");
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  /**
   * The step from which on the way back does not lead to the old state.
   *
   * @param step its id: until it is begun, everything can be taken back
   */
  public record NoReturn(String step, String reason) {
    /** Checks that no part is missing. */
    public NoReturn {
      requireNonNull(step, "step");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * What cannot be done in place.
   *
   * @param what cannot be done, and why
   * @param instead the way that works
   */
  public record Obstacle(String what, String instead, Basis basis) {
    /** Checks that no part is missing. */
    public Obstacle {
      requireNonNull(what, "what");
      requireNonNull(instead, "instead");
      requireNonNull(basis, "basis");
    }
  }

  /**
   * A component that may break although the plan is followed.
   *
   * @param reason why no step prevents it
   */
  public record Risk(NodeId component, String reason, Certainty certainty, Evidence evidence) {
    /** Checks that no part is missing. */
    public Risk {
      requireNonNull(component, "component");
      requireNonNull(reason, "reason");
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }
}
