package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who notices when, and until when caches and open connections go on. */
class EffectsWithTimeTest {
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
      bus 60 CNAME mq01
      mq01 3600 A 10.0.0.5
      web01 A 10.0.0.6
      -- till3/etc/hostname
      till3
      -- till3/etc/resolv.conf
      search shop.test
      """;

  /**
   * RFC 1035, section 3.2.1: a record may be cached for its TTL; RFC 2308, section 5: so may a
   * denial, for the last number of the SOA record at most.
   */
  @Test
  void the_record_behind_the_alias_tells_how_long_caches_hold_it() throws IOException {
    words(
        """
        -- till3/etc/cron.d/orders
        * * * * * root curl -s http://bus.shop.test/x
        """,
        Change.renameHost("mq01", "rabbit01"),
        """
        cron.d/orders:1 BREAKS: bus.shop.test is looked up at each use and will not be found,\
         once caches have ended: 1 h after the change at the latest (TTL 3600, ns01/etc/bind/db.shop.test:7:6)
        ns01/etc/bind/db.shop.test:3 cached-denial: whoever asks for rabbit01.shop.test before it is\
         there is denied it for 5 min more
        ns01/etc/bind/db.shop.test:7 cached-name: caches go on with what they know of\
         mq01.shop.test until 1 h after the change at the latest (TTL 3600, ns01/etc/bind/db.shop.test:7:6)
        """);
  }

  /** BIND 9 reference, $INCLUDE: what holds where a file is included holds within it. */
  @Test
  void an_included_file_has_the_time_of_the_including_one() throws IOException {
    words(
        """
        -- ns01/etc/bind/db.shop.test
        $TTL 2h
        $ORIGIN shop.test.
        @ IN SOA ns01 root 1 2h 15m 2w 5m
        @ IN NS ns01
        ns01 A 10.0.0.1
        $INCLUDE db.more
        -- ns01/etc/bind/db.more
        db01 A 10.0.0.7
        -- till3/etc/cron.d/orders
        * * * * * root psql -h db01
        """,
        Change.renameHost("db01", "pg01"),
        """
        cron.d/orders:1 BREAKS: db01 is looked up at each use and will not be found, once caches\
         have ended: 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6)
        ns01/etc/bind/db.more:1 zone-origin-guessed: the file does not tell the zone's origin; unless\
         others do, it is more
        ns01/etc/bind/db.shop.test:1 cached-name: caches go on with what they know of\
         db01.shop.test until 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6)
        ns01/etc/bind/db.shop.test:3 cached-denial: whoever asks for pg01.shop.test before it is\
         there is denied it for 5 min more
        """);
  }

  /** A hosts file is read at each lookup: hosts(5). */
  @Test
  void what_a_hosts_file_says_no_cache_holds() throws IOException {
    BothWays.checkWords(
        root,
        """
        -- till3/etc/hostname
        till3
        -- till3/etc/hosts
        127.0.0.1 localhost
        10.0.0.3 till3
        -- till3/etc/cron.d/orders
        * * * * * root curl -s http://till3:80/
        """,
        Change.renameHost("till3", "till4"),
        """
        cron.d/orders:1 BREAKS: till3 is looked up at each use and will not be found, once caches have ended
        """);
  }

  private static final String APPLICATION =
      """
      -- till3/etc/systemd/system/basket.service
      [Service]
      ExecStart=/opt/jdk/bin/java -jar /srv/basket/basket.jar
      -- till3/srv/basket/application.properties
      spring.datasource.url=jdbc:postgresql://web01:5432/shop
      spring.datasource.hikari.max-lifetime=900000
      -- till3/opt/jdk/conf/security/java.security
      networkaddress.cache.ttl=%s
      """;

  /**
   * HikariCP, maxLifetime: milliseconds, after which a connection is retired; Networking
   * Properties, Address Cache: networkaddress.cache.ttl, in seconds.
   */
  @Test
  void a_pool_renews_its_connections_and_a_virtual_machine_its_addresses() throws IOException {
    words(
        APPLICATION.formatted("45"),
        Change.renameHost("web01", "www01"),
        """
        basket BREAKS: web01 is looked up at each use and will not be found, once caches have\
         ended: 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6).\
         The address is kept for 45 s (networkaddress.cache.ttl, till3/opt/jdk/conf/security/java.security:1:26).\
         An open connection is renewed after 15 min at the latest\
         (spring.datasource.hikari.max-lifetime, till3/srv/basket/application.properties:2:39)
        """
            + NOTICES);
  }

  @Test
  void a_virtual_machine_that_keeps_addresses_for_ever_notices_when_it_ends() throws IOException {
    words(
        APPLICATION.formatted("-1"),
        Change.renameHost("web01", "www01"),
        """
        basket BREAKS_ON_RESTART: web01 is looked up once and will not be found:\
         networkaddress.cache.ttl keeps the address until the program ends
        """
            + NOTICES);
  }

  /** A system property of that name is none that the machine reads. */
  @Test
  void a_security_property_is_no_system_property() throws IOException {
    words(
        """
        -- till3/etc/systemd/system/basket.service
        [Service]
        ExecStart=/opt/jdk/bin/java -Dnetworkaddress.cache.ttl=-1 -jar /srv/basket/basket.jar
        -- till3/srv/basket/application.properties
        spring.data.redis.url=redis://web01:6379
        """,
        Change.renameHost("web01", "www01"),
        """
        basket BREAKS_ON_RESTART: web01 is looked up when the connection is made and will not be\
         found: an open one works on. Caches have the name until 2 h after the change at the\
         latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6)
        """
            + NOTICES);
  }

  private static final String NOTICES =
      """
      ns01/etc/bind/db.shop.test:1 cached-name: caches go on with what they know of\
       web01.shop.test until 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6)
      ns01/etc/bind/db.shop.test:3 cached-denial: whoever asks for www01.shop.test before it is\
       there is denied it for 5 min more
      """;

  /**
   * nginx, resolver: "valid" overrides the TTL; HAProxy, hold: how long the last valid answer
   * counts after a name vanished.
   */
  @Test
  void proxies_keep_what_their_resolver_said() throws IOException {
    words(
        """
        -- till3/etc/nginx/nginx.conf
        http {
          resolver 10.0.0.1 valid=30s;
          server { listen 80; location / { set $b web01.shop.test; proxy_pass http://$b; } }
        }
        -- till3/etc/haproxy/haproxy.cfg
        resolvers r
          nameserver n 10.0.0.1:53
          hold nx 5000
        frontend f
          bind *:81
          default_backend b
        backend b
          server s web01.shop.test:80 resolvers r
        """,
        Change.renameHost("web01", "www01"),
        """
        haproxy BREAKS: web01.shop.test is looked up at each use and will not be found, once caches\
         have ended: 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6).\
         The address is kept for 5 s (hold, till3/etc/haproxy/haproxy.cfg:3:11). With resolvers, which\
         know neither hosts file nor search list, a name that vanishes takes the running server out\
         after its hold time (`hold nx`, 30 seconds unless set), and it comes back by itself (https://docs.haproxy.org/dev/configuration.html)
        nginx BREAKS: web01.shop.test is looked up at each use and will not be found, once caches\
         have ended: 2 h after the change at the latest (TTL 7200, ns01/etc/bind/db.shop.test:1:6).\
         The address is kept for 30 s (resolver, till3/etc/nginx/nginx.conf:2:27). The variable\
         stands for a host elsewhere in the server; its name is looked up at each request, by the\
         servers of `resolver` alone, without hosts file and search list (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass)
        """
            + NOTICES);
  }

  private void words(String files, Change change, String expected) throws IOException {
    BothWays.checkWords(root, ZONE + files, change, expected);
  }
}
