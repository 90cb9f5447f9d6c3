package io.whatbreaks.impact;

import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.CacheTime;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of the way from a name to its target when the world changes. */
final class Difference {
  private final World before;
  private final World after;
  private final Changed changed;
  private final Map<NodeId, NodeId> renamed;
  private final Set<NodeId> touched;
  private final Timing timing;

  /** What is lost on the way from a name to its target. */
  enum Loss {
    NONE,
    /** The name is not found. */
    NAME,
    /** The target does not answer there any more. */
    TARGET,
    /** Whoever looked the name up before has an address at which nobody answers. */
    OLD_ADDRESS,
    /** Another target is reached. */
    SAME_TARGET,
    /** A name has several addresses, and one of them is given up. */
    PART
  }

  Difference(World before, World after) {
    this.before = before;
    this.after = after;
    this.changed = after.changed();
    this.renamed = changed.names();
    this.touched = changed.touched();
    this.timing = new Timing(before);
  }

  Set<NodeId> touched() {
    return touched;
  }

  /** What gives its name up: renamed or retired. */
  Set<NodeId> named() {
    Set<NodeId> all = new LinkedHashSet<>(renamed.keySet());
    all.addAll(changed.retired());
    return all;
  }

  boolean isTouched(Need need) {
    return isTouched(need.resolution()) || isEndpoint(need) || changed.isPortMoved(need);
  }

  boolean isTouched(Resolution resolution) {
    if (!Collections.disjoint(resolution.lookedAt(), touched)) {
      return true;
    }
    for (Resolution.Step step : resolution.steps()) {
      if (touched.contains(step.node())) {
        return true;
      }
    }
    return false;
  }

  private boolean isEndpoint(Need need) {
    return renamed.keySet().stream().anyMatch(old -> isEndpoint(need, old));
  }

  private static boolean isEndpoint(Need need, NodeId old) {
    if (old.kind() != NodeKind.ENDPOINT) {
      return false;
    }
    int colon = old.name().lastIndexOf(':');
    return Places.isAt(
        need, old.name().substring(0, colon), Integer.parseInt(old.name().substring(colon + 1)));
  }

  Loss of(Need need) {
    if (changed.isPortMoved(need)) {
      return Loss.TARGET;
    }
    if (isEndpoint(need)) {
      return Loss.NAME;
    }
    Resolution is = after.resolve(need);
    // A server that asks for its own name, to listen on it, takes the address it has.
    boolean itself =
        before.hostsOf(need.component()).contains(need.resolution().last())
            || isItself(need.resolution(), need.reference().target().from());
    Loss loss = of(need.resolution(), is, itself);
    Lookup lookup = timing.lookup(need);
    boolean atStart = lookup == Lookup.START || lookup == Lookup.LISTEN;
    return loss == Loss.NONE && atStart && is.works() && changed.isKeptFromStart(need)
        ? Loss.OLD_ADDRESS
        : loss;
  }

  /** The same of a name that others look up. */
  Loss of(Resolution was, Resolution is) {
    return of(was, is, false);
  }

  /** The same of a name that is looked up from a scope. */
  Loss of(Resolution was, Resolution is, Scope from) {
    return of(was, is, isItself(was, from));
  }

  /**
   * For how long caches keep what is given up of the way of a need; empty where it is not asked of
   * DNS, or no zone given tells.
   */
  Optional<CacheTime> cached(Need need) {
    for (Resolution.Step step : need.resolution().steps()) {
      NodeId node = step.node();
      if (node.kind() != NodeKind.HOST || node.scope().kind() == Scope.Kind.HOST) {
        return Optional.empty();
      }
      if (named().contains(node) || touched.contains(node)) {
        return before.keptInCaches(node);
      }
    }
    return Optional.empty();
  }

  private Loss of(Resolution was, Resolution is, boolean itself) {
    if (!was.works()) {
      return Loss.NONE;
    }
    if (!is.works()) {
      return changed.isUnreachable(was) ? Loss.TARGET : Loss.NAME;
    }
    if (isSameTarget(was, is, itself)) {
      return changed.isPartCutOff(was.last()) ? Loss.PART : Loss.NONE;
    }
    if (is.outcome() == Resolution.Outcome.REACHED) {
      return Loss.SAME_TARGET;
    }
    return changed.isUnreachable(was) ? Loss.TARGET : Loss.NAME;
  }

  private boolean isItself(Resolution was, Scope from) {
    return from.kind() == Scope.Kind.HOST && before.machine(from).equals(was.last());
  }

  private boolean isSameTarget(Resolution was, Resolution is, boolean itself) {
    if (itself || isByAddress(was)) {
      return after.now(was.last()).equals(is.last()) && !changed.retired().contains(was.last());
    }
    boolean isNobodyKnown =
        was.outcome() == Resolution.Outcome.OUTSIDE
            && is.last().equals(was.last())
            && !named().contains(was.last());
    return isNobodyKnown || (after.before(is.last()).equals(was.last()) && !isShared(was, is));
  }

  /** Whether what was reached, or is now, shares its name or address with another thing. */
  boolean isShared(Resolution was, Resolution is) {
    return changed.isShared(was.last()) || changed.isShared(is.last());
  }

  private static boolean isByAddress(Resolution resolution) {
    return resolution.steps().stream().anyMatch(step -> step.node().kind() == NodeKind.ADDRESS)
        || HostName.firstLabel(resolution.first().name()).equals("localhost");
  }
}
