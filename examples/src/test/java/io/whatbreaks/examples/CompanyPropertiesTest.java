package io.whatbreaks.examples;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.graph.Dependency;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every company. */
class CompanyPropertiesTest {
  private static final int TRIES = 20;

  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any().map(CompanyPropertiesTest::named);
  }

  /** The same with a record and an alias of every host, and a search list on each. */
  private static GeneratedFleet named(GeneratedFleet fleet) {
    List<GeneratedFleet.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < GeneratedFleet.HOSTS.size(); i++) {
      for (GeneratedFleet.Kind kind :
          List.of(
              GeneratedFleet.Kind.RECORD, GeneratedFleet.Kind.ALIAS, GeneratedFleet.Kind.SEARCH)) {
        pieces.add(new GeneratedFleet.Piece(kind, i, i, GeneratedFleet.Spelling.FULL, 1));
      }
    }
    pieces.addAll(fleet.pieces());
    return new GeneratedFleet(pieces);
  }

  private static Snapshot scan(GeneratedFleet fleet) throws IOException {
    return scan(fleet.files());
  }

  /** Writes files in the order of the map, scans them, and takes them away. */
  private static Snapshot scan(Map<String, String> files) throws IOException {
    Path root = Files.createTempDirectory("company");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = root.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        boolean wide = file.getValue().startsWith("\ufeff");
        Files.writeString(
            path, file.getValue(), wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
      }
      return WhatBreaks.scan(root);
    } finally {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Renames of every machine that has a name of its own in the zone, each to an unused name. */
  private static List<Change.Rename> renames(World world, boolean keepAlias) {
    List<Change.Rename> renames = new ArrayList<>();
    for (String host : GeneratedFleet.HOSTS) {
      if (world.isDeclared(NodeId.host(Scope.DNS, host + ".shop.test"))) {
        renames.add(new Change.Rename("host:" + host + ".shop.test", "unused-one", keepAlias));
      }
    }
    return renames;
  }

  private static Impact ask(World world, Change change) {
    return ImpactAnalyzer.analyze(world, List.of(change));
  }

  @Property(tries = TRIES)
  void the_order_of_files_changes_no_byte(@ForAll("fleets") GeneratedFleet fleet, @ForAll int seed)
      throws IOException {
    List<String> paths = new ArrayList<>(fleet.files().keySet());
    Collections.shuffle(paths, new Random(seed));
    Map<String, String> shuffled = new LinkedHashMap<>();
    paths.forEach(path -> shuffled.put(path, fleet.files().get(path)));
    Snapshot inOrder = scan(fleet);
    Snapshot outOfOrder = scan(shuffled);
    assertEquals(bytes(inOrder.result()), bytes(outOfOrder.result()));
    for (Change.Rename rename : renames(inOrder.world(), false)) {
      assertEquals(report(inOrder.impactOf(rename)), report(outOfOrder.impactOf(rename)));
    }
  }

  /** The facts of the files, told in another order, as snapshots merged in any order tell them. */
  @Property(tries = TRIES)
  void the_order_of_facts_changes_no_breakage(
      @ForAll("fleets") GeneratedFleet fleet, @ForAll int seed) throws IOException {
    ScanResult result = scan(fleet).result();
    Set<String> paths = new TreeSet<>();
    result.facts().forEach(fact -> paths.add(fact.evidence().at().path()));
    List<String> order = new ArrayList<>(paths);
    Collections.shuffle(order, new Random(seed));
    List<Fact> facts = new ArrayList<>(result.facts());
    facts.sort(Comparator.comparing(fact -> order.indexOf(fact.evidence().at().path())));
    World world = World.of(result.facts());
    World shuffled = World.of(facts);
    for (Change.Rename rename : renames(world, false)) {
      assertEquals(effects(ask(world, rename)), effects(ask(shuffled, rename)), rename::toString);
    }
  }

  /** Each file scanned in one of several groups, the groups merged in any order. */
  @Property(tries = TRIES)
  void any_split_of_a_fleet_merges_into_the_whole(
      @ForAll("fleets") GeneratedFleet fleet, @ForAll int seed) throws IOException {
    Random random = new Random(seed);
    ScanResult whole = scan(fleet).result();
    int groups = 1 + random.nextInt(4);
    List<ScanResult> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      parts.add(new ScanResult(List.of(), List.of(), List.of()));
    }
    for (FileState file : whole.files()) {
      int group = random.nextInt(groups);
      ScanResult of = of(whole, file.path());
      parts.set(group, ScanResult.merge(List.of(parts.get(group), of)));
    }
    Collections.shuffle(parts, random);
    List<ScanResult> read = new ArrayList<>();
    for (ScanResult part : parts) {
      read.add(
          SnapshotCodec.read(
              new ByteArrayInputStream(bytes(part).getBytes(StandardCharsets.UTF_8))));
    }
    assertEquals(bytes(whole), bytes(ScanResult.merge(read)));
  }

  private static ScanResult of(ScanResult whole, String path) {
    return new ScanResult(
        whole.facts().stream().filter(fact -> fact.evidence().at().path().equals(path)).toList(),
        whole.diagnostics().stream().filter(told -> told.path().equals(path)).toList(),
        whole.files().stream().filter(file -> file.path().equals(path)).toList());
  }

  private static String bytes(ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String report(Impact impact) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(impact, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Set<String> effects(Impact impact) {
    return impact.breakages().stream()
        .map(breakage -> breakage.component() + " " + breakage.effect())
        .collect(toCollection(TreeSet::new));
  }

  @Property(tries = TRIES)
  void one_more_reference_removes_no_breakage(
      @ForAll("fleets") GeneratedFleet fleet, @ForAll int seed) throws IOException {
    List<Fact> facts = scan(fleet).result().facts();
    World world = World.of(facts);
    List<NodeId> components = List.copyOf(world.components());
    if (components.isEmpty()) {
      return;
    }
    Random random = new Random(seed);
    NodeId component = components.get(random.nextInt(components.size()));
    String host = GeneratedFleet.HOSTS.get(random.nextInt(GeneratedFleet.HOSTS.size()));
    Evidence evidence =
        new Evidence(new SourceLocation("more", 1, 1, 2), host, host, "test", "test");
    List<Fact> more = new ArrayList<>(facts);
    more.add(
        new Fact.Reference(
            component,
            new Fact.Target(
                component.scope(), host + ".shop.test", Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
            evidence));
    World larger = World.of(more);
    for (Change.Rename rename : renames(world, false)) {
      Set<String> lost = effects(ask(world, rename));
      lost.removeAll(effects(ask(larger, rename)));
      assertEquals(Set.of(), lost, () -> rename + " with " + component + " -> " + host);
    }
  }

  /** The change made in the files as it is told, and made back in the same way. */
  @Property(tries = TRIES)
  void there_and_back_is_the_identity(@ForAll("fleets") GeneratedFleet fleet) throws IOException {
    Map<String, String> files = fleet.files();
    World world = scan(files).world();
    for (Change.Rename rename : renames(world, false)) {
      Map<String, String> there = edited(files, ask(world, rename));
      assertNotEquals(files, there, rename::toString);
      World changed = scan(there).world();
      Change back = new Change.Rename("host:unused-one.shop.test", rename.name(), false);
      Map<String, String> again = edited(there, ask(changed, back));
      assertEquals(inLowerCase(files), inLowerCase(again), rename::toString);
    }
  }

  /** Letter case of a name means nothing (RFC 4343), and is not kept by an edit. */
  private static Map<String, String> inLowerCase(Map<String, String> files) {
    Map<String, String> lower = new TreeMap<>();
    files.forEach((path, text) -> lower.put(path, text.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** Makes the edits of the change itself. */
  private static Map<String, String> edited(Map<String, String> files, Impact impact) {
    Map<String, String> edited = new TreeMap<>(files);
    List<Place> places = new ArrayList<>(impact.places());
    places.removeIf(place -> place.role() != Role.DEFINES || place.edit().isEmpty());
    places.sort(Comparator.<Place, SourceLocation>comparing(p -> p.evidence().at()).reversed());
    for (Place place : places) {
      SourceLocation at = place.evidence().at();
      String[] lines = edited.get(at.path()).split("\n", -1);
      String line = lines[at.line() - 1];
      lines[at.line() - 1] =
          line.substring(0, at.column() - 1)
              + place.edit().orElseThrow()
              + line.substring(at.endColumn() - 1);
      edited.put(at.path(), String.join("\n", lines));
    }
    return edited;
  }

  /** Where the old name is the machine's own, its records have moved, and an alias is legal. */
  @Property(tries = TRIES)
  void an_alias_that_is_left_breaks_nobody_else(@ForAll("fleets") GeneratedFleet fleet)
      throws IOException {
    World world = scan(fleet).world();
    for (Change.Rename rename : renames(world, false)) {
      Impact kept = ask(world, rename.keepingAlias());
      if (kept.losesZone()) {
        continue; // An alias that is illegal where it stands, which is told.
      }
      Set<String> with = broken(kept);
      with.removeAll(broken(ask(world, rename)));
      assertEquals(Set.of(), with, rename::toString);
    }
  }

  private static Set<String> broken(Impact impact) {
    return impact.breakages().stream()
        .map(breakage -> breakage.component().toString())
        .collect(toCollection(TreeSet::new));
  }

  @Property(tries = TRIES)
  void breakages_are_the_names_that_mean_something_else_afterwards(
      @ForAll("fleets") GeneratedFleet fleet) throws IOException {
    World world = scan(fleet).world();
    for (boolean keepAlias : List.of(false, true)) {
      for (Change.Rename rename : renames(world, keepAlias)) {
        Impact impact = ask(world, rename);
        Set<String> said = new TreeSet<>();
        impact.breakages().stream()
            .filter(Breakage::direct)
            .forEach(b -> b.why().forEach(w -> said.add(b.component() + " " + w.evidence().at())));
        World after = rename.apply(world);
        Set<String> all = new TreeSet<>();
        for (Need need : world.needs()) {
          String place = need.component() + " " + need.reference().evidence().at();
          all.add(place);
          if (isHit(world, after, need)) {
            assertTrue(said.contains(place), () -> rename + " hits " + place);
          }
        }
        // Nor is anything told of a name that goes on meaning the same.
        Set<String> spared = new TreeSet<>(all);
        world.needs().stream()
            .filter(need -> isHit(world, after, need))
            .forEach(n -> spared.remove(n.component() + " " + n.reference().evidence().at()));
        impact.breakages().stream()
            .filter(Breakage::direct)
            .filter(
                b ->
                    b.effect() != Effect.LOSES_DATA
                        && !b.why().get(0).message().contains("before:")
                        // A zone fails by what stands in it, not by a name that is looked up.
                        && !b.why().get(0).message().contains("is refused"))
            .map(b -> b.component() + " " + b.why().get(0).evidence().at())
            .forEach(
                place -> assertTrue(!spared.contains(place), () -> rename + " spares " + place));
      }
    }
  }

  private static boolean isHit(World before, World after, Need need) {
    if (!need.effective() || need.isRecord() || need.isOwnNameServer() || before.holds(need)) {
      return false;
    }
    Resolution was = need.resolution();
    Resolution is = after.resolve(need);
    return was.works() && (!is.works() || !after.now(was.last()).equals(is.last()));
  }

  @Property(tries = TRIES)
  void whoever_depends_directly_depends_at_any_distance(@ForAll("fleets") GeneratedFleet fleet)
      throws IOException {
    DependencyGraph graph = scan(fleet).graph();
    for (NodeId node : graph.nodes()) {
      Set<NodeId> direct =
          graph.into(node).stream().map(Dependency::origin).collect(toCollection(TreeSet::new));
      direct.remove(node);
      assertTrue(graph.dependents(List.of(node)).containsAll(direct), node::toString);
      for (NodeId origin : direct) {
        List<Dependency> path = graph.path(origin, node);
        assertEquals(origin, path.get(0).origin());
        assertEquals(node, path.get(path.size() - 1).target());
      }
    }
  }

  @Property(tries = TRIES)
  void a_chain_leads_from_what_breaks_to_what_changes(@ForAll("fleets") GeneratedFleet fleet)
      throws IOException {
    Snapshot snapshot = scan(fleet);
    World world = snapshot.world();
    DependencyGraph graph = snapshot.graph();
    for (Change.Rename rename : renames(world, false)) {
      Impact impact = ask(world, rename);
      // A name of a zone that is refused hangs on what changes by the place of the fault.
      boolean isRefused = !rename.apply(world).zoneFaults().isEmpty();
      for (Breakage breakage : impact.breakages()) {
        List<NodeId> chain = breakage.chain();
        assertEquals(breakage.component(), chain.get(0), breakage::toString);
        assertTrue(impact.renamed().containsKey(chain.get(chain.size() - 1)), breakage::toString);
        assertTrue(!breakage.why().isEmpty(), breakage::toString);
        breakage
            .why()
            .forEach(reason -> assertTrue(reason.evidence().at().line() > 0, breakage::toString));
        NodeId user = breakage.component();
        for (int i = 1; i < chain.size(); i++) {
          NodeId from = chain.get(i - 1);
          user = from.kind() == NodeKind.COMPONENT ? from : user;
          NodeId origin = user;
          NodeId to = chain.get(i);
          boolean last = i == chain.size() - 1;
          NodeId next = chain.get(last ? i : i + 1);
          assertTrue(
              isSaid(graph, from, to)
                  || isSaid(graph, origin, to)
                  || isPlaced(world, from, to)
                  || mayUse(graph, world, from, to, next)
                  || (last && isRefused),
              () -> from + " -> " + to + " of " + breakage);
        }
      }
    }
  }

  /** Whether a file says that one thing depends on another, or reaches more by way of it. */
  private static boolean isSaid(DependencyGraph graph, NodeId from, NodeId to) {
    return graph.from(from).stream()
        .filter(link -> link.target().equals(to) || link.via().contains(to))
        .anyMatch(link -> link.evidence().isPresent());
  }

  /** Whether a file says that one thing names the host on which the other lies. */
  private static boolean mayUse(
      DependencyGraph graph, World world, NodeId from, NodeId server, NodeId host) {
    return server.kind() == NodeKind.COMPONENT
        && world.hostsOf(server).contains(host)
        && isSaid(graph, from, host);
  }

  /** Whether a file says that a component answers on a host, or hangs on its name. */
  private static boolean isPlaced(World world, NodeId from, NodeId to) {
    boolean answers =
        to.kind() == NodeKind.COMPONENT
            && world.hostsOf(to).contains(from)
            && world.ports(to).stream()
                .anyMatch(port -> !world.listenersAt(from.name(), port).isEmpty());
    boolean hangs =
        from.kind() == NodeKind.COMPONENT
            && world.hostsOf(from).contains(to)
            && world.identities().stream()
                .anyMatch(identity -> world.owners(identity.component()).contains(from));
    return answers || hangs;
  }

  /** The same company, each time with one spelling of the host that everything needs. */
  @Example
  void every_spelling_gives_the_same_dependencies() throws IOException {
    Map<GeneratedFleet.Spelling, Set<NodeId>> dependents = new TreeMap<>();
    for (GeneratedFleet.Spelling spelling :
        List.of(
            GeneratedFleet.Spelling.FULL,
            GeneratedFleet.Spelling.SHORT,
            GeneratedFleet.Spelling.ALIAS,
            GeneratedFleet.Spelling.ADDRESS,
            GeneratedFleet.Spelling.OTHER_CASE)) {
      dependents.put(spelling, dependents(spelling));
    }
    Set<NodeId> expected = dependents.get(GeneratedFleet.Spelling.FULL);
    assertTrue(expected.size() >= 9, expected::toString);
    dependents.forEach((spelling, found) -> assertEquals(expected, found, spelling::toString));
    assertNotEquals(expected, dependents(GeneratedFleet.Spelling.BARE));
  }

  private static Set<NodeId> dependents(GeneratedFleet.Spelling spelling) throws IOException {
    List<GeneratedFleet.Piece> pieces = new ArrayList<>();
    int mq01 = 0;
    int app01 = GeneratedFleet.HOSTS.indexOf("app01");
    for (GeneratedFleet.Kind kind :
        List.of(
            GeneratedFleet.Kind.RECORD,
            GeneratedFleet.Kind.ALIAS,
            GeneratedFleet.Kind.SEARCH,
            GeneratedFleet.Kind.UNIT,
            GeneratedFleet.Kind.CRON,
            GeneratedFleet.Kind.NGINX,
            GeneratedFleet.Kind.HAPROXY,
            GeneratedFleet.Kind.CACHE,
            GeneratedFleet.Kind.DATABASE)) {
      pieces.add(new GeneratedFleet.Piece(kind, app01, mq01, spelling, 1));
    }
    int app = 0;
    for (GeneratedFleet.Kind kind :
        List.of(
            GeneratedFleet.Kind.PROPERTIES,
            GeneratedFleet.Kind.PLACEHOLDER,
            GeneratedFleet.Kind.URL,
            GeneratedFleet.Kind.UNIT_VARIABLE)) {
      pieces.add(new GeneratedFleet.Piece(kind, app01, mq01, spelling, app++));
    }
    Set<NodeId> dependents =
        scan(new GeneratedFleet(pieces))
            .graph()
            .dependents(List.of(NodeId.host(Scope.DNS, "mq01.shop.test")));
    dependents.removeIf(node -> node.kind() != NodeKind.COMPONENT);
    return dependents;
  }
}
