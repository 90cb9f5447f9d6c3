package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneScannerTest {
  private static final String HEAD = "$ORIGIN shop.test.\n";

  private static Document zone(String path, String text) {
    return Document.of(path, Scope.tree(""), path, text);
  }

  private static String facts(String text) {
    return Facts.of(new ZoneScanner(), zone("zones/db.shop.test", text));
  }

  @Test
  void a_zone_gives_its_records() {
    String text =
        """
        $ORIGIN shop.test.
        $TTL 1h
        @       IN SOA ns1 hostmaster (
                  2026010101 ; serial
                  2h 15m 2w 5m )
                IN NS  ns1
                IN NS  ns2.other.test.
                IN MX  10 mail
                IN MX  20 mail.other.test.
        ns1     3600 IN A 10.0.0.2
        mail    IN 1h30m A 10.0.0.3
        mq01    A 10.0.0.5
                AAAA fd00::5
        Bus     IN CNAME MQ01.Shop.TEST.
        _amqp._tcp SRV 0 5 5672 mq01
        _amqp._tcp SRV 0 5 0 .
        lab     NS ns.lab
        """;
    assertEquals(
        """
        3:1-2 zone shop.test CERTAIN without [lab.shop.test] others [shop.test, _amqp._tcp.shop.test]
        3:16-19 zone/soa ns1.shop.test. soft
        6:16-19 zone/ns ns1.shop.test. ANY of zone/ns:shop.test soft
        7:16-30 zone/ns ns2.other.test. ANY of zone/ns:shop.test soft
        8:19-23 zone/mx mail.shop.test. ORDERED of zone/mx:shop.test
        9:19-34 zone/mx mail.other.test. ORDERED of zone/mx:shop.test
        10:1-4 declares host:ns1.shop.test
        10:19-27 host:ns1.shop.test has 10.0.0.2
        11:1-5 declares host:mail.shop.test
        11:20-28 host:mail.shop.test has 10.0.0.3
        12:1-5 declares host:mq01.shop.test
        12:11-19 host:mq01.shop.test has 10.0.0.5
        13:14-21 host:mq01.shop.test has fd00::5
        14:1-4 declares host:bus.shop.test
        14:18-32 host:bus.shop.test is mq01.shop.test by zone/cname
        15:25-29 zone/srv mq01.shop.test.:5672 ANY of zone/srv:_amqp._tcp.shop.test
        17:12-18 zone/ns ns.lab.shop.test. ANY of zone/ns:lab.shop.test soft
        """,
        facts(text));
  }

  @Test
  void every_place_where_the_owner_of_addresses_is_written_declares_it() {
    String text =
        """
        @  MX 10 mail
          A 10.0.0.1
        www A 10.0.0.1
        www.shop.test. TXT "hello"
        _x._tcp SRV 0 0 1 www
        """;
    assertEquals(
        """
        2:1-2 declares host:shop.test
        2:10-14 zone/mx mail.shop.test. ORDERED of zone/mx:shop.test
        3:5-13 host:shop.test has 10.0.0.1
        4:1-4 declares host:www.shop.test
        4:7-15 host:www.shop.test has 10.0.0.1
        5:1-14 declares host:www.shop.test
        6:19-22 zone/srv www.shop.test.:1 ANY of zone/srv:_x._tcp.shop.test
        """,
        facts(HEAD + text));
  }

  @Test
  void an_owner_that_is_written_on_a_line_of_the_zone_itself_is_declared_there() {
    assertEquals(
        """
        2:1-2 zone shop.test CERTAIN without []
        2:1-2 declares host:shop.test
        2:7-20 zone/soa ns.other.test. soft
        2:22-35 DOCUMENT is owned by [h@other.test]
        3:4-12 host:shop.test has 10.0.0.1
        """,
        facts(HEAD + "@ SOA ns.other.test. h.other.test. 1 2 3 4 5\n A 10.0.0.1\n"));
  }

  /** RFC 1035, section 8: the first label is the user, dots of it stand behind backslashes. */
  @Test
  void the_mailbox_of_a_zone_says_who_owns_its_records() {
    String owned = " DOCUMENT is owned by [first.last@shop.test]";
    assertTrue(
        facts(HEAD + "@ SOA ns first\\.last 1 2 3 4 5\n")
            .lines()
            .noneMatch(l -> l.contains("owned")));
    assertTrue(facts(HEAD + "@ SOA ns first\\.last.shop.test. 1 2 3 4 5\n").contains(owned));
  }

  @Test
  void origins_are_absolute_or_relative_and_hold_from_there_on() {
    String text =
        """
        a A 10.0.0.1
        $ORIGIN lab
        a CNAME @
        $origin deep
        a CNAME a
        $ORIGIN other.test.
        b A 10.0.0.2
        $ORIGIN .
        c.d A 10.0.0.3
        """;
    assertEquals(
        """
        2:1-2 declares host:a.shop.test
        2:5-13 host:a.shop.test has 10.0.0.1
        4:1-2 declares host:a.lab.shop.test
        4:9-10 host:a.lab.shop.test is lab.shop.test by zone/cname
        6:1-2 declares host:a.deep.lab.shop.test
        6:9-10 host:a.deep.lab.shop.test is a.deep.lab.shop.test by zone/cname
        8:1-2 declares host:b.other.test
        8:5-13 host:b.other.test has 10.0.0.2
        10:1-4 declares host:c.d
        10:7-15 host:c.d has 10.0.0.3
        """,
        facts(HEAD + text));
  }

  @Test
  void escapes_have_one_spelling() {
    assertEquals(
        """
        2:1-5 declares host:a\\.b.shop.test
        2:8-16 host:a\\.b.shop.test has 10.0.0.1
        3:1-8 declares host:mq01.shop.test
        3:11-19 host:mq01.shop.test has 10.0.0.2
        4:1-7 declares host:a\\032b.shop.test
        4:14-18 host:a\\032b.shop.test is a\\.b.shop.test by zone/cname
        """,
        facts(HEAD + "a\\.b A 10.0.0.1\n\\109q01 A 10.0.0.2\na\\032b CNAME a\\.b\n"));
  }

  @Test
  void other_records_name_hosts_too() {
    String text =
        """
        old DNAME new.test.
        * CNAME www
        5 PTR web.shop.test.
        www HTTPS 1 cdn alpn="h2,h3" port=8443
        geo DYNA geoip!text
        ali ALIAS www.cdn.test.
        old HTTPS 1 . alpn=h2
        old NAPTR 1 1 "s" "x" "" _sip._udp
        old MX 0 .
        old CAA 0 issue "ca.test"
        old TYPE65280 \\# 4 0a000001
        old CH TXT "no host of the internet"
        """;
    assertEquals(
        """
        2:11-19 host:old.shop.test is new.test by zone/dname
        3:1-2 declares host:*.shop.test
        3:9-12 host:*.shop.test is www.shop.test by zone/cname
        4:7-20 zone/ptr web.shop.test.
        5:13-16 zone/https cdn.shop.test. ORDERED of zone/https:www.shop.test
        6:1-4 declares host:geo.shop.test
        7:1-4 declares host:ali.shop.test
        7:11-23 host:ali.shop.test is www.cdn.test by zone/alias
        9:26-35 zone/naptr _sip._udp.shop.test.
        11:18-25 zone/caa ca.test. soft
        """,
        facts(HEAD + text));
  }

  /**
   * RFC 9460 section 7.3 (hints), RFC 3403 section 4.1 (substitution and replacement), RFC 8659
   * sections 4.2 to 4.4 (issue, issuewild, iodef), RFC 7553 section 4.4, RFC 7208 section 5.
   */
  @Test
  void texts_of_records_name_hosts_and_addresses() {
    String text =
        """
        www HTTPS 1 . alpn=h2 ipv4hint=10.0.0.1,10.0.0.2 ipv6hint=fd00::1
        www SVCB 0 cdn
        @ NAPTR 1 1 "U" "E2U+sip" "!^.*$!sip:info@sip.corp.test!" .
        @ NAPTR 1 1 "U" "E2U+sip" "!^(.*)$!sip:\\1@sip.corp.test!" .
        @ NAPTR 1 1 "U" "E2U+web" "!^.*$" .
        @ CAA 0 issuewild "ca.corp.test; policy=ev"
        @ CAA 0 issue ";"
        @ CAA 0 iodef "mailto:sec@mail.corp.test"
        @ CAA 0 iodef "https://report.corp.test:8443/x"
        _ftp._tcp URI 10 1 "ftp://u@ftp.corp.test/pub"
        @ TXT "v=spf1 ptr:corp.test redirect=_spf.corp.test exp=why.corp.test"
        """;
    assertEquals(
        """
        2:32-40 zone/https 10.0.0.1
        2:41-49 zone/https 10.0.0.2
        2:59-66 zone/https fd00::1
        3:12-15 zone/svcb cdn.shop.test. ORDERED of zone/svcb:www.shop.test
        4:43-56 zone/naptr sip.corp.test.
        7:20-32 zone/caa ca.corp.test. soft
        9:27-41 zone/caa mail.corp.test. soft
        10:24-40 zone/caa report.corp.test. soft
        11:29-42 zone/uri ftp.corp.test.
        12:19-28 zone/spf corp.test.
        12:38-52 zone/spf _spf.corp.test.
        12:57-70 zone/spf why.corp.test.
        """,
        facts(HEAD + text));
  }

  @Test
  void a_sender_policy_names_hosts_even_when_it_is_cut() {
    String text =
        """
        @ TXT "v=spf1 +a:mail.test/24 mx:rel" "ay.test ip4:10.0.0.1 include:_spf.test. exists:%{i}.x -all"
        @ TXT "v=spf2 a:mail.test"
        """;
    assertEquals(
        """
        2:18-27 zone/spf mail.test.
        2:34-47 zone/spf relay.test.
        2:69-78 zone/spf _spf.test.
        """,
        facts(HEAD + text));
  }

  @Test
  void a_generated_range_gives_each_record() {
    String text =
        """
        $GENERATE 1-3/2 till-${0,2,d} A 10.0.7.$
        $GENERATE 7-7 $ IN PTR till-$.shop.test.
        """;
    assertEquals(
        """
        2:17-30 declares host:till-01.shop.test
        2:17-30 declares host:till-03.shop.test
        2:33-41 host:till-01.shop.test has 10.0.7.1
        2:33-41 host:till-03.shop.test has 10.0.7.3
        3:24-40 zone/ptr till-7.shop.test.
        """,
        facts(HEAD + text));
  }

  @Test
  void what_is_generated_is_bounded() {
    ScanResult result =
        Facts.scan(
            new ZoneScanner(),
            zone("db.shop.test", HEAD + "$GENERATE 0-99999999 h$ A 10.0.0.1\na A 10.0.0.2\n"));
    assertEquals(3, result.facts().size());
    assertEquals(
        List.of(
            "db.shop.test:2: ERROR zone-syntax: not a range, or too many records: 0-99999999"
                + " (at most 65536 records are generated for a file)"),
        result.diagnostics().stream().map(Object::toString).toList());
  }

  @Test
  void an_included_file_is_read_but_not_followed() {
    assertEquals(
        """
        2:10-29 component:tree/zones/db.shop.test reads etc/bind/db.common
        2:10-29 component:tree/zones/db.shop.test has etc/bind/db.common as shop.test CERTAIN
        3:10-17 component:tree/zones/db.shop.test reads zones/db.more
        3:10-17 component:tree/zones/db.shop.test has zones/db.more as other.test CERTAIN
        4:1-2 zone shop.test POSSIBLE without []
        4:6-8 zone/ns ns.shop.test. ANY of zone/ns:shop.test soft
        """,
        facts(HEAD + "$INCLUDE /etc/bind/db.common\n$INCLUDE db.more other.test.\n@ NS ns\n"));
  }

  @Test
  void templates_cost_only_what_they_fill_in() {
    String text =
        """
        ; {{ serial_comment }}
        @ 1H IN SOA ns0.wiki.test. hostmaster.wiki.test. {{ serial_num }} 12H 2H 2W 1H
        {% include "helpers/lang.tmpl" %}
        $ORIGIN 1.2.@Z
        1   300/10  IN PTR  mq01.wiki.test.
        {% for i in range(256) -%}
        {{ i }} 1H IN PTR pod-{{ i }}.wiki.test.
        {% endfor %}
        2   {{ ttl }} IN PTR mq02.wiki.test.
        """;
    assertEquals(
        """
        2:1-2 component:tree/templates/10.in-addr.arpa has templates/10.in-addr.arpa as 10.in-addr.arpa CERTAIN
        2:1-2 zone 10.in-addr.arpa CERTAIN without []
        2:13-26 zone/soa ns0.wiki.test. soft
        2:28-49 DOCUMENT is owned by [hostmaster@wiki.test]
        5:1-2 declares address:10.2.1.1
        5:21-35 zone/ptr mq01.wiki.test.
        9:1-2 declares address:10.2.1.2
        9:22-36 zone/ptr mq02.wiki.test.
        3 WARNING zone-template
        """,
        Facts.of(new ZoneScanner(), zone("templates/10.in-addr.arpa", text)));
  }

  @Test
  void names_in_full_are_kept_where_the_owner_is_filled_in() {
    String text =
        """
        {{ domain }} IN SOA ns01.shop.test. hostmaster.shop.test. 1 2 3 4 5
            IN NS ns02.shop.test.
        """;
    SourceOutput output = new SourceOutput();
    output.document(zone("templates/db.shop.j2", "$TTL 1\n" + text));
    assertEquals(
        List.of("2:21 ns01.shop.test.", "3:11 ns02.shop.test."),
        Scanners.of(List.of(new ZoneScanner())).scan(output).facts().stream()
            .filter(Fact.Token.class::isInstance)
            .map(Fact::evidence)
            .map(at -> at.at().line() + ":" + at.at().column() + " " + at.text())
            .toList());
  }

  @Test
  void a_broken_line_costs_only_itself() {
    String good = "mq01 A 10.0.0.5\n";
    String fact = "host:mq01.shop.test has 10.0.0.5\n";
    for (String bad :
        List.of(
            "web A",
            "web A 10.0.0.999",
            "web A fd00::1",
            "web AAAA 10.0.0.1",
            "web 10.0.0.1",
            "web IN",
            "web",
            "web MX mail",
            "web SRV 0 0 53",
            "web TXT \"open",
            "web A 10.0.0.1 )",
            "$NOSUCH x",
            "$ORIGIN",
            "$GENERATE 3-1 a$ A 10.0.0.1",
            "$GENERATE 1-3 a$")) {
      String facts = facts(HEAD + bad + "\n" + good);
      assertTrue(facts.contains(fact), bad + "\n" + facts);
      assertTrue(facts.contains("2 ERROR zone-syntax\n"), bad + "\n" + facts);
    }
  }

  @Test
  void a_first_line_without_an_owner_is_lost() {
    assertEquals("2 ERROR zone-syntax\n", facts(HEAD + " A 10.0.0.1\n"));
  }

  @Test
  void parentheses_that_are_not_closed_do_not_swallow_the_zone() {
    String text =
        HEAD
            + """
            @ IN SOA ns1 hostmaster (
              1 2 3 4 5
            @ IN NS ns1
            mq01 IN A 10.0.0.5
            web IN TXT ( "a"
            ; the end
            """;
    assertEquals(
        """
        2:1-2 zone shop.test CERTAIN without [] others [web.shop.test]
        2:10-13 zone/soa ns1.shop.test. soft
        4:9-12 zone/ns ns1.shop.test. ANY of zone/ns:shop.test soft
        5:1-5 declares host:mq01.shop.test
        5:11-19 host:mq01.shop.test has 10.0.0.5
        2 ERROR zone-syntax
        6 ERROR zone-syntax
        """,
        facts(text));
  }

  @Test
  void line_ends_and_a_byte_order_mark_change_nothing() {
    String text = HEAD + "@ SOA ns h (\n 1 2\n 3 4 5 )\nmq01 A 10.0.0.5\n  AAAA ::1";
    String expected = facts(text);
    assertEquals(expected, facts(text.replace("\n", "\r\n")));
    assertEquals(expected, facts(text.replace("\n", "\r")));
    assertEquals(expected, facts("\ufeff" + text));
  }

  @Test
  void hostile_text_takes_time_in_proportion() {
    for (String part : List.of("(\n", "a (\n", "{{", "a A (", "\"", "((((", "\\", "$GENERATE ")) {
      String text = HEAD + "mq01 A 10.0.0.5\n".repeat(300) + part.repeat(400_000);
      ScanResult result = Facts.scan(new ZoneScanner(), zone("db.shop.test", text));
      assertTrue(result.diagnostics().size() <= 102, part);
      assertTrue(result.facts().stream().anyMatch(fact -> fact instanceof Fact.Address), part);
    }
  }

  @Test
  void names_that_are_too_long_cost_their_line() {
    String label = "a".repeat(50) + ".";
    String name = label.repeat(21);
    assertEquals(
        """
        5:1-5 declares host:mq01.shop.test
        5:8-16 host:mq01.shop.test has 10.0.0.5
        2 ERROR zone-syntax
        3 ERROR zone-syntax
        4 ERROR zone-syntax
        """,
        facts(
            HEAD
                + ("$ORIGIN " + name + "\n")
                + (name + " A 10.0.0.1\n")
                + ("x CNAME " + name + "\n")
                + "mq01 A 10.0.0.5\n"));
  }

  @Test
  void growing_origins_and_many_zones_are_bounded() {
    for (String part :
        List.of(
            "$ORIGIN a.b.c.d.e\n", "$ORIGIN a\n@ SOA a b 1 2 3 4 5\n", "a.a.a.a.", "x NS y\n")) {
      ScanResult result =
          Facts.scan(
              new ZoneScanner(),
              zone("db.shop.test", HEAD + "mq01 A 10.0.0.5\n".repeat(300) + part.repeat(20_000)));
      assertTrue(result.diagnostics().size() <= 102, part);
    }
  }
}
