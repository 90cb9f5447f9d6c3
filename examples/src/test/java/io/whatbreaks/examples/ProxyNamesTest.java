package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names as proxies look them up and compare them. */
class ProxyNamesTest {
  @TempDir private Path root;

  private static final String ZONE =
      """
      -- ns01/etc/hostname
      ns01
      -- ns01/etc/bind/named.conf
      zone "shop.test" { type master; file "/etc/bind/db.shop.test"; };
      -- ns01/etc/bind/db.shop.test
      $TTL 2h
      $ORIGIN shop.test.
      @ IN SOA ns01 root 1 2h 15m 2w 5m
      @ IN NS ns01
      ns01 A 10.0.0.1
      web01 A 10.0.0.2
      web02 A 10.0.0.3
      -- lb/etc/hostname
      lb
      -- lb/etc/resolv.conf
      search shop.test
      """;

  /**
   * nginx, resolver: "Configures name servers used to resolve names of upstream servers into
   * addresses", which is neither the hosts file nor the search list of the machine; what is looked
   * up when the configuration is read goes through getaddrinfo. HAProxy, 5.3: resolvers ask name
   * servers alone, the address of the start is libc's.
   */
  @Test
  void a_resolver_knows_neither_hosts_file_nor_search_list() throws IOException {
    BothWays.check(
        root,
        ZONE
            + """
            -- lb/etc/hosts
            127.0.0.1 localhost
            10.0.0.2 web01.shop.test web01
            -- lb/etc/nginx/nginx.conf
            http {
              resolver 10.0.0.1;
              server { listen 81; location / { set $b web01.shop.test; proxy_pass http://$b; } }
              server { listen 82; location / { proxy_pass http://web01.shop.test; } }
              server { listen 83; location / { set $c web01; proxy_pass http://$c; } }
            }
            -- lb/etc/haproxy/haproxy.cfg
            resolvers r
              nameserver n 10.0.0.1:53
            frontend f
              bind *:91
              default_backend b
            backend b
              server s web01.shop.test:80 resolvers r
            frontend g
              bind *:92
              default_backend c
            backend c
              server s web01.shop.test:80
            """,
        Change.renameHost("web01.shop.test", "www01"),
        """
        haproxy BREAKS CERTAIN
        nginx BREAKS CERTAIN
        lb/etc/haproxy/haproxy.cfg:7:12 web01.shop.test
        lb/etc/haproxy/haproxy.cfg:12:12 web01.shop.test
        lb/etc/hosts:2:10 web01.shop.test
        lb/etc/hosts:2:26 web01
        lb/etc/nginx/nginx.conf:3:43 web01.shop.test
        lb/etc/nginx/nginx.conf:4:54 web01.shop.test
        """);
  }

  /**
   * HAProxy, 7.1.3 and 7.3.6: hdr_beg, hdr_dom, hdr_end, hdr_reg, "-m"; Prometheus, relabel_config:
   * "The regex is fully anchored"; Apache, ServerAlias: "* and ?"; ssh_config(5), PATTERNS.
   */
  @Test
  void what_the_new_name_does_not_fit_is_told() throws IOException {
    BothWays.check(
        root,
        ZONE
            + """
            -- lb/etc/haproxy/haproxy.cfg
            frontend f
              bind *:80
              acl a hdr_dom(host) -i web01.shop.test
              acl b hdr_beg(host) -i web01.
              acl c hdr_end(host) -i .shop.test
              acl d hdr_reg(host) -i ^web0[12]\\.shop\\.test$
              acl e req.hdr(host) -m beg web01.shop
              use_backend x if { hdr(host) -i web01.shop.test }
              use_backend x if { path_beg /web01.shop.test }
            backend x
              server s 10.0.0.9:80
            -- lb/etc/prometheus/prometheus.yml
            scrape_configs:
              - job_name: x
                relabel_configs:
                  - regex: 'web0[12]\\.shop\\.test:9100'
                    action: keep
                  - regex: '(web01|db01)\\.shop\\.test(:\\d+)?'
                    action: drop
                  - regex: 'w.*'
                    action: keep
            -- lb/etc/apache2/sites-enabled/shop.conf
            <VirtualHost *:80>
             ServerName www.shop.test
             ServerAlias *.shop.test web0*.shop.test
            </VirtualHost>
            -- lb/root/.ssh/config
            Host web0* !web02 db?
              User deploy
            Host *
              Port 22
            """,
        Change.renameHost("web01.shop.test", "www01"),
        """
        haproxy DEGRADES POSSIBLE
        httpd DEGRADES CERTAIN
        prometheus DEGRADES POSSIBLE
        ssh DEGRADES CERTAIN
        lb/etc/apache2/sites-enabled/shop.conf:3:26 web0*.shop.test
        lb/etc/haproxy/haproxy.cfg:3:26 web01.shop.test
        lb/etc/haproxy/haproxy.cfg:4:26 web01.
        lb/etc/haproxy/haproxy.cfg:6:26 ^web0[12]\\.shop\\.test$
        lb/etc/haproxy/haproxy.cfg:7:30 web01.shop
        lb/etc/haproxy/haproxy.cfg:8:35 web01.shop.test
        lb/etc/prometheus/prometheus.yml:4:17 web0[12]\\.shop\\.test
        lb/etc/prometheus/prometheus.yml:6:17 (web01|db01)\\.shop\\.test
        lb/root/.ssh/config:1:6 web0*
        """);
  }
}
