package io.whatbreaks.report;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of one component or host. */
final class HandbookPage {
  private final Handbook book;
  private final World world;
  private final NodeId node;
  private final String path;
  private final Comment page = new Comment();

  HandbookPage(Handbook book, NodeId node) {
    this.book = book;
    this.world = book.world();
    this.node = node;
    this.path = PageNames.of(node);
  }

  String text() {
    page.line(Handbook.MARK);
    page.line("# " + Comment.code(node.toString()));
    page.line("");
    page.line("[All](" + PageNames.link(path, Handbook.INDEX) + ")");
    section("What it is", identity());
    section("Who answers for it", owners());
    section("By which names it is reached", names());
    List<Dependency> needs = book.graph().from(node);
    needs(needs);
    section("Redundancy", redundancy(needs));
    needed(book.graph().into(node));
    return page.toString();
  }

  private void section(String title, List<String> items) {
    if (!items.isEmpty()) {
      page.line("");
      page.line("## " + title);
      page.line("");
      items.stream().distinct().forEach(item -> page.line("- " + item));
    }
  }

  private List<String> identity() {
    List<String> items = new ArrayList<>();
    Optional<Evidence> declared = world.evidence(node);
    if (node.kind() == NodeKind.HOST) {
      String what = world.isAlias(node) ? "An alias" : "A host";
      items.add(
          declared
              .map(at -> what + ", declared at " + place(at))
              .orElse("A name that nothing of what was read declares"));
      for (String address : new TreeSet<>(world.addresses(node))) {
        items.add("Address " + Comment.code(address));
      }
      book.on(node).forEach(component -> items.add("On it: " + book.link(path, component)));
    } else {
      items.add("A component" + declared.map(at -> ", declared at " + place(at)).orElse(""));
      for (NodeId host : new TreeSet<>(world.hostsOf(node))) {
        items.add("On " + book.link(path, host));
      }
      for (int port : new TreeSet<>(world.ports(node))) {
        items.add("Answers on port " + port);
      }
    }
    for (Fact.Installation fact : book.installed(node)) {
      items.add(
          Comment.code(fact.software())
              + (fact.version().isEmpty() ? "" : " version " + Comment.code(fact.version()))
              + ", "
              + place(fact.evidence()));
    }
    return items;
  }

  private List<String> owners() {
    List<Fact.Ownership> owners = book.owners(node);
    return owners.isEmpty()
        ? List.of("Nobody is known to own it")
        : owners.stream()
            .map(owner -> String.join(", ", names(List.of(owner))) + ", " + place(owner.evidence()))
            .toList();
  }

  /** The owners as written, shown as they are. */
  static List<String> names(Collection<Fact.Ownership> owners) {
    return owners.stream()
        .flatMap(owner -> owner.owners().stream())
        .distinct()
        .map(Comment::code)
        .toList();
  }

  private List<String> names() {
    List<String> items = new ArrayList<>();
    if (node.kind() != NodeKind.HOST) {
      return items;
    }
    Map<NodeId, String> all = new TreeMap<>();
    for (Fact.Alias alias : world.aliasesOf(node)) {
      all.put(alias.alias(), "an alias, " + place(alias.evidence()));
    }
    for (Fact.Address pin : world.pinsOf(node)) {
      all.putIfAbsent(pin.host(), "a line for it, " + place(pin.evidence()));
    }
    for (String address : world.addresses(node)) {
      for (NodeId other : world.namesOf(address)) {
        all.putIfAbsent(other, "of the address " + Comment.code(address));
      }
    }
    all.remove(node);
    all.forEach((name, why) -> items.add(book.link(path, name) + ", " + why));
    return items;
  }

  private void needs(List<Dependency> needs) {
    page.line("");
    page.line("## What it needs");
    page.line("");
    if (needs.isEmpty()) {
      page.line("Nothing that is known.");
      return;
    }
    page.line("| needs | by the name | how | place |");
    page.line("|---|---|---|---|");
    rows(needs, Dependency::target);
  }

  private void needed(List<Dependency> uses) {
    page.line("");
    page.line("## Who needs it");
    page.line("");
    if (uses.isEmpty()) {
      page.line("Nobody who is known.");
      return;
    }
    page.line("| who | by the name | how | place |");
    page.line("|---|---|---|---|");
    rows(uses, Dependency::origin);
  }

  private void rows(List<Dependency> all, Function<Dependency, NodeId> other) {
    all.stream()
        .map(
            dependency ->
                "| "
                    + book.link(path, other.apply(dependency))
                    + " | "
                    + dependency.via().stream()
                        .map(via -> book.link(path, via))
                        .collect(Collectors.joining(", "))
                    + " | "
                    + how(dependency)
                    + " | "
                    + dependency.evidence().map(HandbookPage::place).orElse("")
                    + " |")
        .distinct()
        .forEach(page::line);
  }

  private static String how(Dependency dependency) {
    List<String> words = new ArrayList<>();
    words.add(
        dependency.group().sparesMembers() && !dependency.group().id().isEmpty()
            ? "one of several"
            : dependency.hard() ? "cannot do without" : "can do without");
    if (dependency.certainty() == Certainty.POSSIBLE) {
      words.add("possible");
    }
    return String.join(", ", words);
  }

  private List<String> redundancy(List<Dependency> needs) {
    Map<Group, Set<NodeId>> lists = new LinkedHashMap<>();
    for (Dependency need : needs) {
      Group group = need.group();
      if (group.sparesMembers() && !group.id().isEmpty()) {
        NodeId written = need.via().isEmpty() ? need.target() : need.via().get(0);
        lists.computeIfAbsent(group, absent -> new TreeSet<>()).add(written);
      }
    }
    List<String> items = new ArrayList<>();
    for (Set<NodeId> members : lists.values()) {
      String linked =
          members.stream().map(member -> book.link(path, member)).collect(Collectors.joining(", "));
      items.add(
          members.size() == 1
              ? "A list of one, which nothing can stand in for: " + linked
              : "One of these " + members.size() + " suffices: " + linked);
    }
    return items;
  }

  private static String place(Evidence evidence) {
    return Comment.code(evidence.at().toString());
  }
}
