package io.whatbreaks.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.WordHashes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintTest {
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test -eu.shop.test +shop.test +post.shop.test
      a mq01.shop.test 10.0.0.5
      ptr 5 10.0.0.5 mq01.shop.test
      """;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private static Lint lint(String facts, FileState... files) {
    return Lint.of(StatedFacts.world(facts), List.of(files));
  }

  private static void finds(String facts, String... expected) {
    Lint lint = lint(facts);
    assertEquals(
        String.join("\n", expected),
        String.join("\n", lint.findings().stream().map(Finding::toString).toList()));
    assertEquals(List.of(), lint.notices());
  }

  private static FileState lost(String path, Integer... words) {
    return new FileState(path, Reading.PARTLY, "damaged", List.of(words), false, false);
  }

  // Dangling references.

  @Test
  void a_name_that_its_zone_denies_is_dangling() {
    finds(
        ZONE + "[app.conf] tree:\nneeds basket old01.shop.test\nneeds basket mq01.shop.test",
        "app.conf:1:14: ERROR dangling-reference: old01.shop.test does not exist");
  }

  /** https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
  @Test
  void a_port_is_asked_for_by_a_name_it_has() {
    String shop =
        """
        [a.yaml] kubernetes:shop in tree:
        service web
        ports web 80
        port web http has
        selects web app=web
        carries web app=web
        port web main of
        ports bare 80
        """;
    finds(
        shop
            + """
            port web http asked
            port web admin asked
            port bare http asked
            port unknown http asked
            port web main handed_on
            port web metrics handed_on
            port bare metrics handed_on
            port web {{.Values.port}} asked
            """,
        "a.yaml:9:10: ERROR dangling-reference: web has no port called admin, only http",
        "a.yaml:10:11: ERROR dangling-reference: bare has no port called http",
        "a.yaml:13:10: ERROR dangling-reference: web hands on to a port called metrics, which none"
            + " of its pods has");
    finds(
        shop.replace("port web main of", "port web {{.Values.name}} of")
            + "port web metrics handed_on\n");
  }

  @Test
  void a_name_outside_of_what_was_given_is_no_finding() {
    finds(
        ZONE
            + """
            [app.conf] tree:
            needs basket mq01.shop.test
            needs basket api.elsewhere.test
            needs basket old01
            needs basket x.eu.shop.test
            needs basket 10.9.9.9
            """);
  }

  @Test
  void a_name_that_owns_another_record_exists() {
    // Its mail records say where mail goes: RFC 5321, section 5.1.
    finds(ZONE + "[app.conf] tree:\nneeds basket mq01.shop.test\nneeds basket post.shop.test");
  }

  @Test
  void a_short_name_that_every_search_domain_denies_is_dangling() {
    String till = ZONE + "[till3/etc/resolv.conf] host:till3\nsearch shop.test\n";
    finds(
        till + "[till3/app.conf] host:till3\nneeds basket old01\nneeds basket mq01",
        "till3/app.conf:1:14: ERROR dangling-reference: old01 does not exist: nor does"
            + " old01.shop.test");
    finds(
        till.replace("search shop.test", "search shop.test elsewhere.test")
            + "[till3/app.conf] host:till3\nneeds basket old01\nneeds basket mq01");
  }

  @Test
  void a_name_behind_an_alias_to_nothing_is_dangling_and_so_is_the_alias() {
    finds(
        ZONE
            + "cname bus.shop.test old01.shop.test\n"
            + "[app.conf] tree:\nneeds basket bus.shop.test",
        "app.conf:1:14: ERROR dangling-reference: bus.shop.test leads to old01.shop.test, which"
            + " does not exist",
        "ns01/db.shop.test:4:21: ERROR alias-to-nothing: bus.shop.test stands for"
            + " old01.shop.test, which does not exist");
  }

  @Test
  void aliases_in_a_circle_lead_to_nothing() {
    finds(
        ZONE + "cname a.shop.test b.shop.test\ncname b.shop.test a.shop.test",
        "ns01/db.shop.test:4:19: ERROR alias-to-nothing: a.shop.test leads in a circle",
        "ns01/db.shop.test:5:19: ERROR alias-to-nothing: b.shop.test leads in a circle");
  }

  @Test
  void an_alias_out_of_what_was_given_is_no_finding() {
    finds(ZONE + "cname www.shop.test edge.elsewhere.test\ncname post2.shop.test post.shop.test");
  }

  @Test
  void nothing_is_dangling_while_a_lost_file_may_declare_it() {
    String facts = ZONE + "[app.conf] tree:\nneeds basket old01.shop.test";
    FileState holds = lost("db.more", WordHashes.of("old01"));
    Lint lint = lint(facts, holds);
    assertEquals(List.of(), lint.findings());
    assertEquals(
        List.of(
            "db.more: WARNING findings-withheld: not read whole, so of 1 names that seem to be"
                + " missing or unused nothing is said"),
        lint.notices().stream().map(Diagnostic::toString).toList());

    FileState zone = new FileState("db.other", Reading.PARTLY, "damaged", List.of(1), false, true);
    assertEquals(List.of(), lint(facts, zone).findings(), "any line of a zone may be the one");
    FileState opaque = new FileState("x.bin", Reading.FAILED, "no", List.of(), true, false);
    assertEquals(List.of(), lint(facts, opaque).findings());
    assertEquals(1, lint(facts, lost("other", 1)).findings().size(), "it does not hold the word");
  }

  @Test
  void a_service_that_the_project_lacks_is_dangling() {
    String project = "[a/compose.yaml] compose:a in tree:\nservice web\n";
    finds(
        project + "needs web db\nneeds web cache possible\nneeds web db.elsewhere.test",
        "a/compose.yaml:2:11: ERROR dangling-reference: the project has no service db");
    // The containers of another project may be on the same network.
    finds(project + "joins web back shared\nneeds web db");
    finds("[a/compose.yaml] compose:a in tree:\nneeds web db");
  }

  @Test
  void a_backend_that_the_namespace_lacks_is_dangling_beside_other_services() {
    String rule = " rule=kubernetes/ingress-backend";
    String shop = "[k/shop.yaml] kubernetes:default in tree:\nservice web\nports web 80,443\n";
    finds(
        shop + "needs edge old:80" + rule + "\nneeds edge web:8080" + rule + "\nneeds edge web:80",
        "k/shop.yaml:3:12: ERROR dangling-reference: namespace default has no Service old",
        "k/shop.yaml:4:12: ERROR dangling-reference: web has no port 8080, only 80, 443");
    finds(
        shop + "[k/ingress.yaml] kubernetes:default in tree:\nneeds edge old:80" + rule,
        new String[0]);
  }

  @Test
  void a_selector_that_fits_no_pod_is_dangling_beside_pods() {
    String shop =
        """
        [k/shop.yaml] kubernetes:default in tree:
        carries front app=front
        selects front app=front
        selects back app=back
        selects tier tier=back
        """;
    finds(
        shop + "[k/elsewhere.yaml] kubernetes:default in tree:\nselects more app=more",
        "k/shop.yaml:3:14: ERROR dangling-reference: back selects no pods: none carries app=back");
  }

  // Bindings.

  @Test
  void a_binding_of_what_is_not_declared_is_dead() {
    finds(
        """
        [b/definitions.json] vhost:shop in tree:
        queue orders broker
        exchange sales broker
        bind sales orders new
        bind amq.topic orders new
        bind old orders new
        bind sales gone new
        """,
        "b/definitions.json:5:10: ERROR dead-binding: a binding from exchange:old@vhost:shop, which"
            + " is not declared",
        "b/definitions.json:6:12: ERROR dead-binding: a binding to queue:gone@vhost:shop, which is"
            + " not declared");
  }

  // Shadows.

  @Test
  void a_line_of_a_hosts_file_with_another_address_shadows_the_record() {
    String till =
        ZONE
            + "[till3/etc/resolv.conf] host:till3\nsearch shop.test\n[till3/etc/hosts] host:till3\n";
    finds(
        till + "pin mq01.shop.test 10.0.0.99",
        "till3/etc/hosts:1:5: WARNING shadowed-name: this hosts file has 10.0.0.99 for"
            + " mq01.shop.test, DNS has 10.0.0.5");
    finds(
        till + "pin mq01 10.0.0.99",
        "till3/etc/hosts:1:5: WARNING shadowed-name: this hosts file has 10.0.0.99 for mq01, DNS"
            + " has 10.0.0.5 for mq01.shop.test");
    finds(till + "pin mq01 10.0.0.5\npin other.test 10.0.0.99\npin mq01.shop.test 127.0.0.1");
    finds(till + "pin mq01 10.0.0.5\npin mq01 10.0.0.99\npin mq01 fe80::1");
  }

  @Test
  void a_search_domain_shadows_the_name_of_a_later_one() {
    String zones =
        ZONE
            + """
            [ns01/db.eu.test] host:ns01
            zone eu.test
            a mq01.eu.test 10.1.0.5
            a db.eu.test 10.1.0.6
            [till3/etc/resolv.conf] host:till3
            search eu.test shop.test
            [till3/app.conf] host:till3
            needs basket mq01
            needs basket db
            needs basket mq01.shop.test
            """;
    finds(
        zones,
        "till3/app.conf:1:14: INFO shadowed-name: mq01 finds mq01.eu.test before mq01.shop.test");
  }

  // Clashes.

  @Test
  void two_machines_of_one_name_clash() {
    finds(
        """
        [a/etc/hostname] host:a
        hostname mq01.shop.test
        own mq01.shop.test 10.0.0.1
        [b/etc/hosts] host:mq01.shop.test
        own mq01.shop.test 10.0.0.1
        """
            .replace("host:a", "host:mq01"),
        "a/etc/hostname:1:10: ERROR name-clash: 2 machines are called mq01.shop.test: mq01,"
            + " mq01.shop.test");
  }

  @Test
  void an_alias_beside_an_address_clashes() {
    // RFC 1034, section 3.6.2.
    finds(
        ZONE
            + "cname mq01.shop.test db.shop.test\na db.shop.test 10.0.0.6\nptr 6 10.0.0.6"
            + " db.shop.test",
        "ns01/db.shop.test:4:22: ERROR name-clash: mq01.shop.test stands for db.shop.test and is"
            + " the address 10.0.0.5");
  }

  // Names that nobody uses.

  @Test
  void a_name_that_nobody_uses_is_told_where_others_of_its_zone_are_used() {
    String more = ZONE + "a old01.shop.test 10.0.0.7\ncname bus.shop.test mq01.shop.test\n";
    finds(more);
    finds(
        more + "[app.conf] tree:\nneeds basket mq01.shop.test",
        "ns01/db.shop.test:4:3: INFO unused-name: nobody known uses host:old01.shop.test",
        "ns01/db.shop.test:5:7: INFO unused-name: nobody known uses host:bus.shop.test");
    finds(
        more
            + "[app.conf] tree:\nneeds basket mq01.shop.test\nneeds basket bus.shop.test\n"
            + "value basket old01");
  }

  // Single points of failure.

  @Test
  void what_breaks_many_others_is_told_unless_a_list_spares_them() {
    String three =
        """
        [ns01/db.shop.test] host:ns01
        zone shop.test
        a mq01.shop.test 10.0.0.5
        ptr 5 10.0.0.5 mq01.shop.test
        a mq02.shop.test 10.0.0.6
        ptr 6 10.0.0.6 mq02.shop.test
        [app.conf] tree:
        needs one mq01.shop.test
        needs two mq01.shop.test
        needs three mq01.shop.test
        """;
    finds(
        three,
        "ns01/db.shop.test:2:3: INFO single-point-of-failure: 3 others break when"
            + " host:mq01.shop.test is lost: component:tree/one, component:tree/three,"
            + " component:tree/two");
    finds(
        three.replace("needs two mq01.shop.test", "needs two mq01.shop.test any=bus")
            + "needs two mq02.shop.test any=bus");
    finds(three.replace("needs two mq01.shop.test", "needs two mq01.shop.test soft"));
  }

  @Test
  void a_loss_is_carried_on_through_those_that_it_breaks() {
    String shop =
        Stream.of("one", "two", "three")
            .map(name -> "needs " + name + " web:80\n")
            .reduce(
                """
                [a/compose.yaml] compose:a in tree:
                service web
                service db
                needs web db:5432
                """,
                String::concat);
    finds(
        shop,
        "a/compose.yaml:1:9: INFO single-point-of-failure: 3 others break when host:web@compose:a"
            + " is lost: component:tree/one, component:tree/three, component:tree/two",
        "a/compose.yaml:2:9: INFO single-point-of-failure: 4 others break when host:db@compose:a"
            + " is lost: component:tree/one, component:tree/three, component:tree/two,"
            + " component:tree/web");
  }

  // What is accepted.

  private static Acceptance accepts(String name, Optional<LocalDate> until) {
    return new Acceptance(
        "dangling-reference",
        Optional.of("app.conf"),
        Optional.empty(),
        Optional.of(name),
        "goes in spring",
        until,
        "accepted.yaml",
        3);
  }

  @Test
  void what_is_accepted_is_left_out_until_that_ends() {
    Lint lint = lint(ZONE + "[app.conf] tree:\nneeds basket old01.shop.test");
    Acceptance forEver = accepts("old01.shop.test", Optional.empty());
    assertEquals(new Lint(List.of(), List.of()), lint.accepting(List.of(forEver), TODAY));
    Acceptance today = accepts("old01.shop.test", Optional.of(TODAY));
    assertEquals(new Lint(List.of(), List.of()), lint.accepting(List.of(today), TODAY));

    Lint after = lint.accepting(List.of(today), TODAY.plusDays(1));
    assertEquals(lint.findings(), after.findings());
    assertEquals(
        List.of(
            "accepted.yaml:3: WARNING acceptance-ended: the acceptance of dangling-reference ended"
                + " on 2026-11-24 (mend the finding, or give it a later day)"),
        after.notices().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void an_acceptance_that_fits_nothing_is_told() {
    Lint lint = lint(ZONE + "[app.conf] tree:\nneeds basket old01.shop.test");
    Lint other = lint.accepting(List.of(accepts("x.shop.test", Optional.empty())), TODAY);
    assertEquals(lint.findings(), other.findings());
    assertEquals(
        List.of(
            "accepted.yaml:3: INFO acceptance-unused: no dangling-reference is found that this"
                + " accepts"),
        other.notices().stream().map(Diagnostic::toString).toList());
  }

  @Test
  void a_whole_code_cannot_be_accepted() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Acceptance(
                "unused-name",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "noise",
                Optional.empty(),
                "accepted.yaml",
                1));
  }
}
