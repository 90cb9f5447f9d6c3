package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The company in {@code dock}: its machines, and what they hold when they start. */
final class Dock {
  private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

  static {
    // The name server first: others need it to start.
    ADDRESSES.put("ns01", "10.30.0.2");
    ADDRESSES.put("mq01", "10.30.0.21");
    ADDRESSES.put("mq02", "10.30.0.22");
    ADDRESSES.put("db01", "10.30.0.31");
    ADDRESSES.put("db02", "10.30.0.32");
    ADDRESSES.put("cache01", "10.30.0.41");
    ADDRESSES.put("cache03", "10.30.0.43");
    ADDRESSES.put("web01", "10.30.0.51");
    ADDRESSES.put("web09", "10.30.0.59");
    ADDRESSES.put("lb01", "10.30.0.52");
    ADDRESSES.put("lb02", "10.30.0.53");
    ADDRESSES.put("app01", "10.30.0.61");
    ADDRESSES.put("app02", "10.30.0.62");
  }

  private Dock() {}

  static RunningCompany start(Path folder) throws IOException, InterruptedException {
    RunningCompany company = RunningCompany.start(folder, ADDRESSES);
    try {
      elsewhere(company);
      databases(company);
      caches(company);
      for (String host : List.of("web01", "web09", "lb01", "lb02")) {
        company.machine(host).run("mkdir -p /var/lib/nginx /var/log/nginx").succeeded();
        company.up(host, "nginx");
      }
      company.up("lb01", "haproxy");
      company.up("lb02", "haproxy");
      brokers(company);
      company.applications("app01");
      return company;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      company.close();
      throw e;
    }
  }

  static String address(String machine) {
    return ADDRESSES.get(machine);
  }

  /** A cache of somebody else, whose files nobody gave; its name server tells of it. */
  private static void elsewhere(RunningCompany company) throws IOException, InterruptedException {
    Machine machine = company.stranger("10.30.0.49");
    machine.run("mkdir -p /var/lib/redis").succeeded();
    machine.start(
        "exec redis-server --protected-mode no --dir /var/lib/redis",
        "/var/log/redis.log",
        "Ready to accept");
    machine.run("redis-cli set self elsewhere").succeeded();
  }

  private static void databases(RunningCompany company) throws IOException, InterruptedException {
    for (String host : List.of("db01", "db02")) {
      database(
          company,
          host,
          "CREATE ROLE shop LOGIN; CREATE ROLE report LOGIN; CREATE DATABASE shop OWNER shop");
    }
  }

  /** Makes PostgreSQL's data on a machine, and starts it: it tells every role its host's name. */
  static void database(RunningCompany company, String host, String roles)
      throws IOException, InterruptedException {
    company
        .machine(host)
        .run(
            """
            set -e
            mkdir -p /run/postgresql /var/lib/postgresql/15/main
            chown -R postgres: /run/postgresql /var/lib/postgresql
            cd /
            setpriv --reuid=postgres --regid=postgres --clear-groups \
              "$(ls -d /usr/lib/postgresql/*/bin | tail -1)/initdb" -N -A trust \
              -D /var/lib/postgresql/15/main
            """)
        .succeeded();
    company.up(host, "postgresql");
    company
        .machine(host)
        .run(
            """
            echo "$2" | tr ';' '\n' | while read -r role; do
              psql -v ON_ERROR_STOP=1 -U postgres postgres -c "$role" || exit
            done &&
            psql -v ON_ERROR_STOP=1 -U postgres shop <<END
            CREATE TABLE self AS SELECT text '$1' AS name;
            GRANT SELECT ON self TO PUBLIC;
            END
            """,
            host,
            roles)
        .succeeded();
  }

  private static void caches(RunningCompany company) throws IOException, InterruptedException {
    for (String host : List.of("cache01", "cache03")) {
      company.machine(host).run("mkdir -p /var/lib/redis").succeeded();
      company.up(host, "redis");
    }
    company.machine("cache01").run("redis-cli set self cache01").succeeded();
  }

  private static void brokers(RunningCompany company) throws IOException, InterruptedException {
    for (String host : List.of("mq01", "mq02")) {
      company
          .machine(host)
          .run(
              """
              mkdir -p /var/lib/rabbitmq /var/log/rabbitmq
              chown rabbitmq: /var/lib/rabbitmq /var/log/rabbitmq
              """)
          .succeeded();
      company.up(host, "rabbitmq");
      Path definitions = company.folder().resolve(host + "/var/backups/rabbitmq/definitions.json");
      company.machine(host).write("/var/lib/definitions.json", Files.readString(definitions));
      company
          .machine(host)
          .run("rabbitmqctl -q import_definitions /var/lib/definitions.json")
          .succeeded();
    }
  }
}
