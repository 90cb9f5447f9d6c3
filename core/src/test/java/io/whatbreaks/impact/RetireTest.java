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
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks when something goes away. */
class RetireTest {
  private static final Change RETIRE = Change.retireHost("mq01.shop.test");
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      a mq02.shop.test 10.0.0.8
      cname bus.shop.test mq01.shop.test
      cname events.shop.test bus.shop.test
      """;
  private static final String TILL =
      """
      [till3/conf] host:till3
      search shop.test
      """;

  @Test
  void whoever_reaches_the_machine_by_any_name_or_address_fails_at_the_next_use() {
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        till3/b BREAKS: mq01.shop.test
        till3/c BREAKS: events.shop.test > bus.shop.test > mq01.shop.test
        till3/d BREAKS: address:10.0.0.5 > mq01.shop.test
        till3/e DEGRADES: mq01.shop.test
        till3/f BREAKS POSSIBLE: mq01.shop.test
        till3/g BREAKS: queue@host:till3 > address:10.0.0.5 > mq01.shop.test
        till3/h BREAKS POSSIBLE: bus.shop.test > mq01.shop.test
        till3/i BREAKS: mq01.shop.test
        """,
        effects(
            ZONE
                + TILL
                + """
                pin queue 10.0.0.5
                needs a mq01
                needs b mq01 connection
                needs c events
                needs d 10.0.0.5
                needs e mq01 soft
                needs f mq01 possible
                needs g queue
                value h bus
                needs i mq01 start
                needs spared mq02
                comment spared mq01
                """,
            RETIRE));
  }

  @Test
  void a_list_degrades_while_another_member_is_left() {
    String list =
        """
        needs any mq01 any=g
        needs any mq02 any=g
        needs only mq01 any=g
        needs only 10.0.0.5 any=g
        needs all mq01 all=g
        needs all mq02 all=g
        """;
    assertEquals(
        """
        till3/all BREAKS: mq01.shop.test
        till3/any DEGRADES: mq01.shop.test
        till3/only BREAKS: mq01.shop.test
        """,
        effects(ZONE + TILL + list, RETIRE));
  }

  @Test
  void a_list_whose_names_must_be_found_degrades_now_and_stops_at_the_next_start() {
    String list =
        "needs proxy mq01 any_once_found=g start\nneeds proxy mq02 any_once_found=g start\n";
    assertEquals(
        """
        till3/proxy BREAKS_ON_RESTART: mq01.shop.test
        till3/proxy DEGRADES: mq01.shop.test
        """,
        effects(ZONE + TILL + list, RETIRE));
    assertEquals(
        "till3/proxy DEGRADES: address:10.0.0.5 > mq01.shop.test\n",
        effects(ZONE + TILL + list.replace(" mq01", " 10.0.0.5"), RETIRE),
        "an address is found whoever has it");
  }

  private static final String BROKER =
      """
      [mq01/etc/app.conf] host:mq01
      hostname mq01
      listens rabbit 5672
      needs rabbit mq02
      needs etc/app.conf mq02
      identity rabbit r data
      """;

  @Test
  void what_runs_there_goes_with_the_machine_and_whoever_needs_it_fails() {
    assertEquals(
        """
        mq01/rabbit BREAKS: mq01.shop.test
        till3/a BREAKS: mq01.shop.test
        till3/b BREAKS knock-on: till3 > till3/a > mq01.shop.test
        """,
        effects(
            ZONE
                + BROKER
                + TILL
                + "hostname till3\nneeds a mq01:5672\nlistens a 80\nneeds b till3:80\n",
            RETIRE));
  }

  @Test
  void an_alias_is_that_alias_alone() {
    assertEquals(
        """
        till3/a BREAKS: bus.shop.test > mq01.shop.test
        till3/b BREAKS_ON_RESTART: bus.shop.test > mq01.shop.test
        till3/c BREAKS: events.shop.test > bus.shop.test > mq01.shop.test
        """,
        effects(
            ZONE
                + BROKER
                + TILL
                + "needs a bus\nneeds b bus start\nneeds c events\nneeds d mq01\nneeds e 10.0.0.5\n",
            Change.retire("bus.shop.test")));
  }

  /** RFC 4592 section 3.3.1: a wildcard answers for a name once the name is no more. */
  @Test
  void a_name_that_is_caught_elsewhere_is_misdirected_and_its_address_is_not() {
    String users = "needs a mq01\nneeds b bus\nneeds c 10.0.0.5\nvalue d mq01\n";
    String caught =
        """
        till3/a MISDIRECTED: mq01.shop.test
        till3/b MISDIRECTED: bus.shop.test > mq01.shop.test
        till3/c BREAKS: address:10.0.0.5 > mq01.shop.test
        till3/d MISDIRECTED POSSIBLE: mq01.shop.test
        """;
    assertEquals(caught, effects(ZONE + "a *.shop.test 10.0.0.99\n" + TILL + users, RETIRE));
    assertEquals(
        caught.replaceFirst("till3/b.*\n", "till3/b BREAKS: bus.shop.test > mq01.shop.test\n"),
        effects(
            ZONE
                + "zone lab.test\na mq01.lab.test 10.9.0.5\n[till3/conf] host:till3\n"
                + "search shop.test lab.test\n"
                + users,
            RETIRE),
        "the next domain of the search list has the short name");
  }

  /** A name with several addresses is tried at each of them: RFC 1123 section 2.3. */
  @Test
  void a_name_that_has_further_addresses_loses_one() {
    String www = "a www.shop.test 10.0.0.5\na www.shop.test 10.0.0.8\na old.shop.test 10.0.0.5\n";
    assertEquals(
        """
        till3/a DEGRADES: www.shop.test
        till3/b BREAKS: old.shop.test
        """,
        effects(ZONE + www + TILL + "needs a www\nneeds b old\n", RETIRE));
  }

  @Test
  void an_address_stays_with_the_machine_that_has_it_as_well() {
    String facts =
        ZONE + "a www.shop.test 10.0.0.5\n" + BROKER + TILL + "needs a 10.0.0.5\nneeds b www\n";
    assertEquals(
        "till3/b BREAKS: www.shop.test\n", effects(facts, Change.retireHost("www.shop.test")));
    String pointer = "ptr 5 10.0.0.5 mq01.shop.test\n";
    assertEquals(
        "till3/b BREAKS: www.shop.test\n",
        effects(facts.replace(BROKER, pointer), Change.retireHost("www.shop.test")),
        "a reverse record tells a machine");
  }

  @Test
  void a_service_of_a_project_takes_its_component_along() {
    assertEquals(
        """
        s/app BREAKS: cache@compose:s
        s/cache BREAKS: cache@compose:s
        """,
        effects(
            """
            [s/compose.yaml] compose:s in tree:s
            service cache
            service app
            needs app cache:6379
            """,
            Change.retire("cache")));
  }

  @Test
  void a_queue_goes_with_its_consumers() {
    String facts =
        """
        [mq01/d] vhost:/ in host:mq01
        queue orders rabbit
        exchange x rabbit
        bind x orders key
        [till3/app] host:till3
        needs a orders queue
        value b orders
        """;
    assertEquals(
        """
        mq01/broker LOSES_DATA: exchange:x@vhost:/ > queue:orders@vhost:/
        till3/a BREAKS: queue:orders@vhost:/
        till3/b BREAKS POSSIBLE: queue:orders@vhost:/
        """,
        effects(facts, Change.retire("queue:orders")));
    assertEquals(
        """
        mq01/d:1:7 orders DEFINES
        mq01/d:3:8 orders USES
        till3/app:1:9 orders USES
        till3/app:2:9 orders USES POSSIBLE
        """,
        places(facts, Change.retire("queue:orders")));
  }

  @Test
  void every_place_of_its_names_and_addresses_is_told_and_none_has_an_edit() {
    assertEquals(
        """
        mq01/etc/hosts:1:5 mq01 DEFINES
        ns01/db.shop.test:2:3 mq01.shop.test DEFINES
        ns01/db.shop.test:4:21 mq01.shop.test USES
        ns01/db.shop.test:6:17 10.0.0.5 USES
        ns01/db.shop.test:7:16 mq01.shop.test DEFINES
        till3/conf:2:11 10.0.0.5 USES
        till3/conf:3:9 mq01 USES
        till3/conf:4:9 10.0.0.5 USES
        till3/conf:5:11 mq01 MENTIONS POSSIBLE
        till3/conf:6:9 10.0.0.5 MENTIONS POSSIBLE
        """,
        places(
            ZONE
                + "a old.shop.test 10.0.0.5\nptr 5 10.0.0.5 mq01.shop.test\n"
                + "[mq01/etc/hosts] host:mq01\nown mq01 10.0.0.5\n"
                + TILL
                + """
                pin queue 10.0.0.5
                needs a mq01
                needs b 10.0.0.5
                comment a mq01
                prose b 10.0.0.5
                """,
            RETIRE));
  }

  @Test
  void several_meanings_are_told() {
    assertEquals(
        "INFO several-meanings: mq01 means: host:mq01.lab.test, host:mq01.shop.test\n",
        notices(ZONE + "zone lab.test\na mq01.lab.test 10.9.0.5\n", Change.retire("mq01")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"component:till3/a", "10.0.0.5", "address:10.0.0.5", "nothing"})
  void what_cannot_be_retired_is_refused(String target) {
    String facts = ZONE + TILL + "needs till3/a 10.0.0.5\n";
    assertThrows(WhatBreaksException.class, () -> effects(facts, Change.retire(target)));
  }
}
