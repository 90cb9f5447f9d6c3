package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A question asked lazily and of everything, which must not differ. */
final class BothWays {
  private BothWays() {}

  /**
   * Checks who is hit and which places are to be edited.
   *
   * @param files each behind a line {@code -- path}
   */
  static void check(Path root, String files, Change change, String expected) throws IOException {
    write(root, files);
    Impact lazy = WhatBreaks.impactOf(List.of(change), List.of(root), SourceOptions.DEFAULT);
    Impact whole = WhatBreaks.scan(root).impactOf(List.of(change));
    assertEquals(expected, lines(whole));
    assertEquals(whole.places(), lazy.places());
    assertEquals(whole.breakages(), lazy.breakages());
  }

  /**
   * Checks what is told of each component first, and of the change itself.
   *
   * @param files each behind a line {@code -- path}
   */
  static void checkWords(Path root, String files, Change change, String expected)
      throws IOException {
    write(root, files);
    Impact lazy = WhatBreaks.impactOf(List.of(change), List.of(root), SourceOptions.DEFAULT);
    Impact whole = WhatBreaks.scan(root).impactOf(List.of(change));
    List<String> words = new ArrayList<>();
    for (Breakage breakage : whole.breakages()) {
      words.add(
          breakage.component().name()
              + " "
              + breakage.effect()
              + ": "
              + breakage.why().get(0).message());
    }
    whole
        .notices()
        .forEach(n -> words.add(n.path() + ":" + n.line() + " " + n.code() + ": " + n.message()));
    assertEquals(expected, String.join("\n", words) + "\n");
    assertEquals(whole.breakages(), lazy.breakages());
    assertEquals(whole.notices(), lazy.notices());
  }

  private static void write(Path root, String files) throws IOException {
    for (String file : files.split("(?m)^-- ", -1)) {
      int end = file.indexOf('\n');
      if (end > 0) {
        Path path = root.resolve(file.substring(0, end));
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.substring(end + 1));
      }
    }
  }

  private static String lines(Impact impact) {
    Set<String> hit = new TreeSet<>();
    for (Breakage breakage : impact.breakages()) {
      hit.add(breakage.component().name() + " " + breakage.effect() + " " + breakage.certainty());
    }
    List<String> all = new ArrayList<>(hit);
    for (Place place : impact.places()) {
      if (place.role() == Role.USES) {
        all.add(place.evidence().at() + " " + place.evidence().text());
      }
    }
    return all.isEmpty() ? "" : String.join("\n", all) + "\n";
  }
}
