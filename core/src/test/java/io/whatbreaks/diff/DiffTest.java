package io.whatbreaks.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.StatedFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
  private static final String STAGING =
      """
      [s-mq01/etc/hostname] host:s-mq01.stage.test
      own s-mq01.stage.test 10.1.0.5
      [s-till3/app.conf] host:s-till3.stage.test
      needs basket s-mq01.stage.test:5672
      """;

  private static final String PRODUCTION =
      """
      [p-mq01/etc/hostname] host:p-mq01.prod.test
      own p-mq01.prod.test 10.0.0.5
      [p-till3/app.conf] host:p-till3.prod.test
      needs basket p-mq01.prod.test:5672
      """;

  private static final NameMap NAMES =
      NameMap.NONE.with("s-*", "p-*").withDomain("stage.test", "prod.test");

  private static void differ(String a, String b, NameMap names, String... expected) {
    List<String> told =
        Diff.of(StatedFacts.world(a), StatedFacts.world(b), names).entries().stream()
            .map(
                entry ->
                    entry.side()
                        + " "
                        + entry.kind()
                        + " "
                        + entry.origin()
                        + entry.target().map(target -> " -> " + target).orElse("")
                        + (entry.detail().isEmpty() ? "" : " " + entry.detail())
                        + " at "
                        + entry.evidence().at())
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", told));
  }

  @Test
  void the_same_differs_in_nothing() {
    differ(STAGING, STAGING, NameMap.NONE);
    differ("", "", NAMES);
  }

  @Test
  void hosts_are_matched_by_their_role_where_that_is_told() {
    differ(STAGING, PRODUCTION, NAMES);
    differ(
        STAGING,
        PRODUCTION,
        NameMap.NONE
            .with("s-mq01.stage.test", "p-mq01.prod.test")
            .with("s-till3.stage.test", "p-till3.prod.test"));
  }

  @Test
  void without_that_all_differs() {
    differ(
        STAGING,
        PRODUCTION,
        NameMap.NONE,
        "B DEPENDENCY component:p-till3.prod.test/basket -> host:p-mq01.prod.test 5672 at"
            + " p-till3/app.conf:1:14",
        "A DEPENDENCY component:s-till3.stage.test/basket -> host:s-mq01.stage.test 5672 at"
            + " s-till3/app.conf:1:14",
        "B DECLARED host:p-mq01.prod.test at p-mq01/etc/hostname:1:5",
        "A DECLARED host:s-mq01.stage.test at s-mq01/etc/hostname:1:5");
  }

  @Test
  void a_dependency_of_one_side_is_told_and_so_is_another_port() {
    differ(
        STAGING + "needs basket api.elsewhere.test",
        PRODUCTION.replace(":5672", ":5671"),
        NAMES,
        "A DEPENDENCY component:s-till3.stage.test/basket -> host:api.elsewhere.test at"
            + " s-till3/app.conf:2:14",
        "B DEPENDENCY component:p-till3.prod.test/basket -> host:p-mq01.prod.test 5671 at"
            + " p-till3/app.conf:1:14",
        "A DEPENDENCY component:s-till3.stage.test/basket -> host:s-mq01.stage.test 5672 at"
            + " s-till3/app.conf:1:14");
  }

  @Test
  void several_hosts_may_have_the_role_of_one() {
    differ(
        "[app.conf] tree:\nneeds basket db01:5432",
        "[app.conf] tree:\nneeds basket dbx1:5432\nneeds basket dbx2:5432",
        NameMap.NONE.with("db01", "dbx*"));
  }

  @Test
  void aliases_and_bindings_are_compared() {
    String a =
        """
        [db.shop.test] tree:
        zone shop.test
        cname bus.shop.test mq01.shop.test
        [broker.json] vhost:shop in tree:
        bind sales orders new
        """;
    differ(
        a,
        a.replace("mq01", "mq02").replace("new", "old"),
        NameMap.NONE,
        "A BINDING exchange:sales@vhost:shop -> queue:orders@vhost:shop new at broker.json:1:12",
        "B BINDING exchange:sales@vhost:shop -> queue:orders@vhost:shop old at broker.json:1:12",
        "A DEPENDENCY host:bus.shop.test -> host:mq01.shop.test at db.shop.test:2:21",
        "B DEPENDENCY host:bus.shop.test -> host:mq02.shop.test at db.shop.test:2:21");
  }

  @Test
  void another_version_is_told_where_both_tell_one() {
    String a =
        """
        [s-mq01/pkg] host:s-mq01.stage.test
        installed broker rabbitmq 3.8.9
        installed cache redis
        """;
    differ(
        a,
        """
        [p-mq01/pkg] host:p-mq01.prod.test
        installed broker rabbitmq 3.10.8
        installed cache redis 7.0.15
        """,
        NAMES,
        "B VERSION component:p-mq01.prod.test/broker -> service:rabbitmq 3.10.8 at"
            + " p-mq01/pkg:1:18",
        "A VERSION component:s-mq01.stage.test/broker -> service:rabbitmq 3.8.9 at"
            + " s-mq01/pkg:1:18");
  }

  @Test
  void how_many_can_stand_in_for_one_another_is_told() {
    String list =
        """
        [p-till3/app.conf] host:p-till3.prod.test
        needs basket p-mq01.prod.test:5672 any=bus
        needs basket p-mq02.prod.test:5672 any=bus
        """;
    String fewer =
        "A REDUNDANCY component:s-till3.stage.test/basket -> host:s-mq01.stage.test 1 at";
    differ(
        STAGING,
        list,
        NameMap.NONE
            .with("s-mq01", "p-mq*")
            .with("s-*", "p-*")
            .withDomain("stage.test", "prod.test"),
        fewer + " s-till3/app.conf:1:14",
        "B REDUNDANCY component:p-till3.prod.test/basket -> host:p-mq01.prod.test 2 at"
            + " p-till3/app.conf:1:14",
        "A DECLARED host:s-mq01.stage.test at s-mq01/etc/hostname:1:5");
  }

  @Test
  void a_name_of_one_side_in_a_program_of_the_other_is_told() {
    String program = "[p-till3/job.py] host:p-till3.prod.test\n";
    differ(
        STAGING,
        PRODUCTION
            + program
            + "literal job.py s-mq01.stage.test\ncomment job.py s-mq01.stage.test\n",
        NAMES,
        "B HARD_CODED component:p-till3.prod.test/job.py -> host:s-mq01.stage.test at"
            + " p-till3/job.py:1:16");
    differ(
        STAGING + "[s-till3/job.py] host:s-till3.stage.test\nliteral job.py s-mq01.stage.test\n",
        PRODUCTION + program + "literal job.py p-mq01.prod.test\nliteral job.py nobody.prod.test\n",
        NAMES);
  }

  @Test
  void namespaces_are_matched_like_hosts() {
    String a =
        """
        [k/a.yaml] kubernetes:shop-staging in tree:
        selects db app=db
        service db
        needs shop-staging/web db:5432
        """;
    differ(a, a.replace("-staging", ""), NameMap.NONE.with("shop-staging", "shop"));
  }

  @Test
  void places_and_repetitions_make_no_difference() {
    differ(
        "[app.conf] tree:\nneeds basket db01\nneeds basket db01",
        "[other.conf] tree:\nset basket a=b\nneeds basket db01",
        NameMap.NONE);
  }

  @ParameterizedTest
  @CsvSource({"a*b*, x*y*", "a*, x", "'', x", "a, ''"})
  void a_pair_that_means_nothing_is_refused(String left, String right) {
    assertThrows(IllegalArgumentException.class, () -> NameMap.NONE.with(left, right));
  }

  @ParameterizedTest
  @CsvSource({"'', prod.test", "stage.test, ''", "st age, prod"})
  void what_is_no_domain_is_refused(String left, String right) {
    assertThrows(IllegalArgumentException.class, () -> NameMap.NONE.withDomain(left, right));
  }
}
