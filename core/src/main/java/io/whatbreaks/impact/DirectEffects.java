package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.rule.IdentityRules;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a change does without any other component between: names that stop leading where they
 * led.
 */
final class DirectEffects {
  private final World before;
  private final Changed changed;
  private final World after;
  private final Map<NodeId, NodeId> renamed;
  private final Breakages breakages;
  private final Difference difference;
  private final Set<NodeId> gone = new HashSet<>();
  private final Set<SourceLocation> explained = new HashSet<>();

  DirectEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.changed = after.changed();
    this.renamed = changed.names();
    this.difference = new Difference(before, after);
    this.breakages = breakages;
  }

  void find() {
    goneWithTheirMachine();
    Map<String, List<Need>> lists = new HashMap<>();
    List<Need> hit = hit(lists);
    Map<Need, Difference.Loss> lost = new HashMap<>();
    for (Need need : hit) {
      Difference.Loss loss = difference.of(need);
      if (loss != Difference.Loss.NONE) {
        lost.put(need, loss);
      }
    }
    for (Need need : hit) {
      Difference.Loss loss = lost.get(need);
      if (loss != null) {
        boolean otherWay =
            lists.getOrDefault(list(need), List.of()).stream()
                .anyMatch(other -> other.resolution().works() && isLeft(lost.get(other)));
        add(need, loss, otherWay);
      }
    }
    cutOff(hit, lost);
    new TokenEffects(before, after, difference, breakages).find(explained, gone);
    identities();
  }

  private static boolean isLeft(Difference.@Nullable Loss loss) {
    return loss == null || loss == Difference.Loss.PART;
  }

  /** The needs whose way may have changed; puts those of which one suffices by their lists. */
  private List<Need> hit(Map<String, List<Need>> lists) {
    List<Need> hit = new ArrayList<>();
    for (Need need : before.needs()) {
      if (!need.effective() || need.isRecord() || before.holds(need)) {
        continue;
      }
      if (!need.via().isEmpty()) {
        explained.add(need.place().at());
      }
      if (need.reference().use().group().sparesMembers()) {
        lists.computeIfAbsent(list(need), absent -> new ArrayList<>(2)).add(need);
      }
      if (difference.isTouched(need) && !gone.contains(need.component())) {
        hit.add(need);
      }
    }
    return hit;
  }

  /** What runs on a machine that goes away goes with it, and needs nothing any more. */
  private void goneWithTheirMachine() {
    changed
        .gone()
        .forEach(
            (component, at) -> {
              gone.add(component);
              List<NodeId> chain = new ArrayList<>(List.of(component));
              chain.addAll(before.hostsOf(component));
              String message = "runs on " + chain.get(1) + ", which goes away";
              breakages.add(
                  new Breakage(
                      component,
                      Effect.BREAKS,
                      true,
                      Certainty.CERTAIN,
                      List.of(new Reason(message, at)),
                      chain));
            });
  }

  /** Whoever reaches a server that listens on an address its machine has no more reaches nobody. */
  private void cutOff(List<Need> hit, Map<Need, Difference.Loss> lost) {
    Map<NodeId, Set<Integer>> deaf = new HashMap<>();
    lost.forEach(
        (need, loss) -> {
          if (isListening(need) && loss != Difference.Loss.NAME) {
            Set<Integer> ports = deaf.computeIfAbsent(need.component(), c -> new HashSet<>());
            ports.addAll(before.portsAt(need));
          }
        });
    if (deaf.isEmpty()) {
      return;
    }
    breakages.deaf(deaf.keySet());
    for (Need need : hit) {
      boolean loops = need.resolution().steps().stream().anyMatch(s -> isLoopback(s.node()));
      int port = need.reference().target().port().orElse(-1);
      for (Resolution.Step step : need.resolution().steps()) {
        boolean reaches =
            before.listeners(step.node(), port).stream()
                .anyMatch(server -> deaf.getOrDefault(server, Set.of()).contains(port));
        if (reaches && !loops) {
          breakages.cutOff(need.place().at());
        }
      }
      if (port < 0 && !loops && !lost.containsKey(need)) {
        deaf.keySet().forEach(server -> mayUse(need, server));
      }
    }
  }

  /** Whoever reaches the machine on a port that is not known may want any server there. */
  private void mayUse(Need need, NodeId server) {
    List<NodeId> chain = chain(need.component(), need.resolution());
    if (server.equals(need.component())
        || !before.hostsOf(server).contains(need.resolution().last())) {
      return;
    }
    chain.add(chain.size() - 1, server);
    Fact.Use use = need.reference().use();
    breakages.add(
        new Breakage(
            need.component(),
            use.hard() && !use.group().sparesMembers() ? Effect.BREAKS : Effect.DEGRADES,
            false,
            Certainty.POSSIBLE,
            List.of(new Reason("may use " + server + ", which is not reached there", need.place())),
            chain));
  }

  private static boolean isLoopback(NodeId node) {
    return node.name().startsWith("localhost")
        || node.name().equals("::1")
        || (node.kind() == NodeKind.ADDRESS && node.name().startsWith("127."));
  }

  private static boolean isListening(Need need) {
    return need.reference().use().lookup() == Lookup.LISTEN;
  }

  private static String list(Need need) {
    return need.component() + " " + need.reference().use().group().id();
  }

  private void add(Need need, Difference.Loss loss, boolean otherWay) {
    Fact.Use use = need.reference().use();
    if (use.certainty() == Certainty.POSSIBLE
        && explained.contains(need.reference().evidence().at())) {
      return;
    }
    Effect effect = effect(need, loss, otherWay);
    add(need, effect, message(need, loss));
    boolean atStart = use.lookup() == Lookup.START && !use.group().sparesNames();
    if (effect == Effect.DEGRADES && atStart && use.hard() && isNameGone(need, loss)) {
      add(need, Effect.BREAKS_ON_RESTART, message(need, Difference.Loss.NAME));
    }
  }

  private void add(Need need, Effect effect, String message) {
    List<Reason> why = new ArrayList<>();
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

  /** Whether the name is gone with its target. */
  private boolean isNameGone(Need need, Difference.Loss loss) {
    return loss == Difference.Loss.TARGET
        && need.resolution().steps().stream().noneMatch(s -> s.node().kind() == NodeKind.ADDRESS)
        && changed.retired().contains(need.resolution().last());
  }

  private static Effect effect(Need need, Difference.Loss loss, boolean otherWay) {
    Fact.Use use = need.reference().use();
    Lookup lookup = use.lookup();
    boolean sparesNames = otherWay && use.group().sparesNames();
    return switch (loss) {
      case NONE -> throw new AssertionError(need);
      case SAME_TARGET -> Effect.MISDIRECTED;
      case PART -> Effect.DEGRADES;
      case NAME ->
          !use.hard() || sparesNames
              ? Effect.DEGRADES
              : lookup == Lookup.EACH_USE ? Effect.BREAKS : Effect.BREAKS_ON_RESTART;
      case TARGET, OLD_ADDRESS ->
          !use.hard() || otherWay
              ? Effect.DEGRADES
              : lookup == Lookup.LISTEN && loss == Difference.Loss.TARGET
                  ? Effect.BREAKS_ON_RESTART
                  : Effect.BREAKS;
    };
  }

  private String message(Need need, Difference.Loss loss) {
    String name = need.name();
    boolean listens = isListening(need);
    return switch (loss) {
      case NONE -> throw new AssertionError(need);
      case SAME_TARGET ->
          changed.isShared(need.resolution().last())
              ? name + " leads to two targets afterwards, by turns or to whichever answers first"
              : name + " leads to another target afterwards";
      case PART -> "one of the addresses of " + name + " is given up";
      case OLD_ADDRESS ->
          name
              + " was looked up at the start: "
              + (listens ? "it listens on" : "it uses")
              + " the old address until it starts again";
      case TARGET ->
          listens
              ? name + " is given up, so that it cannot listen there after its next start"
              : changed.isPortMoved(need)
                  ? name + " does not answer on port " + port(need) + " any more"
                  : name + " leads to what does not answer any more";
      case NAME ->
          switch (need.reference().use().lookup()) {
            case START, LISTEN -> name + " is looked up at start or reload and will not be found";
            case CONNECTION ->
                name + " is looked up when the connection is made and will not be found";
            case EACH_USE -> name + " is looked up at each use and will not be found";
          };
    };
  }

  private static String port(Need need) {
    return need.reference().target().port().stream()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining());
  }

  static void steps(Resolution resolution, List<Reason> why) {
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

  static List<NodeId> chain(NodeId component, Resolution resolution) {
    List<NodeId> chain = new ArrayList<>();
    chain.add(component);
    resolution.steps().forEach(step -> chain.add(step.node()));
    return chain;
  }

  private void identities() {
    for (IdentityRules.Bound bound : IdentityRules.evaluate(before)) {
      if (!renamed.containsKey(bound.host()) || gone.contains(bound.component())) {
        continue;
      }
      Fact.Identity identity = bound.identity();
      List<Reason> why = new ArrayList<>();
      why.add(
          new Reason(
              identity.message()
                  + "; before: "
                  + identity.remedy()
                  + " ("
                  + identity.source()
                  + ")",
              identity.evidence()));
      if (identity.loss() == Fact.Loss.DATA) {
        for (Fact.Declaration held : before.held(identity.component())) {
          why.add(new Reason(held.node() + " starts empty or is missing", held.evidence()));
        }
      }
      if (identity.loss() == Fact.Loss.DATA) {
        usersByToken(bound);
      }
      breakages.add(
          new Breakage(
              bound.component(),
              effect(identity.loss()),
              true,
              Certainty.CERTAIN,
              why,
              List.of(bound.component(), bound.host())));
    }
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

  static boolean stands(Fact.Token token) {
    return token.span() == Fact.Span.VALUE || token.span() == Fact.Span.LITERAL;
  }

  private static Effect effect(Fact.Loss loss) {
    return switch (loss) {
      case DATA -> Effect.LOSES_DATA;
      case SERVICE -> Effect.BREAKS_ON_RESTART;
      case PART -> Effect.DEGRADES;
    };
  }
}
