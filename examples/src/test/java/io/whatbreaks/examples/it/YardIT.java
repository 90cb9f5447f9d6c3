package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A company of another shape than that of {@link DockIT}: views, wildcards, aliases over two zones,
 * machines that know the hosts file alone, and servers that look at their clients' names.
 */
@EnabledIfSystemProperty(
    named = "whatbreaks.it.full",
    matches = "true",
    disabledReason = "takes a quarter of an hour: -Pit-full")
class YardIT {
  @TempDir private static Path scratch;
  private static Comparison comparison;

  static Stream<ByHand> changes() {
    String domain = "yard.test";
    return Stream.of(
        new Renaming("web01", "web01", "web11", domain, false),
        new Readdressing("web01", domain, "10.40.0.11", "10.40.0.111"),
        new Renaming("pg01", "pg01", "pg11", domain, false),
        new PortMove(
            "pg01", domain, "postgresql", "etc/postgresql/15/main/postgresql.conf", 5432, 5433),
        new Renaming("cache01", "cache01", "cache11", domain, false),
        new Renaming("app01", "app01", "app11", domain, true),
        new Renaming("mx01", "mx01", "mx11", domain, false),
        new Renaming("web02", "web02", "web01", domain, false),
        new Readdressing("cache01", domain, "10.40.0.31", "10.40.0.131"),
        new Renaming("web01", "web01", "web11", domain, true),
        new Retirement("web02", domain),
        new Renaming("cache01", "cache01", "cache11", domain, true),
        new Renaming("log01", "log01", "log11", domain, false),
        new Renaming("app01", "app01", "app11", domain, false),
        new Renaming("", "shop.apps", "store.apps", domain, false),
        new Renaming("gate01", "gate01", "gate11", domain, false),
        new Renaming("ns01", "ns01", "ns11", domain, false));
  }

  /** What is not told as it happens: each is explained in {@code docs/limits.md}. */
  private static boolean isLimit(ByHand change, Client client) {
    Predicate<String> is = client.component()::equals;
    if (change.toString().equals("app01.yard.test to app11")) {
      return is.test("app01/postfix");
    }
    return change.toString().equals("web02.yard.test to web01")
        && (is.test("app01/cron.d/shop-tls:1")
            || is.test("app01/cron.d/shop-squid:1")
            || is.test("app01/stunnel")
            || is.test("ext01/cron.d/shop:1"));
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Programs.need("named", "bind9");
    Programs.need("nginx", "nginx-light");
    Programs.need("redis-sentinel", "redis-sentinel");
    Programs.need("memcached", "memcached");
    Programs.need("apache2", "apache2");
    Programs.need("squid", "squid");
    Programs.need("stunnel4", "stunnel4");
    Programs.need("sshd", "openssh-server");
    Programs.need("chronyd", "chrony");
    Programs.need("rsyslogd", "rsyslog");
    Programs.need("postfix", "postfix");
    Programs.need("pgbouncer", "pgbouncer");
    Programs.need("mariadbd", "mariadb-server");
    Programs.postgresql();
    Company company = Yard.files(scratch.resolve("yard"));
    RunningCompany running = Yard.start(company.folder());
    comparison = new Comparison(company, running, YardClients.all(), scratch);
    comparison.healthy();
  }

  @AfterAll
  static void end() throws IOException {
    if (comparison != null) {
      comparison.end(Company.checkout().resolve("examples/target/yard.md"));
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void what_happens_is_what_was_said(ByHand change) throws IOException, InterruptedException {
    comparison.of(change, client -> isLimit(change, client));
  }
}
