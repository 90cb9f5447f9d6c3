package io.whatbreaks.impact;

import static io.whatbreaks.impact.Shown.effects;
import static io.whatbreaks.impact.Shown.notices;
import static io.whatbreaks.impact.Shown.places;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks when a machine gets another address. */
class ReaddressTest {
  private static final Change MOVE = Change.readdress("db01.shop.test", "10.0.9.6");
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a db01.shop.test 10.0.0.6
      a db02.shop.test 10.0.0.7
      cname pg.shop.test db01.shop.test
      """;
  private static final String TILL =
      """
      [till3/conf] host:till3
      search shop.test
      """;

  @Test
  void users_by_name_come_along_and_users_by_address_do_not() {
    assertEquals(
        """
        till3/d BREAKS: address:10.0.0.6 > db01.shop.test
        till3/e BREAKS: address:10.0.0.6 > db01.shop.test
        till3/f BREAKS: db@host:till3 > address:10.0.0.6 > db01.shop.test
        till3/g DEGRADES: address:10.0.0.6 > db01.shop.test
        till3/h BREAKS POSSIBLE: address:10.0.0.6 > db01.shop.test
        """,
        effects(
            ZONE
                + TILL
                + """
                pin db 10.0.0.6
                needs a db01
                needs b pg
                needs c db01 connection
                needs d 10.0.0.6
                needs e 10.0.0.6 connection
                needs f db
                needs g 10.0.0.6 soft
                value h 10.0.0.6
                """,
            MOVE));
  }

  /** nginx and HAProxy without resolvers keep the address of their start. */
  @Test
  void whoever_looked_the_name_up_at_its_start_has_the_old_address_until_it_starts_again() {
    assertEquals(
        """
        till3/a BREAKS: db01.shop.test
        till3/b BREAKS: pg.shop.test > db01.shop.test
        till3/c DEGRADES: db01.shop.test
        till3/d DEGRADES: db01.shop.test
        """,
        effects(
            ZONE
                + TILL
                + """
                needs a db01 start
                needs b pg start
                needs c db01 start any_once_found=g
                needs c db02 start any_once_found=g
                needs d db01 start soft
                needs e db02 start
                """,
            MOVE));
  }

  private static final String SERVER =
      """
      [db01/etc/pg.conf] host:db01
      hostname db01
      search shop.test
      needs pg LISTEN listen
      listens pg 5432
      listens other 80
      needs local localhost:5432
      """;
  private static final String CLIENTS =
      TILL + "needs a db01:5432\nneeds b pg:5432 soft\nneeds c db01:80\n";

  /** PostgreSQL with a host name in listen_addresses listens on the address of its start. */
  @Test
  void a_server_that_listens_by_name_is_reached_only_after_its_next_start() {
    assertEquals(
        """
        db01/pg BREAKS: db01.shop.test
        till3/a BREAKS knock-on: db01/pg > db01.shop.test
        till3/b DEGRADES knock-on: pg.shop.test > db01/pg > db01.shop.test
        """,
        effects(ZONE + SERVER.replace("LISTEN", "db01.shop.test") + CLIENTS, MOVE));
  }

  @Test
  void a_server_that_listens_on_the_old_address_cannot_start_again_and_is_not_reached() {
    assertEquals(
        """
        db01/local BREAKS_ON_RESTART knock-on: localhost@host:db01 > db01/pg > address:10.0.0.6 > db01.shop.test
        db01/pg BREAKS_ON_RESTART: address:10.0.0.6 > db01.shop.test
        till3/a BREAKS knock-on: db01/pg > address:10.0.0.6 > db01.shop.test
        till3/b DEGRADES knock-on: pg.shop.test > db01/pg > address:10.0.0.6 > db01.shop.test
        """,
        effects(ZONE + SERVER.replace("LISTEN", "10.0.0.6") + CLIENTS, MOVE));
  }

  @Test
  void whoever_names_no_port_may_want_the_server_that_is_not_reached() {
    assertEquals(
        """
        db01/pg BREAKS: db01.shop.test
        till3/d BREAKS knock-on POSSIBLE: db01/pg > db01.shop.test
        """,
        effects(ZONE + SERVER.replace("LISTEN", "db01.shop.test") + TILL + "needs d db01\n", MOVE));
  }

  /** hosts(5): a machine's own line decides what its own name means to it. */
  @Test
  void a_server_whose_own_name_means_the_loopback_address_goes_on() {
    String facts = ZONE + SERVER.replace("LISTEN", "db01") + "own db01 127.0.1.1\n" + CLIENTS;
    assertEquals("\n", effects(facts, MOVE));
    assertEquals(
        """
        db01/pg BREAKS: db01.shop.test
        till3/a BREAKS knock-on: db01/pg > db01.shop.test
        till3/b DEGRADES knock-on: pg.shop.test > db01/pg > db01.shop.test
        """,
        effects(facts.replace("127.0.1.1", "10.0.0.6"), MOVE));
  }

  @Test
  void the_machine_s_own_records_files_and_reverse_record_define_it() {
    assertEquals(
        """
        db01/etc/hosts:1:20 10.0.0.6 DEFINES -> 10.0.9.6
        db01/etc/network:1:16 10.0.0.6 DEFINES -> 10.0.9.6
        ns01/db.shop.test:2:18 10.0.0.6 DEFINES -> 10.0.9.6
        ns01/db.shop.test:5:17 10.0.0.6 USES -> 10.0.9.6
        ns01/db.shop.test:6:5 6.0 DEFINES -> 6.9
        till3/conf:2:8 10.0.0.6 USES -> 10.0.9.6
        till3/conf:3:9 10.0.0.6 USES -> 10.0.9.6
        till3/conf:4:9 10.0.0.6 USES POSSIBLE -> 10.0.9.6
        till3/conf:5:11 10.0.0.6 MENTIONS POSSIBLE -> 10.0.9.6
        till3/conf:7:16 10.0.0.6 USES -> 10.0.9.6
        """,
        places(
            ZONE
                + "a old.shop.test 10.0.0.6\nptr 6.0 10.0.0.6 db01.shop.test\n"
                + "[db01/etc/hosts] host:db01\nown db01.shop.test 10.0.0.6\n"
                + "[db01/etc/network] host:db01\ninterface eth0 10.0.0.6\n"
                + TILL
                + """
                pin db 10.0.0.6
                needs a 10.0.0.6
                value b 10.0.0.6
                comment b 10.0.0.6
                needs c db01
                interface eth1 10.0.0.6
                """,
            MOVE));
  }

  /** RFC 1035 section 3.5, RFC 3596 section 2.5: an address stands backwards in its zone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6 10.0.0.6 10.0.0.99 99",
        "6.0 10.0.0.6 10.0.5.99 99.5",
        "6.0.0.10.in-addr.arpa. 10.0.0.6 10.0.0.99 99.0.0.10.in-addr.arpa.",
        "6 10.0.0.6 10.0.5.99 -",
        "1.0.0.0 fd00::1 fd00::2:3 -",
        "1 fd00::1 fd00::a a",
      })
  void a_reverse_record_is_edited_where_it_stays_in_its_zone(String line) {
    String[] words = line.split(" ");
    String facts =
        "[z] host:ns01\na x.t " + words[1] + "\nptr " + words[0] + " " + words[1] + " x.t\n";
    String places = places(facts, Change.readdress("x.t", words[2]));
    assertEquals(
        "z:2:5 " + words[0] + " DEFINES" + (words[3].equals("-") ? "" : " -> " + words[3]),
        places.lines().filter(place -> place.startsWith("z:2:5 ")).findFirst().orElse(places));
  }

  @Test
  void an_address_of_the_other_family_stays_where_there_is_one_of_its_own() {
    String facts =
        "[z] host:ns01\na x.t 10.0.0.6\na x.t fd00::a\n[t/c] host:t\nneeds a 10.0.0.6\nneeds b fd00::a\n";
    assertEquals(
        "t/b BREAKS: address:fd00::a > x.t\n", effects(facts, Change.readdress("x.t", "fd00::b")));
    String only = facts.replace("a x.t fd00::a\n", "");
    assertEquals(
        "t/a BREAKS: address:10.0.0.6 > x.t\n", effects(only, Change.readdress("x.t", "fd00::b")));
    assertEquals(
        "z:1:7 10.0.0.6 DEFINES\nt/c:1:9 10.0.0.6 USES\n".lines().sorted().toList(),
        places(only, Change.readdress("x.t", "fd00::b")).lines().toList(),
        "what an IPv4 address becomes is not for a machine to say");
  }

  @Test
  void a_machine_that_only_others_hosts_files_know_has_their_address() {
    String facts =
        """
        [db01/etc/hosts] host:db01
        hostname db01
        own db01 127.0.1.1
        [till3/etc/hosts] host:till3
        pin db01 10.0.0.6
        needs a db01
        needs b 10.0.0.6
        """;
    assertEquals(
        """
        till3/a BREAKS: db01@host:till3 > address:10.0.0.6
        till3/b BREAKS: address:10.0.0.6
        """,
        effects(facts, Change.readdress("db01", "10.0.0.99")));
  }

  @Test
  void an_address_that_is_taken_is_told_and_divides_the_users_of_its_owner() {
    String facts = ZONE + TILL + "needs a db02\nneeds b 10.0.0.7\nneeds c db01\n";
    Change change = Change.readdress("db01.shop.test", "10.0.0.7");
    assertEquals(
        "ERROR address-clash: 10.0.0.7 is the address of host:db02.shop.test already\n",
        notices(facts, change));
    assertEquals(
        """
        till3/a MISDIRECTED: db02.shop.test
        till3/b MISDIRECTED: address:10.0.0.7 > db02.shop.test
        """,
        effects(facts, change));
  }

  @Test
  void what_is_not_known_of_its_addresses_is_told() {
    assertEquals(
        "WARNING no-address: no file given tells today's address of host:far.test\n",
        notices(TILL + "needs a far.test\n", Change.readdress("far.test", "10.0.0.1")));
    assertEquals(
        "WARNING several-addresses: host:x.t has several addresses, all of which are taken to"
            + " change: 10.0.0.1, 10.0.0.2\n",
        notices(
            "[z] host:n\na x.t 10.0.0.1\na x.t 10.0.0.2\n", Change.readdress("x.t", "10.0.0.9")));
  }

  @Test
  void an_alias_has_no_address_of_its_own() {
    WhatBreaksException refused =
        assertThrows(
            WhatBreaksException.class,
            () -> effects(ZONE, Change.readdress("pg.shop.test", "10.0.0.9")));
    assertEquals(
        "host:pg.shop.test is an alias and has no address of its own",
        refused.diagnostic().message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db02", "10.0.0", "10.0.0.256", "10.0.0.1/24", "fd00::g"})
  void a_new_address_is_an_address(String address) {
    assertThrows(IllegalArgumentException.class, () -> Change.readdress("db01", address));
  }

  private static final String STORE =
      """
      [db01/conf] host:db01
      own db01 10.0.0.6
      search shop.test
      needs report db02:5432
      needs pool db02:5432 start soft
      needs web db02:80
      [db02/conf] host:db02
      listens store 5432
      """;

  /**
   * The server looks at the address of whoever comes in.
   *
   * @see <a href="https://www.postgresql.org/docs/current/auth-pg-hba-conf.html">pg_hba.conf</a>
   * @see <a href="https://nginx.org/en/docs/http/ngx_http_access_module.html">nginx: allow and
   *     deny, until the first match is found</a>
   */
  @ParameterizedTest
  @CsvSource({
    "admits store 10.0.0.0/24, REFUSED",
    "admits store 10.0.0.0/16, ''",
    "admits store any, ''",
    "admits store 10.1.0.0/16, ''",
    "admits store 10.0.0.0/24;admits store 10.0.9.0/24, ''",
    "admits store 10.0.0.0/24 a;admits store 10.0.9.0/24 b, MAYBE",
    "admits store 10.0.0.0/24;refuses store any, REFUSED",
    "refuses store 10.0.9.0/24;admits store any, REFUSED",
    "admits store 10.0.0.0/24;refuses store 10.7.0.0/16, ''",
    "admits store 10.0.0.0/24;refuses store 10.0.9.0/24;admits store any, REFUSED",
    "refuses store 10.0.0.0/16;admits store any, ''",
    "admits store 10.0.0.0/24;needs store db01.shop.test soft client, ''",
    "admits other 10.0.0.0/24, ''"
  })
  void who_leaves_the_range_that_lets_it_in_is_refused(String list, String refused) {
    String certainty = refused.equals("MAYBE") ? " POSSIBLE" : "";
    assertEquals(
        refused.isEmpty()
            ? "\n"
            : """
            db01/pool DEGRADES: db02.shop.test > db02/store > db01.shop.test
            db01/report BREAKS: db02.shop.test > db02/store > db01.shop.test
            """
                .replace(":", certainty + ":"),
        effects(ZONE + STORE + list.replace(';', '\n') + "\n", MOVE));
  }

  @Test
  void the_range_is_a_place_without_an_edit() {
    String list = "admits store 10.0.0.0/24\nadmits web 10.0.0.0/16\nadmits web 0.0.0.0/0\n";
    assertEquals(
        """
        db01/conf:1:10 10.0.0.6 DEFINES -> 10.0.9.6
        db02/conf:2:14 10.0.0.0/24 USES
        ns01/db.shop.test:2:18 10.0.0.6 DEFINES -> 10.0.9.6
        """,
        places(ZONE + STORE + list, MOVE));
  }
}
