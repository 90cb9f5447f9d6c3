package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Path;
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
  @TempDir private static Path scratch;
  private static Comparison comparison;

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
      case "ns01" -> is.test("lb02/nginx");
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
    Company company = new Company(files).copy(scratch.resolve("dock"));
    RunningCompany running = Dock.start(company.folder());
    comparison = new Comparison(company, running, DockClients.all(), scratch);
    comparison.healthy();
  }

  @AfterAll
  static void end() throws IOException {
    if (comparison != null) {
      comparison.end(Company.checkout().resolve("examples/target/dock.md"));
    }
  }

  @ParameterizedTest
  @MethodSource("renamings")
  void what_happens_is_what_was_said(Renaming renaming) throws IOException, InterruptedException {
    comparison.of(renaming, client -> isLimit(renaming, client));
  }
}
