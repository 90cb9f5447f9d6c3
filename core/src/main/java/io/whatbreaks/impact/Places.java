package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects every place that names a thing, one entry a place. */
final class Places {
  private static final Comparator<Place> STRONGEST_FIRST =
      Comparator.comparing(Place::role)
          .thenComparing(Place::certainty)
          .thenComparing(place -> place.edit().isEmpty())
          .thenComparing(Comparator.naturalOrder());

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private final World before;
  private final NodeId old;
  private final Optional<NodeId> renamed;
  private final Set<NodeId> pins;
  private final List<Place> found = new ArrayList<>();

  private Places(World before, NodeId old, Optional<NodeId> renamed) {
    this.before = before;
    this.old = old;
    this.renamed = renamed;
    this.pins = new HashSet<>();
    before.pinsOf(old).forEach(pin -> pins.add(pin.host()));
  }

  /** Every place that names something that the changes are about. */
  static List<Place> of(World before, Changed changed) {
    List<Place> all = new ArrayList<>();
    changed.names().forEach((old, now) -> all.addAll(of(before, old, Optional.of(now))));
    changed.retired().forEach(gone -> all.addAll(of(before, gone, Optional.empty())));
    changed
        .addresses()
        .forEach(
            (given, now) ->
                all.addAll(
                    new AddressPlaces(before, given, now)
                        .find(!changed.retired().contains(given.thing()))));
    changed.ports().forEach(port -> all.addAll(new PortPlaces(before, port).find()));
    return distinct(all);
  }

  /** Every place that names one of the things, which get the other names. */
  static List<Place> of(World world, Map<NodeId, NodeId> renamed) {
    List<Place> all = new ArrayList<>();
    renamed.forEach((old, now) -> all.addAll(of(world, old, Optional.of(now))));
    return distinct(all);
  }

  private static List<Place> of(World before, NodeId old, Optional<NodeId> renamed) {
    Places places = new Places(before, old, renamed);
    if (old.kind() == NodeKind.ENDPOINT) {
      places.endpoint();
    } else {
      places.definitions();
      places.needs();
      if (old.kind() == NodeKind.HOST) {
        places.aliases();
        places.patterns();
      } else {
        places.bindings();
        places.topicPatterns();
      }
      places.tokens();
    }
    return places.found;
  }

  /** One entry a place, in no order: where several overlap, the strongest stays. */
  private static List<Place> distinct(Collection<Place> places) {
    Map<String, List<Place>> byLine = new HashMap<>();
    for (Place place : places) {
      SourceLocation at = place.evidence().at();
      byLine.computeIfAbsent(at.path() + ":" + at.line(), line -> new ArrayList<>(1)).add(place);
    }
    List<Place> all = new ArrayList<>();
    for (List<Place> onLine : byLine.values()) {
      onLine.sort(STRONGEST_FIRST);
      List<Place> kept = new ArrayList<>(1);
      for (Place place : onLine) {
        SourceLocation at = place.evidence().at();
        if (kept.stream().noneMatch(other -> other.evidence().at().overlaps(at))) {
          kept.add(place);
        }
      }
      all.addAll(kept);
    }
    return all;
  }

  private void add(
      Evidence evidence, String written, Role role, Certainty certainty, Optional<NodeId> owner) {
    boolean variable = evidence.rule().endsWith("/service-variable");
    Optional<String> edit =
        Encoded.of(evidence, old.name()).isPresent()
            ? Optional.empty()
            : renamed.flatMap(
                now ->
                    variable
                        ? Optional.of(Spelling.variable(now.name()))
                        : edit(written, now, evidence.rule().startsWith("zone/")));
    found.add(new Place(evidence, role, certainty, edit, owner));
  }

  private Optional<String> edit(String written, NodeId now, boolean absoluteNeedsDot) {
    return old.kind() == NodeKind.HOST
        ? Spelling.rewrite(written, old.name(), now.name(), absoluteNeedsDot)
        : Optional.of(now.name()).filter(name -> written.equals(old.name()));
  }

  private void definitions() {
    for (Fact.Declaration declaration : before.declarations(old)) {
      add(
          declaration.evidence(),
          declaration.evidence().text(),
          Role.DEFINES,
          Certainty.CERTAIN,
          declaration.holder().map(this::owner).or(() -> ownerOf(declaration)));
    }
  }

  private Optional<NodeId> ownerOf(Fact fact) {
    return before.ownerOf(fact.evidence().at().path());
  }

  private NodeId owner(NodeId component) {
    return before.owners(component).iterator().next();
  }

  private void needs() {
    before.needsOf(old).forEach(this::need);
    before.redirectedTo(old).forEach(name -> before.needsOf(name).forEach(n -> need(n, name)));
    pins.forEach(pin -> before.needsOf(pin).forEach(this::need));
  }

  private void need(Need need) {
    Certainty certainty = need.effective() ? need.certainty() : Certainty.POSSIBLE;
    Role role = need.isOwnRecord() ? Role.DEFINES : Role.USES;
    Optional<Need.Part> part = changedPart(need);
    if (part.isPresent()) {
      found.add(
          new Place(
              part.get().at(),
              role,
              certainty,
              isShared(need, part.get().at()) ? Optional.empty() : Optional.of(part.get().text()),
              Optional.of(need.component())));
      return;
    }
    add(need.place(), need.written(), role, certainty, Optional.of(need.component()));
  }

  /**
   * The one part of a joined name that holds all that differs, with its new text: where the others
   * stay as they are, the new name is joined in the same way.
   */
  private Optional<Need.Part> changedPart(Need need) {
    Optional<String> whole =
        need.parts().isEmpty() || old.kind() != NodeKind.HOST
            ? Optional.empty()
            : renamed.flatMap(now -> edit(need.name(), now, false));
    int from = 0;
    for (Need.Part part : need.parts()) {
      int to = from + part.text().length();
      // What follows the letters that stand there belongs to the way of joining.
      String shown = part.at().text();
      int end = part.text().startsWith(shown) ? from + shown.length() : from;
      String before = need.name().substring(0, Math.min(from, need.name().length()));
      String behind = need.name().substring(Math.min(end, need.name().length()));
      if (end > from && whole.isPresent() && isAround(before, behind, whole.get())) {
        String text =
            whole.get().substring(before.length(), whole.get().length() - behind.length());
        return Optional.of(new Need.Part(text, part.at()));
      }
      from = to;
    }
    return Optional.empty();
  }

  /** Whether other names are joined with the same letters: an edit would rename those too. */
  private boolean isShared(Need need, Evidence part) {
    return before.needs().stream()
        .filter(other -> !other.parts().isEmpty() && !isSameHost(other.name(), need.name()))
        .flatMap(other -> other.parts().stream())
        .anyMatch(other -> other.at().at().equals(part.at()));
  }

  private static boolean isSameHost(String name, String other) {
    return name.equals(other) || name.startsWith(other + ".") || other.startsWith(name + ".");
  }

  private static boolean isAround(String before, String behind, String name) {
    return name.length() > before.length() + behind.length()
        && name.startsWith(before)
        && name.endsWith(behind);
  }

  /** The place of a name that a DNAME record redirects: what it is redirected to is renamed. */
  private void need(Need need, NodeId redirected) {
    found.add(
        new Place(
            need.place(),
            Role.USES,
            need.effective() ? need.certainty() : Certainty.POSSIBLE,
            renamed.flatMap(
                now ->
                    Spelling.rewrite(
                        need.written(),
                        redirected.name(),
                        redirected(redirected.name(), now.name()),
                        need.place().rule().startsWith("zone/"))),
            Optional.of(need.component())));
  }

  private String redirected(String name, String now) {
    boolean stays = HostName.parent(old.name()).equals(HostName.parent(now));
    return stays
        ? HostName.firstLabel(now) + name.substring(HostName.firstLabel(name).length())
        : now;
  }

  /** Whether a name as written is the thing's own, not an alias that leads to it. */
  private boolean denotes(Resolution resolution) {
    return resolution.first().equals(old) || pins.contains(resolution.first());
  }

  private void aliases() {
    for (Fact.Alias alias : before.aliasesOf(old)) {
      add(alias.evidence(), alias.evidence().text(), Role.USES, Certainty.CERTAIN, ownerOf(alias));
    }
    for (Fact.Address pin : before.pinsOf(old)) {
      if (pin.evidence().equals(pin.addressAt())) {
        continue; // Its name stands elsewhere.
      }
      add(pin.evidence(), pin.evidence().text(), Role.USES, Certainty.CERTAIN, Optional.empty());
    }
  }

  /** A pattern that stands for the new name as well goes on as it is. */
  private void patterns() {
    for (Fact.Pattern pattern : PatternEffects.of(before, old, renamed)) {
      NamePattern names = pattern.pattern();
      boolean asWritten =
          names.syntax() == NamePattern.Syntax.KEYS
              || names.text().equals(pattern.evidence().text());
      found.add(
          new Place(
              pattern.evidence(),
              Role.USES,
              pattern.certainty(),
              // A part of a name, such as what it begins with, is spelled as a name is.
              renamed.flatMap(
                  now ->
                      asWritten
                          ? names.rewritten(old.name(), now.name())
                          : Spelling.rewrite(
                              pattern.evidence().text(), old.name(), now.name(), false)),
              Optional.of(owner(pattern.component()))));
    }
  }

  /** An expression that the new name does not fit, edited where it spells the old one. */
  private void topicPatterns() {
    for (Fact.Consumes consumes : TopicPatterns.of(before, old, renamed)) {
      NamePattern names = new NamePattern(consumes.target().name(), NamePattern.Syntax.REGEX);
      found.add(
          new Place(
              consumes.evidence(),
              Role.USES,
              Certainty.CERTAIN,
              renamed
                  .filter(now -> names.text().equals(consumes.evidence().text()))
                  .flatMap(now -> names.rewritten(old.name(), now.name())),
              Optional.of(owner(consumes.component()))));
    }
  }

  private void bindings() {
    for (Fact.Binding binding : before.bindings(old)) {
      if (binding.exchange().equals(old)) {
        bound(binding, binding.source());
      }
      if (binding.destination().equals(old)) {
        bound(binding, binding.evidence());
      }
    }
  }

  private void bound(Fact.Binding binding, Evidence at) {
    if (at.text().equals(old.name())) {
      Optional<NodeId> maker = Optional.of(owner(binding.component()));
      add(at, at.text(), Role.USES, Certainty.CERTAIN, maker);
    }
  }

  private void tokens() {
    for (Fact.Token token : before.tokens(HostName.firstLabel(HostName.normalise(old.name())))) {
      boolean stands = token.span().names(old.kind());
      boolean isOther = !stands && token.span() == Fact.Span.OTHER;
      boolean names = stands ? denotes(token) : !isOther && isSpelled(token.text());
      if (names) {
        add(
            token.evidence(),
            token.text(),
            stands ? Role.USES : Role.MENTIONS,
            Certainty.POSSIBLE,
            Optional.of(owner(token.component())));
      }
    }
  }

  private boolean denotes(Fact.Token token) {
    if (old.kind() != NodeKind.HOST) {
      return token.text().equals(old.name());
    }
    return denotes(before.resolve(token.text(), token.from(), token.evidence().at().path()));
  }

  /** Prose and comments are looked up by nobody: the full name or the first label is a mention. */
  private boolean isSpelled(String text) {
    if (old.kind() != NodeKind.HOST) {
      return text.equals(old.name());
    }
    String name = HostName.normalise(text);
    return name.equals(old.name()) || name.equals(HostName.firstLabel(old.name()));
  }

  private void endpoint() {
    int colon = old.name().lastIndexOf(':');
    String host = old.name().substring(0, colon);
    int port = Integer.parseInt(old.name().substring(colon + 1));
    Optional<String> newHost = renamed.map(now -> now.name().replaceFirst(":[^:]*$", ""));
    Optional<Changed.Port> moved =
        renamed
            .map(now -> now.name().substring(now.name().lastIndexOf(':') + 1))
            .filter(PORT.asMatchPredicate())
            .map(Integer::valueOf)
            .filter(other -> other != port)
            .map(other -> new Changed.Port(NodeId.host(old.scope(), host), port, other));
    for (Need need : before.needs()) {
      if (isAt(need, host, port)) {
        Optional<String> edit = newHost.filter(name -> need.written().equals(host));
        found.add(
            new Place(
                need.place(), Role.USES, need.certainty(), edit, Optional.of(need.component())));
        moved.ifPresent(to -> found.addAll(new PortPlaces(before, to).of(need)));
      }
    }
    for (Fact.Listener listener : before.listenersAt(host, port)) {
      if (!listener.evidence().text().contains(Integer.toString(port))) {
        continue; // A default: no letter of it stands there.
      }
      Optional<Evidence> at =
          moved.flatMap(to -> new PortPlaces(before, to).within(listener.evidence()));
      found.add(
          new Place(
              at.orElse(listener.evidence()),
              Role.DEFINES,
              Certainty.POSSIBLE,
              at.flatMap(known -> moved).map(to -> Integer.toString(to.to())),
              Optional.of(owner(listener.component()))));
    }
  }

  static boolean isAt(Need need, String host, int port) {
    return need.reference().target().port().equals(java.util.OptionalInt.of(port))
        && need.resolution().first().name().equals(host);
  }
}
