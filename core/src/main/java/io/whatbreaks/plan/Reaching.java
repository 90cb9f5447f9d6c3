package io.whatbreaks.plan;

import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.Need;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Commands that show whether what places name after their edits can be found and reached. */
final class Reaching {
  private final Impact impact;
  private final Uses uses;

  Reaching(Impact impact, Uses uses) {
    this.impact = impact;
    this.uses = uses;
  }

  List<String> commands(List<Place> places) {
    Set<String> commands = new LinkedHashSet<>();
    for (Place place : places) {
      for (Need need : uses.needs(place.evidence().at())) {
        commands.addAll(Probes.reach(name(place, need), port(need)));
      }
    }
    return List.copyOf(commands);
  }

  /** What the place says then: a new name, another address, else what it says today. */
  private String name(Place place, Need need) {
    NodeId now = impact.renamed().get(need.resolution().last());
    if (now != null) {
      return now.name();
    }
    boolean isAddress = HostName.address(place.evidence().text()).isPresent();
    return isAddress ? place.edit().orElse(need.name()) : need.name();
  }

  private OptionalInt port(Need need) {
    OptionalInt port = need.reference().target().port();
    for (Change change : impact.changes()) {
      if (change instanceof Change.MovePort move
          && port.isPresent()
          && port.getAsInt() == move.from()
          && impact.subjects().getOrDefault(change, Set.of()).contains(need.resolution().last())) {
        return OptionalInt.of(move.to());
      }
    }
    return port;
  }
}
