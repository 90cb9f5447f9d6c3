package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.examples.CarriedOut.Stage;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.world.Need;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * In every company the plans of other changes than renames are carried out step by step: whoever
 * reaches a machine by its name, an address or a port reaches it after each step, by what answers
 * then, those named in advance apart; and taking the steps back gives the old files.
 */
class OtherPlansPropertiesTest {
  private static final String ADDRESS = "10.0.0.77";
  private static final int PORT = 7_777;

  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any();
  }

  @Provide
  Arbitrary<Change> changes() {
    Arbitrary<String> hosts = Arbitraries.of(GeneratedFleet.HOSTS);
    return Arbitraries.oneOf(
        hosts.map(host -> Change.readdress(host, ADDRESS)),
        hosts.map(host -> Change.movePort(host, 5672, PORT)),
        hosts.map(host -> Change.movePort(host, 5432, PORT)),
        hosts.map(host -> Change.movePort(host, 6379, PORT)),
        hosts.map(Change::retireHost),
        hosts.map(
            host ->
                Change.all(Change.readdress(host, ADDRESS), Change.renameHost(host, "rabbit77"))));
  }

  @Property(tries = 60)
  void nobody_is_cut_off(@ForAll("fleets") GeneratedFleet fleet, @ForAll("changes") Change change)
      throws IOException {
    Path root = Files.createTempDirectory("plan");
    try {
      fleet.write(root);
      check(root, change);
    } finally {
      delete(root);
    }
  }

  private static void check(Path root, Change change) throws IOException {
    Snapshot snapshot = WhatBreaks.scan(root);
    Impact impact;
    try {
      impact = snapshot.impactOf(change);
    } catch (WhatBreaksException unknown) {
      return; // This company has no such host, or nothing on that port.
    }
    if (!impact.changed().stream().allMatch(snapshot.world()::isDeclared)) {
      return; // It is only named here: whoever has its records makes the plan.
    }
    ChangePlan plan = snapshot.plan(impact);
    Set<NodeId> named = new HashSet<>();
    plan.risks().forEach(risk -> named.add(risk.component()));
    plan.steps().stream()
        .filter(step -> step.id().equals("keep-found"))
        .forEach(
            step -> step.on().forEach(host -> named.addAll(CarriedOut.on(snapshot.world(), host))));
    CarriedOut company = new CarriedOut(root, impact, plan);
    Reach reach = new Reach(impact, snapshot.world(), company);
    Map<String, String> before = reach.of(snapshot.world(), named);
    String cutOff = company.cutOff(plan, before, world -> reach.of(world, Set.of()));
    assertEquals("", cutOff, () -> change + "\n" + plan);
    company.takeAllBack();
    assertEquals(snapshot.result().facts(), company.facts());
  }

  /** Where needs lead; an address or port that does not answer at a stage leads nowhere. */
  private record Reach(Impact impact, World today, CarriedOut company) {
    Map<String, String> of(World world, Set<NodeId> but) {
      Map<String, List<Need>> byLine = new TreeMap<>();
      for (Need need : world.needs()) {
        boolean counts =
            need.effective() && need.reference().use().certainty() == Certainty.CERTAIN;
        if (counts && !but.contains(need.component())) {
          String line =
              need.reference().evidence().at().path()
                  + ":"
                  + need.reference().evidence().at().line();
          byLine.computeIfAbsent(line, absent -> new ArrayList<>()).add(need);
        }
      }
      Map<String, String> reached = new TreeMap<>();
      byLine.forEach(
          (line, needs) -> {
            needs.sort(Comparator.comparing(need -> need.reference().evidence().at()));
            for (int i = 0; i < needs.size(); i++) {
              Need need = needs.get(i);
              if (need.resolution().outcome() == Resolution.Outcome.REACHED) {
                reached.put(line + " #" + i, target(need));
              }
            }
          });
      return reached;
    }

    private String target(Need need) {
      NodeId last = need.resolution().last();
      String name =
          last.kind() == NodeKind.ADDRESS
              ? address(last.name())
              : company.lastOf(last).orElse(last.name());
      OptionalInt port = need.reference().target().port();
      return port.isEmpty() ? name : name + ":" + port(name, port.getAsInt());
    }

    private boolean answers(boolean isNew) {
      Stage stage = company.stage();
      return isNew ? stage != Stage.TODAY : stage != Stage.DONE;
    }

    private String address(String address) {
      for (Change change : impact.changes()) {
        if (change instanceof Change.Readdress readdress) {
          for (NodeId host : impact.subjects().getOrDefault(change, Set.of())) {
            boolean isNew = address.equals(readdress.to());
            if (isNew || today.knownAddresses(host).contains(address)) {
              return answers(isNew) ? "the address of " + host : "nothing";
            }
          }
        }
      }
      return address;
    }

    private String port(String name, int port) {
      for (Change change : impact.changes()) {
        if (change instanceof Change.MovePort move) {
          for (NodeId host : impact.subjects().getOrDefault(change, Set.of())) {
            boolean isNew = port == move.to();
            if (host.name().equals(name) && (isNew || port == move.from())) {
              return answers(isNew) ? "moved" : "nothing";
            }
          }
        }
      }
      return String.valueOf(port);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
