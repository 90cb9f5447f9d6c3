package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The company in {@code yard}: its machines, and what they hold when they start. */
final class Yard {
  private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

  static {
    ADDRESSES.put("ns01", "10.40.0.2");
    ADDRESSES.put("web01", "10.40.0.11");
    ADDRESSES.put("web02", "10.40.0.35");
    ADDRESSES.put("gate01", "10.40.0.55");
    ADDRESSES.put("pg01", "10.40.0.21");
    ADDRESSES.put("pool01", "10.40.0.22");
    ADDRESSES.put("sql01", "10.40.0.23");
    ADDRESSES.put("cache01", "10.40.0.31");
    ADDRESSES.put("sen01", "10.40.0.32");
    ADDRESSES.put("log01", "10.40.0.41");
    ADDRESSES.put("mx01", "10.40.0.42");
    ADDRESSES.put("app01", "10.40.0.51");
    ADDRESSES.put("app02", "10.40.0.52");
    ADDRESSES.put("plant01", "10.40.0.61");
    ADDRESSES.put("ext01", "10.40.0.71");
  }

  private Yard() {}

  /** Its files, with keys made for it alone. */
  static Company files(Path folder) throws IOException, InterruptedException {
    Path files = Company.checkout().resolve("examples/src/test/resources/yard");
    Company company = new Company(files).copy(folder);
    Ran.of(
            30,
            List.of(
                "sh",
                "-ec",
                """
                cd "$1"
                mkdir -p web01/etc/ssl app01/etc/ssl app01/etc/ssh app02/etc/ssh web02/etc/ssh
                openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=web01.yard.test \
                  -addext subjectAltName=DNS:web01.yard.test \
                  -keyout web01/etc/ssl/web01.key -out web01/etc/ssl/web01.crt
                cp web01/etc/ssl/web01.crt app01/etc/ssl/yard.crt
                for key in app01/etc/ssh/id_copy app02/etc/ssh/id_plain web02/etc/ssh/host_key; do
                  ssh-keygen -q -t ed25519 -N '' -C '' -f "$key"
                done
                printf 'from="app01.yard.test" ' >web02/etc/ssh/authorized_keys
                cat app01/etc/ssh/id_copy.pub app02/etc/ssh/id_plain.pub >>web02/etc/ssh/authorized_keys
                for host in app01 app02; do
                  echo "web02.yard.test $(cat web02/etc/ssh/host_key.pub)" >$host/etc/ssh/known_hosts
                done
                """,
                "sh",
                company.folder().toString()))
        .succeeded();
    return company;
  }

  static RunningCompany start(Path folder) throws IOException, InterruptedException {
    RunningCompany company = RunningCompany.start(folder, ADDRESSES);
    try {
      for (String host : List.of("web01", "web02")) {
        company.machine(host).run("mkdir -p /var/lib/nginx /var/log/nginx").succeeded();
        company.up(host, "nginx");
      }
      company.machine("web02").run("mkdir -p /run/sshd").succeeded();
      company.up("web02", "sshd");
      company.up("gate01", "httpd");
      company
          .machine("gate01")
          .run("mkdir -p /var/log/squid && chown proxy: /var/log/squid")
          .succeeded();
      company.up("gate01", "squid");
      databases(company);
      company.machine("cache01").run("mkdir -p /var/lib/redis").succeeded();
      company.up("cache01", "redis");
      company.machine("cache01").run("redis-cli set self cache01").succeeded();
      company.up("cache01", "memcached");
      company.machine("sen01").run("mkdir -p /var/lib/redis").succeeded();
      company.up("sen01", "redis-sentinel");
      for (String host : List.of("log01", "app01")) {
        company
            .machine(host)
            .run("mkdir -p /run/chrony /var/lib/chrony /var/lib/rsyslog")
            .succeeded();
        company.up(host, "chrony");
        company.up(host, "rsyslog");
      }
      mail(company);
      company.up("app01", "stunnel");
      return company;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      company.close();
      throw e;
    }
  }

  static String address(String machine) {
    return ADDRESSES.get(machine);
  }

  private static void databases(RunningCompany company) throws IOException, InterruptedException {
    Dock.database(company, "pg01", "CREATE ROLE shop LOGIN; CREATE DATABASE shop OWNER shop");
    company.up("pool01", "pgbouncer");
    company
        .machine("sql01")
        .run(
            """
            mkdir -p /run/mysqld /var/lib/mysql &&
            chown mysql: /run/mysqld /var/lib/mysql &&
            mariadb-install-db --defaults-file=/etc/mysql/my.cnf --skip-test-db
            """)
        .succeeded();
    company.up("sql01", "mysql");
    company
        .machine("sql01")
        .run(
            "mysql -S /run/mysqld/mysqld.sock -e"
                + " 'CREATE DATABASE stock; CREATE TABLE stock.self AS SELECT \"sql01\" AS name'")
        .succeeded();
  }

  /** A machine that takes all mail, and one that sends it there. */
  private static void mail(RunningCompany company) throws IOException, InterruptedException {
    company
        .machine("mx01")
        .begin("exec smtp-sink -u nobody 10.40.0.42:25 100", "/var/log/sink.log");
    company
        .machine("app01")
        .run(
            """
            set -e
            mount -t tmpfs -o mode=755 tmpfs /var/spool
            mkdir -p /var/spool/postfix /var/lib/postfix
            cd /var/spool/postfix
            mkdir active bounce corrupt defer deferred flush hold incoming private saved trace \
              maildrop public pid
            chown postfix: active bounce corrupt defer deferred flush hold incoming private saved \
              trace maildrop public /var/lib/postfix
            chgrp postdrop maildrop public
            chmod 730 maildrop
            chmod 710 public
            chmod 700 active bounce corrupt defer deferred flush hold incoming private saved trace
            """)
        .succeeded();
    company.up("app01", "postfix");
  }
}
