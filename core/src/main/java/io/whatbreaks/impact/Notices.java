package io.whatbreaks.impact;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What to know of a change before its effects: what it means, and what stands in its way. */
final class Notices {
  private final World world;
  private final List<Diagnostic> found = new ArrayList<>();

  private Notices(World world) {
    this.world = world;
  }

  /** Those of one change that is made in a world. */
  static List<Diagnostic> of(World world, Change change, Collection<NodeId> subjects) {
    Notices notices = new Notices(world);
    if (change instanceof Change.Rename rename) {
      notices.meanings(rename.target(), subjects);
      rename.mapping(world).forEach(notices::nameClash);
      rename.mapping(world).forEach(notices::denied);
      subjects.forEach(notices::cached);
      if (rename.keepAlias()) {
        notices.noAlias(subjects);
      }
    } else if (change instanceof Change.Retire retire) {
      notices.meanings(retire.target(), subjects);
      subjects.forEach(notices::cached);
    } else if (change instanceof Change.Readdress readdress) {
      notices.meanings(readdress.target(), subjects);
      subjects.forEach(node -> notices.addresses(node, readdress.to()));
      subjects.forEach(notices::cached);
    } else if (change instanceof Change.MovePort move) {
      notices.meanings(move.target(), subjects);
      subjects.forEach(node -> notices.portClash(node, move.to()));
    } else if (change instanceof RemoveBinding unbound) {
      notices.meanings("exchange:" + unbound.exchange(), subjects);
    } else if (change instanceof RedeclareQueue redeclared) {
      notices.meanings("queue:" + redeclared.queue(), subjects);
    } else if (!(change instanceof Upgrade)) { // UpgradeNotices knows those.
      throw new AssertionError(change);
    }
    return notices.found;
  }

  /** The places whose letters only encode a name: what to write there instead. */
  static List<Diagnostic> encoded(World before, Map<NodeId, NodeId> renamed, List<Place> places) {
    Notices notices = new Notices(before);
    renamed.forEach(
        (old, now) -> {
          for (Place place : places) {
            if (place.edit().isEmpty() && place.role() != Role.MENTIONS) {
              Encoded.of(place.evidence(), old.name())
                  .ifPresent(encoded -> notices.encoded(place, old, now, encoded));
            }
          }
        });
    return notices.found;
  }

  private void encoded(Place place, NodeId old, NodeId now, Encoded encoded) {
    add(
        Severity.WARNING,
        "encoded-name",
        Optional.of(place.evidence()),
        old.name() + " stands here in base64, where no letter of it can be replaced",
        encoded
            .rewritten(old.name(), now.name())
            .map(value -> "write " + value + " in the place of " + encoded.value())
            .orElse("encode the value anew"));
  }

  private void meanings(String target, Collection<NodeId> nodes) {
    if (nodes.size() > 1) {
      add(
          Severity.INFO,
          "several-meanings",
          Optional.empty(),
          target + " means: " + words(nodes),
          "a full name, or one with @SCOPE behind it, means one of them");
    }
  }

  /** Only names of hosts can be kept by an alias. */
  private void noAlias(Collection<NodeId> subjects) {
    subjects.stream()
        .filter(node -> node.kind() != NodeKind.HOST)
        .findFirst()
        .ifPresent(
            node ->
                add(
                    Severity.WARNING,
                    "no-alias",
                    world.evidence(node),
                    "there is no alias of a " + node.kind().word() + ": --keep-alias keeps nothing",
                    "bind the old name and the new one side by side until nobody uses the old"));
  }

  private void nameClash(NodeId old, NodeId now) {
    if (!old.equals(now) && world.isTaken(now)) {
      add(
          Severity.ERROR,
          "name-clash",
          world.evidence(now),
          now + " is taken already",
          "choose another name, or retire the present owner first");
    }
  }

  /** What caches know of a name they go on telling. */
  private void cached(NodeId node) {
    NodeId thing = world.before(node);
    world
        .keptInCaches(thing)
        .filter(time -> time.seconds() > 0)
        .ifPresent(
            time ->
                add(
                    Severity.INFO,
                    "cached-name",
                    Optional.of(time.at()),
                    "caches go on with what they know of "
                        + thing.name()
                        + " until "
                        + Times.until(time),
                    "lower the TTL at least that long before the change"));
  }

  /** RFC 2308: who asks for a name too early does not find it for a while after it is there. */
  private void denied(NodeId old, NodeId now) {
    if (old.equals(now) || world.isTaken(now)) {
      return;
    }
    world
        .deniedByCaches(now)
        .filter(time -> time.seconds() > 0)
        .ifPresent(
            time ->
                add(
                    Severity.INFO,
                    "cached-denial",
                    Optional.of(time.at()),
                    "whoever asks for "
                        + now.name()
                        + " before it is there is denied it for "
                        + Times.words(time.seconds())
                        + " more",
                    "make the new name before anybody uses it"));
  }

  private void addresses(NodeId node, String to) {
    NodeId thing = world.before(node);
    Set<String> known = world.knownAddresses(node);
    List<String> sameFamily =
        known.stream().filter(a -> (a.indexOf(':') < 0) == (to.indexOf(':') < 0)).toList();
    if (known.isEmpty()) {
      add(
          Severity.WARNING,
          "no-address",
          world.evidence(thing),
          "no file given tells today's address of " + node,
          "who reaches it by address cannot be told");
    } else if (sameFamily.size() > 1) {
      add(
          Severity.WARNING,
          "several-addresses",
          world.evidence(thing),
          node + " has several addresses, all of which are taken to change: " + words(sameFamily),
          "");
    }
    for (Fact.Address other : world.addressFacts(to)) {
      NodeId owner = world.machineOf(other.host());
      if (!owner.equals(thing) && world.addresses(owner).contains(to)) {
        add(
            Severity.ERROR,
            "address-clash",
            Optional.of(other.evidence()),
            to + " is the address of " + owner + " already",
            "choose another address, or retire the present owner first");
      }
    }
  }

  private void portClash(NodeId host, int port) {
    for (NodeId server : new TreeSet<>(world.listeners(world.before(host), port))) {
      if (world.ports(server).contains(port)) {
        add(
            Severity.ERROR,
            "port-clash",
            world.evidence(world.before(host)),
            server + " answers on port " + port + " of " + host + " already",
            "choose another port");
      }
    }
  }

  private static String words(Collection<?> all) {
    return all.stream().map(Object::toString).sorted().distinct().collect(Collectors.joining(", "));
  }

  private void add(
      Severity severity, String code, Optional<Evidence> at, String message, String hint) {
    found.add(
        new Diagnostic(
            severity,
            code,
            at.map(e -> e.at().path()).orElse(""),
            at.map(e -> e.at().line()).orElse(0),
            message,
            hint));
  }
}
