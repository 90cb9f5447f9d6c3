package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A company of real servers, and renames made in it one after the other: what happens to each
 * client, beside what was said before.
 */
class DockIT {
  private static final List<Client> CLIENTS = DockClients.all();
  private static final Matrix MATRIX = new Matrix(CLIENTS);

  @TempDir private static Path scratch;
  private static Company company;
  private static RunningDock dock;
  private static Observer observer;

  static Stream<Renaming> renamings() {
    String domain = "dock.test";
    return Stream.of(
        new Renaming("web01", "web01", "www01", domain, false),
        new Renaming("web01", "web01", "www01", domain, true),
        new Renaming("web09", "web09", "web10", "edge.test", false),
        new Renaming("lb01", "lb01", "edge01", domain, false),
        new Renaming("cache01", "cache01", "cache05", domain, false),
        new Renaming("cache01", "cache01", "cache05", domain, true),
        new Renaming("db01", "db01", "pg01", domain, false),
        new Renaming("db01", "db01", "pg01", domain, true),
        new Renaming("db02", "db02", "db01", domain, false),
        new Renaming("app02", "app02", "app12", domain, false),
        new Renaming("app02", "app02", "app12", domain, true),
        new Renaming("", "bus", "courier", domain, false),
        new Renaming("mq01", "mq01", "rabbit01", domain, false),
        new Renaming("mq01", "mq01", "rabbit01", domain, true),
        new Renaming("ns01", "ns01", "dns01", domain, false));
  }

  /** What is not told as it happens: each is explained in {@code docs/limits.md}. */
  private static boolean isLimit(Renaming renaming, Client client) {
    Predicate<String> is = client.component()::equals;
    return switch (renaming.machine()) {
      case "mq01" -> renaming.keepAlias() && is.test("lb01/haproxy");
      case "ns01" -> true;
      default -> false;
    };
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Programs.need("named", "bind9");
    Programs.need("nginx", "nginx-light");
    Programs.need("haproxy", "haproxy");
    Programs.need("redis-server", "redis-server");
    Programs.need("redis-cli", "redis-tools");
    Programs.need("rabbitmq-server", "rabbitmq-server");
    Programs.need("curl", "curl");
    Programs.need("psql", "postgresql-client");
    Programs.postgresql();
    Path files = Company.checkout().resolve("examples/src/test/resources/dock");
    company = new Company(files).copy(scratch.resolve("dock"));
    dock = RunningDock.start(company.folder());
    observer = new Observer(dock, CLIENTS);
    observer.healthy();
  }

  @AfterAll
  static void end() throws IOException {
    if (dock != null) {
      dock.close();
    }
    System.out.println(MATRIX);
    Files.writeString(Company.checkout().resolve("examples/target/dock.md"), MATRIX.toString());
  }

  @ParameterizedTest
  @MethodSource("renamings")
  void what_happens_is_what_was_said(Renaming renaming) throws IOException, InterruptedException {
    String target = "host:" + renaming.from() + "." + renaming.domain();
    Change change =
        new Change.Rename(target, renaming.to() + "." + renaming.domain(), renaming.keepAlias());
    Impact impact = WhatBreaks.scan(company.folder()).impactOf(change);

    Map<String, String> names = observer.names();
    Company after = company.copy(Files.createTempDirectory(scratch, "after").resolve("dock"));
    Set<String> edited = renaming.apply(after);
    give(renaming, after);
    Map<Client, Effect> observed = observer.observe(renaming.machine());
    Map<String, String> namesAfter = observer.names();
    takeBack(renaming);

    Prediction prediction = new Prediction(impact, company);
    List<String> differences = new ArrayList<>();
    for (Client client : CLIENTS) {
      String said = prediction.effects(client, observed.get(client));
      String seen = observed.containsKey(client) ? "" + observed.get(client) : "none";
      MATRIX.add(renaming, client, said, seen);
      String places =
          said.equals(seen)
              ? prediction.places(client, renaming.machine(), names, namesAfter)
              : "said " + said + ", seen " + seen;
      if (!places.isEmpty() && !isLimit(renaming, client)) {
        differences.add(client.component() + ": " + places);
      }
    }
    if (!renaming.machine().equals("ns01")) {
      differences.addAll(prediction.others(CLIENTS));
    }
    assertEquals("", String.join("\n", differences));
    assertEquals(edited, prediction.defines());
  }

  /** Gives the machine and the name server the files of a company. */
  private static void give(Renaming renaming, Company files)
      throws IOException, InterruptedException {
    if (!renaming.machine().isEmpty()) {
      dock.become(renaming.machine(), files.folder());
    }
    dock.become("ns01", files.folder());
    dock.reloadZones();
  }

  private static void takeBack(Renaming renaming) throws IOException, InterruptedException {
    give(renaming, company);
    dock.restart("ns01", "bind");
    if (!renaming.machine().equals("ns01")) {
      for (String program : dock.programs(renaming.machine())) {
        dock.restart(renaming.machine(), program);
      }
    }
    observer.again(renaming.machine());
  }
}
