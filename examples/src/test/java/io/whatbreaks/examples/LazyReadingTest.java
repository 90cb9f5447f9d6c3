package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A question that reads only what it needs is answered as one that has read everything. */
class LazyReadingTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Provide
  Arbitrary<GeneratedFleet> fleets() {
    return GeneratedFleet.any();
  }

  @Property(tries = 25)
  void of_a_generated_fleet(@ForAll("fleets") GeneratedFleet fleet) throws IOException {
    Path root = Files.createTempDirectory("fleet");
    try {
      fleet.write(root);
      Snapshot whole = WhatBreaks.scan(root);
      List<String> differences = new ArrayList<>();
      for (String name : GeneratedFleet.names()) {
        for (Change change : changes(name)) {
          differences.addAll(check(root, whole, change));
        }
      }
      assertEquals("", String.join("\n", differences));
    } finally {
      delete(root);
    }
  }

  @Test
  void of_the_sample_company() throws IOException {
    Snapshot whole = WhatBreaks.scan(Run.startup());
    List<String> differences = new ArrayList<>();
    for (NodeId node : whole.world().declared()) {
      boolean machine = !whole.world().scopesOf(node).isEmpty();
      String name = machine ? HostName.firstLabel(node.name()) : node.toString();
      List<Change> all = new ArrayList<>(renames(name));
      if (machine) {
        all.addAll(others(name));
      } else {
        all.subList(1, all.size()).clear();
        all.add(Change.retire(name));
      }
      for (Change change : all) {
        differences.addAll(check(Run.startup(), whole, change));
      }
    }
    for (String name : List.of("localhost:5672", "endpoint:db01.shop.test:5432")) {
      differences.addAll(check(Run.startup(), whole, renames(name).get(0)));
    }
    assertEquals("", String.join("\n", differences));
  }

  /**
   * Names that stand nowhere as they are meant: redirected, caught by a wildcard, of a lost zone.
   */
  @Test
  void of_a_company_whose_names_are_made_by_its_name_server() throws IOException {
    Path root = Files.createTempDirectory("company");
    try {
      write(root, "ns1/etc/hostname", "ns1\n");
      write(root, "ns1/etc/hosts", "10.0.0.2 ns1.corp.test ns1\n");
      write(
          root,
          "ns1/etc/bind/named.conf",
          """
          view in { match-clients { 10.0.0.0/8; }; zone "corp.test" { file "/etc/bind/inside"; }; };
          view out { zone "corp.test" { file "/etc/bind/outside"; }; };
          zone "labs.test" { file "/etc/bind/labs"; };
          """);
      write(
          root,
          "ns1/etc/bind/inside",
          """
          @ SOA ns1 root 1 2 3 4 5
          @ NS ns1
          ns1 A 10.0.0.2
          mq01 A 10.0.0.5
          bus CNAME mq01
          web.eu A 10.0.0.7
          *.us A 10.0.0.8
          bücher A 10.0.0.9
          old DNAME corp.test.
          """);
      write(
          root,
          "ns1/etc/bind/labs",
          """
          @ SOA ns root 1 2 3 4 5
          *.labs.test. A 10.0.0.18
          there A 10.0.0.19
          said TXT "is there, too"
          """);
      write(
          root,
          "ns2/etc/tinydns/root/data",
          """
          .dj.test::a:3600
          +*.dj.test:10.0.0.20
          +there.dj.test:10.0.0.21
          Cother.dj.test:there.dj.test
          """);
      write(root, "ns1/etc/bind/outside", "@ SOA ns1 root 1 2 3 4 5\nmq01 A 192.0.2.5\n");
      write(root, "till/etc/hostname", "till\n");
      write(root, "till/etc/hosts", "10.0.0.9 till.corp.test till\n");
      write(root, "till/etc/resolv.conf", "search corp.test\nnameserver 10.0.0.2\n");
      List<String> used =
          List.of(
              "bus",
              "mq01.old",
              "web.eu",
              "x.deep.us",
              "a.us.corp.test",
              "xn--bcher-kva",
              "ns1",
              "there.labs.test",
              "said.labs.test",
              "any.deep.labs.test",
              "there.dj.test",
              "other.dj.test",
              "any.deep.dj.test");
      for (int i = 0; i < used.size(); i++) {
        write(
            root,
            "till/srv/app" + i + "/application.properties",
            "spring.rabbitmq.host=" + used.get(i) + "\n");
      }
      Snapshot whole = WhatBreaks.scan(root);
      List<String> differences = new ArrayList<>();
      for (String name :
          List.of(
              "mq01",
              "bus",
              "ns1",
              "web.eu.corp.test",
              "xn--bcher-kva",
              "there.labs.test",
              "there.dj.test")) {
        for (String to :
            List.of(
                "fresh",
                "bus",
                "fresh.deep.us.corp.test",
                "fresh.deep.labs.test",
                "fresh.deep.dj.test")) {
          differences.addAll(check(root, whole, new Change.Rename(name, to, false)));
          differences.addAll(check(root, whole, new Change.Rename(name, to, true)));
        }
      }
      assertEquals("", String.join("\n", differences));
    } finally {
      delete(root);
    }
  }

  /** Its own files call the machine by a short name alone; a zone knows the rest. */
  @Test
  void of_a_machine_whose_full_name_stands_in_a_zone_alone() throws IOException {
    Path root = Files.createTempDirectory("company");
    try {
      write(root, "mq011/etc/hostname", "mq011\n");
      write(root, "mq011/etc/hosts", "127.0.0.1 localhost\n");
      write(
          root,
          "mq011/etc/systemd/system/probe.service",
          "[Service]\nExecStart=/usr/bin/curl http://localhost:8080/health\n");
      write(
          root,
          "ns1/etc/bind/db.shop.test",
          "$ORIGIN shop.test.\n@ SOA ns1 root 1 2 3 4 5\n@ NS ns1\nmq011 A 10.0.0.11\n");
      Snapshot whole = WhatBreaks.scan(root);
      List<String> differences = new ArrayList<>();
      for (Change change : renames("localhost:8080")) {
        differences.addAll(check(root, whole, change));
      }
      assertEquals("", String.join("\n", differences));
    } finally {
      delete(root);
    }
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** What differs, one line each; empty where every byte is the same. */
  private static List<String> check(Path root, Snapshot whole, Change asked) throws IOException {
    List<Change> change = List.of(asked);
    String expected = answer(() -> whole.impactOf(change));
    String lazy = answer(() -> WhatBreaks.impactOf(change, List.of(root), SourceOptions.DEFAULT));
    if (expected.equals(lazy)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>(List.of(asked.toString()));
    differences.addAll(differences(expected, lazy));
    return differences;
  }

  /** To a new name, with and without an alias left; to a name that is taken or caught elsewhere. */
  private static List<Change> renames(String name) {
    return List.of(
        new Change.Rename(name, "renamed-one", false),
        new Change.Rename(name, "renamed-one", true),
        new Change.Rename(name, "alias-2", false));
  }

  /** Another address, a free one and one that is taken; away; other ports; and several at once. */
  private static List<Change> others(String name) {
    return List.of(
        Change.readdress(name, "10.99.0.1"),
        Change.readdress(name, "10.20.0.21"),
        Change.retireHost(name),
        new Change.MovePort(name, 5672, 5673),
        new Change.MovePort(name, 5432, 5433),
        Change.all(
            Change.renameHost(name, "renamed-two"),
            Change.readdress("renamed-two", "10.99.0.2"),
            Change.rename("queue:orders.billing", "x")));
  }

  private static List<Change> changes(String name) {
    List<Change> all = new ArrayList<>(renames(name));
    all.addAll(others(name));
    return all;
  }

  private static List<String> differences(String expected, String lazy) {
    List<String> wanted = parts(expected);
    List<String> found = parts(lazy);
    List<String> differences = new ArrayList<>();
    wanted.stream()
        .filter(part -> !found.contains(part))
        .map(p -> "  lacks " + p)
        .forEach(differences::add);
    found.stream()
        .filter(part -> !wanted.contains(part))
        .map(p -> "  has also " + p)
        .forEach(differences::add);
    return differences.isEmpty() ? List.of("  another order") : differences;
  }

  private static List<String> parts(String answer) {
    if (!answer.startsWith("{")) {
      return List.of(answer);
    }
    JsonNode json = JSON.readTree(answer);
    List<String> parts = new ArrayList<>(List.of("verdict " + json.get("verdict")));
    json.get("impacts").forEach(impact -> parts.add(impact.toString()));
    json.get("references").forEach(reference -> parts.add(reference.toString()));
    return parts;
  }

  private interface Question {
    Impact ask() throws IOException;
  }

  /** All that CONTRACT.md fixes: everything but coverage and notices. */
  private static String answer(Question question) throws IOException {
    Impact impact;
    try {
      impact = question.ask();
    } catch (WhatBreaksException refused) {
      return refused.diagnostic().toString();
    }
    Impact fixed =
        new Impact(
            impact.changes(),
            impact.renamed(),
            impact.subjects(),
            impact.breakages(),
            impact.places(),
            Coverage.of(List.of()),
            List.of(),
            impact.inputLost());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(fixed, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
