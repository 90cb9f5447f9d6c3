package io.whatbreaks.world;

import com.google.common.base.Suppliers;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every reference of an index, understood. Made once, when first asked for. */
final class Needs {
  private static final Set<NodeKind> HOST_ALONE = Set.of(NodeKind.HOST);

  private final FactIndex index;
  private final Components components;
  private final Placeholders placeholders;
  private final Listeners listeners;
  private final Resolutions resolutions;
  private final Admissions admissions;
  private final Supplier<Map<String, List<Fact.Reference>>> referencesByLine =
      Suppliers.memoize(this::referencesByLine);
  private final Collection<Open> open = new ConcurrentLinkedQueue<>();
  private @Nullable List<Need> all;
  private @Nullable Map<NodeId, List<Need>> byName;
  private @Nullable Map<String, List<Need>> others;
  private @Nullable Map<String, List<Fact.Token>> tokens;
  private @Nullable Map<String, List<Fact.Setting>> settingsByLine;
  private @Nullable Set<NodeId> everyComponent;
  private @Nullable Parts parts;

  /** A reference that some placeholder leaves without a name. */
  private record Open(Scope scope, Placeholders.Expanded expanded) {}

  Needs(FactIndex index, Resolutions resolutions, Components components) {
    this.index = index;
    this.resolutions = resolutions;
    this.components = components;
    this.placeholders = new Placeholders(index, components);
    this.listeners = new Listeners(index, components);
    this.admissions = new Admissions(index);
  }

  Placeholders placeholders() {
    return placeholders;
  }

  Listeners listeners() {
    return listeners;
  }

  synchronized Parts parts() {
    Parts known = parts;
    if (known == null) {
      known = new Parts(index, components, all(), listeners);
      parts = known;
    }
    return known;
  }

  synchronized List<Need> all() {
    List<Need> known = all;
    if (known == null) {
      known = index.references.parallelStream().flatMap(this::understand).toList();
      all = known;
    }
    return known;
  }

  private Map<String, List<Fact.Reference>> referencesByLine() {
    Map<String, List<Fact.Reference>> found = new HashMap<>();
    for (Fact.Reference reference : index.references) {
      found
          .computeIfAbsent(line(reference.evidence()), absent -> new ArrayList<>(1))
          .add(reference);
    }
    return found;
  }

  /** Those of a name that is not, or not only, a host's. */
  synchronized List<Need> ofOthers(String name) {
    Map<String, List<Need>> known = others;
    if (known == null) {
      known = new HashMap<>();
      for (Need need : all()) {
        if (!need.reference().target().kinds().equals(HOST_ALONE)) {
          known.computeIfAbsent(need.name(), n -> new ArrayList<>(2)).add(need);
        }
      }
      others = known;
    }
    return List.copyOf(known.getOrDefault(name, List.of()));
  }

  synchronized List<Need> of(NodeId node) {
    Map<NodeId, List<Need>> known = byName;
    if (known == null) {
      known = new HashMap<>();
      for (Need need : all()) {
        known.computeIfAbsent(need.resolution().first(), n -> new ArrayList<>(2)).add(need);
      }
      byName = known;
    }
    return List.copyOf(known.getOrDefault(node, List.of()));
  }

  Admissions admissions() {
    return admissions;
  }

  private Stream<Need> understand(Fact.Reference reference) {
    List<Need> made = new ArrayList<>(1);
    for (NodeId owner : components.owners(reference.component())) {
      for (Fact.Reference single : ofOneKind(reference)) {
        understand(owner, single, made);
      }
    }
    return made.stream().filter(need -> !isOtherVariable(need));
  }

  /**
   * A name that may be that of a queue or of a topic is that of whichever is declared, else of
   * both: who is asked for one of them is not to miss it.
   */
  private List<Fact.Reference> ofOneKind(Fact.Reference reference) {
    Fact.Target target = reference.target();
    if (target.kinds().size() < 2 || target.kinds().contains(NodeKind.HOST)) {
      return List.of(reference);
    }
    List<NodeKind> declared =
        target.kinds().stream()
            .filter(
                kind ->
                    index.others.getOrDefault(target.name(), List.of()).stream()
                        .anyMatch(node -> node.kind() == kind))
            .toList();
    return (declared.isEmpty() ? target.kinds() : declared)
        .stream()
            .sorted()
            .map(
                kind ->
                    new Fact.Reference(
                        reference.component(),
                        new Fact.Target(target.from(), target.name(), Set.of(kind), target.port()),
                        reference.use(),
                        reference.evidence()))
            .toList();
  }

  /** Whether a variable only looks like one that a cluster makes of the name of a Service. */
  private static boolean isOtherVariable(Need need) {
    return need.reference().evidence().rule().equals("text/service-variable")
        && need.resolution().first().scope().kind() != Scope.Kind.KUBERNETES;
  }

  private static String line(Evidence evidence) {
    return evidence.at().path() + ":" + evidence.at().line();
  }

  private void understand(NodeId owner, Fact.Reference reference, List<Need> made) {
    String written = reference.target().name();
    String key = reference.use().key();
    Evidence at = reference.evidence();
    boolean undecided = !key.isEmpty() && placeholders.isUndecided(owner, key, at);
    boolean effective = key.isEmpty() || undecided || !placeholders.isShadowed(owner, key, at);
    Certainty profile = undecided ? Certainty.POSSIBLE : Certainty.CERTAIN;
    if (mailed(owner, reference, effective, made)) {
      return;
    }
    if (!Placeholders.isIn(written)) {
      made.add(
          need(
                  owner,
                  reference,
                  written,
                  reference.evidence(),
                  asWritten(reference),
                  List.of(),
                  effective)
              .joined(List.of(), profile));
      return;
    }
    Placeholders.Expanded expanded = placeholders.expand(owner, written, at);
    if (!expanded.complete()) {
      open.add(new Open(owner.scope(), expanded));
    }
    if (!expanded.complete() || expanded.pieces().isEmpty()) {
      return;
    }
    String name = expanded.text();
    if (!HostName.isHostName(name) && HostName.address(name).isEmpty()) {
      if (isHost(reference)) {
        adopt(owner, reference, expanded, effective, made);
        return;
      }
    }
    Need.Part piece = placeOf(expanded, name);
    made.add(
        need(owner, reference, name, piece.at(), piece.text(), expanded.via(), effective)
            .joined(expanded.pieces(), expanded.certainty().and(profile)));
  }

  /**
   * Mail for a domain goes to whichever of the hosts of its MX records takes it; to a host of that
   * name only where there are none (RFC 5321, section 5.1).
   */
  private boolean mailed(
      NodeId owner, Fact.Reference reference, boolean effective, List<Need> made) {
    if (!reference.evidence().rule().endsWith(".mail-domain")) {
      return false;
    }
    List<Fact.Reference> hosts = index.mailHosts(HostName.normalise(reference.target().name()));
    Fact.Use use = reference.use();
    Group group =
        use.group().equals(Group.ALONE) && hosts.size() > 1
            ? new Group("mail@" + reference.evidence().at(), Group.Mode.ORDERED)
            : use.group();
    for (Fact.Reference host : hosts) {
      Fact.Target target =
          new Fact.Target(
              reference.target().from(),
              host.target().name(),
              host.target().kinds(),
              reference.target().port());
      Fact.Reference joined =
          new Fact.Reference(
              owner,
              target,
              new Fact.Use(use.lookup(), group, use.hard(), use.certainty(), use.key()),
              reference.evidence());
      made.add(
          need(
              owner,
              joined,
              target.name(),
              host.evidence(),
              asWritten(host),
              List.of(),
              effective));
    }
    return !hosts.isEmpty();
  }

  /**
   * Keys without a value in references that could, by what is known of them, name a host. A
   * placeholder that alone makes a first label says nothing: whoever gives it a value spells that.
   */
  synchronized Map<Scope, Set<String>> missingKeys(String name) {
    all();
    Map<Scope, Set<String>> keys = new HashMap<>();
    for (Open reference : open) {
      String shape = reference.expanded().shape();
      boolean tells = !HostName.firstLabel(shape).equals("*");
      if (tells && new NamePattern(shape, NamePattern.Syntax.WILDCARD).matches(name)) {
        keys.computeIfAbsent(reference.scope(), absent -> new TreeSet<>())
            .addAll(reference.expanded().missing());
      }
    }
    return keys;
  }

  /** The letters at the place; where a mask hides them, the name that is looked up. */
  private static String asWritten(Fact.Reference reference) {
    String text = reference.evidence().text();
    return text.contains("***") ? reference.target().name() : text;
  }

  private static boolean isHost(Fact.Reference reference) {
    return reference.target().kinds().contains(NodeKind.HOST);
  }

  /** The piece that holds the first label, which is what a rename edits; else the first one. */
  private static Need.Part placeOf(Placeholders.Expanded expanded, String name) {
    Need.Part first = expanded.pieces().get(0);
    String shown = first.at().text();
    if (!shown.isEmpty() && first.text().startsWith(shown)) {
      first = new Need.Part(shown, first.at());
    }
    boolean whole =
        expanded.pieces().size() == 1
            || first.text().length() >= HostName.firstLabel(name).length();
    return whole ? first : new Need.Part("", first.at());
  }

  /**
   * The value is no bare host but, say, a URL: what its own document says of it holds for the
   * reference.
   */
  private void adopt(
      NodeId owner,
      Fact.Reference outer,
      Placeholders.Expanded expanded,
      boolean effective,
      List<Need> made) {
    for (Need.Part piece : expanded.pieces()) {
      for (Fact.Reference inner :
          referencesByLine.get().getOrDefault(line(piece.at()), List.of())) {
        boolean inside = !inner.equals(outer) && inner.evidence().at().overlaps(piece.at().at());
        if (inside && !Placeholders.isIn(inner.target().name())) {
          Fact.Reference joined =
              new Fact.Reference(owner, inner.target(), outer.use(), inner.evidence());
          made.add(
              need(
                  owner,
                  joined,
                  inner.target().name(),
                  inner.evidence(),
                  asWritten(inner),
                  expanded.via(),
                  effective));
        }
      }
    }
  }

  private Need need(
      NodeId owner,
      Fact.Reference reference,
      String name,
      Evidence place,
      String written,
      List<Fact.Setting> via,
      boolean effective) {
    Resolution resolution = resolve(reference, name, place);
    return new Need(
        owner,
        reference,
        name,
        place,
        written,
        List.of(),
        via,
        reference.use().certainty().and(resolution.certainty()),
        effective,
        resolution);
  }

  private Resolution resolve(Fact.Reference reference, String name, Evidence place) {
    Fact.Target target = reference.target();
    if (!isHost(reference)) {
      return byName(index, Overlay.NONE, target, name, reference.component());
    }
    return resolutions.resolve(name, target.from(), place.at().path());
  }

  /**
   * Queues, exchanges, topics and components are found by their name, in whatever virtual host has
   * it.
   */
  static Resolution byName(
      FactIndex index, Overlay overlay, Fact.Target target, String name, NodeId component) {
    if (target.kinds().contains(NodeKind.COMPONENT)) {
      NodeId other = NodeId.component(component.scope(), name);
      return single(name, other, Resolution.Outcome.REACHED);
    }
    NodeKind kind = target.kinds().stream().sorted().findFirst().orElseThrow();
    Scope scope =
        target.from().kind() == Scope.Kind.VHOST
            ? target.from()
            : index.others.getOrDefault(name, List.of()).stream()
                .filter(node -> target.kinds().contains(node.kind()))
                .map(NodeId::scope)
                .sorted()
                .findFirst()
                .orElse(Scope.DNS);
    for (NodeKind possible : target.kinds().stream().sorted().toList()) {
      NodeId node = new NodeId(possible, scope, name);
      if (overlay.recordsOf(node).filter(index.declarations::containsKey).isPresent()) {
        return single(name, node, Resolution.Outcome.REACHED);
      }
    }
    NodeId node = new NodeId(kind, scope, name);
    return single(
        name, node, overlay.isGone(node) ? Resolution.Outcome.MISSING : Resolution.Outcome.OUTSIDE);
  }

  private static Resolution single(String name, NodeId node, Resolution.Outcome outcome) {
    return new Resolution(
        name,
        List.of(new Resolution.Step(node, Optional.empty())),
        outcome,
        Certainty.CERTAIN,
        Set.of(node));
  }

  synchronized List<Fact.Token> tokens(String label) {
    Map<String, List<Fact.Token>> known = tokens;
    if (known == null) {
      known = new HashMap<>();
      for (Fact.Token token : index.tokens) {
        known
            .computeIfAbsent(
                HostName.firstLabel(HostName.normalise(token.text())), l -> new ArrayList<>(1))
            .add(token);
      }
      tokens = known;
    }
    return List.copyOf(known.getOrDefault(HostName.normalise(label), List.of()));
  }

  synchronized List<Fact.Setting> settingsAt(String path, int line) {
    Map<String, List<Fact.Setting>> known = settingsByLine;
    if (known == null) {
      known = new HashMap<>();
      for (Collection<Fact.Setting> settings : index.settings.values()) {
        for (Fact.Setting setting : settings) {
          known.computeIfAbsent(line(setting.evidence()), l -> new ArrayList<>(1)).add(setting);
        }
      }
      settingsByLine = known;
    }
    return List.copyOf(known.getOrDefault(path + ":" + line, List.of()));
  }

  synchronized Set<NodeId> components() {
    Set<NodeId> known = everyComponent;
    if (known == null) {
      known = new TreeSet<>();
      for (Need need : all()) {
        known.add(need.component());
      }
      for (Fact.Listener listener : index.listeners) {
        known.addAll(components.owners(listener.component()));
      }
      for (NodeId component : index.installations.keySet()) {
        known.add(components.owner(component));
      }
      for (NodeId component : index.placements.keySet()) {
        known.add(components.owner(component));
      }
      everyComponent = known;
    }
    return java.util.Collections.unmodifiableSet(known);
  }
}
