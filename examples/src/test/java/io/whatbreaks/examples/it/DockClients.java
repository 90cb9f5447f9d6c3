package io.whatbreaks.examples.it;

import java.util.ArrayList;
import java.util.List;

/** Who uses whom in the company of {@code dock}. */
final class DockClients {
  private static final String CURL = "curl -fsS -m 5 http://127.0.0.1:";

  private DockClients() {}

  static List<Client> all() {
    List<Client> clients = new ArrayList<>();
    web(clients);
    data(clients);
    orders(clients);
    servers(clients);
    return List.copyOf(clients);
  }

  private static void web(List<Client> clients) {
    clients.add(Client.job("app01", "shop-short", "web01"));
    clients.add(Client.job("app01", "shop-full", "web01.dock.test"));
    clients.add(Client.job("app01", "shop-alias", "www.dock.test"));
    clients.add(Client.job("app01", "shop-address", "10.30.0.51"));
    clients.add(Client.job("app01", "shop-nginx", "lb01.dock.test"));
    clients.add(Client.job("app01", "shop-nginx-variable", "lb02.dock.test"));
    clients.add(Client.job("app01", "shop-haproxy", "lb01.dock.test"));
    clients.add(Client.job("app01", "shop-haproxy-resolvers", "lb02.dock.test"));
    clients.add(Client.job("app01", "edge", "web09.edge.test"));
    clients.add(Client.job("app02", "shop-pinned", "web01"));
    String site = "etc/nginx/sites-enabled/shop";
    String proxy = "etc/haproxy/haproxy.cfg";
    clients.add(proxy("lb01", "nginx", 8081, site, "web01.dock.test"));
    clients.add(proxy("lb02", "nginx", 8081, site, "web01.dock.test"));
    clients.add(proxy("lb01", "haproxy", 8082, proxy, "web01.dock.test", "mq01.dock.test"));
    clients.add(proxy("lb02", "haproxy", 8082, proxy, "web01.dock.test"));
  }

  private static Client proxy(
      String machine, String program, int port, String file, String... names) {
    Client.Name[] found = new Client.Name[names.length];
    for (int i = 0; i < names.length; i++) {
      found[i] = new Client.Name(names[i], machine + "/" + file);
    }
    return Client.daemon(machine, program, new Client.Use(machine, CURL + port + "/"), found);
  }

  private static void data(List<Client> clients) {
    clients.add(Client.job("app01", "stock-name", "db01"));
    clients.add(Client.job("app01", "stock-alias", "database.dock.test"));
    clients.add(Client.job("app01", "stock-list", "db01", "db02").reachesAnyOf());
    clients.add(Client.job("app01", "stock-address", "10.30.0.31"));
    clients.add(Client.application("stock-name", "db01.dock.test"));
    clients.add(
        Client.application("stock-list", "db01.dock.test", "db02.dock.test").reachesAnyOf());
    clients.add(Client.job("app02", "report", "db01.dock.test"));
    clients.add(Client.job("app01", "cart", "cache01"));
    clients.add(Client.job("app02", "cart", "cache01"));
  }

  private static void orders(List<Client> clients) {
    clients.add(Client.application("orders-name", "mq01"));
    clients.add(Client.application("orders-alias", "bus.dock.test"));
    clients.add(Client.application("orders-address", "10.30.0.21"));
    clients.add(Client.application("orders-haproxy", "lb01.dock.test"));
    clients.add(
        Client.application("orders-list", "mq01.dock.test", "mq02.dock.test").reachesAnyOf());
    clients.add(
        Client.application("orders-twice", "bus.dock.test", "invoices.dock.test").reachesAnyOf());
  }

  private static void servers(List<Client> clients) {
    clients.add(
        Client.daemon(
                "cache03",
                "redis",
                new Client.Use("cache03", "redis-cli get self"),
                new Client.Name("cache01", "cache03/etc/redis/redis.conf"))
            .withPart(
                "cache03",
                """
                n=0
                until redis-cli info replication | grep '^master_link_status:up'; do
                  n=$((n + 1))
                  [ "$n" -lt 15 ] || exit 1
                  sleep 0.1
                done
                """));
    String configuration = "/etc/postgresql/15/main/";
    clients.add(
        database(
            "db01",
            new Client.Name("db01.dock.test", "db01" + configuration + "postgresql.conf"),
            new Client.Name("app02.dock.test", "db01" + configuration + "pg_hba.conf")));
    clients.add(
        database(
            "db02", new Client.Name("app02.dock.test", "db02" + configuration + "pg_hba.conf")));
    for (String host : List.of("mq01", "mq02")) {
      Client.Use use = new Client.Use("", "broker " + Dock.address(host));
      clients.add(Client.daemon(host, "rabbitmq", use));
    }
    clients.add(
        Client.daemon(
            "ns01", "bind", new Client.Use("app02", "getent ahostsv4 lb02.dock.test | head -1")));
  }

  private static Client database(String host, Client.Name... names) {
    String ask = "psql -h " + Dock.address(host) + " -U %s -d shop -Atc 'SELECT name FROM self'";
    Client.Use use = new Client.Use("app01", String.format(ask, "shop"));
    return Client.daemon(host, "postgresql", use, names)
        .withPart("app02", String.format(ask, "report"));
  }
}
