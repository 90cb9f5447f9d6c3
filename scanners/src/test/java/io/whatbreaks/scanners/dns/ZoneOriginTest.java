package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneOriginTest {
  private static final String OTHERS =
      "@ SOA ns.isp.test. admin.isp.test. 1 2 3 4 5\nmq01 A 10.0.0.5\n";

  private static String origin(String path, String text) {
    Document document = Document.of(path, Scope.tree(""), path, text);
    ZoneReader zone = ZoneReader.all(document.text());
    ZoneOrigin origin = ZoneOrigin.of(zone, document);
    return origin.name() + " " + origin.certainty();
  }

  @ParameterizedTest
  @CsvSource({
    "db.shop.test, shop.test CERTAIN",
    "zones/shop.test.zone, shop.test CERTAIN",
    "zones/shop.test, shop.test CERTAIN",
    "zones/shop.test.db, shop.test CERTAIN",
    "zones/db.shop.test.internal, shop.test CERTAIN",
    "zones/shop.test.zone.j2, shop.test CERTAIN",
    "zones/fwd.Shop.test, shop.test CERTAIN",
    "shop.test/forward.zone, shop.test CERTAIN",
    "10.in-addr.arpa, 10.in-addr.arpa CERTAIN",
    "rev/db.0.0.10.in-addr.arpa, 0.0.10.in-addr.arpa CERTAIN",
    "1.6.8.0.ip6.arpa, 1.6.8.0.ip6.arpa CERTAIN",
    "0-25.2.0.192.in-addr.arpa, 0-25.2.0.192.in-addr.arpa CERTAIN",
    "db.10, 10.in-addr.arpa CERTAIN",
    "db.10.20.0, 0.20.10.in-addr.arpa CERTAIN",
    "db.192.168.1, 1.168.192.in-addr.arpa CERTAIN",
    "db.1.168.192, 1.168.192.in-addr.arpa CERTAIN",
    "db.192.0.2, 2.0.192.in-addr.arpa POSSIBLE",
    "db.shop.in-addr.arpa, shop.in-addr.arpa POSSIBLE",
    "zones/parking, parking POSSIBLE",
    "zones/internal.zone, isp.test POSSIBLE",
    "db.999, 999 POSSIBLE",
  })
  void the_name_of_the_file_tells_the_origin(String path, String expected) {
    assertEquals(expected, origin(path, OTHERS));
  }

  @Test
  void an_absolute_origin_before_the_first_record_comes_first() {
    assertEquals("a.test CERTAIN", origin("db.shop.test", "$TTL 1\n$ORIGIN A.test.\n" + OTHERS));
    assertEquals(
        "shop.test CERTAIN",
        origin("db.shop.test", OTHERS + "$ORIGIN a.shop.test.\nx A 10.0.0.1\n"));
  }

  @Test
  void an_absolute_owner_of_the_authority_record_tells_it() {
    assertEquals(
        "shop.test CERTAIN",
        origin("main.zone", "SHOP.TEST. 3600 IN SOA ns.isp.test. a.isp.test. 1 2 3 4 5\n"));
  }

  @Test
  void a_short_file_name_agrees_with_a_name_server() {
    assertEquals(
        "shop.corp.test CERTAIN",
        origin("zones/db.shop", "@ SOA ns.shop.corp.test. a.b. 1 2 3 4 5\nmq01 A 10.0.0.5\n"));
    assertEquals("wnet CERTAIN", origin("wnet", OTHERS + "$ORIGIN a.wnet.\nx CNAME y.any.wnet.\n"));
  }

  @Test
  void a_host_of_the_file_that_is_called_absolutely_tells_it() {
    String text = "@ SOA ns1.shop.test. admin.shop.test. 1 2 3 4 5\nns1 A 10.0.0.2\n";
    assertEquals("shop.test CERTAIN", origin("zones/internal.zone", text));
    assertEquals("shop.test CERTAIN", origin("zones/office", text));
  }

  @Test
  void a_file_name_that_leaves_an_absolute_owner_outside_does_not_tell_it() {
    assertEquals(
        "other.test POSSIBLE", origin("db.other.test", "@ NS ns\nx.shop.test. A 10.0.0.5\n"));
  }

  @Test
  void a_guess_is_stated_as_one() {
    Document guessed = Document.of("zones/parking", Scope.tree(""), "zones/parking", OTHERS);
    assertEquals(
        """
        1:1-2 component:tree/zones/parking has zones/parking as parking POSSIBLE
        1:1-2 zone parking POSSIBLE without []
        1:7-18 zone/soa ns.isp.test. soft
        1:20-35 DOCUMENT is owned by [admin@isp.test]
        2:1-5 declares host:mq01.parking
        2:8-16 host:mq01.parking has 10.0.0.5
        1 INFO zone-origin-guessed
        """,
        Facts.of(new ZoneScanner(), guessed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.shop.test",
        "templates/wnet",
        "templates/shop.test",
        "files/bind/shop.io.zone",
        "zones/db.shop.tmpl",
        "etc/bind/zones/shop.sh.zone"
      })
  void zone_files_are_accepted(String path) {
    assertTrue(accepts(path, OTHERS), path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zones/shop.test.yml",
        "db.shop.test.zone.json",
        "zones/shop.zone.tsv",
        "src/Zone.java",
        "zones/README.md",
        ".zones/.hidden"
      })
  void other_files_are_not(String path) {
    assertFalse(accepts(path, OTHERS), path);
  }

  @Test
  void the_content_must_look_so_too() {
    assertFalse(accepts("zones/README", "Each zone has an SOA record.\nRun make IN here.\n"));
    assertFalse(accepts("db.yml", "a: b\nzone:\n  - SOA\n"));
    assertFalse(accepts("db.js", "const A = require('SOA');\n"));
    assertFalse(accepts("db.shop.test", ""));
    assertFalse(accepts("zones/run", "#!/bin/sh\nexec make SOA\n"));
    assertFalse(accepts("anywhere", "mq01 IN A 10.0.0.5\n"));
    assertTrue(accepts("zones/part", "mq01 IN A 10.0.0.5\n"));
    assertTrue(accepts("db.part", "$INCLUDE db.more\n"));
  }

  private static boolean accepts(String path, String text) {
    return new ZoneScanner().accepts(Document.of(path, Scope.tree(""), path, text));
  }
}
