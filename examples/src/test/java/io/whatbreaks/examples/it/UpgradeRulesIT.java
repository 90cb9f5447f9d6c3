package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upgrade rules against the software that they are about: a program of some version refuses a file
 * exactly when a rule says that this version does not start on it.
 *
 * <p>A rule whose border the programs at hand have behind them is confirmed by a refusal, one whose
 * border is still ahead by a program that takes the file.
 */
class UpgradeRulesIT {
  private static final int FEWEST = 60;

  @TempDir private static Path scratch;

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> confirmed = new TreeSet<>();

  /** A file that stands alone in a tree of its own. */
  private record Case(String software, String text, Path root) {}

  private static List<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    try (InputStream in = UpgradeRulesIT.class.getResourceAsStream("/upgrade-verdicts.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String one : text.split("(?m)^== ", -1)) {
        int end = one.indexOf('\n');
        if (!one.startsWith("#") && end > 0) {
          all.add(
              new Case(
                  one.substring(0, end).strip(),
                  one.substring(end + 1),
                  scratch.resolve("case" + all.size())));
        }
      }
    }
    return all;
  }

  @Test
  void a_program_refuses_a_file_exactly_when_a_rule_says_that_its_version_does()
      throws IOException, InterruptedException {
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Judges.Program> programs = new ArrayList<>(Judges.installed(scratch));
    programs.addAll(ManyPostgresql.unpack(scratch));
    Map<String, List<Judges.Program>> bySoftware =
        programs.stream()
            .collect(
                Collectors.groupingBy(Judges.Program::software, TreeMap::new, Collectors.toList()));
    List<Case> cases = cases();
    for (Case one : cases) {
      Path file = one.root.resolve(bySoftware.get(one.software).get(0).file());
      Files.createDirectories(file.getParent());
      Files.writeString(file, one.text);
    }
    for (Case one : cases) {
      List<Fact.Border> borders = borders(one);
      for (Judges.Program program : bySoftware.get(one.software)) {
        compare(one, borders, program);
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(
        confirmed.size() >= FEWEST, () -> confirmed.size() + " rules confirmed: " + confirmed);
    System.out.println(confirmed.size() + " upgrade rules confirmed: " + confirmed);
  }

  /** What is certain to be refused from some version on. */
  private static List<Fact.Border> borders(Case one) throws IOException {
    return WhatBreaks.scan(one.root).result().facts().stream()
        .filter(Fact.Requirement.class::isInstance)
        .map(Fact.Requirement.class::cast)
        .filter(needed -> needed.border().software().equals(one.software))
        .filter(needed -> needed.certainty() == Certainty.CERTAIN)
        .filter(needed -> needed.harm() == Fact.Harm.START || needed.harm() == Fact.Harm.USE)
        .map(Fact.Requirement::border)
        .distinct()
        .toList();
  }

  private void compare(Case one, List<Fact.Border> borders, Judges.Program program)
      throws IOException, InterruptedException {
    List<String> refusing = new ArrayList<>();
    List<String> ahead = new ArrayList<>();
    for (Fact.Border border : borders) {
      Version since = Judges.version(border.since());
      (program.version().compareTo(since) >= 0 ? refusing : ahead).add(border.rule());
    }
    boolean takes = program.judge().takes(one.root.resolve(program.file()));
    if (takes != refusing.isEmpty()) {
      wrong.add(
          program.software()
              + " "
              + program.version()
              + (takes ? " takes " : " refuses ")
              + one.text.strip().replace('\n', ';')
              + ", said was "
              + refusing);
    } else if (takes) {
      confirmed.addAll(ahead);
    } else if (refusing.size() == 1) {
      confirmed.add(refusing.get(0));
    }
  }
}
