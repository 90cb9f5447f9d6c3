package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names as clusters, applications and zones make them, from the file to who is hit. */
class ResolvedNamesTest {
  @TempDir private Path root;

  private static final String CLUSTER =
      """
      -- k/all.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: cart-db, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: p, namespace: other}
      spec:
        containers: [{name: p, image: x, env: [{name: URL, value: "http://one.cart-db.shop.svc.cluster.local:80"}]}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TCPRoute
      metadata: {name: r, namespace: edge}
      spec: {rules: [{backendRefs: [{name: cart-db, namespace: shop, port: 5432}]}]}
      -- image/entrypoint.sh
      #!/bin/sh
      exec app --db "$CART_DB_SERVICE_HOST:${CART_DB_SERVICE_PORT}" "$MY_CART_DB_SERVICE_HOSTS"
      -- image/app.py
      h = os.environ["CART_DB_SERVICE_HOST"]
      -- image/.env
      CART_DB_SERVICE_HOST=elsewhere
      """;

  /**
   * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables;
   * .../dns-pod-service/#pod-s-hostname-and-subdomain-fields: "hostname.subdomain.ns.svc"; Gateway
   * API, BackendRef: "Namespace is the namespace of the backend".
   */
  @Test
  void names_of_a_service_in_variables_pods_and_routes() throws IOException {
    check(
        CLUSTER,
        Change.renameHost("cart-db", "store"),
        """
        image/app.py BREAKS_ON_RESTART POSSIBLE
        image/entrypoint.sh BREAKS_ON_RESTART POSSIBLE
        k/all.yaml BREAKS CERTAIN
        other/p BREAKS CERTAIN
        image/app.py:1:17 CART_DB
        image/entrypoint.sh:2:17 CART_DB
        image/entrypoint.sh:2:40 CART_DB
        k/all.yaml:9:69 one.cart-db.shop.svc.cluster.local
        k/all.yaml:14:38 cart-db
        """);
  }

  private static final String SITES =
      """
      -- ns01/etc/hostname
      ns01
      -- ns01/etc/bind/named.conf
      zone "shop.test" { type master; file "/etc/bind/db.shop.test"; };
      -- ns01/etc/bind/db.shop.test
      $TTL 3600
      $ORIGIN shop.test.
      @ IN SOA ns01 root ( 1 2 3 4 300 )
      @ IN NS ns01
      ns01 A 10.0.0.2
      web01 A 10.0.0.11
      app01 A 10.0.0.21
      db01 A 10.0.0.22
      job01 A 10.0.0.31
      www CNAME web01
      shop CNAME web01
      -- web01/etc/hostname
      web01
      -- web01/etc/resolv.conf
      search shop.test
      -- web01/etc/apache2/ports.conf
      Listen 80
      -- web01/etc/apache2/sites-enabled/all.conf
      Define backend app01.shop.test
      Define port 8080
      <VirtualHost *:80>
        ServerName www.shop.test
        ProxyPass / http://${backend}:${port}/
      </VirtualHost>
      <VirtualHost *:80>
        ServerName shop.shop.test
        ServerAlias other.shop.test shop
        ProxyPass / http://db01:8080/
      </VirtualHost>
      -- job01/etc/hostname
      job01
      -- job01/etc/resolv.conf
      search shop.test
      -- job01/etc/cron.d/www
      * * * * * root curl http://www.shop.test/
      -- job01/etc/cron.d/shop
      * * * * * root curl http://shop/
      -- job01/etc/nginx/nginx.conf
      http {
        resolver 10.0.0.2;
        server {
          listen 8080;
          set $back app01.shop.test;
          set $other db01.shop.test;
          location / { proxy_pass http://$back:8080; }
        }
      }
      """;

  /**
   * https://httpd.apache.org/docs/2.4/vhosts/details.html;
   * https://httpd.apache.org/docs/2.4/mod/core.html#define;
   * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass: "A server name ... can be
   * specified using variables. In this case ... the name is searched ... using a resolver".
   */
  @Test
  void virtual_hosts_of_apache_have_users_of_their_own_and_variables_their_values()
      throws IOException {
    check(
        SITES,
        Change.renameHost("app01.shop.test", "app11"),
        """
        cron.d/www:1 BREAKS_ON_RESTART CERTAIN
        httpd BREAKS_ON_RESTART CERTAIN
        nginx BREAKS CERTAIN
        job01/etc/nginx/nginx.conf:5:15 app01.shop.test
        web01/etc/apache2/sites-enabled/all.conf:1:16 app01.shop.test
        """);
    check(
        SITES,
        Change.retireHost("db01.shop.test"),
        """
        cron.d/shop:1 BREAKS CERTAIN
        httpd BREAKS CERTAIN
        nginx BREAKS POSSIBLE
        job01/etc/nginx/nginx.conf:6:16 db01.shop.test
        web01/etc/apache2/sites-enabled/all.conf:10:22 db01
        """);
  }

  /** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
  @Test
  void a_pod_looks_names_up_by_its_own_resolver() throws IOException {
    check(
        """
        -- k/all.yaml
        apiVersion: v1
        kind: Service
        metadata: {name: cart, namespace: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: cart, namespace: prod}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: tool, namespace: shop}
        spec:
          dnsPolicy: None
          dnsConfig: {searches: [prod.svc.cluster.local]}
          containers: [{name: t, image: x, env: [{name: URL, value: "http://cart:80/"}]}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: other, namespace: shop}
        spec:
          containers: [{name: t, image: x, env: [{name: URL, value: "http://cart:80/"}]}]
        """,
        Change.renameHost("cart@prod", "basket"),
        """
        shop/tool BREAKS CERTAIN
        k/all.yaml:15:69 cart
        """);
  }

  /** A compose service is no reason for such a variable. */
  @Test
  void a_variable_that_no_cluster_makes_is_none() throws IOException {
    check(
        """
        -- compose.yaml
        services:
          cart-db: {image: postgres}
        -- app.py
        h = os.environ["CART_DB_SERVICE_HOST"]
        """,
        Change.renameHost("cart-db", "store"),
        "");
  }

  private static final String ZONE =
      """
      -- ns/etc/hostname
      ns
      -- ns/etc/bind/shop.test.zone
      $ORIGIN shop.test.
      @ SOA ns root 1 2 3 4 5
      @ NS ns
      ns A 10.0.0.1
      a01 A 10.0.0.3
      b01 A 10.0.0.4
      c01 A 10.0.0.5
      d01 A 10.0.0.6
      -- till/etc/hostname
      till
      -- till/etc/resolv.conf
      search shop.test
      """;

  /**
   * Spring Boot, Externalized Configuration: "OS environment variables. Java System properties … .
   * Properties from SPRING_APPLICATION_JSON … . Command line arguments", each over those before.
   */
  @Test
  void arguments_win_over_json_and_that_over_system_properties_and_those_over_variables()
      throws IOException {
    String unit = "-- till/etc/systemd/system/x.service\n[Service]\n";
    String variable = "Environment=SPRING_RABBITMQ_HOST=a01\n";
    String json =
        "Environment='SPRING_APPLICATION_JSON={\"spring\":{\"rabbitmq\":{\"host\":\"c01\"}}}'\n";
    String start = "ExecStart=/usr/bin/java -Dspring.rabbitmq.host=b01 -jar /opt/x/x.jar";
    String argument = " --spring.rabbitmq.host=d01\n";
    String hit = "x BREAKS_ON_RESTART CERTAIN\n";
    String path = "till/etc/systemd/system/x.service:";
    String variables = ZONE + unit + variable + start + "\n";
    only(variables, "a01", path + "2:34 a01\n");
    only(variables, "b01", hit + path + "3:48 b01\n");
    String withJson = ZONE + unit + json + start + "\n";
    only(withJson, "b01", path + "3:48 b01\n");
    only(withJson, "c01", hit + path + "2:69 c01\n");
    String all = ZONE + unit + json + start + argument;
    only(all, "b01", path + "3:48 b01\n");
    only(all, "c01", path + "2:69 c01\n");
    only(all, "d01", hit + path + "3:93 d01\n");
  }

  /** nsd.conf(5): the zone file tells its origin no more than BIND's does. */
  @Test
  void a_zone_file_has_the_origin_that_its_server_tells() throws IOException {
    check(
        """
        -- ns/etc/hostname
        ns
        -- ns/etc/nsd/nsd.conf
        zone:
          name: corp.test
          zonefile: /var/zones/first
        -- ns/var/zones/first
        @ SOA ns root 1 2 3 4 5
        @ NS ns
        ns A 10.0.0.1
        mq01 A 10.0.0.3
        bus CNAME mq01
        """,
        Change.renameHost("mq01.corp.test", "renamed"),
        "ns/var/zones/first:5:11 mq01\n");
  }

  private void only(String files, String from, String expected) throws IOException {
    check(files, Change.renameHost(from + ".shop.test", "renamed"), expected);
  }

  private void check(String files, Change change, String expected) throws IOException {
    BothWays.check(root, files, change, expected);
  }
}
