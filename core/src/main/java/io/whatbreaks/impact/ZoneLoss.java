package io.whatbreaks.impact;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import io.whatbreaks.world.ZoneFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What hangs on zones that a name server refuses after the change: every name of such a zone goes
 * on being answered until the server is restarted, and by nobody then.
 */
final class ZoneLoss {
  /** The code of the notice that tells of a refused zone. */
  static final String CODE = "zone-refused";

  private final World before;
  private final World after;
  private final Map<NodeId, NodeId> renamed;
  private final Set<NodeId> gone;

  /** The first fault of each document. */
  private final Map<String, ZoneFault> faults = new LinkedHashMap<>();

  ZoneLoss(World before, World after) {
    this.before = before;
    this.after = after;
    this.renamed = after.changed().names();
    this.gone = after.changed().gone().keySet();
    for (ZoneFault fault : after.zoneFaults()) {
      String path = fault.zone().evidence().at().path();
      // A name server that goes away itself refuses nothing.
      if (before.ownerOf(path).filter(gone::contains).isEmpty()) {
        faults.putIfAbsent(path, fault);
      }
    }
  }

  List<Diagnostic> notices() {
    List<Diagnostic> notices = new ArrayList<>();
    for (ZoneFault fault : faults.values()) {
      notices.add(
          new Diagnostic(
              Severity.ERROR,
              CODE,
              fault.evidence().at().path(),
              fault.evidence().at().line(),
              "the zone " + fault.zone().origin() + " is refused: " + fault.message(),
              "put this right before the name server is restarted"));
    }
    return notices;
  }

  /** Adds what the refused zones break, beside what breaks by itself. */
  void find(Breakages breakages) {
    for (ZoneFault fault : faults.values()) {
      before
          .ownerOf(fault.zone().evidence().at().path())
          .ifPresent(
              owner ->
                  // Who uses a name of the zone is told below; the other zones are answered for.
                  breakages.addOfNames(
                      new Breakage(
                          owner,
                          Effect.BREAKS_ON_RESTART,
                          true,
                          fault.certainty(),
                          List.of(reason(fault)),
                          List.of(owner, changed(fault)))));
    }
    if (faults.isEmpty()) {
      return;
    }
    World refused = after.refusing(faults.keySet());
    Map<String, List<Need>> lists = new LinkedHashMap<>();
    List<Need> hit = new ArrayList<>();
    for (Need need : before.needs()) {
      Fact.Use use = need.reference().use();
      if (!need.effective()
          || need.isRecord()
          || need.isOwnNameServer()
          || before.holds(need)
          || isOfNobodyHere(need)) {
        continue;
      }
      if (use.group().sparesNames()) {
        lists.computeIfAbsent(list(need), absent -> new ArrayList<>(2)).add(need);
      }
      if (!gone.contains(need.component()) && faultOf(need).isPresent() && isLost(need, refused)) {
        hit.add(need);
      }
    }
    for (Need need : hit) {
      Resolution then = refused.resolve(need);
      boolean otherWay =
          lists.getOrDefault(list(need), List.of()).stream()
              .anyMatch(other -> after.resolve(other).works() && !isLost(other, refused));
      Effect effect =
          !need.reference().use().hard() || otherWay
              ? Effect.DEGRADES
              : then.outcome() == Resolution.Outcome.REACHED
                  ? Effect.MISDIRECTED
                  : Effect.BREAKS_ON_RESTART;
      add(need, effect, breakages);
    }
  }

  /** Whether it is compared with a name by which nobody reached the component. */
  private boolean isOfNobodyHere(Need need) {
    if (!isCompared(need)) {
      return false;
    }
    NodeId last = resolve(before, need).last();
    return before.hostsOf(need.component()).stream()
        .noneMatch(
            host ->
                host.equals(last)
                    || !Collections.disjoint(before.addresses(host), before.addresses(last)));
  }

  private static boolean isCompared(Need need) {
    return need.reference().use().lookup() == Lookup.COMPARED;
  }

  /** What is compared is looked up by those who ask for it, whatever the server's own files say. */
  private static Resolution resolve(World world, Need need) {
    return isCompared(need) && need.name().indexOf('.') >= 0
        ? world.resolve(need.name(), Scope.DNS, need.place().at().path())
        : world.resolve(need);
  }

  /** Whether a name that leads somewhere does so no more, or leads to another thing. */
  private boolean isLost(Need need, World refused) {
    Resolution is = resolve(after, need);
    Resolution then = resolve(refused, need);
    return is.works() && !(then.works() && then.last().equals(is.last()));
  }

  private static String list(Need need) {
    return need.component() + " " + need.reference().use().group().id();
  }

  /** The fault of the zone that answers for a name of the need's chain. */
  private Optional<ZoneFault> faultOf(Need need) {
    Resolution resolution = resolve(before, need);
    for (Resolution.Step step : resolution.steps()) {
      if (step.node().kind() == NodeKind.ADDRESS) {
        break;
      }
      String path = step.evidence().map(Evidence::at).map(at -> at.path()).orElse("");
      if (faults.containsKey(path)) {
        return Optional.ofNullable(faults.get(path));
      }
    }
    return Optional.empty();
  }

  private void add(Need need, Effect effect, Breakages breakages) {
    ZoneFault fault = faultOf(need).orElseThrow();
    List<Reason> why = new ArrayList<>();
    why.add(
        new Reason(
            need.name()
                + " is answered for by the zone "
                + fault.zone().origin()
                + ", which the name server refuses at its next restart",
            need.reference().evidence()));
    if (!need.place().at().equals(need.reference().evidence().at())) {
      why.add(new Reason("where the name stands", need.place()));
    }
    why.add(reason(fault));
    List<NodeId> chain = new ArrayList<>();
    NodeId component =
        AccessEffects.isRule(before, need) ? AccessEffects.server(before, need) : need.component();
    chain.add(component);
    resolve(before, need).steps().forEach(step -> chain.add(step.node()));
    chain.remove(changed(fault));
    chain.add(changed(fault));
    breakages.addOfName(
        new Breakage(
            component, effect, false, need.certainty().and(fault.certainty()), why, chain));
  }

  /** What was changed: the thing that has got the name at which the zone is wrong, or had it. */
  private NodeId changed(ZoneFault fault) {
    for (Map.Entry<NodeId, NodeId> one : renamed.entrySet()) {
      if (one.getValue().equals(fault.name())) {
        return one.getKey();
      }
    }
    return fault.name();
  }

  private static Reason reason(ZoneFault fault) {
    return new Reason(
        "the zone "
            + fault.zone().origin()
            + " is refused: "
            + fault.message()
            + "; a reload keeps the old one",
        fault.evidence());
  }
}
