package io.whatbreaks.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a name means, from where it stands. */
class ResolverTest {
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test -eu.shop.test
      a mq01.shop.test 10.0.0.5
      a db01.shop.test 10.0.0.6
      cname bus.shop.test mq01.shop.test
      cname events.shop.test bus.shop.test
      cname gone.shop.test nowhere.shop.test
      cname away.shop.test www.partner.example
      cname ping.shop.test pong.shop.test
      cname pong.shop.test ping.shop.test
      a *.apps.shop.test 10.0.0.7
      zone lab.test
      a db01.lab.test 10.9.0.6
      """;

  /** Each line is a name and, behind an arrow, the chain it leads along and how that ends. */
  private static void check(String facts, String from, String table) {
    World world = StatedFacts.world(facts);
    String found =
        table
            .lines()
            .map(line -> line.substring(0, line.indexOf("=>")).strip())
            .map(name -> name + " => " + shown(world, name, from))
            .collect(Collectors.joining("\n", "", "\n"));
    assertEquals(table.replaceAll(" +=>", " =>"), found);
  }

  private static String shown(World world, String written, String from) {
    int near = from.indexOf('|');
    Resolution resolution =
        world.resolve(
            written,
            StatedFacts.scope(near < 0 ? from : from.substring(0, near)),
            near < 0 ? "" : from.substring(near + 1));
    return resolution.steps().stream()
            .map(step -> step.node())
            .map(NodeId::toString)
            .map(id -> id.replaceFirst("^(host|address):", ""))
            .collect(Collectors.joining(" -> "))
        + " "
        + resolution.outcome()
        + (resolution.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "");
  }

  @Test
  void dns_says_of_an_absolute_name() {
    check(
        ZONE,
        "dns:dns",
        """
        mq01.shop.test => mq01.shop.test REACHED
        MQ01.Shop.Test. => mq01.shop.test REACHED
        bus.shop.test => bus.shop.test -> mq01.shop.test REACHED
        events.shop.test => events.shop.test -> bus.shop.test -> mq01.shop.test REACHED
        gone.shop.test => gone.shop.test -> nowhere.shop.test MISSING
        away.shop.test => away.shop.test -> www.partner.example OUTSIDE
        ping.shop.test => ping.shop.test -> pong.shop.test LOOP
        x.apps.shop.test => x.apps.shop.test -> *.apps.shop.test REACHED
        a.b.apps.shop.test => a.b.apps.shop.test -> *.apps.shop.test REACHED
        nowhere.shop.test => nowhere.shop.test MISSING
        host.eu.shop.test => host.eu.shop.test OUTSIDE
        www.partner.example => www.partner.example OUTSIDE
        10.0.0.5 => 10.0.0.5 -> mq01.shop.test REACHED
        [10.0.0.5] => [10.0.0.5] OUTSIDE
        10.0.0.99 => 10.0.0.99 OUTSIDE
        localhost => localhost REACHED
        """
            .replace("[10.0.0.5] => [10.0.0.5] OUTSIDE\n", ""));
  }

  @Test
  void a_name_that_exists_keeps_the_wildcard_from_the_names_below_it() {
    check(
        ZONE + "a fixed.apps.shop.test 10.0.0.8\n",
        "dns:dns",
        """
        fixed.apps.shop.test => fixed.apps.shop.test REACHED
        x.fixed.apps.shop.test => x.fixed.apps.shop.test MISSING
        x.other.apps.shop.test => x.other.apps.shop.test -> *.apps.shop.test REACHED
        """);
  }

  @Test
  void a_short_name_that_the_search_list_denies_is_no_name_of_another_domain() {
    check(
        ZONE
            + """
            zone corp.test
            a rack9.corp.test 10.9.0.9
            [till3/etc/resolv.conf] host:till3
            search shop.test
            """,
        "host:till3",
        """
        rack9 => rack9 OUTSIDE
        rack9.corp.test => rack9.corp.test REACHED
        """);
  }

  @Test
  void a_machine_completes_short_names_by_its_search_list() {
    check(
        ZONE
            + """
            [till3/etc/hosts] host:till3
            search lab.test shop.test
            own till3.shop.test 10.0.0.30
            pin printer 10.0.0.77
            """,
        "host:till3",
        """
        mq01 => mq01.shop.test REACHED
        db01 => db01.lab.test REACHED
        db01.shop.test => db01.shop.test REACHED
        db01. => db01 OUTSIDE
        bus => bus.shop.test -> mq01.shop.test REACHED
        printer => printer@host:till3 -> 10.0.0.77 OUTSIDE
        nothing => nothing OUTSIDE
        nothing.shop.test => nothing.shop.test MISSING
        till3.shop.test => till3.shop.test REACHED
        localhost => localhost@host:till3 -> till3.shop.test REACHED
        127.0.1.1 => 127.0.1.1 -> till3.shop.test REACHED
        ::1 => ::1 -> till3.shop.test REACHED
        """);
  }

  @Test
  void hosts_files_come_first_unless_nsswitch_says_otherwise() {
    String pins =
        """
        [till3/etc/hosts] host:till3
        search shop.test
        pin mq01 10.0.0.6
        pin only-here 10.0.0.6
        """;
    check(
        ZONE + pins,
        "host:till3",
        """
        mq01 => mq01@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED
        mq01.shop.test => mq01.shop.test REACHED
        only-here => only-here@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED
        """);
    check(
        ZONE + pins + "order dns files\n",
        "host:till3",
        """
        mq01 => mq01.shop.test REACHED
        only-here => only-here@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED
        """);
    check(
        ZONE + pins + "order dns [NOTFOUND=return] files\nndots 1\n",
        "host:till3",
        """
        mq01 => mq01.shop.test REACHED
        nothing.shop.test => nothing.shop.test MISSING
        """);
    check(
        ZONE + pins + "order files\n",
        "host:till3",
        """
        mq01 => mq01@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED
        db01.shop.test => db01.shop.test MISSING
        """);
  }

  @Test
  void a_pin_is_found_behind_a_zone_that_has_no_such_name() {
    check(
        ZONE
            + """
            [till3/etc/hosts] host:till3
            order dns files
            pin nowhere.shop.test 10.0.0.6
            """,
        "host:till3",
        """
        nowhere.shop.test => nowhere.shop.test@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED
        """);
    check(
        ZONE
            + """
            [till3/etc/hosts] host:till3
            order dns [NOTFOUND=return] files
            pin nowhere.shop.test 10.0.0.6
            """,
        "host:till3",
        """
        nowhere.shop.test => nowhere.shop.test MISSING
        """);
  }

  @Test
  void an_action_ends_the_search_only_behind_a_source_that_could_have_the_name() {
    String pins =
        """
        [till3/etc/nsswitch.conf] host:till3
        search shop.test
        pin printer 10.0.0.6
        """;
    String reached = "mq01 => mq01.shop.test REACHED\n";
    String pinned = "printer => printer@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED\n";
    for (String order :
        new String[] {
          "files mdns4_minimal [NOTFOUND=return] dns",
          "mymachines resolve [!UNAVAIL=return] files myhostname dns",
          "files resolve [!UNAVAIL=return] dns",
          "files [UNAVAIL=return] dns",
          "files myhostname [NOTFOUND=return] dns",
          "files [NOTFOUND=continue] dns mymachines",
          "files [!NOTFOUND=return] dns",
          "files mdns4_minimal [NOTFOUND=returnUNAVAIL=continue] dns"
        }) {
      check(ZONE + pins + "order " + order + "\n", "host:till3", reached + pinned);
    }
    check(
        ZONE + pins + "order files [NOTFOUND=return] dns\n",
        "host:till3",
        "mq01.shop.test => mq01.shop.test MISSING\n" + pinned);
    check(
        ZONE + pins + "order files mdns4_minimal [NOTFOUND=return] dns\n",
        "host:till3",
        "printer.local => printer.local OUTSIDE\n");
  }

  /**
   * nsswitch.conf(5): {@code !STATUS} stands for every other status; a criterion may come again.
   */
  @Test
  void criteria_of_nsswitch() {
    String facts =
        ZONE
            + """
            [till3/etc/hosts] host:till3
            pin nowhere.shop.test 10.0.0.6
            pin ping.shop.test 10.0.0.6
            """;
    String missing = "nowhere.shop.test => nowhere.shop.test MISSING\n";
    String pinned =
        "nowhere.shop.test => nowhere.shop.test@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED\n";
    // A circle of aliases makes the server fail: SERVFAIL is TRYAGAIN.
    String circle = "ping.shop.test => ping.shop.test -> pong.shop.test LOOP\n";
    String pinnedCircle =
        "ping.shop.test => ping.shop.test@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED\n";
    check(facts + "order dns files\n", "host:till3", pinned + pinnedCircle);
    check(facts + "order dns [NOTFOUND=return] files\n", "host:till3", missing + pinnedCircle);
    check(facts + "order dns [!UNAVAIL=return] files\n", "host:till3", missing + circle);
    check(facts + "order dns [TRYAGAIN=return] files\n", "host:till3", pinned + circle);
    check(facts + "order dns [!NOTFOUND=return] files\n", "host:till3", pinned + circle);
    check(
        facts + "order dns [!UNAVAIL=returnNOTFOUND=continue] files\n",
        "host:till3",
        pinned + circle);
  }

  /** nss-mdns: the minimal sources answer for two labels that end with local, and nothing else. */
  @Test
  void a_machine_answers_for_its_own_name_on_the_local_network() {
    check(
        """
        [mq01/etc/hostname] host:mq01
        hostname mq01
        [ns01/db.shop.local] host:ns01
        zone shop.local
        a mq01.shop.local 10.0.0.6
        [till3/etc/nsswitch.conf] host:till3
        order files mdns4_minimal [NOTFOUND=return] dns
        """,
        "host:till3",
        """
        mq01.local => mq01.shop.local REACHED POSSIBLE
        mq02.local => mq02.local OUTSIDE
        mq01.shop.local => mq01.shop.local REACHED
        """);
  }

  /** nss-myhostname(8) and systemd-resolved(8) know the configured hostname, files or not. */
  @Test
  void a_machine_knows_its_own_name() {
    String facts = ZONE + "[till3/etc/nsswitch.conf] host:till3\n";
    check(facts + "order files dns\n", "host:till3", "till3 => till3 OUTSIDE\n");
    check(facts + "order files dns myhostname\n", "host:till3", "till3 => till3 REACHED\n");
    check(
        facts + "order mymachines resolve [!UNAVAIL=return] dns\n",
        "host:till3",
        "till3 => till3 REACHED\n");
  }

  /**
   * glibc, resolv/res_query.c: the search goes on behind NXDOMAIN, be it at the end of a chain of
   * aliases, behind NODATA and behind SERVFAIL.
   */
  @Test
  void the_search_goes_on_behind_a_name_that_leads_nowhere() {
    check(
        """
        [ns01/db] host:ns01
        zone lab.test +text.lab.test
        cname dead.lab.test nowhere.lab.test
        cname ping.lab.test pong.lab.test
        cname pong.lab.test ping.lab.test
        cname away.lab.test www.partner.example
        zone shop.test
        a text.shop.test 10.0.0.1
        a dead.shop.test 10.0.0.2
        a ping.shop.test 10.0.0.3
        a away.shop.test 10.0.0.4
        cname lost.shop.test nowhere.shop.test
        [till3/etc/resolv.conf] host:till3
        search lab.test shop.test
        """,
        "host:till3",
        """
        text => text.shop.test REACHED
        dead => dead.shop.test REACHED
        ping => ping.shop.test REACHED
        away => away.lab.test -> www.partner.example OUTSIDE
        lost => lost.shop.test -> nowhere.shop.test MISSING
        text.lab.test => text.lab.test MISSING
        """);
  }

  /** resolv.conf(5): without a search list the domain is that of the machine's host name. */
  @Test
  void a_machine_called_in_full_searches_its_own_domain() {
    String facts = ZONE + "[till3/etc/hostname] host:till3.shop.test\nhostname till3.shop.test\n";
    check(facts, "host:till3.shop.test", "mq01 => mq01.shop.test REACHED\n");
    check(
        facts + "search lab.test\n",
        "host:till3.shop.test",
        "mq01 => mq01 OUTSIDE\ndb01 => db01.lab.test REACHED\n");
  }

  /** hosts(5): one line for each address. */
  @Test
  void a_name_on_several_lines_of_a_hosts_file_has_all_their_addresses() {
    check(
        ZONE
            + """
            [till3/etc/hosts] host:till3
            own till3 10.0.0.30
            pin two fd00::99
            pin two 10.0.0.5
            pin here 127.0.0.1
            pin none 10.0.0.98
            pin none 10.0.0.99
            """,
        "host:till3",
        """
        two => two@host:till3 -> 10.0.0.5 -> mq01.shop.test REACHED
        here => here@host:till3 -> 127.0.0.1 -> till3 REACHED
        none => none@host:till3 -> 10.0.0.98 OUTSIDE
        """);
  }

  /** RFC 4592, sections 2.2.2 and 3.3.1, and its example in section 2.2.1. */
  @Test
  void only_the_wildcard_below_the_closest_name_that_exists_counts() {
    check(
        """
        [ns01/db.example] host:ns01
        zone example.test -subdel.example.test +sub.*.example.test +_telnet._tcp.host1.example.test
        a *.example.test 10.0.0.1
        a host1.example.test 10.0.0.2
        a host2.example.test 10.0.0.3
        a deep.below.example.test 10.0.0.4
        """,
        "dns:dns",
        """
        host3.example.test => host3.example.test -> *.example.test REACHED
        foo.bar.example.test => foo.bar.example.test -> *.example.test REACHED
        host1.example.test => host1.example.test REACHED
        x.host1.example.test => x.host1.example.test MISSING
        _tcp.host1.example.test => _tcp.host1.example.test MISSING
        sub.*.example.test => sub.*.example.test MISSING
        ghost.*.example.test => ghost.*.example.test MISSING
        host.subdel.example.test => host.subdel.example.test OUTSIDE
        below.example.test => below.example.test MISSING
        other.below.example.test => other.below.example.test MISSING
        """);
  }

  /** RFC 4592, section 2.2: what is gone keeps no wildcard away. */
  @Test
  void a_wildcard_catches_what_a_rename_gives_up() {
    World before =
        StatedFacts.world(
            """
            [ns01/db] host:ns01
            zone shop.test
            a *.shop.test 10.0.0.1
            a mq01.eu.shop.test 10.0.0.5
            """);
    World after =
        before.renamed(
            NodeId.host(io.whatbreaks.model.Scope.DNS, "mq01.eu.shop.test"),
            NodeId.host(io.whatbreaks.model.Scope.DNS, "mq01.us.shop.test"),
            false);
    assertEquals(
        "x.eu.shop.test MISSING, x.us.shop.test -> *.shop.test REACHED",
        shown(before, "x.eu.shop.test", "dns:dns")
            + ", "
            + shown(before, "x.us.shop.test", "dns:dns"));
    assertEquals(
        "mq01.eu.shop.test -> *.shop.test REACHED, "
            + "x.eu.shop.test -> *.shop.test REACHED, x.us.shop.test MISSING",
        shown(after, "mq01.eu.shop.test", "dns:dns")
            + ", "
            + shown(after, "x.eu.shop.test", "dns:dns")
            + ", "
            + shown(after, "x.us.shop.test", "dns:dns"));
  }

  /** RFC 6672, sections 2.2 and 2.3: what lies below is redirected, the owner itself is not. */
  @Test
  void a_dname_redirects_what_lies_below_it() {
    check(
        """
        [ns01/db] host:ns01
        zone shop.test
        dname old.shop.test corp.test
        a old.shop.test 10.0.0.9
        a hidden.old.shop.test 10.0.0.8
        dname away.shop.test partner.example
        dname ring.shop.test ring.ring.shop.test
        zone corp.test
        a mq01.corp.test 10.0.0.5
        """,
        "dns:dns",
        """
        mq01.old.shop.test => mq01.old.shop.test -> mq01.corp.test REACHED
        old.shop.test => old.shop.test REACHED
        hidden.old.shop.test => hidden.old.shop.test -> hidden.corp.test MISSING
        x.away.shop.test => x.away.shop.test -> x.partner.example OUTSIDE
        """);
    assertEquals(
        Resolution.Outcome.LOOP,
        StatedFacts.world("[z] host:ns01\nzone r.test\ndname r.test r.r.test\n")
            .resolve("x.r.test", StatedFacts.scope("dns:dns"), "")
            .outcome());
  }

  /** RFC 1034, section 4.2.1: glue is no authoritative data; the zone below the cut has the say. */
  @Test
  void what_lies_below_a_cut_is_told_by_the_zone_below_it() {
    String parent =
        """
        [ns01/db.shop.test] host:ns01
        zone shop.test -eu.shop.test
        a ns.eu.shop.test 10.1.0.2
        a left.eu.shop.test 10.1.0.3
        """;
    check(
        parent,
        "dns:dns",
        """
        ns.eu.shop.test => ns.eu.shop.test REACHED
        mq01.eu.shop.test => mq01.eu.shop.test OUTSIDE
        """);
    check(
        parent
            + """
            [ns02/db.eu.shop.test] host:ns02
            zone eu.shop.test
            a ns.eu.shop.test 10.1.0.2
            a mq01.eu.shop.test 10.1.0.5
            """,
        "dns:dns",
        """
        ns.eu.shop.test => ns.eu.shop.test REACHED
        mq01.eu.shop.test => mq01.eu.shop.test REACHED
        left.eu.shop.test => left.eu.shop.test MISSING
        """);
  }

  @Test
  void copies_of_a_zone_that_agree_are_one_and_others_leave_it_open() {
    String copy =
        """
        [ns02/db.shop.test] host:ns02
        zone shop.test
        a mq01.shop.test 10.0.0.5
        """;
    check(
        ZONE + copy + "cname bus.shop.test mq01.shop.test\n",
        "dns:dns",
        "bus.shop.test => bus.shop.test -> mq01.shop.test REACHED\n");
    check(
        ZONE + copy + "cname bus.shop.test db01.shop.test\n",
        "dns:dns",
        "bus.shop.test => bus.shop.test -> mq01.shop.test REACHED POSSIBLE\n");
  }

  private static final String GUESSED =
      """
      [ns01/etc/bind/db.shop] host:ns01
      guess shop
      zone @[shop] +text.shop
      a mq01[.shop] 10.0.0.5
      cname bus[.shop] mq01[.shop]
      cname web[.shop] www.shop
      """;

  /** BIND 9 reference, zone block: the zone's name completes the relative names of its file. */
  @Test
  void the_name_server_s_configuration_tells_a_zone_file_s_origin() {
    check(
        GUESSED,
        "dns:dns",
        """
        mq01.shop => mq01.shop REACHED POSSIBLE
        x.shop => x.shop MISSING POSSIBLE
        """);
    String serves =
        """
        [ns01/etc/bind/named.conf] host:ns01
        serves bind etc/bind/db.shop corp.test
        """;
    check(
        GUESSED + serves,
        "dns:dns",
        """
        mq01.corp.test => mq01.corp.test REACHED
        bus.corp.test => bus.corp.test -> mq01.corp.test REACHED
        web.corp.test => web.corp.test -> www.shop OUTSIDE
        x.corp.test => x.corp.test MISSING
        mq01.shop => mq01.shop OUTSIDE
        """);
    check(
        GUESSED + serves + "serves bind etc/bind/db.shop shop.test\n",
        "dns:dns",
        """
        bus.corp.test => bus.corp.test -> mq01.corp.test REACHED
        bus.shop.test => bus.shop.test -> mq01.shop.test REACHED
        """);
    check(
        GUESSED.replace("[ns01/etc/bind/db.shop] host:ns01", "[dns/files/db.shop] tree:")
            + """
            [dns/named.conf] tree:
            serves bind var/lib/bind/db.shop corp.test
            """,
        "dns:dns",
        "bus.corp.test => bus.corp.test -> mq01.corp.test REACHED\n");
  }

  /** BIND 9 reference, view block: the first view whose match-clients fits is the one seen. */
  @Test
  void a_machine_sees_the_view_its_address_is_a_client_of() {
    String facts =
        """
        [ns01/etc/bind/db.in] host:ns01
        origin shop.test
        zone shop.test
        a mq01.shop.test 10.0.0.5
        cname www.shop.test mq01.shop.test
        [ns01/etc/bind/db.out] host:ns01
        origin shop.test
        zone shop.test
        a web.shop.test 192.0.2.1
        cname www.shop.test web.shop.test
        [ns01/etc/bind/named.conf] host:ns01
        serves bind etc/bind/db.in shop.test inside !10.0.9.0/24 10/8 fd00::/8
        serves bind etc/bind/db.out shop.test outside any
        [a/etc/hosts] host:a
        own a 10.0.0.7
        [b/etc/hosts] host:b
        own b 10.0.9.7
        [c/etc/hosts] host:c
        own c fd00::7
        [d/etc/hostname] host:d
        hostname d
        """;
    String inside =
        "www.shop.test => www.shop.test -> mq01.shop.test REACHED\n"
            + "web.shop.test => web.shop.test MISSING\n";
    String outside =
        "www.shop.test => www.shop.test -> web.shop.test REACHED\n"
            + "mq01.shop.test => mq01.shop.test MISSING\n";
    check(facts, "host:a", inside);
    check(facts, "host:b", outside);
    check(facts, "host:c", inside);
    check(facts, "dns:dns|ns01/etc/bind/db.out", outside);
    check(
        facts,
        "host:d",
        """
        www.shop.test => www.shop.test -> mq01.shop.test REACHED POSSIBLE
        web.shop.test => web.shop.test REACHED POSSIBLE
        x.shop.test => x.shop.test MISSING
        """);
    check(
        facts.replace("!10.0.9.0/24", "partners"),
        "host:a",
        "www.shop.test => www.shop.test -> mq01.shop.test REACHED POSSIBLE\n");
  }

  @Test
  void a_pin_behind_dns_counts_where_dns_cannot_have_the_name() {
    check(
        ZONE
            + """
            [till3/etc/hosts] host:till3
            search shop.test
            order dns files
            pin www.partner.example 10.0.0.6
            """,
        "host:till3",
        """
        www.partner.example => www.partner.example@host:till3 -> 10.0.0.6 -> db01.shop.test REACHED POSSIBLE
        www.other.example => www.other.example OUTSIDE
        """);
  }

  @Test
  void ndots_decides_whether_a_name_is_tried_as_it_is_first() {
    String facts =
        """
        [ns01/db.test] host:ns01
        zone shop.test
        zone eu.shop.test
        a mq.eu.shop.test 10.0.0.5
        zone eu
        a mq.eu 10.0.0.6
        [till3/etc/resolv.conf] host:till3
        search shop.test
        """;
    check(facts, "host:till3", "mq.eu => mq.eu REACHED\n");
    check(facts + "ndots 2\n", "host:till3", "mq.eu => mq.eu.shop.test REACHED\n");
  }

  @Test
  void a_short_name_without_a_search_list_is_the_one_machine_of_that_name() {
    String facts =
        """
        [mq01/etc/hostname] host:mq01
        hostname mq01
        [till3/etc/hostname] host:till3
        hostname till3
        """;
    check(facts, "host:till3", "mq01 => mq01 REACHED\nother => other OUTSIDE\n");
  }

  @Test
  void an_address_belongs_to_the_machine_that_says_so_itself_before_others() {
    check(
        """
        [ns01/db.shop.test] host:ns01
        a www.shop.test 10.0.0.5
        [web/etc/hosts] host:web
        own web.shop.test 10.0.0.5
        [till3/etc/hosts] host:till3
        pin shop 10.0.0.5
        """,
        "host:till3",
        """
        10.0.0.5 => 10.0.0.5 -> web.shop.test REACHED
        shop => shop@host:till3 -> 10.0.0.5 -> web.shop.test REACHED
        """);
  }

  @Test
  void a_compose_service_is_found_in_its_project_then_on_the_machine() {
    check(
        ZONE
            + """
            [till3/srv/compose.yaml] compose:srv in host:till3
            service db01
            alias database db01
            pin extra 10.0.0.5
            [till3/etc/resolv.conf] host:till3
            search shop.test
            """,
        "compose:srv in host:till3",
        """
        db01 => db01@compose:srv REACHED
        database => database@compose:srv -> db01@compose:srv REACHED
        extra => extra@compose:srv -> 10.0.0.5 -> mq01.shop.test REACHED
        mq01 => mq01.shop.test REACHED
        db01.shop.test => db01.shop.test REACHED
        """);
  }

  @Test
  void kubernetes_services_are_called_by_name_namespace_and_cluster_domain() {
    check(
        """
        [k8s/a.yaml] kubernetes:shop in tree:
        service mq
        [k8s/b.yaml] kubernetes:data in tree:
        service db
        """,
        "kubernetes:shop in tree:",
        """
        mq => mq@kubernetes:shop REACHED
        db.data => db@kubernetes:data REACHED
        db.data.svc => db@kubernetes:data REACHED
        db.data.svc.cluster.local => db@kubernetes:data REACHED
        db.data.svc.cluster.local. => db@kubernetes:data REACHED
        mq.data => mq.data OUTSIDE
        db.data.other => db.data.other OUTSIDE
        """);
  }

  @Test
  void in_a_tree_the_nearest_project_is_meant_and_only_possibly() {
    String facts =
        """
        [a/compose.yaml] compose:a in tree:
        service db
        [b/compose.yaml] compose:b in tree:
        service db
        """;
    check(facts, "tree:|a/app.properties", "db => db@compose:a REACHED POSSIBLE\n");
    check(facts, "tree:|b/app.properties", "db => db@compose:b REACHED POSSIBLE\n");
    check(facts, "tree:|c/app.properties", "db => db@compose:a REACHED POSSIBLE\n");
    check(facts, "tree:|b/app.properties", "db. => db OUTSIDE\n");
    check(facts, "tree:|b/x", "db.local => db@compose:b REACHED POSSIBLE\n");
    check(facts, "tree:|b/x", "db.example => db.example OUTSIDE\n");
  }

  @Test
  void in_a_tree_a_short_name_is_a_zone_s_name_of_that_label() {
    check(
        ZONE,
        "tree:|app/x",
        """
        mq01 => mq01.shop.test REACHED POSSIBLE
        bus => bus.shop.test -> mq01.shop.test REACHED POSSIBLE
        mq01.shop.test => mq01.shop.test REACHED
        nowhere.shop.test => nowhere.shop.test MISSING
        """);
  }

  @Test
  void an_alias_of_a_namespace_may_lead_outside() {
    check(
        ZONE
            + """
            [k8s/a.yaml] kubernetes:shop in tree:
            alias broker mq01.shop.test
            """,
        "kubernetes:shop in tree:",
        """
        broker => broker@kubernetes:shop -> mq01.shop.test REACHED
        """);
    check(
        "[k8s/a.yaml] kubernetes:shop in tree:\nalias broker mq.partner.example\n",
        "kubernetes:shop in tree:",
        """
        broker => broker@kubernetes:shop -> mq.partner.example OUTSIDE
        """);
  }

  /** https://docs.docker.com/compose/how-tos/networking/: the networks of services. */
  @Test
  void a_container_finds_the_names_on_its_own_networks_only() {
    String project =
        """
        [shop/compose.yaml] compose:shop in tree:
        service proxy
        joins proxy front
        service app
        joins app front
        joins app back
        service db
        joins db back
        service ledger
        joins ledger back
        service tool
        """;
    check(
        project,
        "compose:shop:proxy in tree:|shop/",
        """
        app => app@compose:shop REACHED
        db => db OUTSIDE
        ledger => ledger OUTSIDE
        tool => tool OUTSIDE
        proxy => proxy@compose:shop REACHED
        """);
    check(
        project,
        "compose:shop:app in tree:|shop/",
        "db => db@compose:shop REACHED\nproxy => proxy@compose:shop REACHED\n");
    // What compose itself names, as in depends_on, needs no network.
    check(project, "compose:shop in tree:|shop/", "db => db@compose:shop REACHED\n");
  }

  /** The same page, "Use an existing network": names of another project on the same network. */
  @Test
  void a_network_that_projects_share_carries_the_names_of_both() {
    String projects =
        """
        [till3/srv/bus/compose.yaml] compose:till3/srv/bus in host:till3
        service mq
        joins mq default bus
        service admin
        [till3/srv/web/compose.yaml] compose:till3/srv/web in host:till3
        service app
        joins app outside bus
        joins app default web_default
        service db
        service mq2
        joins mq2 other other
        [till3/srv/tool/compose.yaml] compose:till3/srv/tool in host:till3
        service app
        joins app x bus_default
        """;
    check(
        projects,
        "compose:till3/srv/web:app in host:till3",
        """
        mq => mq@compose:till3/srv/bus REACHED
        admin => admin OUTSIDE
        db => db@compose:till3/srv/web REACHED
        mq2 => mq2 OUTSIDE
        """);
    check(
        projects,
        "compose:till3/srv/web:db in host:till3",
        "mq => mq OUTSIDE\napp => app@compose:till3/srv/web REACHED\n");
    // The network of a project is called after its folder.
    check(
        projects,
        "compose:till3/srv/tool:app in host:till3",
        "admin => admin@compose:till3/srv/bus REACHED\nmq => mq OUTSIDE\n");
  }

  /**
   * docker-run(1): a container gets the name servers of its machine, and a hosts file of its own.
   */
  @Test
  void a_container_does_not_read_the_hosts_file_of_its_machine() {
    String facts =
        ZONE
            + """
            [till3/etc/hosts] host:till3
            search shop.test
            pin legacy 10.0.0.6
            [till3/srv/compose.yaml] compose:srv in host:till3
            service app
            service db
            [till3/srv/compose.yaml] compose:srv:app in host:till3
            pin db 10.0.0.6
            pin mq.partner.example 10.0.0.5
            alias store db
            alias broker bus
            """;
    check(
        facts,
        "compose:srv:app in host:till3",
        """
        legacy => legacy OUTSIDE
        mq01 => mq01.shop.test REACHED
        db => db@compose:srv:app -> 10.0.0.6 -> db01.shop.test REACHED
        mq.partner.example => mq.partner.example@compose:srv:app -> 10.0.0.5 -> mq01.shop.test REACHED
        store => store@compose:srv:app -> db@compose:srv REACHED
        broker => broker@compose:srv:app -> bus.shop.test -> mq01.shop.test REACHED
        """);
    check(
        facts,
        "compose:srv:db in host:till3",
        """
        db => db@compose:srv REACHED
        mq.partner.example => mq.partner.example OUTSIDE
        store => store OUTSIDE
        """);
  }

  /** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ */
  @Test
  void a_pod_of_a_stateful_set_is_called_by_number_before_its_service() {
    check(
        """
        [k8s/a.yaml] kubernetes:shop in tree:
        service db
        service web
        [k8s/b.yaml] kubernetes:data in tree:
        service db-0
        service store
        """,
        "kubernetes:shop:web in tree:",
        """
        db-0.db => db@kubernetes:shop REACHED
        pg-0.db.shop => db@kubernetes:shop REACHED
        pg-11.db.shop.svc => db@kubernetes:shop REACHED
        pg-0.store.data.svc.cluster.local => store@kubernetes:data REACHED
        db-0.data => db-0@kubernetes:data REACHED
        pg.store.data => pg.store.data OUTSIDE
        """);
  }

  /**
   * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field
   */
  @Test
  void a_pod_that_says_so_is_called_by_its_host_name_before_its_service() {
    check(
        """
        [k8s/a.yaml] kubernetes:shop in tree:
        service store
        alias blue.store store
        """,
        "kubernetes:shop in tree:",
        """
        blue.store => blue.store@kubernetes:shop -> store@kubernetes:shop REACHED
        blue.store.shop => blue.store@kubernetes:shop -> store@kubernetes:shop REACHED
        blue.store.shop.svc.cluster.local => blue.store@kubernetes:shop -> store@kubernetes:shop REACHED
        red.store => red.store OUTSIDE
        """);
  }

  /** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
  @Test
  void a_pod_with_a_resolver_of_its_own_searches_its_own_list() {
    String services =
        ZONE
            + """
            [k8s/a.yaml] kubernetes:shop in tree:
            service cart
            service mq01
            [k8s/b.yaml] kubernetes:prod in tree:
            service cart
            service stock
            [k8s/c.yaml] kubernetes:shop:tool in tree:
            """;
    check(
        services + "search shop.test prod.svc.cluster.local\nndots 2\norder files dns\n",
        "kubernetes:shop:tool in tree:",
        """
        cart => cart@kubernetes:prod REACHED
        mq01 => mq01.shop.test REACHED
        cart.shop.svc.cluster.local => cart@kubernetes:shop REACHED
        cart.shop. => cart.shop OUTSIDE
        """);
    check(
        services
            + "search shop.svc.cluster.local svc.cluster.local cluster.local shop.test\nndots 1\n",
        "kubernetes:shop:tool in tree:",
        """
        cart => cart@kubernetes:shop REACHED
        mq01 => mq01@kubernetes:shop REACHED
        stock.prod => stock@kubernetes:prod REACHED
        db01 => db01.shop.test REACHED
        """);
  }

  /** https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors */
  @Test
  void a_service_without_selector_leads_to_its_endpoints() {
    check(
        ZONE
            + """
            [k8s/a.yaml] kubernetes:shop in tree:
            service mq
            pin mq 10.0.0.5
            """,
        "kubernetes:shop in tree:",
        """
        mq => mq@kubernetes:shop -> 10.0.0.5 -> mq01.shop.test REACHED
        """);
  }

  @Test
  void a_chain_of_aliases_has_an_end() {
    StringBuilder facts = new StringBuilder("[z] host:ns01\n");
    for (int i = 0; i < 60; i++) {
      facts.append("cname n" + i + ".test n" + (i + 1) + ".test\n");
    }
    Resolution resolution =
        StatedFacts.world(facts.toString()).resolve("n0.test", StatedFacts.scope("dns:dns"), "");
    assertEquals(Resolution.Outcome.LOOP, resolution.outcome());
  }
}
