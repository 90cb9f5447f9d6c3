package io.whatbreaks.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a rename does to whom. */
class ImpactTest {
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      a db01.shop.test 10.0.0.6
      a web01.shop.test 10.0.0.7
      a mq02.shop.test 10.0.0.8
      cname bus.shop.test mq01.shop.test
      """;
  private static final String TILL =
      """
      [till3/conf] host:till3
      search shop.test
      """;

  private static Impact impact(String facts, Change... changes) {
    World world = StatedFacts.world(facts);
    return ImpactAnalyzer.analyze(world, List.of(changes));
  }

  private static Impact rename(String facts) {
    return impact(facts, Change.renameHost("mq01.shop.test", "rabbit01"));
  }

  private static Impact renameKeepingAlias(String facts) {
    return impact(facts, new Change.Rename("host:mq01.shop.test", "rabbit01", true));
  }

  /** Each breakage on a line: who, what, how sure, by what chain. */
  private static String shown(Impact impact) {
    return impact.breakages().stream()
        .map(
            b ->
                b.component().toString().replace("component:", "")
                    + " "
                    + b.effect()
                    + (b.direct() ? "" : " knock-on")
                    + (b.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
                    + ": "
                    + b.chain().stream()
                        .skip(1)
                        .map(NodeId::toString)
                        .map(id -> id.replaceFirst("^(host|component):", ""))
                        .collect(Collectors.joining(" > ")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void the_time_of_the_lookup_tells_when_it_breaks() {
    assertEquals(
        """
        till3/a BREAKS: mq01.shop.test
        till3/b BREAKS_ON_RESTART: mq01.shop.test
        till3/c BREAKS_ON_RESTART: mq01.shop.test
        till3/d DEGRADES: mq01.shop.test
        till3/e BREAKS POSSIBLE: mq01.shop.test
        """,
        shown(
            rename(
                ZONE
                    + TILL
                    + """
                    needs a mq01
                    needs b mq01 start
                    needs c mq01 connection
                    needs d mq01 soft
                    needs e mq01 possible
                    needs f db01
                    needs g 10.0.0.5
                    """)));
  }

  @Test
  void an_alias_of_the_zone_breaks_its_users_too() {
    assertEquals(
        "till3/a BREAKS: bus.shop.test > mq01.shop.test\n",
        shown(rename(ZONE + TILL + "needs a bus\n")));
  }

  /** https://kubernetes.io/docs/concepts/services-networking/service/ */
  @Test
  void who_calls_a_service_depends_on_the_pods_that_it_selects() {
    String cluster =
        """
        [k8s/db.yaml] kubernetes:shop in tree:
        carries shop/store app=store tier=data
        needs shop/store mq01.shop.test start
        [k8s/other.yaml] kubernetes:other in tree:
        carries other/store app=store tier=data
        [k8s/svc.yaml] kubernetes:shop in tree:
        service db
        selects db app=store
        service cache
        selects cache app=store tier=cache
        [k8s/web.yaml] kubernetes:shop in tree:
        needs shop/web db:5432
        needs shop/tool cache
        """;
    assertEquals(
        """
        tree/shop/store BREAKS_ON_RESTART: mq01.shop.test
        tree/shop/web BREAKS_ON_RESTART knock-on: db@kubernetes:shop > tree/shop/store > mq01.shop.test
        """,
        shown(rename(ZONE + cluster)));
  }

  @Test
  void with_an_alias_left_names_lead_on() {
    assertEquals(
        "\n", shown(renameKeepingAlias(ZONE + TILL + "needs a bus\nneeds b mq01 start\n")));
  }

  @Test
  void a_list_breaks_as_its_mode_says() {
    String list =
        """
        needs any mq01 any=g
        needs any mq02 any=g
        needs ordered mq01 ordered=g
        needs ordered mq02 ordered=g
        needs spread mq01 spread=g
        needs spread mq02 spread=g
        needs all mq01 all=g
        needs all mq02 all=g
        needs once mq01 any_once_found=g start
        needs once mq02 any_once_found=g start
        needs twice mq01 any=g
        needs twice bus any=g
        """;
    assertEquals(
        """
        till3/all BREAKS: mq01.shop.test
        till3/any DEGRADES: mq01.shop.test
        till3/once BREAKS_ON_RESTART: mq01.shop.test
        till3/ordered DEGRADES: mq01.shop.test
        till3/spread DEGRADES: mq01.shop.test
        till3/twice BREAKS: mq01.shop.test
        """,
        shown(rename(ZONE + TILL + list)));
  }

  @Test
  void a_list_that_has_the_new_name_already_loses_nothing() {
    String list = "needs any mq01 any=g\nneeds any rabbit01.shop.test any=g\n";
    assertEquals("\n", shown(rename(ZONE + TILL + list)));
    assertEquals(
        "till3/all BREAKS: mq01.shop.test\n",
        shown(rename(ZONE + TILL + list.replace("any", "all"))));
  }

  @Test
  void a_short_name_caught_by_another_search_domain_is_misdirected() {
    assertEquals(
        "till3/a MISDIRECTED: mq01.shop.test\n",
        shown(
            rename(
                ZONE
                    + """
                    zone lab.test
                    a mq01.lab.test 10.9.0.5
                    [till3/conf] host:till3
                    search shop.test lab.test
                    needs a mq01
                    """)));
  }

  @Test
  void a_name_caught_by_a_wildcard_is_misdirected() {
    assertEquals(
        "till3/a MISDIRECTED: mq01.shop.test\n",
        shown(rename(ZONE + "a *.shop.test 10.0.0.99\n" + TILL + "needs a mq01\n")));
  }

  @Test
  void a_new_name_may_catch_what_another_one_was_reached_by() {
    Impact impact =
        impact(
            ZONE
                + """
                zone lab.test
                a till.lab.test 10.9.0.5
                [till3/conf] host:till3
                search shop.test lab.test
                needs a till
                """,
            Change.renameHost("mq01.shop.test", "till"));
    assertEquals("till3/a MISDIRECTED: till.lab.test\n", shown(impact));
  }

  @Test
  void an_identity_is_lost_unless_it_is_pinned() {
    String broker =
        """
        [mq01/rabbitmq.conf] host:mq01
        hostname mq01
        identity rabbitmq rabbitmq-node-name data NODENAME
        listens rabbitmq 5672
        queue orders rabbitmq
        """;
    String client = TILL + "needs app 10.0.0.5:5672 connection\nneeds other 10.0.0.5:80\n";
    assertEquals(
        """
        mq01/rabbitmq LOSES_DATA: mq01.shop.test
        till3/app BREAKS_ON_RESTART knock-on: address:10.0.0.5 > mq01/rabbitmq > mq01.shop.test
        """,
        shown(rename(ZONE + broker + client)));
    assertEquals(
        shown(rename(ZONE + broker + client)), shown(renameKeepingAlias(ZONE + broker + client)));
    assertEquals(
        "\n", shown(rename(ZONE + broker + "set rabbitmq NODENAME=rabbit@here\n" + client)));
    assertTrue(
        rename(ZONE + broker).why("rabbitmq").stream()
            .anyMatch(reason -> reason.message().contains("orders")),
        "each queue that starts empty is told");
  }

  @Test
  void what_is_lost_decides_the_effect_of_an_identity() {
    String facts = ZONE + "[mq01/x] host:mq01\nhostname mq01\n";
    assertEquals(
        """
        mq01/a BREAKS_ON_RESTART: mq01.shop.test
        mq01/b DEGRADES: mq01.shop.test
        mq01/c LOSES_DATA: mq01.shop.test
        mq01/d BREAKS: mq01.shop.test
        mq01/e DEGRADES POSSIBLE: mq01.shop.test
        """,
        shown(
            rename(
                facts
                    + """
                    identity a r service
                    identity b r part
                    identity c r data
                    identity d r access
                    identity e r part possible
                    """)));
  }

  @Test
  void an_identity_of_the_short_name_survives_another_domain() {
    String facts =
        ZONE
            + """
            zone lab.test
            [mq01/x] host:mq01
            hostname mq01.shop.test
            identity a r data short
            identity b r service
            """;
    assertEquals(
        "mq01/b BREAKS_ON_RESTART: mq01.shop.test\n",
        shown(impact(facts, Change.renameHost("mq01.shop.test", "mq01.lab.test"))));
  }

  @Test
  void a_machine_s_own_name_in_a_file_is_not_looked_up() {
    List<Fact> facts =
        new ArrayList<>(
            StatedFacts.of(
                ZONE
                    + """
                    [mq01/x] host:mq01
                    hostname mq01.shop.test
                    search shop.test
                    identity a r part own=mq01
                    value x mq01
                    """));
    Fact.Token token = (Fact.Token) facts.remove(facts.size() - 1);
    Fact.Identity identity = (Fact.Identity) facts.get(facts.size() - 1);
    facts.add(
        new Fact.Token(
            token.component(), token.from(), token.text(), token.span(), identity.evidence()));
    assertEquals(
        "mq01/a DEGRADES: mq01.shop.test\n",
        shown(
            ImpactAnalyzer.analyze(
                World.of(facts), List.of(Change.renameHost("mq01.shop.test", "rabbit01")))));
  }

  @Test
  void an_alias_left_keeps_what_is_only_reached_by_the_name() {
    String facts =
        ZONE
            + """
            [mq01/x] host:mq01
            hostname mq01.shop.test
            search shop.test
            identity a r service alias
            identity b r service
            """;
    String both =
        """
        mq01/a BREAKS_ON_RESTART: mq01.shop.test
        mq01/b BREAKS_ON_RESTART: mq01.shop.test
        """;
    assertEquals(both, shown(rename(facts)));
    assertEquals("mq01/b BREAKS_ON_RESTART: mq01.shop.test\n", shown(renameKeepingAlias(facts)));
  }

  @Test
  void an_alias_of_the_machine_is_not_its_own_name() {
    String facts = ZONE + "[mq01/x] host:mq01\nhostname mq01\nidentity a r data\n";
    assertEquals("\n", shown(impact(facts, Change.renameHost("bus.shop.test", "bus2"))));
    assertEquals("\n", shown(impact(facts, Change.renameHost("db01.shop.test", "x"))));
  }

  @Test
  void an_identity_says_what_happens_what_to_do_and_where_it_is_written() {
    String facts = ZONE + "[mq01/x] host:mq01\nhostname mq01\nidentity a r data\n";
    assertEquals(
        "r: its name is its machine's; before: pin it; to return: unpin it (the manual)"
            + " @ mq01/x:2:10",
        rename(facts).why("a").stream()
            .map(reason -> reason.message() + " @ " + reason.evidence().at())
            .collect(Collectors.joining("\n")));
  }

  private static final String CHAIN =
      """
      [web01/conf] host:web01
      hostname web01
      search shop.test
      needs front mq01 OPTION
      listens front 8080
      [till3/conf] host:till3
      search shop.test
      needs basket web01:8080
      needs other web01:9090
      needs soft web01:8080 soft
      needs maybe web01:8080 possible
      listens basket 80
      listens soft 81
      [ns01/conf] host:ns01
      needs shop till3:80
      needs light till3:81
      """;

  @Test
  void a_breakage_travels_over_ports_and_what_degrades_does_not() {
    assertEquals(
        """
        ns01/shop BREAKS knock-on: till3 > till3/basket > web01.shop.test > web01/front > mq01.shop.test
        till3/basket BREAKS knock-on: web01.shop.test > web01/front > mq01.shop.test
        till3/maybe BREAKS knock-on POSSIBLE: web01.shop.test > web01/front > mq01.shop.test
        till3/soft DEGRADES knock-on: web01.shop.test > web01/front > mq01.shop.test
        web01/front BREAKS: mq01.shop.test
        """,
        shown(rename(ZONE + CHAIN.replace(" OPTION", ""))));
    assertEquals(
        "web01/front DEGRADES: mq01.shop.test\n",
        shown(rename(ZONE + CHAIN.replace("OPTION", "soft"))));
  }

  @Test
  void a_knock_on_has_the_time_and_certainty_of_its_cause() {
    String shown = shown(rename(ZONE + CHAIN.replace("OPTION", "start possible")));
    assertTrue(shown.contains("ns01/shop BREAKS_ON_RESTART knock-on POSSIBLE"), shown);
    assertTrue(shown.contains("till3/basket BREAKS_ON_RESTART knock-on POSSIBLE"), shown);
  }

  @Test
  void a_list_of_services_degrades_while_one_is_spared() {
    String facts =
        ZONE
            + CHAIN.replace(" OPTION", "")
            + """
            [ns01/lb] host:ns01
            search shop.test
            needs lb web01:8080 any=g
            needs lb db01:8080 any=g
            [db01/conf] host:db01
            hostname db01
            search shop.test
            listens spare 8080
            """;
    String shown = shown(rename(facts));
    assertTrue(shown.contains("ns01/lb DEGRADES knock-on"), shown);
    assertTrue(
        shown(rename(facts + "needs spare mq01\n")).contains("ns01/lb BREAKS knock-on"),
        "both are hit");
  }

  /** Two brokers, each behind a name of its own, and who uses both. */
  private static final String BROKERS =
      """
      [till3/conf] host:till3
      hostname till3
      search shop.test
      needs app web01:5672 any=brokers
      needs app db01:5672 any=brokers
      listens app 80
      [ns01/conf] host:ns01
      search shop.test
      needs front till3.shop.test:80
      [web01/conf] host:web01
      hostname web01.shop.test
      search shop.test
      listens one 5672
      needs one FIRST
      [db01/conf] host:db01
      hostname db01.shop.test
      search shop.test
      listens two 5672
      needs two SECOND
      """;

  private static String brokers(String first, String second) {
    return shown(
        rename(
            ZONE
                + "a till3.shop.test 10.0.0.9\n"
                + BROKERS.replace("FIRST", first).replace("SECOND", second)));
  }

  @Test
  void of_two_brokers_one_that_breaks_degrades_whoever_uses_both() {
    assertEquals(
        """
        till3/app DEGRADES knock-on: web01.shop.test > web01/one > mq01.shop.test
        web01/one BREAKS: mq01.shop.test
        """,
        brokers("mq01", "mq02"));
  }

  @Test
  void two_brokers_that_stand_behind_one_name_are_no_redundancy() {
    assertEquals(
        """
        db01/two BREAKS_ON_RESTART: bus.shop.test > mq01.shop.test
        ns01/front BREAKS knock-on: till3.shop.test > till3/app > web01.shop.test > web01/one > mq01.shop.test
        ns01/front BREAKS_ON_RESTART knock-on: till3.shop.test > till3/app > db01.shop.test > db01/two > bus.shop.test > mq01.shop.test
        till3/app BREAKS knock-on: web01.shop.test > web01/one > mq01.shop.test
        till3/app BREAKS_ON_RESTART knock-on: db01.shop.test > db01/two > bus.shop.test > mq01.shop.test
        web01/one BREAKS: mq01.shop.test
        """,
        brokers("mq01", "bus start"));
  }

  @Test
  void brokers_that_break_at_different_distances_are_no_redundancy() {
    assertEquals(
        """
        db01/two BREAKS knock-on: web01.shop.test > web01/one > mq01.shop.test
        ns01/front BREAKS knock-on: till3.shop.test > till3/app > db01.shop.test > db01/two > web01.shop.test > web01/one > mq01.shop.test
        till3/app BREAKS knock-on: db01.shop.test > db01/two > web01.shop.test > web01/one > mq01.shop.test
        web01/one BREAKS: mq01.shop.test
        """,
        brokers("mq01", "web01:5672"));
  }

  @Test
  void a_broker_whose_name_is_dead_is_no_way_out_for_one_that_breaks() {
    String facts =
        ZONE
            + """
            [till3/conf] host:till3
            search shop.test
            needs app mq01:5672 any=brokers
            needs app web01:5672 any=brokers
            [web01/conf] host:web01
            hostname web01.shop.test
            search shop.test
            listens one 5672
            needs one mq01 start
            """;
    assertEquals(
        """
        till3/app BREAKS_ON_RESTART knock-on: web01.shop.test > web01/one > mq01.shop.test
        till3/app DEGRADES: mq01.shop.test
        web01/one BREAKS_ON_RESTART: mq01.shop.test
        """,
        shown(rename(facts)));
  }

  @Test
  void one_dead_name_stops_a_proxy_and_all_that_is_served_there() {
    String facts =
        ZONE
            + """
            [web01/nginx] host:web01
            hostname web01.shop.test
            search shop.test
            needs nginx mq01 any_once_found=pool start
            needs nginx mq02 any_once_found=pool start
            listens nginx 80
            listens nginx 8443
            [till3/conf] host:till3
            search shop.test
            needs shop web01:80
            needs admin web01:8443
            needs other web01:9090
            """;
    assertEquals(
        """
        till3/admin BREAKS_ON_RESTART knock-on: web01.shop.test > web01/nginx > mq01.shop.test
        till3/shop BREAKS_ON_RESTART knock-on: web01.shop.test > web01/nginx > mq01.shop.test
        web01/nginx BREAKS_ON_RESTART: mq01.shop.test
        """,
        shown(rename(facts)));
  }

  @Test
  void a_virtual_machine_that_keeps_addresses_for_ever_notices_when_it_ends() {
    String facts = ZONE + TILL + "needs a mq01\nneeds b mq01\nneeds c mq01\n";
    assertEquals(
        """
        till3/a BREAKS_ON_RESTART: mq01.shop.test
        till3/b BREAKS: mq01.shop.test
        till3/c BREAKS: mq01.shop.test
        """,
        shown(
            rename(facts + "set a sun.net.inetaddr.ttl=-1\n" + "set b sun.net.inetaddr.ttl=30\n")));
    assertEquals(
        "mq01 is looked up once and will not be found: sun.net.inetaddr.ttl=-1 keeps the address"
            + " until the program ends",
        rename(facts + "set a sun.net.inetaddr.ttl=-1\n").why("a").get(0).message());
    assertEquals(
        "mq01 is looked up at each use and will not be found, once caches have ended. The address is"
            + " kept for 30 s (sun.net.inetaddr.ttl, till3/conf:5:28)",
        rename(facts + "set a sun.net.inetaddr.ttl=30\n").why("a").get(0).message());
  }

  @Test
  void the_time_is_told_with_what_is_known_of_the_program() {
    String facts =
        ZONE + TILL + "needs a mq01 start\nneeds b mq01 connection\nnote a start One_dead_name.\n";
    assertEquals(
        "mq01 is looked up at start or reload and will not be found: what runs works on until then."
            + " One_dead_name (the manual)",
        rename(facts).why("a").get(0).message());
    assertEquals(
        "mq01 is looked up when the connection is made and will not be found: an open one works on",
        rename(facts).why("b").get(0).message());
  }

  @Test
  void a_member_that_is_dead_already_spares_nobody() {
    String list = "needs any mq01 any=g\nneeds any gone.shop.test any=g\n";
    assertEquals("till3/any BREAKS: mq01.shop.test\n", shown(rename(ZONE + TILL + list)));
  }

  @Test
  void a_circle_of_services_has_an_end() {
    assertEquals(
        """
        till3/b BREAKS knock-on: web01.shop.test > web01/a > mq01.shop.test
        web01/a BREAKS: mq01.shop.test
        """,
        shown(
            rename(
                ZONE
                    + """
                    [till3/conf] host:till3
                    hostname till3
                    search shop.test
                    needs b web01:1
                    listens b 2
                    [web01/conf] host:web01
                    hostname web01
                    search shop.test
                    needs a mq01
                    needs a till3:2
                    listens a 1
                    """)));
  }

  @Test
  void a_token_that_stands_where_a_name_would_possibly_breaks() {
    assertEquals(
        """
        till3/a BREAKS POSSIBLE: mq01.shop.test
        till3/d BREAKS POSSIBLE: bus.shop.test > mq01.shop.test
        """,
        shown(
            rename(
                ZONE
                    + TILL
                    + """
                    value a mq01
                    comment b mq01
                    prose c mq01
                    literal d bus
                    value e mq011
                    """)));
  }

  @Test
  void a_queue_is_renamed_by_name() {
    String facts =
        """
        [mq01/d] vhost:/ in host:mq01
        queue orders rabbit
        exchange x rabbit
        bind x orders key
        [till3/app] host:till3
        needs a orders queue
        needs b other queue
        value c orders
        """;
    assertEquals(
        """
        mq01/broker LOSES_DATA: exchange:x@vhost:/ > queue:orders@vhost:/
        till3/a BREAKS: queue:orders@vhost:/
        till3/c BREAKS POSSIBLE: queue:orders@vhost:/
        """,
        shown(impact(facts, Change.rename("queue:orders", "jobs"))));
  }

  @Test
  void an_endpoint_is_what_stands_with_its_port() {
    assertEquals(
        "till3/a BREAKS: localhost@host:till3 > till3\n",
        shown(
            impact(
                TILL + "needs a localhost:8080\nneeds b localhost:9090\n",
                Change.rename("localhost:8080", "other"))));
  }

  @Test
  void a_name_that_is_taken_is_told_and_the_answer_is_complete() {
    Impact impact = impact(ZONE + TILL + "needs a mq01\n", Change.renameHost("mq01", "db01"));
    assertEquals("name-clash", impact.notices().get(0).code());
    assertEquals(
        "ns01/db.shop.test:3",
        impact.notices().get(0).path() + ":" + impact.notices().get(0).line());
    assertEquals(1, impact.breakages().size());
  }

  @Test
  void who_uses_a_name_that_is_taken_reaches_either_machine() {
    String users =
        """
        needs byname db01
        needs byaddress 10.0.0.6
        needs old mq01
        needs other web01
        needs any db01 any=g
        needs any web01 any=g
        needs both db01 any=g
        needs both mq01 any=g
        [till4/conf] host:till4
        pin db01 10.0.0.6
        needs pinned db01
        [db01/conf] host:db01
        search shop.test
        needs listener db01 start
        """;
    assertEquals(
        """
        till3/any MISDIRECTED: db01.shop.test
        till3/both DEGRADES: mq01.shop.test
        till3/byname MISDIRECTED: db01.shop.test
        till3/old BREAKS: mq01.shop.test
        """,
        shown(impact(ZONE + TILL + users, Change.renameHost("mq01.shop.test", "db01"))));
    assertEquals(
        """
        till3/any MISDIRECTED: db01.shop.test
        till3/byname MISDIRECTED: db01.shop.test
        till3/old MISDIRECTED: mq01.shop.test
        """,
        shown(impact(ZONE + TILL + users, new Change.Rename("host:mq01.shop.test", "db01", true))));
  }

  /** PostgreSQL, pg_hba.conf; exports(5): what the server sees is the client. */
  @Test
  void who_is_let_in_by_name_is_refused_under_another_name() {
    String company =
        ZONE
            + """
            [mq01/conf] host:mq01
            search shop.test
            own mq01 10.0.0.5
            needs report db01:5432
            needs pool db01:5432 connection
            needs other web01:80
            [db01/conf] host:db01
            own db01 10.0.0.6
            listens store 5432
            needs store %s soft %s
            """;
    String refused =
        """
        db01/store DEGRADES: mq01.shop.test
        mq01/pool BREAKS_ON_RESTART: db01.shop.test > db01/store > mq01.shop.test
        mq01/report BREAKS: db01.shop.test > db01/store > mq01.shop.test
        """;
    String byReverse = company.formatted("mq01.shop.test", "reverse-client");
    String byAddress = company.formatted("mq01.shop.test", "client");
    assertEquals(refused, shown(rename(byReverse)));
    assertEquals(refused, shown(rename(byAddress)));
    assertEquals(refused, shown(renameKeepingAlias(byReverse)));
    assertEquals("\n", shown(renameKeepingAlias(byAddress)));
    assertEquals("\n", shown(rename(company.formatted("10.0.0.5", "reverse-client"))));
  }

  @Test
  void several_meanings_are_told() {
    Impact impact =
        impact(ZONE + "zone lab.test\na mq01.lab.test 10.9.0.5\n", Change.renameHost("mq01", "x"));
    assertEquals(
        "several-meanings: host:mq01 means: host:mq01.lab.test, host:mq01.shop.test",
        impact.notices().get(0).code() + ": " + impact.notices().get(0).message());
    assertEquals(
        "{host:mq01.lab.test=host:x.lab.test, host:mq01.shop.test=host:x.shop.test}",
        impact.renamed().toString());
  }

  @Test
  void changes_made_together_are_one_answer() {
    Impact impact =
        impact(
            ZONE + TILL + "needs a mq01\nneeds b db01\n",
            Change.renameHost("mq01", "x1"),
            Change.renameHost("db01", "x2"));
    assertEquals(2, impact.breakages().size());
  }

  @Test
  void the_verdict_is_the_gravest_that_is_certain() {
    assertEquals(Verdict.BREAKS, rename(ZONE + TILL + "needs a mq01 soft\n").verdict());
    assertEquals(Verdict.UNCERTAIN, rename(ZONE + TILL + "needs a mq01 possible\n").verdict());
    Impact safe = rename(ZONE + TILL + "needs a db01\n");
    assertEquals(Verdict.SAFE, safe.verdict());
    Coverage coverage = Coverage.of(List.of());
    assertEquals(Verdict.UNCERTAIN, safe.with(coverage, List.of(), true).verdict());
    assertEquals(Verdict.SAFE, safe.with(coverage, List.of(), false).verdict());
  }

  @Test
  void who_is_spared_is_told_with_the_reason() {
    String facts = ZONE + TILL + "needs a mq01\nneeds b 10.0.0.5\nneeds c db01\n";
    World world = StatedFacts.world(facts);
    Map<NodeId, String> spared =
        ImpactAnalyzer.unaffected(
            world,
            ImpactAnalyzer.analyze(world, List.of(Change.renameHost("mq01.shop.test", "x"))));
    assertEquals(
        "{component:till3/b=reaches it by address: till3/conf:3:9,"
            + " component:till3/c=reaches nothing that changes}",
        spared.toString());
  }

  @Test
  void why_is_asked_by_id_or_name() {
    Impact impact = rename(ZONE + TILL + "needs a bus\n");
    assertEquals(impact.why("component:till3/a"), impact.why("a"));
    assertEquals(
        """
        bus is looked up at each use and will not be found, once caches have ended @ till3/conf:2:9
        host:bus.shop.test leads to host:mq01.shop.test @ ns01/db.shop.test:6:21
        """,
        impact.why("a").stream()
            .map(reason -> reason.message() + " @ " + reason.evidence().at() + "\n")
            .collect(Collectors.joining()));
    assertEquals(List.of(), impact.why("nobody"));
  }
}
