package io.whatbreaks.plan;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.ChangePlan.Action;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.Uses.Moment;
import io.whatbreaks.rule.IdentityRules;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** The steps that hold on to identities which hang on a name that is given up. */
final class Identities {
  private final Impact impact;
  private final World world;
  private final Uses uses;
  private final Probes probes;
  private final Drafts drafts;
  private final List<IdentityRules.Bound> bounds;
  private final Set<SourceLocation> handled = new HashSet<>();
  private final List<ChangePlan.Obstacle> obstacles = new ArrayList<>();

  /** Machines on which the old name has to be found on, each with a component for which. */
  private final Map<NodeId, NodeId> kept = new TreeMap<>();

  Identities(Impact impact, World world, Uses uses, Drafts drafts) {
    this.impact = impact;
    this.world = world;
    this.uses = uses;
    this.probes = new Probes(world);
    this.drafts = drafts;
    this.bounds =
        IdentityRules.evaluate(world).stream()
            .filter(
                bound ->
                    Optional.ofNullable(impact.renamed().get(bound.host()))
                        .filter(bound::isLostAs)
                        .isPresent())
            .toList();
  }

  /** Who would lose that much, in order. */
  Set<NodeId> holders(Fact.Loss loss) {
    Set<NodeId> all = new TreeSet<>();
    bounds.stream()
        .filter(bound -> bound.identity().loss() == loss)
        .forEach(bound -> all.add(bound.component()));
    return all;
  }

  /** What cannot go over to the new name by itself. */
  List<ChangePlan.Obstacle> obstacles() {
    return obstacles;
  }

  /** The places of what is taken care of. */
  Set<SourceLocation> handled() {
    return handled;
  }

  /** The lines of hosts files on which the old name stays beside the new one. */
  Set<Place> linesThatStay() {
    Set<Place> stay = new HashSet<>();
    kept.keySet().forEach(host -> stay.addAll(ownLines(host)));
    return stay;
  }

  /** An alias does not help what is called by the name itself. */
  void pin() {
    for (IdentityRules.Bound bound : bounds) {
      Fact.Identity identity = bound.identity();
      Fact.Advice advice = identity.advice();
      handled.add(identity.evidence().at());
      if (identity.loss() != Fact.Loss.PART) {
        kept.put(bound.host(), bound.component());
      }
      drafts
          .add("pin-" + identity.rule(), Phase.BEFORE, Action.PIN, filled(advice.remedy(), bound))
          .on(List.of(bound.component()))
          .verify(probes.health(bound.component()))
          .backOut(
              advice.backOut().isEmpty()
                  ? "take that setting out again: until the change it says what holds anyhow"
                  : filled(advice.backOut(), bound))
          .basis(advice.source(), identity.certainty(), Optional.of(identity.evidence()));
      if (identity.loss() == Fact.Loss.DATA) {
        obstacles.add(
            new ChangePlan.Obstacle(
                bound.component()
                    + " does not go over to the new name by the rename alone: "
                    + filled(advice.message(), bound),
                filled(advice.remedy(), bound),
                new ChangePlan.Basis(
                    advice.source(), identity.certainty(), Optional.of(identity.evidence()))));
      }
    }
  }

  private String filled(String text, IdentityRules.Bound bound) {
    NodeId now = impact.renamed().getOrDefault(bound.host(), bound.host());
    boolean isShort = bound.identity().bond().shortName();
    return text.replaceAll("\\bOLD\\b", Matcher.quoteReplacement(shown(bound.host(), isShort)))
        .replaceAll("\\bNEW\\b", Matcher.quoteReplacement(shown(now, isShort)));
  }

  private static String shown(NodeId host, boolean isShort) {
    return isShort ? HostName.firstLabel(host.name()) : host.name();
  }

  /** What an identity says of itself already stays: an edit would give it another one. */
  void keep() {
    for (Place place : uses.at(Moment.NEVER, Certainty.CERTAIN)) {
      handled.add(place.evidence().at());
      place
          .component()
          .ifPresent(component -> world.hostsOf(component).forEach(h -> kept.put(h, component)));
      drafts
          .add(
              "keep",
              Phase.BEFORE,
              Action.PIN,
              "leave "
                  + place.evidence().text()
                  + " as it is at "
                  + place.evidence().at()
                  + ": stored data is found by it")
          .on(Edits.components(List.of(place)))
          .verify(place.component().map(probes::health).orElse(List.of()))
          .backOut("nothing was changed")
          .basis("", place.certainty(), Optional.of(place.evidence()));
    }
    for (NodeId host : kept.keySet()) {
      if (ownLines(host).isEmpty()) {
        drafts
            .add(
                "keep-found",
                Phase.BEFORE,
                Action.PIN,
                "write the line '127.0.1.1 "
                    + String.join(" ", new LinkedHashSet<>(List.of(host.name(), shown(host, true))))
                    + "' into the hosts file of the machine: what is kept there has to be found")
            .on(List.of(host))
            .verify(List.of("getent hosts " + Probes.quoted(host.name())))
            .backOut("take that line out again")
            .basis("hosts(5)");
      }
    }
  }

  /** The lines by which the hosts file of a machine has its own name. */
  private List<Place> ownLines(NodeId host) {
    return uses.definitions().stream()
        .filter(place -> place.evidence().scanner().equals("hosts"))
        .filter(
            place ->
                world.declarations(host).stream()
                    .anyMatch(own -> own.evidence().at().equals(place.evidence().at())))
        .toList();
  }

  /** An identity that is held on to may need its name to be found on its own machine. */
  String told(NodeId thing) {
    NodeId holder = kept.get(thing);
    return holder == null
        ? ""
        : ". In the hosts file of the machine itself the old name stays for as long as the identity"
            + " of "
            + holder
            + " is tied to it";
  }
}
