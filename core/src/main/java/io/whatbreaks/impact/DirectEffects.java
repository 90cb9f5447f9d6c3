package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
  private final Timing timing;
  private final Set<NodeId> gone = new HashSet<>();
  private final Set<SourceLocation> explained = new HashSet<>();

  DirectEffects(World before, World after, Breakages breakages) {
    this.before = before;
    this.after = after;
    this.changed = after.changed();
    this.renamed = changed.names();
    this.difference = new Difference(before, after);
    this.timing = new Timing(before);
    this.breakages = breakages;
  }

  void find() {
    goneWithTheirMachine();
    Map<String, List<Need>> lists = new HashMap<>();
    List<Need> hit = hit(lists);
    IdentityHashMap<Need, Difference.Loss> lost = new IdentityHashMap<>();
    for (Need need : hit) {
      Difference.Loss loss = isCompared(need) ? compared(need) : difference.of(need);
      if (loss != Difference.Loss.NONE && !hasBoth(need, loss, lists)) {
        lost.put(need, loss);
        dead(need, loss == Difference.Loss.SAME_TARGET || loss == Difference.Loss.PART);
      }
    }
    for (Need need : hit) {
      Difference.Loss loss = lost.get(need);
      if (loss != null) {
        inList(need, loss, lists.getOrDefault(list(need), List.of()), lost);
      }
    }
    cutOff(hit, lost);
    // A machine's own name that a file has for it is nothing that is looked up.
    before.identities().stream()
        .filter(identity -> !identity.bond().name().isEmpty())
        .forEach(identity -> explained.add(identity.evidence().at()));
    new TokenEffects(before, after, difference, breakages).find(explained, gone);
    new PatternEffects(before, changed, breakages).find(gone);
    new TopicPatterns(before, changed, breakages).find(gone);
    new IdentityEffects(before, after, breakages).find(explained, gone);
  }

  private static boolean isCompared(Need need) {
    return need.reference().use().lookup() == Lookup.COMPARED;
  }

  /** Nothing is lost by whoever nobody reached by the name, or still does. */
  private Difference.Loss compared(Need need) {
    Collection<NodeId> hosts = before.hostsOf(need.component());
    boolean isReached = hosts.isEmpty() || hosts.contains(need.resolution().last());
    Difference.Loss loss = difference.of(need.resolution(), after.resolve(need));
    boolean isGivenUp = loss == Difference.Loss.NAME || loss == Difference.Loss.SAME_TARGET;
    return isReached && isGivenUp ? loss : Difference.Loss.NONE;
  }

  /** A member of a list whose name leads nowhere is no other way for whoever has the list. */
  private void dead(Need need, boolean leads) {
    if (!leads && need.reference().use().group().sparesMembers()) {
      breakages.lost(need.place());
    }
  }

  private void inList(
      Need need,
      Difference.Loss loss,
      List<Need> members,
      IdentityHashMap<Need, Difference.Loss> lost) {
    boolean sparesNames = need.reference().use().group().sparesNames();
    if (sparesNames
        && members.stream().anyMatch(other -> takesOver(other, need) || takesOver(need, other))) {
      return;
    }
    boolean otherWay =
        members.stream().anyMatch(other -> other.resolution().works() && isLeft(lost.get(other)));
    add(need, loss, otherWay);
  }

  /** Whether another member of a list, dead up to now, leads from now on where this one led. */
  private boolean takesOver(Need other, Need need) {
    NodeId target = need.resolution().last();
    return !other.resolution().works()
        && !other.resolution().last().equals(target)
        && after.resolve(other).works()
        && after.resolve(other).last().equals(after.now(target));
  }

  /** Whether the machine that takes the name of another was in the same list all along. */
  private boolean hasBoth(Need need, Difference.Loss loss, Map<String, List<Need>> lists) {
    NodeId name = after.resolve(need).last();
    return loss == Difference.Loss.SAME_TARGET
        && need.reference().use().group().sparesNames()
        && after.now(need.resolution().last()).equals(name)
        && lists.getOrDefault(list(need), List.of()).stream()
            .anyMatch(other -> name.equals(renamed.get(other.resolution().last())));
  }

  private static boolean isLeft(Difference.@Nullable Loss loss) {
    return loss == null || loss == Difference.Loss.PART;
  }

  /** The needs whose way may have changed; puts those of which one suffices by their lists. */
  private List<Need> hit(Map<String, List<Need>> lists) {
    List<Need> hit = new ArrayList<>();
    for (Need need : before.needs()) {
      if (!need.effective() || need.isRecord() || need.isOwnNameServer() || before.holds(need)) {
        continue;
      }
      if (changed.isIgnored(need)) {
        explained.add(need.reference().evidence().at());
        continue;
      }
      if (!need.via().isEmpty()) {
        explained.add(need.place().at());
      }
      if (need.reference().use().group().sparesMembers()) {
        lists.computeIfAbsent(list(need), absent -> new ArrayList<>(2)).add(need);
      }
      dead(need, need.resolution().works());
      // Who may come in by a document is told of the server that reads it.
      boolean isRule = AccessEffects.isRule(before, need);
      if (difference.isTouched(need) && !gone.contains(need.component()) && !isRule) {
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
  private void cutOff(List<Need> hit, IdentityHashMap<Need, Difference.Loss> lost) {
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
    add(need, effect, loss);
    boolean atStart = use.lookup() == Lookup.START && !use.group().sparesNames();
    if (effect == Effect.DEGRADES && atStart && use.hard() && isNameGone(need, loss)) {
      add(need, Effect.BREAKS_ON_RESTART, Difference.Loss.NAME);
    }
  }

  private void add(Need need, Effect effect, Difference.Loss loss) {
    List<Reason> why = new ArrayList<>();
    why.add(new Reason(message(need, loss), need.reference().evidence()));
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
            chain(need.component(), need.resolution())),
        stopsAll(need, loss) ? "" : before.partOf(need));
  }

  /** What keeps a process from starting takes along whatever else it serves. */
  private boolean stopsAll(Need need, Difference.Loss loss) {
    Lookup lookup = timing.lookup(need);
    return lookup == Lookup.LISTEN
        || (lookup == Lookup.START && loss == Difference.Loss.NAME && !before.startsWithout(need));
  }

  /** Whether the name is gone with its target. */
  private boolean isNameGone(Need need, Difference.Loss loss) {
    return loss == Difference.Loss.TARGET
        && need.resolution().steps().stream().noneMatch(s -> s.node().kind() == NodeKind.ADDRESS)
        && changed.retired().contains(need.resolution().last());
  }

  private Effect effect(Need need, Difference.Loss loss, boolean otherWay) {
    Fact.Use use = need.reference().use();
    boolean sparesNames = otherWay && use.group().sparesNames();
    return switch (loss) {
      case NONE -> throw new AssertionError(need);
      case SAME_TARGET -> isCompared(need) ? Effect.DEGRADES : Effect.MISDIRECTED;
      case PART -> Effect.DEGRADES;
      case NAME ->
          !use.hard() || sparesNames || isCompared(need)
              ? Effect.DEGRADES
              : timing.lookup(need) == Lookup.EACH_USE ? Effect.BREAKS : Effect.BREAKS_ON_RESTART;
      case TARGET, OLD_ADDRESS ->
          !use.hard() || otherWay
              ? Effect.DEGRADES
              : isListening(need) && loss == Difference.Loss.TARGET
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
          (difference.isShared(need.resolution(), after.resolve(need))
                  ? name
                      + " leads to two targets afterwards, by turns or to whichever answers first"
                  : name + " leads to another target afterwards")
              + difference
                  .cached(need)
                  .map(time -> ", once caches have ended: " + Times.until(time))
                  .orElse("");
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
      case NAME -> timing.message(need, difference.cached(need));
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
}
