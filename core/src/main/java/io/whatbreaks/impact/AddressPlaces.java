package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects every place where an address stands that a machine gives up. */
final class AddressPlaces {
  private final World before;
  private final NodeId thing;
  private final String address;
  private final Optional<String> now;
  private final List<Place> found = new ArrayList<>();

  AddressPlaces(World before, Changed.GivenUp given, Optional<String> now) {
    this.before = before;
    this.thing = given.thing();
    this.address = given.address();
    this.now = now;
  }

  /**
   * All of them.
   *
   * @param definitions whether those count too by which the machine has the address
   */
  List<Place> find(boolean definitions) {
    for (Fact.Address fact : before.addressFacts(address)) {
      boolean own = before.machineOf(fact.host()).equals(thing);
      if (!own || definitions) {
        Role role = own ? Role.DEFINES : Role.USES;
        add(fact.addressAt(), role, Certainty.CERTAIN, before.ownerOf(path(fact)));
      }
    }
    if (definitions) {
      before.declarations(NodeId.address(address)).forEach(this::declared);
    }
    for (Need need : before.needsOf(NodeId.address(address))) {
      Certainty certainty = need.effective() ? need.certainty() : Certainty.POSSIBLE;
      add(need.place(), need.written(), Role.USES, certainty, Optional.of(need.component()));
    }
    for (Fact.Token token : before.tokens(HostName.firstLabel(address))) {
      if (HostName.address(token.text()).equals(Optional.of(address))) {
        add(
            token.evidence(),
            token.span().names(NodeKind.HOST) ? Role.USES : Role.MENTIONS,
            Certainty.POSSIBLE,
            Optional.of(before.owners(token.component()).iterator().next()));
      }
    }
    ranges();
    return found;
  }

  /** Nets that let the old address in and not the new one: what to write there, people decide. */
  private void ranges() {
    List<String> others = now.map(List::of).orElse(List.of());
    for (Fact.Admission entry : before.admissionsLeft(address, others)) {
      if (entry.net().indexOf('/') > 0 && !others.isEmpty()) {
        NodeId owner = before.owners(entry.component()).iterator().next();
        found.add(
            new Place(
                entry.evidence(),
                Role.USES,
                Certainty.CERTAIN,
                Optional.empty(),
                Optional.of(owner)));
      }
    }
  }

  private static String path(Fact fact) {
    return fact.evidence().at().path();
  }

  /** A reverse record, or what a machine's own files say of its addresses. */
  private void declared(Fact.Declaration declaration) {
    Evidence evidence = declaration.evidence();
    if (evidence.rule().endsWith("/ptr")) {
      if (before.needsOf(thing).stream().noneMatch(need -> isBeside(need.place(), evidence))) {
        return; // It speaks of another name.
      }
      Optional<String> edit =
          now.flatMap(
              other ->
                  Spelling.rewrite(
                      evidence.text(), HostName.reverse(address), HostName.reverse(other), true));
      // A final dot that was not there means another zone, where the record must be made anew.
      boolean stays = edit.isPresent() && edit.get().endsWith(".") == evidence.text().endsWith(".");
      found.add(
          new Place(
              evidence,
              Role.DEFINES,
              Certainty.CERTAIN,
              edit.filter(text -> stays),
              before.ownerOf(path(declaration))));
      return;
    }
    Optional<NodeId> owner = before.ownerOf(path(declaration)).or(declaration::holder);
    boolean own = owner.filter(o -> before.hostsOf(o).contains(thing)).isPresent();
    add(evidence, own ? Role.DEFINES : Role.USES, Certainty.CERTAIN, owner);
  }

  private static boolean isBeside(Evidence target, Evidence owner) {
    return target.rule().equals(owner.rule())
        && target.at().line() == owner.at().line()
        && target.at().path().equals(owner.at().path());
  }

  private void add(Evidence evidence, Role role, Certainty certainty, Optional<NodeId> component) {
    add(evidence, evidence.text(), role, certainty, component);
  }

  private void add(
      Evidence evidence,
      String written,
      Role role,
      Certainty certainty,
      Optional<NodeId> component) {
    boolean spelled = HostName.address(written).equals(Optional.of(address));
    Optional<String> edit = spelled ? now : Optional.empty();
    found.add(new Place(evidence, role, certainty, edit, component));
  }
}
