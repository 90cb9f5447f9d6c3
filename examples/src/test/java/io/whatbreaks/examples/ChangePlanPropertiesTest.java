package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.NodeId;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * In every company the plan of a rename is carried out step by step: after each step everybody
 * finds what it found before, those named in advance apart; and taking the steps back gives the old
 * files.
 */
class ChangePlanPropertiesTest {
  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(GeneratedFleet.names()).filter(name -> name.startsWith("host:"));
  }

  @Property(tries = 60)
  void nobody_is_cut_off(@ForAll("fleets") GeneratedFleet fleet, @ForAll("names") String name)
      throws IOException {
    Path root = Files.createTempDirectory("plan");
    try {
      fleet.write(root);
      check(root, name, name.endsWith(".test") ? "rabbit77.shop.test" : "rabbit77");
    } finally {
      delete(root);
    }
  }

  @Test
  void nobody_of_the_sample_company_is_cut_off() throws IOException {
    for (String name : List.of("mq01", "db01", "cache01", "app01", "host:bus.shop.test")) {
      Path root = Files.createTempDirectory("plan");
      try {
        copy(Run.startup(), root);
        check(root, name, "rabbit77");
      } finally {
        delete(root);
      }
    }
  }

  private static void check(Path root, String from, String to) throws IOException {
    Snapshot snapshot = WhatBreaks.scan(root);
    Impact impact;
    try {
      impact = snapshot.impactOf(new Change.Rename(from, to, false));
    } catch (WhatBreaksException unknown) {
      return; // This company has no host of that name.
    }
    if (!impact.changed().stream().allMatch(snapshot.world()::isDeclared)) {
      return; // It is only named here: whoever has its records makes the plan.
    }
    ChangePlan plan = snapshot.plan(impact);
    Set<NodeId> named = new HashSet<>();
    plan.risks().forEach(risk -> named.add(risk.component()));
    // A machine without a line of its own gets one by hand.
    plan.steps().stream()
        .filter(step -> step.id().equals("keep-found"))
        .forEach(
            step -> step.on().forEach(host -> named.addAll(CarriedOut.on(snapshot.world(), host))));
    CarriedOut company = new CarriedOut(root, impact, plan);
    Map<String, String> before = reached(snapshot.world(), company, named);
    String cutOff = company.cutOff(plan, before, world -> reached(world, company, Set.of()));
    assertEquals("", cutOff, () -> from + "\n" + plan);
    company.takeAllBack();
    assertEquals(snapshot.result().facts(), company.facts());
  }

  /** What each certain need reaches, by its line and its turn in it. */
  private static Map<String, String> reached(World world, CarriedOut company, Set<NodeId> but) {
    Map<String, List<Need>> byLine = new TreeMap<>();
    for (Need need : world.needs()) {
      boolean counts = need.effective() && need.reference().use().certainty() == Certainty.CERTAIN;
      if (counts && !but.contains(need.component())) {
        String line =
            need.reference().evidence().at().path() + ":" + need.reference().evidence().at().line();
        byLine.computeIfAbsent(line, absent -> new ArrayList<>()).add(need);
      }
    }
    Map<String, String> reached = new TreeMap<>();
    byLine.forEach(
        (line, needs) -> {
          needs.sort(Comparator.comparing(need -> need.reference().evidence().at()));
          for (int i = 0; i < needs.size(); i++) {
            int turn = i;
            Resolution resolution = needs.get(i).resolution();
            if (resolution.outcome() == Resolution.Outcome.REACHED) {
              company
                  .lastOf(resolution.last())
                  .ifPresent(last -> reached.put(line + " #" + turn, last));
            }
          }
        });
    return reached;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
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
