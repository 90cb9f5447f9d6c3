package io.whatbreaks.impact;

import static io.whatbreaks.impact.Shown.effects;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.change.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One process that serves several things by several parts: what fails behind one of them is told of
 * those who use that part, and what stops the process of all.
 *
 * @see <a href="https://docs.haproxy.org/2.6/configuration.html#4">HAProxy: Proxies</a>
 * @see <a href="https://nginx.org/en/docs/http/request_processing.html">How nginx processes a
 *     request</a>
 */
class PartsTest {
  private static final Change RETIRE = Change.retireHost("mq01.shop.test");
  private static final Change RENAME = Change.renameHost("mq01.shop.test", "rabbit01");
  private static final String SHOP =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      a web01.shop.test 10.0.0.6
      a lb.shop.test 10.0.0.7
      cname www.shop.test lb.shop.test
      cname bus.shop.test lb.shop.test
      [mq01/conf] host:mq01
      listens broker 5672
      identity broker data data
      [web01/conf] host:web01
      listens web 80
      """;
  private static final String PROXY =
      """
      [lb/conf] host:lb
      listens proxy 80 in=front
      listens proxy 5672 in=bus
      passes proxy front back
      needs proxy web01.shop.test:80 start in=back
      needs proxy mq01.shop.test:5672 start in=bus
      """;
  private static final String USERS =
      """
      [app/conf] host:app
      needs shop lb.shop.test:80
      needs orders lb.shop.test:5672
      needs both lb.shop.test:80
      needs both lb.shop.test:5672
      needs any lb.shop.test
      """;

  @Test
  void what_fails_behind_one_part_reaches_those_who_use_it() {
    assertEquals(
        """
        app/both BREAKS knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        app/orders BREAKS knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        lb/proxy BREAKS: mq01.shop.test
        mq01/broker BREAKS: mq01.shop.test
        """,
        effects(SHOP + PROXY + USERS, RETIRE));
  }

  @Test
  void a_name_that_is_dead_at_the_start_stops_all_that_the_process_serves() {
    assertEquals(
        """
        app/both BREAKS_ON_RESTART knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        app/orders BREAKS_ON_RESTART knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        app/shop BREAKS_ON_RESTART knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        lb/proxy BREAKS_ON_RESTART: mq01.shop.test
        mq01/broker LOSES_DATA: mq01.shop.test
        """,
        effects(SHOP + PROXY + USERS, RENAME));
  }

  /** The broker starts empty under its new name; the name of before leads there. */
  @Test
  void a_server_that_fails_later_behind_one_part_spares_the_users_of_the_others() {
    assertEquals(
        """
        app/both BREAKS_ON_RESTART knock-on: lb.shop.test > lb/proxy > mq01/broker > mq01.shop.test
        app/orders BREAKS_ON_RESTART knock-on: lb.shop.test > lb/proxy > mq01/broker > mq01.shop.test
        lb/proxy BREAKS_ON_RESTART knock-on: mq01/broker > mq01.shop.test
        mq01/broker LOSES_DATA: mq01.shop.test
        """,
        effects(
            SHOP + PROXY + USERS, new Change.Rename("mq01.shop.test", "rabbit01.shop.test", true)));
  }

  @Test
  void who_uses_any_of_several_parts_goes_on_by_the_others() {
    String list =
        """
        needs list lb.shop.test:80 any=g
        needs list lb.shop.test:5672 any=g
        needs lost lb.shop.test:5672 any=g
        needs lost mq01.shop.test:5672 any=g
        """;
    assertEquals(
        """
        app/list DEGRADES knock-on: lb.shop.test > lb/proxy > mq01.shop.test
        app/lost BREAKS knock-on: mq01/broker > mq01.shop.test
        app/lost DEGRADES: mq01.shop.test
        lb/proxy BREAKS: mq01.shop.test
        mq01/broker BREAKS: mq01.shop.test
        """,
        effects(SHOP + PROXY + "[app/conf] host:app\n" + list, RETIRE));
  }

  /** Where one of these stands as well, it cannot be told what the users of port 80 use. */
  @ParameterizedTest
  @CsvSource({
    "passes proxy front bus, BREAKS",
    "passes proxy front *, BREAKS",
    "passes proxy front other, ''",
    "needs proxy lb.shop.test:5672 in=back, BREAKS",
    "listens proxy 80, BREAKS",
    "listens proxy 80 in=bus, BREAKS",
    "needs proxy mq01.shop.test:5672, BREAKS",
    "needs proxy mq01.shop.test:5672 in=nobodys, BREAKS"
  })
  void where_it_cannot_be_told_all_are_hit(String more, String effect) {
    String answer = effects(SHOP + PROXY + more + "\n" + USERS, RETIRE);
    assertEquals(
        effect.isEmpty() ? "" : "app/shop " + effect,
        answer.replaceFirst("(?s).*?(app/shop \\w+|$).*", "$1"));
  }

  private static final String SITES =
      """
      [lb/conf] host:lb
      listens proxy 80 in=www
      called proxy www www.shop.test
      needs proxy web01.shop.test:80 in=www
      listens proxy 80 in=bus
      called proxy bus bus.shop.test
      needs proxy mq01.shop.test:5672 in=bus
      """;

  /** The name in the request tells, where one of them has it. */
  @ParameterizedTest
  @CsvSource({
    "needs user www.shop.test:80, ''",
    "needs user bus.shop.test:80, BREAKS",
    "needs user WWW.shop.test.:80, ''",
    "needs user lb.shop.test:80, BREAKS",
    "needs user 10.0.0.7:80, BREAKS"
  })
  void parts_on_one_port_are_told_apart_by_the_name_asked_for(String need, String effect) {
    String answer = effects(SHOP + SITES + "[app/conf] host:app\n" + need + "\n", RETIRE);
    assertEquals(
        effect.isEmpty() ? "" : "app/user " + effect,
        answer.replaceFirst("(?s).*?(app/user \\w+|$).*", "$1"));
  }

  @Test
  void a_server_between_may_hand_on_another_name() {
    String between =
        """
        [app/conf] host:app
        installed user varnish
        needs user www.shop.test:80
        """;
    assertEquals(
        """
        app/user BREAKS knock-on: www.shop.test > lb.shop.test > lb/proxy > mq01.shop.test
        lb/proxy BREAKS: mq01.shop.test
        mq01/broker BREAKS: mq01.shop.test
        """,
        effects(SHOP + SITES + between, RETIRE));
  }
}
