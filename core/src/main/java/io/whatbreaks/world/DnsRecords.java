package io.whatbreaks.world;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What DNS says of absolute names in one world, seen from one place.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1034#section-4.3.2">RFC 1034, section 4.3.2</a>
 */
final class DnsRecords {
  private final FactIndex index;
  private final Overlay overlay;
  private final ZoneFiles.@Nullable View view;
  private final Set<NodeId> lookedAt;

  /** How a question ends. */
  enum Kind {
    /** The name has an address or stands for another name. */
    FOUND,
    /** A zone that was given denies the name, or an address for it. */
    DENIED,
    /** The server does not take its zone. */
    REFUSED,
    /** The zone it lies in was not given. */
    OUTSIDE
  }

  /**
   * What is said of one name.
   *
   * @param at where it stands
   * @param wildcard that stands in its place
   * @param alias what it stands for
   */
  record Answer(
      Kind kind,
      Optional<Evidence> at,
      Optional<NodeId> wildcard,
      Optional<Target> alias,
      Certainty certainty) {
    static Answer of(Kind kind, Certainty certainty) {
      return new Answer(kind, Optional.empty(), Optional.empty(), Optional.empty(), certainty);
    }
  }

  /** What an alias leads to, and where that is written. */
  record Target(NodeId node, Optional<Evidence> evidence) {}

  /**
   * In a world.
   *
   * @param view what is seen of servers that have views; null for all of it
   * @param lookedAt gets every name that is looked at
   */
  DnsRecords(
      FactIndex index, Overlay overlay, ZoneFiles.@Nullable View view, Set<NodeId> lookedAt) {
    this.index = index;
    this.overlay = overlay;
    this.view = view;
    this.lookedAt = lookedAt;
  }

  /** What is said of an absolute name. */
  Answer ask(NodeId node) {
    lookedAt.add(node);
    if (isRefused(node)) {
      return Answer.of(Kind.REFUSED, Certainty.CERTAIN);
    }
    Optional<NodeId> kept = overlay.aliasOf(node);
    if (kept.isPresent()) {
      Target target = new Target(kept.get(), Optional.empty());
      return new Answer(
          Kind.FOUND, Optional.empty(), Optional.empty(), Optional.of(target), Certainty.CERTAIN);
    }
    Answer redirected = redirected(node);
    if (redirected != null) {
      return redirected;
    }
    Optional<NodeId> records = overlay.recordsOf(node);
    if (records.isPresent()) {
      Answer found = records(records.get(), Optional.empty());
      if (found != null) {
        return found;
      }
    }
    Optional<Fact.Zone> zone = zone(node.name());
    if (zone.isPresent() && isDelegated(node.name(), zone.get())) {
      return Answer.of(Kind.OUTSIDE, Certainty.CERTAIN);
    }
    Answer wildcard = wildcard(node);
    if (wildcard != null) {
      return wildcard;
    }
    return zone.isPresent() || overlay.isGone(node)
        ? Answer.of(Kind.DENIED, zone.map(this::certainty).orElse(Certainty.CERTAIN))
        : Answer.of(Kind.OUTSIDE, Certainty.CERTAIN);
  }

  private boolean isRefused(NodeId node) {
    return overlay.refusesAny()
        && zone(node.name()).filter(z -> overlay.isRefused(z.evidence().at().path())).isPresent();
  }

  private Certainty certainty(Fact.Zone zone) {
    return index.files.isGuess(zone.evidence().at().path())
        ? Certainty.POSSIBLE
        : Certainty.CERTAIN;
  }

  private boolean isSeen(Fact fact) {
    if (view == null || !index.files.hasViews()) {
      return true;
    }
    Set<ZoneFiles.View> views = index.files.views(fact.evidence().at().path());
    return views.isEmpty() || views.contains(view);
  }

  /** The nearest zone given that a name lies in. */
  private Optional<Fact.Zone> zone(String name) {
    for (String domain = name; !domain.isEmpty(); domain = HostName.parent(domain)) {
      for (Fact.Zone zone : index.zones.getOrDefault(domain, List.of())) {
        if (isSeen(zone)) {
          return Optional.of(zone);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isDelegated(String name, Fact.Zone zone) {
    return zone.delegations().stream().anyMatch(delegation -> HostName.isWithin(name, delegation));
  }

  /**
   * What a document says of names that another given zone holds is glue, or left over from before
   * the zone was cut: no server answers with it.
   */
  private boolean counts(Fact fact, String name) {
    if (!isSeen(fact)) {
      return false;
    }
    Set<String> origins = index.origins(fact.evidence().at().path());
    if (origins.isEmpty()) {
      return true;
    }
    return zone(name).map(zone -> origins.contains(zone.origin())).orElse(true);
  }

  private @Nullable Answer records(NodeId owner, Optional<NodeId> wildcard) {
    List<Fact.Address> addresses = counting(index.addresses.get(owner), owner);
    List<Fact.Alias> aliases = counting(index.aliases.get(owner), owner);
    List<Fact.Declaration> declared = counting(index.declarations.get(owner), owner);
    if (addresses.isEmpty() && aliases.isEmpty() && declared.isEmpty()) {
      return index.isMachine(owner)
          ? new Answer(Kind.FOUND, Optional.empty(), wildcard, Optional.empty(), Certainty.CERTAIN)
          : null;
    }
    boolean isAlias = addresses.isEmpty() && !aliases.isEmpty();
    Optional<Target> target =
        isAlias
            ? Optional.of(
                new Target(
                    NodeId.host(owner.scope(), aliases.get(0).target()),
                    Optional.of(aliases.get(0).evidence())))
            : Optional.empty();
    // Copies of one zone that disagree: which one is asked cannot be told.
    boolean agreed =
        aliases.stream().map(Fact.Alias::target).distinct().count() <= 1
            && (aliases.isEmpty() || addresses.isEmpty());
    boolean guess = List.of(addresses, aliases, declared).stream().allMatch(this::areGuesses);
    Optional<Evidence> at = FactIndex.evidence(declared).or(() -> FactIndex.evidence(addresses));
    return new Answer(
        Kind.FOUND,
        at,
        wildcard,
        target,
        agreed && !guess ? Certainty.CERTAIN : Certainty.POSSIBLE);
  }

  private boolean areGuesses(List<? extends Fact> facts) {
    return facts.stream().allMatch(fact -> index.files.isGuess(fact.evidence().at().path()));
  }

  private <T extends Fact> List<T> counting(@Nullable List<T> facts, NodeId owner) {
    if (facts == null) {
      return List.of();
    }
    boolean all = index.zones.isEmpty() || !owner.scope().equals(Scope.DNS);
    return all ? facts : facts.stream().filter(fact -> counts(fact, owner.name())).toList();
  }

  /** RFC 6672: what lies below the owner of a DNAME record lies below its target instead. */
  private @Nullable Answer redirected(NodeId node) {
    if (index.dnames.isEmpty()) {
      return null;
    }
    Fact.Alias highest = null;
    for (String domain = HostName.parent(node.name());
        !domain.isEmpty();
        domain = HostName.parent(domain)) {
      for (Fact.Alias dname : index.dnames.getOrDefault(domain, List.of())) {
        highest = counts(dname, domain) ? dname : highest;
      }
    }
    if (highest == null) {
      return null;
    }
    String below = node.name().substring(0, node.name().length() - highest.alias().name().length());
    Target target =
        new Target(
            NodeId.host(Scope.DNS, below + highest.target()), Optional.of(highest.evidence()));
    return new Answer(
        Kind.FOUND,
        Optional.empty(),
        Optional.empty(),
        Optional.of(target),
        areGuesses(List.of(highest)) ? Certainty.POSSIBLE : Certainty.CERTAIN);
  }

  /**
   * RFC 4592, section 3.3.1: only the wildcard right below the closest name that exists counts, and
   * none where the name itself exists, be it only because another lies below it.
   */
  private @Nullable Answer wildcard(NodeId node) {
    ExistingNames existing = index.existing;
    if (!existing.hasWildcards() || existing.exists(node.name(), overlay)) {
      return null;
    }
    for (String domain = HostName.parent(node.name());
        !domain.isEmpty();
        domain = HostName.parent(domain)) {
      NodeId star = NodeId.host(Scope.DNS, "*." + domain);
      Optional<NodeId> records = overlay.recordsOf(star);
      Answer found = records.isEmpty() ? null : records(records.get(), Optional.of(star));
      lookedAt.add(NodeId.host(Scope.DNS, domain));
      if (found != null) {
        return found;
      }
      if (existing.exists(domain, overlay)) {
        return null;
      }
    }
    return null;
  }
}
