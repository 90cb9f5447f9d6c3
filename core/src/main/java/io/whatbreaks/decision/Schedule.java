package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a plan may be carried out.
 *
 * @param at the time that is asked about
 * @param windows the times that are known
 * @param during the spans in which the change itself may be made, all its steps together, from
 *     {@code at} on, in order of time
 * @param against what keeps the change itself from being made at {@code at}; empty where nothing
 *     does
 * @param times when each step may be begun, in the order of the plan
 * @param critical how critical what breaks or is touched is, where anybody says so
 */
public record Schedule(
    Instant at,
    Windows windows,
    List<Span> during,
    List<String> against,
    List<Time> times,
    Map<NodeId, Criticality> critical) {

  /** Copies the lists. */
  public Schedule {
    requireNonNull(at, "at");
    requireNonNull(windows, "windows");
    during = List.copyOf(during);
    against = List.copyOf(against);
    times = List.copyOf(times);
    critical = java.util.Collections.unmodifiableMap(new TreeMap<>(critical));
  }

  /** Which times a step may be done at. */
  public enum Needs {
    /** It changes nothing. */
    ANY_TIME("any time"),
    /** It changes something and cuts nobody off: not in a freeze. */
    NO_FREEZE("any time but a freeze"),
    /**
     * It may cut somebody off: in a change window where such are known for what it touches; neither
     * in a freeze nor at a critical time.
     */
    WINDOW("a change window");

    private final String words;

    Needs(String words) {
      this.words = words;
    }

    /** What people call it. */
    public String words() {
      return words;
    }
  }

  /**
   * When a step may be begun.
   *
   * @param step its id
   * @param next the first span for it from {@code at} on, after those of the steps before; empty
   *     where there is none in the time that is known
   * @param against what keeps it from being done at {@code at}, each with its name
   */
  public record Time(String step, Needs needs, Optional<Span> next, List<String> against) {
    /** Copies the list. */
    public Time {
      requireNonNull(step, "step");
      requireNonNull(needs, "needs");
      requireNonNull(next, "next");
      against = List.copyOf(against);
    }
  }

  /** Whether the change itself may be made at the time asked about. */
  public boolean isOpen() {
    return against.isEmpty();
  }

  /** What a step needs. */
  static Needs needs(ChangePlan.Step step) {
    return switch (step.action()) {
      case BACK_UP, VERIFY -> Needs.ANY_TIME;
      case LOWER_TTL, ADD_NAME, PIN, DECIDE, EDIT -> Needs.NO_FREEZE;
      case CHANGE, RESTART, REMOVE_NAME -> Needs.WINDOW;
    };
  }

  /** How a window is called: {@code freeze "year end"}. */
  static String named(Kind kind, String name) {
    return name.isBlank() ? kind.words() : kind.words() + " \"" + name.strip() + "\"";
  }
}
