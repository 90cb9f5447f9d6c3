package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who is let in by an address. */
final class Admissions {
  private final Map<String, List<Fact.Admission>> lists = new TreeMap<>();

  Admissions(FactIndex index) {
    for (Fact.Admission admission : index.admissions) {
      lists
          .computeIfAbsent(
              admission.component() + " " + admission.list(), absent -> new ArrayList<>(2))
          .add(admission);
    }
    lists.values().forEach(list -> list.sort(Comparator.comparing(entry -> entry.evidence().at())));
  }

  /**
   * The entries, one of each list, that let an address in which it is given up for others, where
   * the list lets in none of those.
   */
  List<Fact.Admission> left(String address, Collection<String> others) {
    List<Fact.Admission> left = new ArrayList<>();
    for (List<Fact.Admission> list : lists.values()) {
      deciding(list, address)
          .filter(Fact.Admission::admits)
          .filter(entry -> others.stream().noneMatch(other -> admits(list, other)))
          .ifPresent(left::add);
    }
    return left;
  }

  /** Whether another list of the same component lets one of some addresses in. */
  boolean mayEnter(Fact.Admission entry, Collection<String> addresses) {
    return lists.values().stream()
        .filter(list -> list.get(0).component().equals(entry.component()))
        .anyMatch(list -> addresses.stream().anyMatch(address -> admits(list, address)));
  }

  private static boolean admits(List<Fact.Admission> list, String address) {
    return deciding(list, address)
        .map(Fact.Admission::admits)
        .orElseGet(() -> list.stream().anyMatch(entry -> !entry.admits()));
  }

  private static Optional<Fact.Admission> deciding(List<Fact.Admission> list, String address) {
    return list.stream()
        .filter(entry -> ClientList.matches(List.of(entry.net()), address).orElse(false))
        .findFirst();
  }
}
