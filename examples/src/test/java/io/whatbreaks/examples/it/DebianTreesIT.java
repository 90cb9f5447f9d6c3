package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.Role;
import io.whatbreaks.scan.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of configuration that Debian's packages bring, as nobody has edited them yet. */
class DebianTreesIT {
  @TempDir private static Path scratch;
  private static Snapshot fleet;
  private static Map<String, Reading> readings;

  static List<DebianServer> servers() {
    return DebianServer.all();
  }

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Programs.need("dpkg-deb", "dpkg");
    Programs.need("apt-get", "apt");
    Path cache = Company.checkout().resolve("examples/target/debian-packages");
    DebianServer.download(cache);
    for (DebianServer server : servers()) {
      server.install(cache, scratch.resolve("files"), scratch.resolve("fleet/" + server.name()));
    }
    names(scratch.resolve("fleet/ns0"));
    fleet = WhatBreaks.scan(scratch.resolve("fleet"));
    readings = readings(fleet);
  }

  /** A name server of the company whose machines have the names of everyday words. */
  private static void names(Path root) throws IOException {
    Path bind = Files.createDirectories(root.resolve("etc/bind"));
    Files.writeString(root.resolve("etc/hostname"), "ns0\n");
    Files.writeString(
        bind.resolve("named.conf"),
        "zone \"shop.test\" { type master; file \"/etc/bind/db.shop.test\"; };\n");
    Files.writeString(
        bind.resolve("db.shop.test"),
        """
        $ORIGIN shop.test.
        $TTL 3600
        @ IN SOA ns0 root ( 1 2 3 4 5 )
          IN NS ns0
        ns0 IN A 10.1.0.1
        backup IN A 10.1.0.2
        mail IN A 10.1.0.3
        www IN A 10.1.0.4
        proxy IN A 10.1.0.5
        ns9 IN A 10.1.0.6
        db IN A 10.1.0.7
        cache IN A 10.1.0.8
        """);
  }

  private static Map<String, Reading> readings(Snapshot snapshot) {
    return snapshot.result().files().stream()
        .collect(Collectors.toMap(FileState::path, FileState::reading, (one, other) -> one));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_main_files_of_a_server_are_understood(DebianServer server) {
    for (String main : server.mains()) {
      String path = server.name() + "/etc/" + main;
      assertEquals(Reading.UNDERSTOOD, readings.get(path), path);
    }
  }

  @Test
  void at_most_a_quarter_of_all_files_is_read_as_text_alone_and_none_is_damaged() {
    Coverage coverage = fleet.coverage();
    int read = coverage.files() - coverage.skipped();
    TreeSet<String> text = new TreeSet<>();
    readings.forEach(
        (path, reading) -> {
          if (reading == Reading.TEXT_ONLY) {
            text.add(path);
          }
        });
    System.out.println("Debian trees: " + coverage + ", as text alone: " + text);
    assertTrue(read > 1000, coverage::toString);
    assertTrue(coverage.textOnly() * 4 <= read, text::toString);
    assertEquals(0, coverage.partly() + coverage.failed(), coverage::toString);
    assertEquals(
        List.of(),
        fleet.diagnostics().stream().filter(said -> said.severity() == Severity.ERROR).toList());
  }

  @Test
  void all_servers_on_one_machine_are_understood_as_well() throws IOException {
    Path root = scratch.resolve("one");
    Path cache = Company.checkout().resolve("examples/target/debian-packages");
    try {
      for (DebianServer server : servers()) {
        server.install(cache, scratch.resolve("files"), root.resolve("all"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    Map<String, Reading> found = readings(WhatBreaks.scan(root));
    for (DebianServer server : servers()) {
      for (String main : server.mains()) {
        assertEquals(Reading.UNDERSTOOD, found.get("all/etc/" + main), main);
      }
    }
  }

  /** Nobody has written a machine's name there yet, so nothing can certainly use one. */
  @ParameterizedTest
  @ValueSource(strings = {"backup", "mail", "www", "proxy", "ns9", "db", "cache"})
  void no_file_of_a_package_is_accused(String name) {
    Change change = new Change.Rename("host:" + name + ".shop.test", "zz9.shop.test", false);
    List<String> accused =
        fleet.impactOf(change).places().stream()
            .filter(place -> place.role() == Role.USES && place.certainty() == Certainty.CERTAIN)
            .map(Object::toString)
            .toList();
    assertEquals(List.of(), accused);
    assertNotEquals(List.of(), fleet.impactOf(change).places());
  }
}
