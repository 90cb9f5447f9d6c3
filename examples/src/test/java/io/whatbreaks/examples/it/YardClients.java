package io.whatbreaks.examples.it;

import java.util.ArrayList;
import java.util.List;

/** Who uses whom in the company of {@code yard}. */
final class YardClients {
  private static final String SHOP = "curl -fsS -m 5 -H 'Host: www.yard.test' http://";

  /** Uses it again until it works, for five seconds. */
  private static final String AGAIN =
      """
      n=0
      until %s; do
        n=$((n + 1))
        [ "$n" -lt 25 ] || exit 1
        sleep 0.2
      done
      """;

  private YardClients() {}

  static List<Client> all() {
    List<Client> clients = new ArrayList<>();
    web(clients);
    data(clients);
    others(clients);
    return List.copyOf(clients);
  }

  private static void web(List<Client> clients) {
    clients.add(Client.job("app01", "shop", "web01"));
    clients.add(Client.job("app01", "shop-tls", "web01.yard.test"));
    clients.add(Client.job("app01", "shop-apps", "shop.apps.yard.test"));
    clients.add(Client.job("app01", "shop-apache", "gate01"));
    clients.add(Client.job("app01", "shop-squid", "gate01", "web01.yard.test"));
    clients.add(Client.job("app02", "tickets", "tickets.rail.test"));
    clients.add(
        Client.job("app02", "api", "api.yard.test")
            .withPart(
                "app02",
                """
                for address in $(getent ahostsv4 api.yard.test | cut -d' ' -f1 | sort -u); do
                  curl -fsS -m 3 --resolve api.yard.test:8080:$address http://api.yard.test:8080/ || exit
                done
                """));
    clients.add(Client.job("plant01", "shop", "web01"));
    clients.add(Client.job("ext01", "shop", "www.yard.test"));
    clients.add(
        Client.daemon(
                "gate01",
                "httpd",
                new Client.Use("gate01", "curl -fsS -m 5 http://127.0.0.1:8083/"),
                new Client.Name("web01.yard.test", "gate01/etc/apache2/apache2.conf"),
                new Client.Name("gate01.yard.test", "gate01/etc/apache2/apache2.conf", "app02"))
            .withPart("app02", "getent ahostsv4 gate01.yard.test | grep 10.40.0.55"));
    clients.add(
        Client.daemon(
            "app01",
            "stunnel",
            new Client.Use(
                "app01", "curl -fsS -m 5 -H 'Host: web01.yard.test' http://127.0.0.1:9443/"),
            new Client.Name("web01.yard.test", "app01/etc/stunnel/shop.conf")));
    clients.add(
        Client.daemon("web01", "nginx", new Client.Use("web01", SHOP + "127.0.0.1:8080/"))
            .withPart(
                "app02",
                names("^the shop", "www.yard.test", "tickets.rail.test", "shop.apps.yard.test")));
    clients.add(
        Client.daemon(
                "web02",
                "nginx",
                new Client.Use(
                    "app02", "curl -fsS -m 5 -H 'Host: api.yard.test' http://10.40.0.35:8080/"))
            .withPart("app02", names("shop", "web02.yard.test", "any.apps.yard.test")));
  }

  private static String names(String says, String... names) {
    StringBuilder all = new StringBuilder("true");
    for (String name : names) {
      all.append(" && curl -fsS -m 5 http://")
          .append(name)
          .append(":8080/ | grep '")
          .append(says)
          .append("'");
    }
    return all.toString();
  }

  private static void data(List<Client> clients) {
    clients.add(Client.job("app01", "stock-pool", "pool01"));
    clients.add(Client.job("app02", "stock", "pg01.yard"));
    clients.add(Client.job("plant01", "stock", "pg01.yard.test"));
    clients.add(Client.job("app01", "stock-sql", "sql01"));
    clients.add(Client.job("app02", "report-sql", "sql01.yard.test"));
    clients.add(Client.job("app01", "cart-memcached", "cache01.yard.test"));
    clients.add(Client.job("app02", "cart", "cache01.yard"));
    clients.add(Client.job("plant01", "cart", "cache01"));
    clients.add(
        Client.daemon(
            "pool01",
            "pgbouncer",
            new Client.Use(
                "pool01", "psql -h 127.0.0.1 -p 6432 -U shop -d shop -Atc 'SELECT name FROM self'"),
            new Client.Name("pg01.yard.test", "pool01/etc/pgbouncer/pgbouncer.ini")));
    clients.add(
        Client.daemon(
            "cache01",
            "memcached",
            new Client.Use(
                "cache01",
                "printf 'version\\r\\nquit\\r\\n' | curl -sS -m 5 telnet://$(hostname -I | tr -d ' '):11211"),
            new Client.Name("cache01.yard.test", "cache01/etc/memcached.conf")));
    clients.add(
        Client.daemon(
            "sen01",
            "redis-sentinel",
            new Client.Use(
                "sen01",
                String.format(
                    AGAIN,
                    "redis-cli -p 26379 sentinel master cart | grep -A1 '^flags$' | grep '^master$'")),
            new Client.Name("cache01.yard.test", "sen01/etc/redis/sentinel.conf")));
    clients.add(
        Client.daemon(
                "sql01",
                "mysql",
                new Client.Use(
                    "app02", "mysql -h 10.40.0.23 -u report -Nse 'SELECT name FROM stock.self'"),
                new Client.Name("app01.yard.test", "sql01/etc/mysql/grants.sql"))
            .withPart("app01", "mysql -h 10.40.0.23 -u stock -Nse 'SELECT name FROM stock.self'"));
  }

  private static void others(List<Client> clients) {
    String ssh =
        "ssh -i /etc/ssh/%s -o BatchMode=yes -o UserKnownHostsFile=/etc/ssh/known_hosts -o HostKeyAlias=web02.yard.test root@10.40.0.35 hostname -I";
    clients.add(Client.job("app01", "copy", "web02.yard.test"));
    clients.add(Client.job("app02", "copy", "web02.yard.test"));
    clients.add(
        Client.daemon(
                "web02",
                "sshd",
                new Client.Use(
                    "ext01", "ssh-keyscan -t ed25519 10.40.0.35 2>/dev/null | grep ssh-ed25519"),
                new Client.Name("app01.yard.test", "web02/etc/ssh/authorized_keys"),
                new Client.Name("app01.yard.test", "web02/etc/hosts.allow"),
                new Client.Name("app02.yard.test", "web02/etc/hosts.allow"))
            .withPart("app01", String.format(ssh, "id_copy")));
    clients.add(
        Client.daemon(
                "app01",
                "rsyslog",
                new Client.Use("app01", "logger -u /run/syslog.sock here && echo done"),
                new Client.Name("log01.yard.test", "app01/etc/rsyslog.conf"))
            .withPart(
                "app01",
                String.format(
                    AGAIN,
                    "logger -u /run/syslog.sock here && ss -Htn state established '( dport = :514 )' | grep :514")));
    clients.add(
        Client.daemon(
                "app01",
                "chrony",
                new Client.Use("app01", "chronyc -n tracking >/dev/null && echo done"),
                new Client.Name("ntp.yard.test", "app01/etc/chrony/chrony.conf"))
            .withPart("app01", String.format(AGAIN, "chronyc -n sources | grep -F '^*'")));
    clients.add(
        Client.daemon(
            "app01",
            "postfix",
            new Client.Use(
                "app01",
                "postsuper -d ALL 2>/dev/null; sendmail -f a@yard.test b@example.test </etc/hostname; sleep 0.5; "
                    + String.format(AGAIN, "postqueue -f; mailq | grep 'is empty'")),
            new Client.Name("yard.test", "app01/etc/postfix/main.cf")));
    clients.add(
        Client.daemon(
            "ns01", "bind", new Client.Use("app02", "getent ahostsv4 sen01.yard.test | head -1")));
  }
}
