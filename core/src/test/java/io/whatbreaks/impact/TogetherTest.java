package io.whatbreaks.impact;

import static io.whatbreaks.impact.Shown.effects;
import static io.whatbreaks.impact.Shown.impact;
import static io.whatbreaks.impact.Shown.notices;
import static io.whatbreaks.impact.Shown.places;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.change.Change;
import org.junit.jupiter.api.Test;

/** What several changes break that are made on one day. */
class TogetherTest {
  private static final String FACTS =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      a db01.shop.test 10.0.0.6
      [till3/conf] host:till3
      search shop.test
      needs a mq01:5672
      needs b db01
      needs c 10.0.0.5
      needs d 10.0.0.6
      """;

  private static Change rename(String from, String to) {
    return Change.renameHost(from + ".shop.test", to);
  }

  private static Change readdress(String host, String address) {
    return Change.readdress(host + ".shop.test", address);
  }

  @Test
  void each_place_has_the_edit_of_the_change_it_belongs_to() {
    Change all =
        Change.all(
            rename("mq01", "rabbit01"),
            readdress("rabbit01", "10.0.9.5"),
            Change.movePort("rabbit01.shop.test", 5672, 5673),
            Change.retireHost("db01"));
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        till3/b BREAKS: db01.shop.test
        till3/c BREAKS: address:10.0.0.5 > mq01.shop.test
        till3/d BREAKS: address:10.0.0.6 > db01.shop.test
        """,
        effects(FACTS, all));
    assertEquals(
        """
        ns01/db.shop.test:2:3 mq01.shop.test DEFINES -> rabbit01.shop.test
        ns01/db.shop.test:2:18 10.0.0.5 DEFINES -> 10.0.9.5
        ns01/db.shop.test:3:3 db01.shop.test DEFINES
        till3/conf:2:9 mq01 USES -> rabbit01
        till3/conf:2:14 5672 USES -> 5673
        till3/conf:3:9 db01 USES
        till3/conf:4:9 10.0.0.5 USES -> 10.0.9.5
        till3/conf:5:9 10.0.0.6 USES
        """,
        places(FACTS, all));
    assertEquals(4, impact(FACTS, all).changes().size());
  }

  @Test
  void a_later_change_may_call_a_thing_as_it_is_called_today() {
    Change first = rename("mq01", "rabbit01");
    assertEquals(
        places(FACTS, first, readdress("rabbit01", "10.0.9.5")),
        places(FACTS, first, readdress("mq01", "10.0.9.5")));
  }

  @Test
  void the_last_of_several_names_or_addresses_counts() {
    assertEquals(
        places(FACTS, rename("mq01", "z")), places(FACTS, rename("mq01", "y"), rename("y", "z")));
    assertEquals(
        places(FACTS, readdress("mq01", "10.0.9.5")),
        places(FACTS, readdress("mq01", "10.0.8.5"), readdress("mq01", "10.0.9.5")));
  }

  @Test
  void there_and_back_is_nothing() {
    for (Change there :
        new Change[] {
          Change.all(rename("mq01", "y"), rename("y", "mq01")),
          Change.all(readdress("mq01", "10.0.9.5"), readdress("mq01", "10.0.0.5")),
          Change.all(Change.movePort("mq01", 5672, 5673), Change.movePort("mq01", 5673, 5672))
        }) {
      assertEquals("\n", effects(FACTS, there), there.toString());
      assertEquals("\n", places(FACTS, there), there.toString());
      assertEquals(Verdict.SAFE, impact(FACTS, there).verdict());
    }
  }

  @Test
  void an_alias_whose_target_is_renamed_away_leads_nowhere() {
    Change keeping = new Change.Rename("host:mq01.shop.test", "y", true);
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        """,
        effects(FACTS, keeping, rename("y", "z")));
    assertEquals("\n", effects(FACTS, keeping, new Change.Rename("y.shop.test", "z", true)));
  }

  @Test
  void exchanged_addresses_misdirect_whoever_uses_them() {
    assertEquals(
        """
        till3/c MISDIRECTED: address:10.0.0.5 > mq01.shop.test
        till3/d MISDIRECTED: address:10.0.0.6 > db01.shop.test
        """,
        effects(FACTS, readdress("mq01", "10.0.0.6"), readdress("db01", "10.0.0.5")));
  }

  @Test
  void what_takes_the_address_of_a_retired_machine_is_reached_in_its_place() {
    Change retire = Change.retireHost("mq01");
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        till3/c MISDIRECTED: address:10.0.0.5 > mq01.shop.test
        till3/d BREAKS: address:10.0.0.6 > db01.shop.test
        """,
        effects(FACTS, retire, readdress("db01", "10.0.0.5")));
    assertEquals("", notices(FACTS, retire, readdress("db01", "10.0.0.5")));
  }

  @Test
  void what_takes_the_name_of_a_retired_machine_is_reached_in_its_place() {
    Change[] changes = {Change.retireHost("mq01"), rename("db01", "mq01")};
    assertEquals(
        """
        till3/a MISDIRECTED: mq01.shop.test
        till3/b BREAKS: db01.shop.test
        till3/c BREAKS: address:10.0.0.5 > mq01.shop.test
        """,
        effects(FACTS, changes));
    assertEquals("", notices(FACTS, changes));
  }

  /** Two sets of records of one owner are one set, served by turns: RFC 1034 section 3.6. */
  @Test
  void a_name_that_is_taken_divides_the_users_of_its_owner() {
    String own =
        """
        [db01/etc/x] host:db01
        hostname db01
        own db01 10.0.0.6
        needs itself db01
        needs itself localhost
        """;
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        till3/b MISDIRECTED: db01.shop.test
        """,
        effects(FACTS + own, rename("mq01", "db01")));
    assertEquals(
        "ERROR name-clash: host:db01.shop.test is taken already\n",
        notices(FACTS, rename("mq01", "db01")));
  }

  @Test
  void names_that_are_exchanged_clash_with_nothing() {
    Change[] exchange = {rename("mq01", "x"), rename("db01", "mq01"), rename("x", "db01")};
    assertEquals(
        """
        till3/a MISDIRECTED: mq01.shop.test
        till3/b MISDIRECTED: db01.shop.test
        """,
        effects(FACTS, exchange));
    assertEquals("", notices(FACTS, exchange));
  }
}
