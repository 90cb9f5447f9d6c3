package io.whatbreaks.examples.it;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the sample company that may be changed. */
record Company(Path folder) {

  /** The root of the checkout, wherever the tests are started from. */
  static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(here.resolve("examples/whatbreaks"))) {
      here = here.getParent();
    }
    return here;
  }

  /** The sample company, copied to a folder that does not exist yet. */
  static Company in(Path folder) throws IOException {
    return new Company(checkout().resolve("examples/startup")).copy(folder);
  }

  Company copy(Path to) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path from : (Iterable<Path>) all::iterator) {
        Files.copy(from, to.resolve(folder.relativize(from).toString()));
      }
    }
    return new Company(to);
  }

  /** The machines, by their folders. */
  List<Path> machines() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(root -> Files.isDirectory(root.resolve("etc"))).sorted().toList();
    }
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  Snapshot scan() throws IOException {
    return WhatBreaks.scan(folder);
  }

  Impact rename(String from, String to) throws IOException {
    return scan().impactOf(Change.renameHost(from, to));
  }

  void replace(String path, String old, String replacement) throws IOException {
    String text = Files.readString(file(path));
    assertTrue(text.contains(old), () -> path + " does not hold " + old);
    Files.writeString(file(path), text.replace(old, replacement));
  }

  void append(String path, String text) throws IOException {
    Files.writeString(file(path), Files.readString(file(path)) + text);
  }

  /** The files of the name server's zones whose names begin so. */
  List<String> zones(String prefix) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("ns01/etc/bind"))) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Replaces what a regular expression finds in lines, and notes those, {@code path:line}. */
  void edit(String path, String old, String now, Set<String> edited) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file(path)));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceAll(old, now);
      if (!line.equals(lines.get(i))) {
        lines.set(i, line);
        edited.add(path + ":" + (i + 1));
      }
    }
    Files.writeString(file(path), String.join("\n", lines) + "\n");
  }

  /** Makes the edits of some roles, exactly as they are reported. */
  void edit(Impact impact, Role... roles) throws IOException {
    Map<String, List<Place>> byFile =
        impact.places().stream()
            .filter(place -> List.of(roles).contains(place.role()) && place.edit().isPresent())
            .collect(groupingBy(place -> place.evidence().at().path(), TreeMap::new, toList()));
    for (Map.Entry<String, List<Place>> edits : byFile.entrySet()) {
      Path file = file(edits.getKey());
      List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
      List<Place> fromTheEnd = new ArrayList<>(edits.getValue());
      fromTheEnd.sort(
          Comparator.<Place, SourceLocation>comparing(place -> place.evidence().at()).reversed());
      for (Place place : fromTheEnd) {
        SourceLocation at = place.evidence().at();
        String line = lines.get(at.line() - 1);
        String old = line.substring(at.column() - 1, at.endColumn() - 1);
        assertEquals(place.evidence().text(), old, at::toString);
        lines.set(
            at.line() - 1,
            line.substring(0, at.column() - 1)
                + place.edit().orElseThrow()
                + line.substring(at.endColumn() - 1));
      }
      Files.writeString(file, String.join("\n", lines));
    }
  }

  private static java.util.stream.Collector<Place, ?, List<Place>> toList() {
    return java.util.stream.Collectors.toList();
  }
}
