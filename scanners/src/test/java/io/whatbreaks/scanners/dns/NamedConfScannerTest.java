package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import org.junit.jupiter.api.Test;

class NamedConfScannerTest {

  private static Document onNs1(String localPath, String text) {
    return Document.of("ns1/" + localPath, Scope.host("ns1"), localPath, text);
  }

  @Test
  void a_configuration_names_its_zone_files_and_other_servers() {
    String text =
        """
        // ours
        options {
          directory "/var/cache/bind";
          listen-on port 5353 { 127.0.0.1; 10.0.0.9; };
          forwarders { 10.0.0.1; 10.0.0.2 port 5353; };
          allow-query { localhost; 10.0.0.7; !10.0.0.8; 10.1.0.0/16; };
        };
        include "/etc/bind/named.conf.local";
        zone "shop.test" IN { type master; file "/etc/bind/db.shop.test"; also-notify { 10.0.0.3; }; };
        zone "other.test" {
          type slave; # from the partner
          masters { 192.0.2.1; partners; };
          file "other.test";
        };
        """;
    assertEquals(
        """
        2:1-8 component:ns1/bind is an installation of bind
        4:18-22 component:ns1/bind listens on 5353
        4:36-44 named/listen-on 10.0.0.9
        5:16-24 named/forwarders 10.0.0.1:53 ANY of forwarders@named.conf:%1$d
        5:26-34 named/forwarders 10.0.0.2:5353 ANY of forwarders@named.conf:%1$d
        6:28-36 named/allow-query 10.0.0.7 soft
        6:39-47 named/allow-query 10.0.0.8 soft
        8:10-36 component:ns1/bind reads etc/bind/named.conf.local
        9:42-64 component:ns1/bind reads etc/bind/db.shop.test
        9:42-64 component:ns1/bind has etc/bind/db.shop.test as shop.test CERTAIN
        9:81-89 named/also-notify 10.0.0.3:53 ANY of also-notify@named.conf:%2$d
        12:13-22 named/masters 192.0.2.1:53 ANY of masters@named.conf:%3$d
        13:9-19 component:ns1/bind reads var/cache/bind/other.test
        13:9-19 component:ns1/bind has var/cache/bind/other.test as other.test CERTAIN
        """
            .formatted(
                text.indexOf("forwarders"), text.indexOf("also-notify"), text.indexOf("masters")),
        Facts.of(new NamedConfScanner(), onNs1("etc/bind/named.conf", text)));
  }

  @Test
  void a_part_of_a_configuration_is_no_installation_of_its_own() {
    assertEquals(
        """
        1:26-33 component:ns1/bind reads var/cache/bind/db.shop
        1:26-33 component:ns1/bind has var/cache/bind/db.shop as shop.test CERTAIN
        """,
        Facts.of(
            new NamedConfScanner(),
            onNs1("etc/bind/named.conf.local", "zone \"shop.test\" { file \"db.shop\"; };\n")));
  }

  /** BIND 9 reference: acl, view, match-clients, in-view, type hint. */
  @Test
  void a_view_says_who_sees_its_zones() {
    String text =
        """
        acl ours { 10.0.0.0/8; !10.9.0.1; };
        zone "." { type hint; file "/usr/share/dns/root.hints"; };
        view "inside" {
          match-clients { !10.0.0.9; ours; key k; };
          zone "shop.test" { type primary; file "/z/in"; };
        };
        view outside IN {
          zone "Shop.Test" { type primary; file "/z/out"; };
          zone "10.in-addr.arpa" { type primary; file "/z/rev"; };
        };
        view third {
          match-destinations { 10.0.0.1; };
          zone "shop.test" { in-view "inside"; };
          zone "gone.test" { in-view "nowhere"; };
        };
        """;
    assertEquals(
        """
        5:42-47 component:ns1/bind has z/in as shop.test CERTAIN in inside for [!10.0.0.9, 10.0.0.0/8, !10.9.0.1, key]
        8:42-48 component:ns1/bind has z/out as shop.test CERTAIN in outside for [any]
        9:48-54 component:ns1/bind has z/rev as 10.in-addr.arpa CERTAIN in outside for [any]
        13:31-37 component:ns1/bind has z/in as shop.test CERTAIN in third for [match-destinations]
        """,
        Facts.of(new NamedConfScanner(), onNs1("etc/bind/named.conf.local", text))
            .lines()
            .filter(line -> line.contains(" has "))
            .collect(java.util.stream.Collectors.joining("\n", "", "\n")));
  }

  @Test
  void a_configuration_that_ends_too_early_gives_what_it_has() {
    String facts =
        Facts.of(
            new NamedConfScanner(),
            onNs1("etc/named.conf", "zone \"a.test\" { type master; file \"/db.a\"; \n"));
    assertTrue(facts.contains("component:ns1/bind reads db.a\n"), facts);
    assertTrue(facts.contains("ERROR"), facts);
    assertEquals("", Facts.of(new NamedConfScanner(), onNs1("etc/named.conf", "")));
  }

  @Test
  void only_configurations_of_bind_are_accepted() {
    NamedConfScanner scanner = new NamedConfScanner();
    assertTrue(scanner.accepts(onNs1("etc/named.conf", "")));
    assertTrue(scanner.accepts(onNs1("etc/bind/named.conf.options", "")));
    assertTrue(scanner.accepts(onNs1("etc/bind/zones.conf", "zone \"a\" {};")));
    assertFalse(scanner.accepts(onNs1("etc/bind/other.conf", "a b;")));
    assertFalse(scanner.accepts(onNs1("etc/nginx/zones.conf", "zone \"a\" {};")));
  }
}
