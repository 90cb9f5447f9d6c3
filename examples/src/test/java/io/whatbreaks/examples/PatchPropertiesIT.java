package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.SourceOptions;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In every company, git and patch take the patch of a rename and make what the API says. */
class PatchPropertiesIT {
  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(GeneratedFleet.names());
  }

  @Provide
  Arbitrary<List<String>> programs() {
    return Arbitraries.of(
        List.of("git", "apply", "--whitespace=nowarn"),
        List.of("patch", "-p1", "--fuzz=0", "--no-backup-if-mismatch", "-i"));
  }

  @Property(tries = 40)
  void the_patch_is_taken(
      @ForAll("fleets") GeneratedFleet fleet,
      @ForAll("names") String name,
      @ForAll("programs") List<String> program)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("patch");
    try {
      Path tree = Files.createDirectories(folder.resolve("tree"));
      fleet.write(tree);
      Sources sources = WhatBreaks.read(List.of(tree), SourceOptions.DEFAULT);
      Patch patch;
      try {
        patch =
            sources.patch(
                sources.impactOf(List.of(Change.rename(name, "rabbit77"))),
                new Patch.Choice(true, true));
      } catch (WhatBreaksException unknown) {
        return; // This company has nothing of that name.
      }
      if (patch.edits().isEmpty()) {
        return;
      }
      Map<String, String> expected = new HashMap<>(PatchedTree.read(tree));
      for (Document document : patch.documents()) {
        expected.put(
            document.path(),
            new String(document.original().orElseThrow(), StandardCharsets.ISO_8859_1));
      }
      Path file = folder.resolve("p");
      try (OutputStream out = Files.newOutputStream(file)) {
        sources.write(patch, out);
      }
      apply(Stream.concat(program.stream(), Stream.of(file.toString())).toList(), tree);
      assertEquals(expected, PatchedTree.read(tree));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void apply(List<String> command, Path tree)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(tree.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
