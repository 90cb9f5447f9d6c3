package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Effect;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Role;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Redis of the sample, started after a rename that nobody told them of. */
class DatabaseIT {
  private static final String READY = "database system is ready to accept connections";

  @TempDir private Path folder;
  private int starts;

  @BeforeAll
  static void programs() {
    Programs.need("redis-server", "redis-server");
    Programs.need("redis-cli", "redis-tools");
    Programs.need("ss", "iproute2");
    Programs.need("setpriv", "util-linux");
  }

  /** The effects on a component, and the places of its own that say so. */
  private static Set<String> reported(Impact impact, String host, String name) {
    return impact.breakages().stream()
        .filter(b -> b.component().equals(NodeId.component(Scope.host(host), name)))
        .filter(Breakage::direct)
        .map(b -> b.effect() + " " + b.why().get(0).evidence().at())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where something answers on a port, of IPv4. */
  private static String listening(Machine machine, int port)
      throws IOException, InterruptedException {
    return machine
        .run(
            "ss -4Hltn sport = :$1 | while read -r s r q a p; do echo \"$a\"; done | sort",
            "" + port)
        .succeeded()
        .out();
  }

  /** Starts PostgreSQL with the files of db01, tells where it listens, and stops it. */
  private String postgresql(Company company, Machine machine, Path programs)
      throws IOException, InterruptedException {
    machine.become(company.file("db01"));
    starts++;
    // The sample's machine has more memory than is needed here.
    Process server =
        machine.start(
            "exec setpriv --reuid=postgres --regid=postgres --clear-groups "
                + programs
                + "/postgres -D /etc/postgresql/15/main"
                + " -c shared_buffers=16MB -c logging_collector=off",
            "/var/log/start-" + starts,
            READY);
    String listening = listening(machine, 5432);
    machine.stop(server);
    return listening;
  }

  @Test
  void postgresql_listens_on_what_is_left_once_its_own_name_is_gone()
      throws IOException, InterruptedException {
    Path programs = Programs.postgresql();
    Company company = Company.in(folder.resolve("startup"));
    Impact impact = company.rename("db01", "pg01");
    assertTrue(
        reported(impact, "db01", "postgresql")
            .contains(
                Effect.BREAKS_ON_RESTART + " db01/etc/postgresql/15/main/postgresql.conf:9:32"),
        () -> reported(impact, "db01", "postgresql").toString());

    try (Machine machine = Machine.boot("10.20.0.31")) {
      machine
          .run(
              """
              set -e
              mkdir -p /run/postgresql /var/lib/postgresql/15/main
              chown -R postgres: /run/postgresql /var/lib/postgresql
              cd /
              setpriv --reuid=postgres --regid=postgres --clear-groups \
                "$1/initdb" -N -A trust -D /var/lib/postgresql/15/main
              """,
              programs.toString())
          .succeeded();
      assertEquals("10.20.0.31:5432\n127.0.0.1:5432\n", postgresql(company, machine, programs));

      company.edit(impact, Role.DEFINES);
      assertEquals("127.0.0.1:5432\n", postgresql(company, machine, programs));
      assertTrue(
          machine
              .text("/var/log/start-2")
              .contains("could not create listen socket for \"db01.shop.test\""));

      company.edit(impact, Role.USES);
      assertEquals("10.20.0.31:5432\n127.0.0.1:5432\n", postgresql(company, machine, programs));
    }
  }

  /** Starts the copy that the search service reads, on the port after the original's. */
  private Process copy(Machine machine) throws IOException, InterruptedException {
    starts++;
    machine.run("mkdir -p /var/lib/copy").succeeded();
    return machine.start(
        "exec redis-server /run/app03/redis.conf --port 6380 --dir /var/lib/copy",
        "/var/log/start-" + starts,
        "Ready to accept connections");
  }

  private static void awaitLink(Machine machine, String state)
      throws IOException, InterruptedException {
    Ran ran =
        machine.run(
            """
            n=0
            until redis-cli -p 6380 -a s3cr3t-cache --no-auth-warning info replication |
                grep -q "^master_link_status:$1"; do
              n=$((n + 1))
              [ "$n" -lt 300 ] || exit 1
              sleep 0.1
            done
            """,
            state);
    assertEquals(0, ran.status(), () -> "the link is not " + state);
  }

  private static String redis(Machine machine, int port, String command)
      throws IOException, InterruptedException {
    return machine
        .run("redis-cli -p $1 -a s3cr3t-cache --no-auth-warning $2", "" + port, command)
        .succeeded()
        .out();
  }

  @Test
  void a_copy_of_redis_has_no_link_once_the_name_is_gone_and_it_was_restarted()
      throws IOException, InterruptedException {
    Company company = Company.in(folder.resolve("startup"));
    Impact impact = company.rename("cache01", "redis01");
    assertEquals(
        Set.of(Effect.DEGRADES + " app03/etc/redis/redis.conf:7:11"),
        reported(impact, "app03", "redis"));

    try (Machine machine = Machine.boot("10.20.0.41", "10.20.0.63")) {
      machine.become(company.file("cache01"));
      machine.run("mkdir -p /var/lib/redis").succeeded();
      names(machine, "10.20.0.41 cache01.shop.test");
      Process original =
          machine.start(
              "exec redis-server /etc/redis/redis.conf --repl-diskless-sync-delay 0",
              "/var/log/redis.log",
              "Ready to accept connections");
      conf(machine, company);
      Process copy = copy(machine);
      awaitLink(machine, "up");
      assertEquals("OK\n", redis(machine, 6379, "set article old"));
      assertEquals("1\n", redis(machine, 6379, "wait 1 5000"));

      names(machine, "10.20.0.41 redis01.shop.test");
      awaitLink(machine, "up");
      machine.stop(copy);
      copy = copy(machine);
      awaitLink(machine, "down");
      assertEquals("OK\n", redis(machine, 6379, "set article new"));
      // Degraded, not broken: it goes on answering, with what it had.
      assertEquals("old\n", redis(machine, 6380, "get article"));
      machine.stop(copy);
      assertTrue(machine.text("/var/log/start-2").contains("Unable to connect to MASTER"));

      company.edit(impact, Role.USES);
      conf(machine, company);
      copy = copy(machine);
      awaitLink(machine, "up");
      assertEquals("new\n", redis(machine, 6380, "get article"));
      machine.stop(copy);
      machine.stop(original);
    }
  }

  private static void names(Machine machine, String line) throws IOException, InterruptedException {
    machine.write("/etc/hosts", "127.0.0.1 localhost\n" + line + "\n");
  }

  private static void conf(Machine machine, Company company)
      throws IOException, InterruptedException {
    String from = company.file("app03/etc/redis/redis.conf").toString();
    machine.run("mkdir -p /run/app03; cp \"$1\" /run/app03/redis.conf", from).succeeded();
  }
}
