package io.whatbreaks.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Zones that a name server refuses after the change. Each case was run by BIND 9.18
 * (named-checkzone, and named for those it takes).
 */
class ZoneLossTest {
  private static final String ZONE =
      """
      [ns01/etc/bind/db.shop.test] host:ns01
      zone shop.test -eu.shop.test +shop.test +text.shop.test +mq01.shop.test
      a shop.test 10.0.0.1
      a ns01.shop.test 10.0.0.2
      a mq01.shop.test 10.0.0.5
      a web01.shop.test 10.0.0.7
      cname bus.shop.test mq01.shop.test
      ns shop.test ns01.shop.test
      ns eu.shop.test web01.shop.test
      zone lab.test
      a db01.lab.test 10.9.0.6
      """;
  private static final String BIND =
      """
      [ns01/etc/bind/named.conf] host:ns01
      installed bind bind
      reads bind etc/bind/db.shop.test
      """;
  private static final String TILL =
      """
      [till3/etc/hosts] host:till3
      search shop.test
      pin pinned 10.0.0.7
      needs web web01
      needs pins pinned
      needs address 10.0.0.7
      needs lab db01.other.test
      needs one web01.shop.test any=list
      needs one db01.partner.example any=list
      """;

  private static String shown(String facts, Change change) {
    Impact impact = ImpactAnalyzer.analyze(StatedFacts.world(facts), List.of(change));
    String breakages =
        impact.breakages().stream()
            .map(
                b ->
                    b.component().toString().replace("component:", "")
                        + " "
                        + b.effect()
                        + (b.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
                        + ": "
                        + b.chain().stream()
                            .skip(1)
                            .map(NodeId::name)
                            .collect(Collectors.joining(" > ")))
            .collect(Collectors.joining("\n", "", "\n"));
    return impact.notices().stream()
            .filter(notice -> notice.code().equals("zone-refused"))
            .map(notice -> notice.path() + ":" + notice.line() + " " + notice.message() + "\n")
            .collect(Collectors.joining())
        + breakages;
  }

  private static Change.Rename rename(String from, String to, boolean keepAlias) {
    return new Change.Rename("host:" + from, to, keepAlias);
  }

  /** RFC 1034, section 3.6.2: named says "CNAME and other data" and does not load the zone. */
  @Test
  void a_new_name_that_is_an_alias_already_costs_the_zone_at_the_next_restart() {
    assertEquals(
        """
        ns01/etc/bind/db.shop.test:6 the zone shop.test is refused: bus.shop.test: CNAME and other data
        ns01/bind BREAKS_ON_RESTART: mq01.shop.test
        till3/one DEGRADES: web01.shop.test > mq01.shop.test
        till3/web BREAKS_ON_RESTART: web01.shop.test > mq01.shop.test
        """,
        shown(ZONE + BIND + TILL, rename("mq01.shop.test", "bus", false)));
  }

  /** The same the other way round, with an address and with a text record. */
  @Test
  void an_alias_that_is_called_as_something_else_costs_the_zone() {
    String refused = "ns01/etc/bind/db.shop.test:6 the zone shop.test is refused: ";
    for (String taken : List.of("web01", "text")) {
      String found = shown(ZONE + BIND, rename("bus.shop.test", taken, false));
      assertEquals(
          refused + taken + ".shop.test: CNAME and other data",
          found.substring(0, found.indexOf('\n')));
    }
  }

  /** What the zone itself owns stays where it is: SOA and NS records of the apex, of a cut. */
  @Test
  void an_alias_left_at_the_apex_costs_the_zone() {
    assertEquals(
        """
        ns01/etc/bind/db.shop.test:2 the zone shop.test is refused: shop.test: CNAME and other data
        ns01/bind BREAKS_ON_RESTART: shop.test
        """,
        shown(ZONE + BIND, rename("shop.test", "www.shop.test", true)));
    assertEquals("\n", shown(ZONE + BIND, rename("shop.test", "www.shop.test", false)));
  }

  /** CONTRACT.md: all records of the old name move, its mail and text records too. */
  @Test
  void an_alias_left_where_all_records_have_moved_is_legal() {
    assertEquals("\n", shown(ZONE + BIND + TILL, rename("mq01.shop.test", "rabbit01", true)));
  }

  /** BIND, zone_check_ns: "has no address records", "is a CNAME (illegal)". */
  @Test
  void a_name_server_without_its_address_costs_its_zone() {
    assertEquals(
        """
        ns01/etc/bind/db.shop.test:7 the zone shop.test is refused: NS 'ns01.shop.test' has no address records
        ns01/bind BREAKS_ON_RESTART: ns01.shop.test
        till3/one DEGRADES: web01.shop.test > ns01.shop.test
        till3/web BREAKS_ON_RESTART: web01.shop.test > ns01.shop.test
        """,
        shown(ZONE + BIND + TILL, rename("ns01.shop.test", "ns1", false)));
    assertEquals(
        """
        ns01/etc/bind/db.shop.test:7 the zone shop.test is refused: NS 'ns01.shop.test' is a CNAME (illegal)
        ns01/bind BREAKS_ON_RESTART: ns01.shop.test
        """,
        shown(ZONE + BIND, rename("ns01.shop.test", "ns1", true)));
  }

  @Test
  void a_wildcard_gives_a_name_server_an_address() {
    assertEquals(
        "\n",
        shown(
            ZONE.replace("zone lab.test", "a *.shop.test 10.0.0.9\nzone lab.test") + BIND,
            rename("ns01.shop.test", "ns1", false)));
  }

  /**
   * BIND only warns of the name servers of a delegation; other servers than BIND look at neither.
   */
  @Test
  void where_it_is_not_known_what_serves_the_zone_it_is_only_possible() {
    assertEquals(
        """
        ns01/etc/bind/db.shop.test:7 the zone shop.test is refused: NS 'ns01.shop.test' has no address records
        ns01/etc/bind/db.shop.test BREAKS_ON_RESTART POSSIBLE: ns01.shop.test
        till3/one DEGRADES POSSIBLE: web01.shop.test > ns01.shop.test
        till3/web BREAKS_ON_RESTART POSSIBLE: web01.shop.test > ns01.shop.test
        """,
        shown(ZONE + TILL, rename("ns01.shop.test", "ns1", false)));
    assertEquals(
        """
        ns01/bind BREAKS: web01.shop.test
        """,
        shown(ZONE + BIND, rename("web01.shop.test", "web1", false)));
  }
}
