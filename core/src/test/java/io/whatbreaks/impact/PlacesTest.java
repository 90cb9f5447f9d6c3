package io.whatbreaks.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which places name a thing, and what must stand there afterwards. */
class PlacesTest {
  private static final String FACTS =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      cname bus.shop.test mq01.shop.test
      a db01.shop.test 10.0.0.6
      [mq01/etc/hosts] host:mq01
      hostname mq01
      own mq01.shop.test 10.0.0.5
      own mq01 10.0.0.5
      [till3/etc/hosts] host:till3
      search shop.test
      pin mq01.shop.test 10.0.0.5
      pin queue 10.0.0.5
      """;

  private static String places(String facts, Change change) {
    return ImpactAnalyzer.analyze(StatedFacts.world(facts), List.of(change)).places().stream()
        .map(
            place ->
                place.evidence().at()
                    + "-"
                    + place.evidence().at().endColumn()
                    + " "
                    + place.role()
                    + (place.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
                    + place.edit().map(edit -> " -> " + edit).orElse("")
                    + place.component().map(id -> " of " + id).orElse(""))
        .map(line -> line.replace("component:", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void records_and_the_machine_s_own_files_define_it_and_all_else_uses_it() {
    assertEquals(
        """
        mq01/etc/hosts:1:10-14 DEFINES -> rabbit01
        mq01/etc/hosts:2:5-19 DEFINES -> rabbit01.shop.test
        mq01/etc/hosts:3:5-9 DEFINES -> rabbit01
        ns01/db.shop.test:2:3-17 DEFINES -> rabbit01.shop.test
        ns01/db.shop.test:3:21-35 USES -> rabbit01.shop.test
        till3/etc/hosts:2:5-19 USES -> rabbit01.shop.test
        """,
        places(FACTS, Change.renameHost("mq01", "rabbit01")));
  }

  @Test
  void localhost_addresses_aliases_and_other_names_are_never_places() {
    assertEquals(
        places(FACTS, Change.renameHost("mq01", "rabbit01")),
        places(
            FACTS
                + """
                [till3/app] host:till3
                needs a localhost:5672
                needs a 127.0.0.1
                needs a 10.0.0.5
                needs a bus
                needs a queue
                needs a mq010
                value a mq01-audit
                comment a mq011
                [mq01/app] host:mq01
                needs b localhost
                """,
            Change.renameHost("mq01", "rabbit01")));
  }

  @Test
  void an_alias_is_renamed_alone() {
    assertEquals(
        "ns01/db.shop.test:3:7-20 DEFINES -> queue.shop.test\n",
        places(FACTS, Change.renameHost("bus.shop.test", "queue")));
  }

  @Test
  void each_place_is_listed_once_with_its_strongest_role() {
    assertEquals(
        """
        till3/app:1:9-13 USES -> rabbit01 of till3/a
        till3/app:2:9-13 USES POSSIBLE -> rabbit01 of till3/b
        till3/app:3:9-13 USES POSSIBLE -> rabbit01 of till3/c
        till3/app:4:11-15 MENTIONS POSSIBLE -> rabbit01 of till3/d
        till3/app:5:9-13 MENTIONS POSSIBLE -> rabbit01 of till3/e
        """,
        places(
                FACTS
                    + """
                    [till3/app] host:till3
                    needs a mq01
                    needs b mq01 possible
                    value c mq01
                    comment d mq01
                    prose e mq01
                    [till3/app] host:till3
                    value x mq01
                    """,
                Change.renameHost("mq01", "rabbit01"))
            .lines()
            .filter(line -> line.startsWith("till3/app"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void the_place_of_a_placeholder_is_where_the_letters_stand() {
    assertEquals(
        "till3/app:2:15-19 USES -> rabbit01 of till3/a\n",
        places(
                FACTS
                    + "[till3/app] host:till3\nneeds a ${mq}\nset a mq.host=mq01\n"
                        .replace("${mq}", "${mq.host}"),
                Change.renameHost("mq01", "rabbit01"))
            .lines()
            .filter(line -> line.startsWith("till3/app"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void a_queue_is_named_by_declaration_binding_reference_and_text() {
    assertEquals(
        """
        mq01/d:1:7-13 DEFINES -> jobs of mq01/rabbit
        mq01/d:3:8-14 USES -> jobs of mq01/broker
        till3/app:1:9-15 USES -> jobs of till3/a
        till3/app:2:9-15 USES POSSIBLE -> jobs of till3/b
        """,
        places(
            """
            [mq01/d] vhost:/ in host:mq01
            queue orders rabbit
            exchange x rabbit
            bind x orders key
            [till3/app] host:till3
            needs a orders queue
            value b orders
            value b orders.dead
            """,
            Change.rename("queue:orders", "jobs")));
  }

  @Test
  void an_endpoint_is_named_where_its_port_goes_with_it() {
    assertEquals(
        """
        till3/app:1:9-18 USES -> peer of till3/a
        till3/app:3:11-15 DEFINES POSSIBLE of till3/b
        """,
        places(
            """
            [till3/app] host:till3
            needs a localhost:8080
            needs a localhost:9090
            listens b 8080
            listens b 9090
            """,
            Change.rename("localhost:8080", "peer")));
  }

  @Test
  void an_endpoint_that_gets_another_port_is_edited_at_its_port_too() {
    assertEquals(
        """
        till3/app:1:9-18 USES -> peer of till3/a
        till3/app:1:19-23 USES -> 5000 of till3/a
        till3/app:3:11-15 DEFINES POSSIBLE -> 5000 of till3/b
        """,
        places(
            """
            [till3/app] host:till3
            needs a localhost:8080
            needs a localhost:9090
            listens b 8080
            listens b 9090
            """,
            Change.rename("localhost:8080", "peer:5000")));
  }

  @ParameterizedTest
  @CsvSource({
    // written, old, new, in a zone, edit
    "mq01, mq01.shop.test, rabbit01.shop.test, false, rabbit01",
    "mq01.shop.test, mq01.shop.test, rabbit01.shop.test, false, rabbit01.shop.test",
    "mq01.shop.test., mq01.shop.test, rabbit01.shop.test, true, rabbit01.shop.test.",
    "MQ01, mq01.shop.test, rabbit01.shop.test, false, rabbit01",
    "mq01.Shop.TEST., mq01.shop.test, rabbit01.shop.test, true, rabbit01.Shop.TEST.",
    "mq01.eu, mq01.eu.shop.test, rabbit01.eu.shop.test, true, rabbit01.eu",
    "mq01, mq01.shop.test, rabbit01.lab.test, false, rabbit01.lab.test",
    "mq01, mq01.shop.test, rabbit01.lab.test, true, rabbit01.lab.test.",
    "mq01, mq01, rabbit01, false, rabbit01",
    "db.data.svc, db.data, db2.data, false, db2.data.svc",
    "pg-0.db, db, db2, false, pg-0.db2",
    "pg-0.db.shop.svc, db, db2, false, pg-0.db2.shop.svc",
    "mq01, mq01.shop.test, mq01.lab.test, false, mq01.lab.test",
    "mq01.shop.test, mq01.shop.test, mq01.shop.test, false, ",
    "other, mq01.shop.test, rabbit01.shop.test, false, ",
    "mq01., mq01.shop.test, rabbit01.shop.test, false, rabbit01.",
  })
  void the_new_name_is_written_as_the_old_one(
      String written, String old, String now, boolean zone, String edit) {
    assertEquals(Optional.ofNullable(edit), Spelling.rewrite(written, old, now, zone));
  }

  @Test
  void breakages_and_places_have_an_order() {
    Impact impact =
        ImpactAnalyzer.analyze(
            StatedFacts.world(
                FACTS + "[till3/app] host:till3\nneeds b mq01\nneeds a mq01 soft\nneeds a mq01\n"),
            List.of(Change.renameHost("mq01", "rabbit01")));
    assertEquals(
        List.of("a BREAKS", "a DEGRADES", "b BREAKS"),
        impact.breakages().stream().map(b -> b.component().name() + " " + b.effect()).toList());
    assertEquals(impact.places().stream().sorted().toList(), impact.places());
    assertEquals(NodeId.class, impact.renamed().keySet().iterator().next().getClass());
  }
}
