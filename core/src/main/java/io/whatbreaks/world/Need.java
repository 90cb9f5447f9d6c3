package io.whatbreaks.world;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A reference understood: who needs it, what its name is once placeholders are resolved, where the
 * letters of that name really stand, and what it means.
 *
 * @param component who needs it: whoever runs or reads the document, else the component stated
 * @param reference as the document states it
 * @param name the name looked up, placeholders resolved
 * @param place where the letters stand; the place to edit
 * @param written what stands at that place
 * @param parts where the name is joined from several, each of them in order; else empty
 * @param via the settings between the reference and that place
 * @param certainty of the reference and its resolution together
 * @param effective false where another property source wins, so that this one acts on nobody
 * @param resolution what the name means
 */
public record Need(
    NodeId component,
    Fact.Reference reference,
    String name,
    Evidence place,
    String written,
    List<Part> parts,
    List<Fact.Setting> via,
    Certainty certainty,
    boolean effective,
    Resolution resolution) {

  private static final String MAIL = "zone/mx:";

  /**
   * A part of a name.
   *
   * @param text what it adds to the name
   * @param at where it stands
   */
  public record Part(String text, Evidence at) {
    public Part {
      requireNonNull(text, "text");
      requireNonNull(at, "at");
    }
  }

  public Need {
    requireNonNull(component, "component");
    requireNonNull(reference, "reference");
    requireNonNull(name, "name");
    requireNonNull(place, "place");
    requireNonNull(written, "written");
    parts = List.copyOf(parts);
    via = List.copyOf(via);
    requireNonNull(certainty, "certainty");
    requireNonNull(resolution, "resolution");
  }

  /**
   * Whether it is a record of a zone, no program: only a name server that loses its own name fails
   * by one.
   */
  public boolean isRecord() {
    String rule = reference.evidence().rule();
    return isOwnRecord()
        || (rule.startsWith("zone/") && !rule.equals("zone/ns"))
        || rule.startsWith("tinydns/");
  }

  /**
   * Whether it is a name server of the zone its own name lies in: nobody looks it up, and what its
   * loss does to the zone {@link World#zoneFaults} says.
   */
  public boolean isOwnNameServer() {
    String list = reference.use().group().id();
    String rule = reference.evidence().rule();
    return rule.equals("zone/ns")
        && list.startsWith(rule + ":")
        && HostName.isWithin(HostName.normalise(name), list.substring(rule.length() + 1));
  }

  /** The domain whose mail goes to the host, where it is a record that says so. */
  public Optional<String> mailDomain() {
    return mailDomain(reference);
  }

  static Optional<String> mailDomain(Fact.Reference reference) {
    String list = reference.use().group().id();
    return list.startsWith(MAIL) && reference.evidence().rule().equals("zone/mx")
        ? Optional.of(list.substring(MAIL.length()))
        : Optional.empty();
  }

  /** Whether it names what a description goes on from: what that fails by is told of both. */
  public boolean isInheritance() {
    return reference.evidence().rule().equals("compose/extends");
  }

  /** Whether it says who may come in: nothing is reached by it, but from there. */
  public boolean isAccess() {
    return reference.use().lookup().isClient();
  }

  /** Whether who comes in is known by the reverse record of its address. */
  public boolean isReverseAccess() {
    return reference.use().lookup() == Lookup.REVERSE_CLIENT;
  }

  /** Whether it is the record of the name itself, which a rename changes. */
  public boolean isOwnRecord() {
    return place.rule().endsWith("/ptr") || reference.evidence().rule().endsWith("/record");
  }

  /** Whether it reaches a host on a port. */
  public boolean isAt(NodeId host, int port) {
    return reference.target().port().equals(OptionalInt.of(port))
        && resolution.steps().stream().anyMatch(step -> step.node().equals(host));
  }

  /** The same name, joined from the values of placeholders. */
  Need joined(List<Part> pieces, Certainty other) {
    return new Need(
        component,
        reference,
        name,
        place,
        written,
        pieces.size() > 1 ? pieces : List.of(),
        via,
        certainty.and(other),
        effective,
        resolution);
  }
}
