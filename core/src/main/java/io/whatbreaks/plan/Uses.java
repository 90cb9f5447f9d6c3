package io.whatbreaks.plan;

import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When each place that names what changes is to be edited. */
final class Uses {
  private final Impact impact;
  private final World world;
  private final Map<SourceLocation, List<Need>> needs = new HashMap<>();
  private final Set<SourceLocation> records = new HashSet<>();
  private final Set<SourceLocation> pins = new HashSet<>();
  private final Set<SourceLocation> lists = new HashSet<>();
  private final Set<String> defining = new HashSet<>();
  private final Set<Scope> own = new HashSet<>();

  /** When a place is edited. */
  enum Moment {
    /** Once both names work: the new one leads to the same place. */
    AHEAD,
    /** Together with the change. */
    WITH_CHANGE,
    /** Both are written beside each other ahead, and the old one is taken out at the end. */
    BESIDE,
    /** The same by hand: how two names are written beside each other is not known. */
    BESIDE_BY_HAND
  }

  Uses(Impact impact, World world) {
    this.impact = impact;
    this.world = world;
    for (Need need : world.needs()) {
      needs.computeIfAbsent(need.place().at(), absent -> new ArrayList<>(1)).add(need);
    }
    for (NodeId changed : impact.changed()) {
      world.aliasesOf(changed).stream()
          .filter(alias -> alias.alias().scope().equals(Scope.DNS))
          .forEach(alias -> records.add(alias.evidence().at()));
      world.pinsOf(changed).stream()
          .filter(pin -> pin.host().scope().kind() == Scope.Kind.HOST)
          .forEach(pin -> pins.add(pin.evidence().at()));
      own.addAll(world.scopesOf(changed));
      if (changed.kind() == NodeKind.HOST) {
        world
            .knownAddresses(changed)
            .forEach(
                address ->
                    world
                        .admissionsLeft(address, List.of())
                        .forEach(entry -> lists.add(entry.evidence().at())));
      }
    }
    impact.places().stream()
        .filter(place -> place.role() == Role.DEFINES)
        .forEach(place -> defining.add(place.evidence().at().path()));
  }

  /** The places that are edited at a moment, with what is to stand there in the end. */
  List<Place> at(Moment moment, Certainty certainty) {
    return impact.places().stream()
        .filter(place -> place.role() == Role.USES && place.edit().isPresent())
        .filter(place -> place.certainty() == certainty && moment(place) == moment)
        .toList();
  }

  /** The places that the change itself changes. */
  List<Place> definitions() {
    return impact.places().stream()
        .filter(place -> place.role() == Role.DEFINES && place.edit().isPresent())
        .toList();
  }

  Moment moment(Place place) {
    SourceLocation at = place.evidence().at();
    if (pins.contains(at) && isRename()) {
      return Moment.BESIDE;
    }
    if (lists.contains(at)) {
      return Moment.BESIDE_BY_HAND;
    }
    List<Need> here = needs.getOrDefault(at, List.of());
    if (here.stream().anyMatch(need -> need.reference().use().lookup() == Lookup.COMPARED)) {
      return Moment.BESIDE_BY_HAND;
    }
    boolean isTied =
        records.contains(at)
            || isOfProject(at)
            || isOnChanged(place)
            || here.stream().anyMatch(Uses::isTied);
    return isTied ? Moment.WITH_CHANGE : Moment.AHEAD;
  }

  private boolean isRename() {
    return impact.changes().stream().allMatch(Change.Rename.class::isInstance);
  }

  /** Records may name no alias (RFC 2181, section 10.3), and a reverse record has one name. */
  private static boolean isTied(Need need) {
    return need.isRecord()
        || need.isReverseAccess()
        || need.isInheritance()
        || need.reference().evidence().rule().startsWith("zone/")
        || need.reference().use().lookup() == Lookup.LISTEN;
  }

  /** A description of services must name those that it describes. */
  private boolean isOfProject(SourceLocation at) {
    return defining.contains(at.path())
        && impact.changed().stream()
            .anyMatch(node -> node.kind() != NodeKind.HOST || !node.scope().equals(Scope.DNS));
  }

  private boolean isOnChanged(Place place) {
    return place.component().map(Uses::outermost).filter(own::contains).isPresent();
  }

  /** The machine or tree that a component belongs to. */
  static Scope outermost(NodeId node) {
    Scope scope = node.scope();
    String word = Scope.Kind.HOST.word() + ":";
    if (scope.outer().startsWith(word)) {
      return Scope.host(scope.outer().substring(word.length()));
    }
    return scope;
  }

  /** The needs whose name stands at a place. */
  List<Need> needs(SourceLocation at) {
    return needs.getOrDefault(at, List.of());
  }

  /** Who is to be restarted once places are edited; what reads them at each use is not. */
  Set<NodeId> readers(Collection<Place> places) {
    Set<NodeId> all = new HashSet<>();
    for (Place place : places) {
      Optional<NodeId> component = place.component();
      if (component.isPresent() && !isReadEachTime(component.get(), place.evidence())) {
        all.add(component.get());
      }
    }
    return all;
  }

  private boolean isReadEachTime(NodeId component, Evidence evidence) {
    return world.isDocument(component)
        || evidence.scanner().equals("cron")
        || evidence.rule().startsWith("zone/")
        || evidence.scanner().equals("hosts");
  }
}
