package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import io.whatbreaks.report.ProofReport;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In every company, the patch of a rename to a free name renames and does nothing else. */
class ProofPropertiesTest {
  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(GeneratedFleet.names()).filter(name -> name.startsWith("host:"));
  }

  @Property(tries = 60)
  void the_proof_holds(@ForAll("fleets") GeneratedFleet fleet, @ForAll("names") String name)
      throws IOException {
    Path root = Files.createTempDirectory("proof");
    try {
      fleet.write(root);
      Sources sources = WhatBreaks.read(List.of(root), SourceOptions.DEFAULT);
      Proof proof;
      try {
        proof =
            sources.prove(
                new Change.Rename(
                    name, name.endsWith(".test") ? "rabbit77.shop.test" : "rabbit77", false),
                Patch.Choice.POSSIBLE);
      } catch (WhatBreaksException unknown) {
        return; // This company has no host of that name.
      }
      assertEquals(List.of(), proof.differences(), () -> ProofReport.text(proof));
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
