package io.whatbreaks.plan;

import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.plan.ChangePlan.Action;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.Uses.Moment;
import io.whatbreaks.world.CacheTime;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a plan: the new name works first, then its users go over to it one by one, then the change
 * is made, and the old name goes last. So whoever is restarted meanwhile finds what it needs.
 */
final class Planner {
  private static final String TTL_SOURCE = "RFC 1035, section 3.2.1";

  private final Impact impact;
  private final World world;
  private final Uses uses;
  private final Probes probes;
  private final Reaching reaching;
  private final Restarts restarts;
  private final Drafts drafts = new Drafts();
  private final Map<NodeId, String> restarted = new HashMap<>();
  private final Identities identities;

  Planner(Impact impact, World world) {
    this.impact = impact;
    this.world = world;
    this.uses = new Uses(impact, world);
    this.probes = new Probes(world);
    this.reaching = new Reaching(impact, uses);
    this.restarts = new Restarts(world);
    this.identities = new Identities(impact, world, uses, drafts);
  }

  ChangePlan plan() {
    backUp();
    lowerTtl();
    addNames();
    identities.pin();
    identities.keep();
    writeBeside();
    decide();
    ahead();
    change();
    restartOwn();
    verify();
    removeNames();
    Owners owners = new Owners(impact, world);
    List<ChangePlan.Step> steps = drafts.steps(owners::of);
    return new ChangePlan(
        impact.changes(),
        steps,
        noReturn(),
        identities.obstacles(),
        Risks.of(impact, steps, identities.handled()),
        owners.of(steps),
        owners.unowned(steps));
  }

  private void backUp() {
    Set<NodeId> state = identities.holders(Fact.Loss.DATA);
    String what = "keep a copy of every file that is edited below";
    drafts
        .add(
            "back-up",
            Phase.BEFORE,
            Action.BACK_UP,
            state.isEmpty() ? what : what + ", and of the stored data of these components")
        .on(state)
        .backOut("nothing was changed");
  }

  /** What caches hold of a name that is changed ends only with its time to live. */
  private void lowerTtl() {
    Set<NodeId> names = new TreeSet<>();
    for (NodeId thing : impact.changed()) {
      if (isOfDns(thing) && world.stated().isGiven(thing.name())) {
        names.add(thing);
      }
    }
    if (names.isEmpty()) {
      return;
    }
    drafts
        .add(
            "lower-ttl",
            Phase.BEFORE,
            Action.LOWER_TTL,
            "lower the TTL of the records of these names to 60 seconds, and wait for as long as it"
                + " was before ("
                + longestTtl(names)
                + ") before the next phase")
        .on(names)
        .verify(names.stream().flatMap(name -> Probes.lookup(name).stream()).toList())
        .backOut("raise the TTL to what it was")
        .basis(TTL_SOURCE);
  }

  private String longestTtl(Set<NodeId> names) {
    return names.stream()
        .flatMap(name -> world.keptInCaches(name).stream())
        .max(Comparator.comparingInt(CacheTime::seconds))
        .map(time -> time.seconds() + " seconds, " + time.at().at())
        .orElse("the number after the name in the answer");
  }

  private static boolean isOfDns(NodeId node) {
    return node.kind() == NodeKind.HOST && node.scope().equals(Scope.DNS);
  }

  private void addNames() {
    impact.subjects().forEach((change, things) -> things.forEach(thing -> addName(change, thing)));
  }

  private void addName(Change change, NodeId thing) {
    Optional<NodeId> now = Optional.ofNullable(impact.renamed().get(thing));
    Wording words = Wording.of(change, thing, now);
    if (words.beside().isEmpty()) {
      return;
    }
    boolean isElsewhere = isOfDns(thing) && !world.stated().isGiven(thing.name());
    drafts
        .add(
            "add-name",
            Phase.BEFORE,
            Action.ADD_NAME,
            words.beside()
                + (isElsewhere ? ", where its names are kept: no zone that was given has it" : ""))
        .on(List.of(thing))
        .verify(
            now.filter(node -> node.kind() == NodeKind.HOST).map(Probes::lookup).orElse(List.of()))
        .backOut(words.besideBack())
        .basis(words.source(), Certainty.CERTAIN, world.evidence(thing));
  }

  /** Where two names can stand at once, both do while users go over. */
  private void writeBeside() {
    List<Place> lines = uses.at(Moment.BESIDE, Certainty.CERTAIN);
    Edits.byMachine(lines)
        .forEach(
            (machine, places) ->
                drafts
                    .add(
                        "beside",
                        Phase.BEFORE,
                        Action.ADD_NAME,
                        "write the new name beside the old one on these lines")
                    .on(Edits.components(places))
                    .edits(
                        places.stream()
                            .map(p -> Edits.of(p, p.evidence().text() + " " + p.edit().orElse("")))
                            .toList())
                    .verify(lookups())
                    .backOut("take the new name out of these lines again")
                    .basis("hosts(5)"));
    List<Place> byHand = uses.at(Moment.BESIDE_BY_HAND, Certainty.CERTAIN);
    for (Place place : byHand) {
      drafts
          .add(
              "beside",
              Phase.BEFORE,
              Action.ADD_NAME,
              "let "
                  + place.evidence().at()
                  + " accept "
                  + place.edit().orElse("")
                  + " beside "
                  + place.evidence().text()
                  + "; what it is compared with changes with the change")
          .on(Edits.components(List.of(place)))
          .backOut("take " + place.edit().orElse("") + " out again")
          .basis("", place.certainty(), Optional.of(place.evidence()));
    }
  }

  private List<String> lookups() {
    return impact.renamed().values().stream()
        .filter(now -> now.kind() == NodeKind.HOST)
        .map(now -> "getent hosts " + Probes.quoted(now.name()))
        .toList();
  }

  private void decide() {
    List<Place> unsure = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      unsure.addAll(uses.at(moment, Certainty.POSSIBLE));
    }
    if (unsure.isEmpty()) {
      return;
    }
    drafts
        .add(
            "decide",
            Phase.BEFORE,
            Action.DECIDE,
            "find out whether these places mean what changes, and make the edits of those that do")
        .on(Edits.components(unsure))
        .edits(unsure.stream().sorted().map(Edits::of).toList())
        .backOut("undo these edits")
        .basis("", Certainty.POSSIBLE, Optional.empty());
  }

  /** Users go over one machine after the other, while both names work. */
  private void ahead() {
    List<Place> places = uses.at(Moment.AHEAD, Certainty.CERTAIN);
    Map<NodeId, String> edited = new HashMap<>();
    Edits.byMachine(places)
        .forEach(
            (machine, there) -> {
              Drafts.Draft step =
                  drafts
                      .add(
                          "edit-" + word(machine),
                          Phase.BEFORE,
                          Action.EDIT,
                          "let " + machine + " use what is new")
                      .on(Edits.components(there))
                      .edits(there.stream().map(Edits::of).toList())
                      .verify(reaching.commands(there))
                      .needs(drafts.ids(Action.ADD_NAME))
                      .backOut("undo these edits: the old name works as before")
                      .basis("", Certainty.CERTAIN, Optional.empty());
              uses.readers(there).forEach(reader -> edited.put(reader, step.id()));
            });
    restart(edited, Phase.BEFORE, "restart or reload ");
  }

  private void restart(Map<NodeId, String> components, Phase phase, String verb) {
    restarts
        .order(components.keySet())
        .forEach(
            (component, before) -> {
              List<String> needs = new ArrayList<>();
              needs.add(components.getOrDefault(component, ""));
              before.forEach(other -> needs.add(restarted.getOrDefault(other, "")));
              needs.removeIf(String::isEmpty);
              Drafts.Draft step =
                  drafts
                      .add(
                          "restart-" + word(component.name()),
                          phase,
                          Action.RESTART,
                          verb + component + probes.how(component))
                      .on(List.of(component))
                      .verify(probes.health(component))
                      .needs(needs)
                      .backOut("undo the edits it was restarted for and restart it again")
                      .basis("", Certainty.CERTAIN, world.evidence(component));
              restarted.put(component, step.id());
            });
  }

  private void change() {
    List<Place> places = new ArrayList<>(uses.definitions());
    places.addAll(uses.at(Moment.WITH_CHANGE, Certainty.CERTAIN));
    Set<Place> stay = identities.linesThatStay();
    List<String> what = new ArrayList<>();
    List<String> back = new ArrayList<>();
    Set<String> sources = new LinkedHashSet<>();
    impact
        .subjects()
        .forEach(
            (change, things) ->
                things.forEach(
                    thing -> {
                      Optional<NodeId> now = Optional.ofNullable(impact.renamed().get(thing));
                      Wording words = Wording.of(change, thing, now);
                      what.add(words.change());
                      back.add(words.changeBack());
                      sources.add(words.source());
                    }));
    drafts
        .add("change", Phase.DURING, Action.CHANGE, String.join("; ", what))
        .on(impact.changed())
        .edits(places.stream().sorted().map(place -> Edits.definition(place, stay)).toList())
        .verify(
            impact.renamed().values().stream()
                .filter(now -> now.kind() == NodeKind.HOST)
                .flatMap(now -> Probes.lookup(now).stream())
                .toList())
        .needs(drafts.ids(Action.BACK_UP, Action.LOWER_TTL, Action.ADD_NAME, Action.PIN))
        .needs(drafts.ids(Action.DECIDE, Action.EDIT, Action.RESTART))
        .backOut(String.join("; ", back))
        .basis(String.join("; ", sources));
  }

  /** What the next reboot would show is better seen in the window. */
  private void restartOwn() {
    Map<NodeId, String> own = new HashMap<>();
    for (Fact.Loss loss : Fact.Loss.values()) {
      identities.holders(loss).forEach(component -> own.put(component, "change"));
    }
    uses.readers(uses.at(Moment.WITH_CHANGE, Certainty.CERTAIN))
        .forEach(component -> own.put(component, "change"));
    impact.breakages().stream()
        .filter(breakage -> breakage.direct() && breakage.effect() == Effect.BREAKS_ON_RESTART)
        .map(Breakage::component)
        .filter(component -> !restarted.containsKey(component) && !world.isDocument(component))
        .forEach(component -> own.put(component, "change"));
    restart(own, Phase.DURING, "restart ");
  }

  private void verify() {
    Set<NodeId> affected = new TreeSet<>();
    impact.breakages().forEach(breakage -> affected.add(breakage.component()));
    Set<String> commands = new LinkedHashSet<>(lookups());
    affected.forEach(component -> commands.addAll(probes.health(component)));
    drafts
        .add(
            "verify",
            Phase.DURING,
            Action.VERIFY,
            "see that everybody named in the answer works; else go back step by step")
        .on(affected)
        .verify(commands)
        .needs(List.of("change"))
        .needs(drafts.ids(Action.RESTART))
        .backOut("nothing was changed");
  }

  private void removeNames() {
    List<Place> last = new ArrayList<>(uses.at(Moment.BESIDE, Certainty.CERTAIN));
    last.addAll(uses.at(Moment.BESIDE_BY_HAND, Certainty.CERTAIN));
    if (!last.isEmpty()) {
      drafts
          .add(
              "clean-up",
              Phase.AFTER,
              Action.EDIT,
              "take the old name out where both stood beside each other")
          .on(Edits.components(last))
          .edits(last.stream().sorted().map(Edits::of).toList())
          .verify(lookups())
          .needs(List.of("verify"))
          .backOut("write the old name beside the new one again");
    }
    impact
        .subjects()
        .forEach((change, things) -> things.forEach(thing -> removeName(change, thing)));
  }

  private void removeName(Change change, NodeId thing) {
    Wording words = Wording.of(change, thing, Optional.ofNullable(impact.renamed().get(thing)));
    if (words.remove().isEmpty()) {
      return;
    }
    drafts
        .add(
            "remove-name",
            Phase.AFTER,
            Action.REMOVE_NAME,
            words.remove()
                + "; first see by the logs of the server that nobody asks for it any more"
                + identities.told(thing))
        .on(List.of(thing))
        .verify(thing.kind() == NodeKind.HOST ? Probes.lookup(thing) : List.of())
        .needs(List.of("verify"))
        .needs(drafts.ids(Action.EDIT).stream().filter("clean-up"::equals).toList())
        .backOut(words.removeBack())
        .basis(words.source());
  }

  private Optional<ChangePlan.NoReturn> noReturn() {
    for (NodeId holder : identities.holders(Fact.Loss.DATA)) {
      String step = restarted.get(holder);
      if (step != null) {
        return Optional.of(
            new ChangePlan.NoReturn(
                step,
                "if the identity of "
                    + holder
                    + " is not held on to, what is written from its start on lies under the new"
                    + " name and is lost on the way back"));
      }
    }
    boolean retires = impact.changes().stream().anyMatch(Change.Retire.class::isInstance);
    boolean queues = impact.renamed().keySet().stream().anyMatch(n -> n.kind() != NodeKind.HOST);
    return retires || queues
        ? drafts.ids(Action.REMOVE_NAME).stream()
            .findFirst()
            .map(step -> new ChangePlan.NoReturn(step, "what is held there is gone then"))
        : Optional.empty();
  }

  private static String word(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
  }
}
