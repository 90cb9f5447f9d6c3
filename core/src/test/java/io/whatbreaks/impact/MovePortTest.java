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

/** What breaks when a server answers on another port. */
class MovePortTest {
  private static final Change MOVE = Change.movePort("db01.shop.test", 5432, 6432);
  private static final String FACTS =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a db01.shop.test 10.0.0.6
      a db02.shop.test 10.0.0.7
      cname pg.shop.test db01.shop.test
      [db01/etc/pg.conf] host:db01
      hostname db01
      listens pg 5432
      needs pg 10.0.0.6:5432 listen
      listens other 80
      needs local localhost:5432
      [till3/conf] host:till3
      search shop.test
      """;

  @Test
  void whoever_uses_that_port_of_the_host_fails_by_whatever_name() {
    assertEquals(
        """
        db01/local BREAKS: localhost@host:db01 > db01.shop.test
        till3/a BREAKS: db01.shop.test
        till3/b BREAKS: pg.shop.test > db01.shop.test
        till3/c BREAKS: address:10.0.0.6 > db01.shop.test
        till3/d DEGRADES: db01.shop.test
        till3/e BREAKS: db01.shop.test
        till3/f DEGRADES: db01.shop.test
        """,
        effects(
            FACTS
                + """
                needs a db01:5432
                needs b pg:5432
                needs c 10.0.0.6:5432 connection
                needs d db01:5432 soft
                needs e db01:5432 start
                needs f db01:5432 any=g
                needs f db02:5432 any=g
                needs g db01:80
                needs h db02:5432
                needs i db01
                """,
            MOVE));
  }

  @Test
  void an_alias_stands_for_the_host_it_leads_to() {
    String user = FACTS + "needs a db01:5432\n";
    assertEquals(effects(user, MOVE), effects(user, Change.movePort("pg.shop.test", 5432, 6432)));
  }

  @Test
  void the_port_is_edited_where_it_stands_beside_the_name() {
    assertEquals(
        """
        db01/etc/pg.conf:2:12 5432 DEFINES -> 6432
        db01/etc/pg.conf:5:23 5432 USES -> 6432
        till3/conf:2:14 5432 USES -> 6432
        till3/conf:3:24 5432 USES -> 6432
        till3/conf:4:12 5432 USES -> 6432
        """,
        places(
            FACTS
                + """
                needs a db01:5432
                needs b db01.shop.test:5432
                needs c pg:5432
                needs d db02:5432
                """,
            MOVE));
  }

  @Test
  void a_port_that_another_server_has_is_told() {
    assertEquals(
        "ERROR port-clash: component:db01/other answers on port 80 of host:db01.shop.test already\n",
        notices(FACTS, Change.movePort("db01.shop.test", 5432, 80)));
  }

  @Test
  void a_port_that_nobody_knows_is_refused() {
    WhatBreaksException refused =
        assertThrows(
            WhatBreaksException.class,
            () -> effects(FACTS, Change.movePort("db01.shop.test", 5433, 6432)));
    assertEquals(
        "nothing is known to answer on port 5433 of host:db01.shop.test, or to use it",
        refused.diagnostic().message());
  }

  @ParameterizedTest
  @CsvSource({"0, 80", "80, 0", "65536, 80", "80, 65536", "-1, 80"})
  void a_port_is_a_port(int from, int to) {
    assertThrows(IllegalArgumentException.class, () -> Change.movePort("db01", from, to));
  }
}
