package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.rule.IdentityRules;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a change does without any other component between: names that stop leading where they
 * led.
 */
final class DirectEffects {
  private final World before;
  private final World after;
  private final Map<NodeId, NodeId> renamed;
  private final Breakages breakages;
  private final Set<NodeId> touched;
  private final Timing timing;
  private final Set<SourceLocation> explained = new HashSet<>();

  DirectEffects(World before, World after, Map<NodeId, NodeId> renamed, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.renamed = renamed;
    this.breakages = breakages;
    this.touched = after.touched();
    this.timing = new Timing(before);
  }

  void find() {
    List<Need> hit = new ArrayList<>();
    Map<String, List<Need>> lists = new HashMap<>();
    for (Need need : before.needs()) {
      if (!need.effective() || need.isRecord() || need.isOwnNameServer() || before.holds(need)) {
        continue;
      }
      if (!need.via().isEmpty()) {
        explained.add(need.place().at());
      }
      if (need.reference().use().group().sparesNames()) {
        lists.computeIfAbsent(list(need), absent -> new ArrayList<>(2)).add(need);
      }
      lost(need, need.resolution().works());
      if (isTouched(need)) {
        hit.add(need);
      }
    }
    Set<Need> broken = new HashSet<>();
    for (Need need : hit) {
      if (isBroken(need)) {
        broken.add(need);
        lost(need, after.resolve(need).outcome() == Resolution.Outcome.REACHED);
      }
    }
    for (Need need : hit) {
      if (!broken.contains(need) && isShared(need) && !hasBoth(need, lists)) {
        add(need, false);
      }
      if (broken.contains(need)) {
        inList(need, lists.getOrDefault(list(need), List.of()), broken);
      }
    }
    // A machine's own name that a file has for it is nothing that is looked up.
    before.identities().stream()
        .filter(identity -> !identity.bond().name().isEmpty())
        .forEach(identity -> explained.add(identity.evidence().at()));
    tokens();
    patterns();
    identities();
  }

  /** A member of a list whose name leads nowhere is no other way for whoever has the list. */
  private void lost(Need need, boolean leads) {
    if (!leads && need.reference().use().group().sparesMembers()) {
      breakages.lost(need.place());
    }
  }

  private void inList(Need need, List<Need> members, Set<Need> broken) {
    if (members.stream().noneMatch(other -> takesOver(other, need) || takesOver(need, other))) {
      add(
          need,
          members.stream()
              .anyMatch(other -> other.resolution().works() && !broken.contains(other)));
    }
  }

  /** Whether another member of a list, dead up to now, leads from now on where this one led. */
  private boolean takesOver(Need other, Need need) {
    NodeId target = need.resolution().last();
    return !other.resolution().works()
        && !other.resolution().last().equals(target)
        && after.resolve(other).works()
        && after.resolve(other).last().equals(after.now(target));
  }

  private static String list(Need need) {
    return need.component() + " " + need.reference().use().group().id();
  }

  private boolean isTouched(Need need) {
    if (!Collections.disjoint(need.resolution().lookedAt(), touched)) {
      return true;
    }
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

  private boolean isBroken(Need need) {
    if (renamed.keySet().stream().anyMatch(old -> isEndpoint(need, old))) {
      return true;
    }
    return isBroken(need.resolution(), after.resolve(need));
  }

  private boolean isBroken(Resolution was, Resolution is) {
    return was.works() && (!is.works() || !after.now(was.last()).equals(is.last()));
  }

  /**
   * Whether it leads to a name that another machine takes as well: afterwards the name server
   * answers with both, and whoever asks reaches either.
   */
  private boolean isShared(Need need) {
    Resolution is = after.resolve(need);
    return need.resolution().works()
        && is.works()
        && isTaken(is.last())
        // A server that asks for its own name, to listen on it, takes the address it has.
        && !before.hostsOf(need.component()).contains(is.last())
        && is.steps().stream().noneMatch(step -> step.node().kind() == NodeKind.ADDRESS);
  }

  private boolean isTaken(NodeId name) {
    Set<String> addresses = name.kind() == NodeKind.HOST ? before.addresses(name) : Set.of();
    return !addresses.isEmpty()
        && renamed.entrySet().stream()
            .anyMatch(
                e -> e.getValue().equals(name) && !before.addresses(e.getKey()).equals(addresses));
  }

  /** Whether the machine that takes the name was in the same list all along. */
  private boolean hasBoth(Need need, Map<String, List<Need>> lists) {
    NodeId name = after.resolve(need).last();
    return lists.getOrDefault(list(need), List.of()).stream()
        .anyMatch(other -> name.equals(renamed.get(other.resolution().last())));
  }

  private void add(Need need, boolean otherWay) {
    Fact.Use use = need.reference().use();
    if (use.certainty() == Certainty.POSSIBLE
        && explained.contains(need.reference().evidence().at())) {
      return;
    }
    Effect effect = effect(need, otherWay);
    List<Reason> why = new ArrayList<>();
    String message =
        effect == Effect.MISDIRECTED
            ? need.name() + " leads to another target afterwards"
            : timing.message(need);
    why.add(new Reason(message, need.reference().evidence()));
    if (!need.place().at().equals(need.reference().evidence().at())) {
      why.add(new Reason("where the name stands", need.place()));
    }
    steps(need.resolution(), why);
    breakages.add(
        new Breakage(
            need.component(),
            effect,
            true,
            need.certainty(),
            why,
            chain(need.component(), need.resolution())));
  }

  private Effect effect(Need need, boolean otherWay) {
    Resolution was = need.resolution();
    Resolution is = after.resolve(need);
    if (is.works()
        && is.outcome() == Resolution.Outcome.REACHED
        && (isTaken(is.last()) || !after.now(was.last()).equals(is.last()))) {
      return Effect.MISDIRECTED;
    }
    if (!need.reference().use().hard() || otherWay) {
      return Effect.DEGRADES;
    }
    return timing.lookup(need) == Lookup.EACH_USE ? Effect.BREAKS : Effect.BREAKS_ON_RESTART;
  }

  private static void steps(Resolution resolution, List<Reason> why) {
    for (int i = 1; i < resolution.steps().size(); i++) {
      Optional<Evidence> evidence = resolution.steps().get(i).evidence();
      if (evidence.isPresent()) {
        why.add(
            new Reason(
                resolution.steps().get(i - 1).node()
                    + " leads to "
                    + resolution.steps().get(i).node(),
                evidence.get()));
      }
    }
  }

  private static List<NodeId> chain(NodeId component, Resolution resolution) {
    List<NodeId> chain = new ArrayList<>();
    chain.add(component);
    resolution.steps().forEach(step -> chain.add(step.node()));
    return chain;
  }

  /** What no table knows is taken to look names up at each use; it is possible, not certain. */
  private void tokens() {
    Set<SourceLocation> stated = new HashSet<>();
    before.needs().forEach(need -> stated.add(need.place().at()));
    for (String label : labels()) {
      for (Fact.Token token : before.tokens(label)) {
        SourceLocation at = token.evidence().at();
        if (stands(token) && !explained.contains(at) && !stated.contains(at)) {
          token(token);
        }
      }
    }
  }

  /** The first labels of what changes and of its aliases. */
  private Set<String> labels() {
    Set<NodeId> seen = new LinkedHashSet<>(touched);
    List<NodeId> open = new ArrayList<>(touched);
    while (!open.isEmpty()) {
      for (Fact.Alias alias : before.aliasesOf(open.remove(open.size() - 1))) {
        if (seen.add(alias.alias())) {
          open.add(alias.alias());
        }
      }
    }
    Set<String> labels = new TreeSet<>();
    seen.forEach(node -> labels.add(HostName.firstLabel(HostName.normalise(node.name()))));
    return labels;
  }

  private void token(Fact.Token token) {
    String near = token.evidence().at().path();
    boolean isHost = renamed.keySet().stream().anyMatch(node -> node.kind() == NodeKind.HOST);
    if (!isHost) {
      named(token);
      return;
    }
    Resolution was = before.resolve(token.text(), token.from(), near);
    if (Collections.disjoint(was.lookedAt(), touched)
        || !isBroken(was, after.resolve(token.text(), token.from(), near))) {
      return;
    }
    for (NodeId owner : before.owners(token.component())) {
      List<Reason> why = new ArrayList<>();
      why.add(new Reason(token.text() + " stands where a name would stand", token.evidence()));
      steps(was, why);
      breakages.add(
          new Breakage(owner, Effect.BREAKS, true, Certainty.POSSIBLE, why, chain(owner, was)));
    }
  }

  private void named(Fact.Token token) {
    for (NodeId old : renamed.keySet()) {
      if (token.text().equals(old.name())) {
        for (NodeId owner : before.owners(token.component())) {
          breakages.add(
              new Breakage(
                  owner,
                  Effect.BREAKS,
                  true,
                  Certainty.POSSIBLE,
                  List.of(
                      new Reason(
                          token.text() + " stands where a name would stand", token.evidence())),
                  List.of(owner, old)));
        }
      }
    }
  }

  /** What a pattern selects is a part of what its component does. */
  private void patterns() {
    renamed.forEach(
        (old, now) -> {
          if (old.kind() == NodeKind.HOST) {
            before.patternsOf(old, now.name()).stream()
                .filter(pattern -> pattern.pattern().syntax() != NamePattern.Syntax.KEYS)
                .forEach(pattern -> pattern(pattern, old, now));
          }
        });
  }

  private void pattern(Fact.Pattern pattern, NodeId old, NodeId now) {
    String message =
        pattern.pattern().text()
            + " stands for "
            + old.name()
            + ", and not for "
            + now.name()
            + (pattern.certainty() == Certainty.POSSIBLE ? ", if it is about hosts" : "");
    for (NodeId owner : before.owners(pattern.component())) {
      breakages.add(
          new Breakage(
              owner,
              Effect.DEGRADES,
              true,
              pattern.certainty(),
              List.of(new Reason(message, pattern.evidence())),
              List.of(owner, old)));
    }
  }

  private void identities() {
    for (IdentityRules.Bound bound : IdentityRules.evaluate(before)) {
      NodeId now = renamed.get(bound.host());
      if (now == null || !bound.isLostAs(now) || isKeptByAlias(bound, now)) {
        continue;
      }
      Fact.Identity identity = bound.identity();
      List<Reason> why = new ArrayList<>();
      why.add(new Reason(told(identity), identity.evidence()));
      if (identity.loss() == Fact.Loss.DATA) {
        for (Fact.Declaration held : before.held(identity.component())) {
          why.add(new Reason(held.node() + " starts empty or is missing", held.evidence()));
        }
        usersByToken(bound);
      }
      breakages.add(
          new Breakage(
              bound.component(),
              effect(identity.loss()),
              true,
              identity.certainty(),
              why,
              List.of(bound.component(), bound.host())));
    }
  }

  /** Whether the old name still leads there, and that is enough. */
  private boolean isKeptByAlias(IdentityRules.Bound bound, NodeId now) {
    if (!bound.identity().bond().aliasKeeps()) {
      return false;
    }
    Resolution old = after.resolve(bound.host().name(), bound.component().scope(), "");
    return old.works() && old.last().equals(now);
  }

  private static String told(Fact.Identity identity) {
    Fact.Advice advice = identity.advice();
    return identity.rule()
        + ": "
        + advice.message()
        + "; before: "
        + advice.remedy()
        + (advice.backOut().isEmpty() ? "" : "; to return: " + advice.backOut())
        + " ("
        + advice.source()
        + ")";
  }

  /** Whoever names the machine in a way no table knows may use what starts empty there. */
  private void usersByToken(IdentityRules.Bound bound) {
    Set<NodeId> names = new HashSet<>();
    names.add(bound.host());
    List<NodeId> open = new ArrayList<>(names);
    while (!open.isEmpty()) {
      NodeId name = open.remove(open.size() - 1);
      for (Fact.Token token : before.tokens(HostName.firstLabel(name.name()))) {
        Resolution was = before.resolve(token.text(), token.from(), token.evidence().at().path());
        if (stands(token) && was.works() && was.last().equals(bound.host())) {
          userByToken(token, was, bound);
        }
      }
      for (Fact.Alias alias : before.aliasesOf(name)) {
        if (names.add(alias.alias())) {
          open.add(alias.alias());
        }
      }
    }
  }

  private void userByToken(Fact.Token token, Resolution was, IdentityRules.Bound bound) {
    for (NodeId owner : before.owners(token.component())) {
      if (owner.equals(bound.component()) || explained.contains(token.evidence().at())) {
        continue;
      }
      List<NodeId> chain = new ArrayList<>(chain(owner, was));
      chain.add(chain.size() - 1, bound.component());
      breakages.add(
          new Breakage(
              owner,
              Effect.BREAKS_ON_RESTART,
              false,
              Certainty.POSSIBLE,
              List.of(
                  new Reason(
                      "may use " + bound.component() + ", which starts empty", token.evidence())),
              chain));
    }
  }

  private static boolean stands(Fact.Token token) {
    return token.span() == Fact.Span.VALUE || token.span() == Fact.Span.LITERAL;
  }

  private static Effect effect(Fact.Loss loss) {
    return switch (loss) {
      case DATA -> Effect.LOSES_DATA;
      case SERVICE -> Effect.BREAKS_ON_RESTART;
      case ACCESS -> Effect.BREAKS;
      case PART -> Effect.DEGRADES;
    };
  }
}
