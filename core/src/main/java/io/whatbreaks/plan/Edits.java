package io.whatbreaks.plan;

import io.whatbreaks.impact.Place;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.plan.ChangePlan.Edit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Places as edits of a step. */
final class Edits {
  private Edits() {}

  static Edit definition(Place place, Set<Place> stay) {
    return stay.contains(place)
        ? of(place, place.edit().orElse("") + " " + place.evidence().text())
        : of(place);
  }

  static Edit of(Place place) {
    return of(place, place.edit().orElse(place.evidence().text()));
  }

  static Edit of(Place place, String now) {
    return new Edit(place.evidence(), now, place.certainty(), place.component());
  }

  static Set<NodeId> components(Collection<Place> places) {
    Set<NodeId> all = new TreeSet<>();
    places.forEach(place -> place.component().ifPresent(all::add));
    return all;
  }

  static Map<String, List<Place>> byMachine(List<Place> places) {
    Map<String, List<Place>> groups = new TreeMap<>();
    for (Place place : places) {
      String machine =
          place
              .component()
              .map(Uses::outermost)
              .map(scope -> scope.name().isEmpty() ? "the tree" : scope.name())
              .orElse("the tree");
      groups.computeIfAbsent(machine, absent -> new ArrayList<>()).add(place);
    }
    return groups;
  }
}
