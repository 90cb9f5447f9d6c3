package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.ZoneFiles.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which view of a name server somebody sees: the first whose clients it is one of, by its address.
 *
 * @see <a
 *     href="https://bind9.readthedocs.io/en/stable/reference.html#namedconf-statement-match-clients">
 *     match-clients</a>
 */
final class Views {
  private final FactIndex index;
  private final Map<NodeId, List<View>> byServer = new LinkedHashMap<>();
  private final Map<Scope, List<View>> seen = new ConcurrentHashMap<>();

  Views(FactIndex index) {
    this.index = index;
    for (View view : index.files.views()) {
      byServer.computeIfAbsent(view.server(), absent -> new ArrayList<>()).add(view);
    }
  }

  /**
   * What a name means from a place, by what it means in each view that may be seen from there.
   *
   * @param path the document it stands in: what a zone file names is looked up in that file's view
   * @param inView what it means in one view; in whatever there is for null
   */
  Resolution resolve(Scope from, String path, Function<@Nullable View, Resolution> inView) {
    if (byServer.isEmpty()) {
      return inView.apply(null);
    }
    List<View> views =
        from.kind() == Scope.Kind.DNS
            ? List.copyOf(index.files.views(path))
            : seen.computeIfAbsent(from, this::seenFrom);
    List<Resolution> all = new ArrayList<>();
    (views.isEmpty() ? List.copyOf(index.files.views()) : views)
        .forEach(view -> all.add(inView.apply(view)));
    return joined(all);
  }

  /** Where they differ, the first that leads anywhere is meant, and only possibly. */
  private static Resolution joined(List<Resolution> all) {
    Resolution chosen = all.get(0);
    boolean same = true;
    Set<NodeId> lookedAt = new LinkedHashSet<>();
    for (Resolution one : all) {
      same &= one.outcome() == chosen.outcome() && one.last().equals(chosen.last());
      lookedAt.addAll(one.lookedAt());
      boolean better = one.outcome() == Resolution.Outcome.REACHED;
      if (better && chosen.outcome() != Resolution.Outcome.REACHED) {
        chosen = one;
      }
    }
    return new Resolution(
        chosen.name(),
        chosen.steps(),
        chosen.outcome(),
        same ? chosen.certainty() : Certainty.POSSIBLE,
        lookedAt);
  }

  /** Those of every server that may be meant; all of a server where it cannot be told. */
  private List<View> seenFrom(Scope from) {
    Set<String> addresses = addresses(from);
    List<View> all = new ArrayList<>();
    byServer.forEach(
        (server, views) -> {
          Set<View> matching = new LinkedHashSet<>();
          for (String address : addresses) {
            View first = first(views, address);
            if (first == null) {
              matching.clear();
              break;
            }
            matching.add(first);
          }
          all.addAll(matching.isEmpty() ? views : matching);
        });
    return all;
  }

  /** Null where it cannot be told. */
  private static @Nullable View first(List<View> views, String address) {
    for (View view : views) {
      Optional<Boolean> matches = ClientList.matches(view.clients(), address);
      if (matches.isEmpty()) {
        return null;
      }
      if (matches.get()) {
        return view;
      }
    }
    return null;
  }

  private Set<String> addresses(Scope from) {
    Scope machine = from;
    if (from.outer().startsWith(Scope.Kind.HOST.word() + ":")) {
      machine = Scope.host(from.outer().substring(Scope.Kind.HOST.word().length() + 1));
    }
    Set<String> all = new TreeSet<>();
    if (machine.kind() == Scope.Kind.HOST) {
      FactIndex.Machine self = index.machine(machine);
      add(self.node(), all);
      for (String name : self.ownNames()) {
        add(NodeId.host(machine, name), all);
      }
    }
    return all;
  }

  private void add(NodeId host, Set<String> into) {
    for (Fact.Address fact : index.addresses.getOrDefault(host, List.of())) {
      if (!fact.address().startsWith("127.") && !fact.address().equals("::1")) {
        into.add(fact.address());
      }
    }
  }
}
