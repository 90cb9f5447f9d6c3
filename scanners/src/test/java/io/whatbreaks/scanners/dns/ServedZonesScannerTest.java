package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedZonesScannerTest {

  private static Document onNs1(String localPath, String text) {
    return Document.of("ns1/" + localPath, Scope.host("ns1"), localPath, text);
  }

  /** nsd.conf(5): zonesdir, zone: name, zonefile, include-pattern; %s is the name of the zone. */
  @Test
  void nsd_tells_the_files_of_its_zones() {
    String text =
        """
        server:
          zonesdir: "/var/zones" # here
        pattern:
          name: "own"
          zonefile: "own/%s.zone"
        zone:
          name: "Shop.Test."
          zonefile: first
        zone:
          name: corp.test
          include-pattern: own
        zone:
          name: dark.test
          zonefile: "%1/%2"
        zone:
          zonefile: nameless
        zone:
          name: silent.test
        """;
    assertEquals(
        """
        8:13-18 component:ns1/nsd reads var/zones/first
        8:13-18 component:ns1/nsd has var/zones/first as shop.test CERTAIN
        10:9-18 component:ns1/nsd reads var/zones/own/corp.test.zone
        10:9-18 component:ns1/nsd has var/zones/own/corp.test.zone as corp.test CERTAIN
        """,
        Facts.of(new ServedZonesScanner(), onNs1("etc/nsd/nsd.conf", text)));
  }

  /** Knot DNS reference: template default, storage, file; without a file it is %s.zone. */
  @Test
  void knot_tells_the_files_of_its_zones() {
    String text =
        """
        template:
          - id: default
            storage: /srv/zones
          - id: other
            storage: /srv/other
            file: "%s.db"
        zone:
          - domain: shop.test
            file: first
          - domain: corp.test
          - domain: 10.in-addr.arpa
            template: other
          - domain: own.test
            storage: /own
        """;
    assertEquals(
        """
        9:11-16 component:ns1/knot reads srv/zones/first
        9:11-16 component:ns1/knot has srv/zones/first as shop.test CERTAIN
        10:13-22 component:ns1/knot reads srv/zones/corp.test.zone
        10:13-22 component:ns1/knot has srv/zones/corp.test.zone as corp.test CERTAIN
        11:13-28 component:ns1/knot reads srv/other/10.in-addr.arpa.db
        11:13-28 component:ns1/knot has srv/other/10.in-addr.arpa.db as 10.in-addr.arpa CERTAIN
        13:13-21 component:ns1/knot reads own/own.test.zone
        13:13-21 component:ns1/knot has own/own.test.zone as own.test CERTAIN
        """,
        Facts.of(new ServedZonesScanner(), onNs1("etc/knot/knot.conf", text)));
  }

  /** https://doc.powerdns.com/authoritative/backends/bind.html, bind-config. */
  @Test
  void powerdns_reads_zones_from_a_configuration_in_the_manner_of_bind() {
    assertEquals(
        "1:26-38 component:ns1/pdns reads srv/shop.db\n"
            + "1:26-38 component:ns1/pdns has srv/shop.db as shop.test CERTAIN\n",
        Facts.of(
            new NamedConfScanner(),
            onNs1("etc/powerdns/named.conf", "zone \"shop.test\" { file \"/srv/shop.db\"; };\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "etc/nsd/nsd.conf, true",
    "etc/nsd/nsd.conf.d/a.conf, true",
    "etc/knot/knot.conf, true",
    "usr/local/etc/knot/zones.conf, true",
    "etc/app/zones.conf, false",
    "etc/nsd/readme.md, false",
  })
  void files_are_told_by_their_path(String path, boolean accepted) {
    assertEquals(accepted, new ServedZonesScanner().accepts(onNs1(path, "zone:\n")));
  }
}
