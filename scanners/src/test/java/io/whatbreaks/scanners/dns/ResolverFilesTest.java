package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.Scanner;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverFilesTest {

  private static Document onTill3(String localPath, String text) {
    return Document.of("till3/" + localPath, Scope.host("till3"), localPath, text);
  }

  private static Document inTree(String localPath, String text) {
    return Document.of(localPath, Scope.tree(""), localPath, text);
  }

  @Test
  void a_host_name_file_declares_the_machine() {
    assertEquals(
        "2:1-16 declares host:till3.shop.test@host:till3\n",
        Facts.of(
            new HostnameScanner(), onTill3("etc/hostname", "# set by us\ntill3.Shop.test.\n")));
  }

  @Test
  void a_host_name_file_without_a_name_says_nothing() {
    assertEquals("", Facts.of(new HostnameScanner(), onTill3("etc/hostname", "")));
    assertEquals("", Facts.of(new HostnameScanner(), onTill3("etc/hostname", "\n# none\n")));
  }

  @Test
  void a_host_name_that_is_none_is_lost() {
    assertEquals(
        "1 ERROR hostname-syntax\n",
        Facts.of(new HostnameScanner(), onTill3("etc/hostname", "{{ name }}\n")));
  }

  @Test
  void a_hosts_file_pins_names_and_declares_its_own() {
    String text =
        """
        127.0.0.1\tlocalhost localhost.localdomain # the usual
        127.0.1.1 Till3.shop.test till3 counter
        10.0.0.5  mq01.shop.test. mq01 # was 10.0.0.4 mq00
        fe80::1%eth0 gw
        ::1 ip6-localhost ip6-loopback
        """;
    assertEquals(
        """
        2:11-26 declares host:till3.shop.test@host:till3
        2:11-26 host:till3.shop.test@host:till3 has 127.0.1.1
        2:27-32 declares host:till3@host:till3
        2:27-32 host:till3@host:till3 has 127.0.1.1
        2:33-40 host:counter@host:till3 has 127.0.1.1
        3:11-25 host:mq01.shop.test@host:till3 has 10.0.0.5
        3:27-31 host:mq01@host:till3 has 10.0.0.5
        4:14-16 host:gw@host:till3 has fe80::1
        """,
        Facts.of(new HostsScanner(), onTill3("etc/hosts", text)));
  }

  @Test
  void a_line_of_a_hosts_file_tells_where_its_address_stands() {
    List<String> places =
        Facts.scan(new HostsScanner(), onTill3("etc/hosts", "  10.0.0.5\tmq01 bus\n"))
            .facts()
            .stream()
            .map(Fact.Address.class::cast)
            .map(
                fact ->
                    fact.host().name()
                        + " "
                        + fact.addressAt().at()
                        + " "
                        + fact.addressAt().text())
            .toList();
    assertEquals(
        List.of("mq01 till3/etc/hosts:1:3 10.0.0.5", "bus till3/etc/hosts:1:3 10.0.0.5"), places);
  }

  @Test
  void a_broken_line_of_a_hosts_file_costs_only_itself() {
    assertEquals(
        """
        3:10-14 host:mq01@host:till3 has 10.0.0.5
        4:10-14 host:mq02@host:till3 has 10.0.0.6
        1 ERROR hosts-syntax
        2 ERROR hosts-syntax
        """,
        Facts.of(
            new HostsScanner(),
            onTill3(
                "etc/hosts", "10.0.0.999 x\r\n10.0.0.4 a_b$c\r\n10.0.0.5 mq01\r\n10.0.0.6 mq02")));
  }

  @Test
  void a_byte_order_mark_is_not_part_of_the_first_address() {
    assertEquals(
        "1:10-14 host:mq01@host:till3 has 10.0.0.5\n",
        Facts.of(new HostsScanner(), onTill3("etc/hosts", "\ufeff10.0.0.5 mq01\n")));
  }

  @Test
  void a_hosts_file_of_a_tree_is_told_from_an_inventory() {
    Scanner scanner = new HostsScanner();
    assertTrue(scanner.accepts(inTree("files/hosts", "# pins\n10.0.0.5 mq01\n::1 x\n")));
    for (String inventory :
        List.of(
            "[brokers]\nmq01\nmq02\n",
            "10.0.0.5\n10.0.0.6\n",
            "10.0.0.5 ansible_user=root\n10.0.0.6 ansible_user=root\n",
            "")) {
      assertFalse(scanner.accepts(inTree("hosts", inventory)), inventory);
    }
    assertFalse(scanner.accepts(inTree("files/hosts.txt", "10.0.0.5 mq01\n")));
  }

  @Test
  void the_last_search_line_of_a_resolver_configuration_wins() {
    String text =
        """
        domain old.test
        search Shop.test. corp.test ; ours
        nameserver 10.0.0.2
        nameserver fd00::53 # second
        options rotate ndots:2 timeout:1
        ; nameserver 10.9.9.9
        """;
    assertEquals(
        """
        2:8-28 resolver [shop.test, corp.test] OptionalInt[2] []
        3:12-20 resolv-conf/nameserver 10.0.0.2:53 ORDERED of nameserver
        4:12-20 resolv-conf/nameserver fd00::53:53 ORDERED of nameserver
        """,
        Facts.of(new ResolvConfScanner(), onTill3("etc/resolv.conf", text)));
  }

  @Test
  void a_resolver_configuration_states_what_it_has() {
    Scanner scanner = new ResolvConfScanner();
    assertEquals("", Facts.of(scanner, onTill3("etc/resolv.conf", "")));
    assertEquals(
        "1:9-17 resolver [] OptionalInt[15] []\n",
        Facts.of(scanner, onTill3("etc/resolv.conf", "options ndots:99\n")));
    assertEquals(
        "1:8-9 resolver [] OptionalInt.empty []\n",
        Facts.of(scanner, onTill3("etc/resolv.conf", "search .\n")));
    assertEquals(
        "1 ERROR resolv-conf-syntax\n",
        Facts.of(scanner, onTill3("etc/resolv.conf", "nameserver dns01\n")));
  }

  @Test
  void a_resolver_configuration_that_lies_elsewhere_says_nothing_of_its_tree() {
    assertEquals(
        "2:12-20 resolv-conf/nameserver 10.0.0.2:53 ORDERED of nameserver\n",
        Facts.of(
            new ResolvConfScanner(),
            inTree("roles/dns/files/resolv.conf", "search a.test\nnameserver 10.0.0.2\n")));
  }

  @Test
  void the_order_of_a_name_service_switch_keeps_its_actions() {
    String text =
        """
        passwd: files systemd
        hosts:  files [ NOTFOUND = return ] dns [!UNAVAIL=return] myhostname # usual
        networks: files
        """;
    assertEquals(
        "2:9-69 resolver [] OptionalInt.empty"
            + " [files, [NOTFOUND=return], dns, [!UNAVAIL=return], myhostname]\n",
        Facts.of(new NsswitchScanner(), onTill3("etc/nsswitch.conf", text)));
  }

  @Test
  void the_colon_of_a_name_service_switch_may_stand_anywhere() {
    assertEquals(
        "1:7-12 resolver [] OptionalInt.empty [files]\n",
        Facts.of(new NsswitchScanner(), onTill3("etc/nsswitch.conf", "hosts:files")));
    assertEquals(
        "1:9-14 resolver [] OptionalInt.empty [files]\n",
        Facts.of(new NsswitchScanner(), onTill3("etc/nsswitch.conf", "hosts : files")));
    assertEquals(
        "", Facts.of(new NsswitchScanner(), onTill3("etc/nsswitch.conf", "hosts:\npasswd: a")));
  }

  @Test
  void all_of_them_are_foundations() {
    for (Scanner scanner :
        List.of(
            new HostnameScanner(),
            new HostsScanner(),
            new ResolvConfScanner(),
            new NsswitchScanner(),
            new NamedConfScanner(),
            new TinydnsScanner(),
            new ZoneScanner())) {
      assertTrue(scanner.isFoundation(), scanner.id());
    }
  }
}
