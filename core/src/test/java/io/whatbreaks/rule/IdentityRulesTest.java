package io.whatbreaks.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.fact.Certainty;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityRulesTest {
  private static String bound(String facts) {
    return IdentityRules.evaluate(StatedFacts.world(facts)).stream()
        .map(b -> b.component() + " " + b.host() + " " + b.identity().rule())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void an_identity_hangs_on_the_machine_once() {
    assertEquals(
        "component:mq01/rabbit host:mq01 node-name\n",
        bound(
            """
            [mq01/a] host:mq01
            hostname mq01
            identity rabbit node-name data NODENAME
            [mq01/b] host:mq01
            identity rabbit node-name data NODENAME
            """));
  }

  @Test
  void a_setting_that_the_component_sees_pins_it() {
    String facts = "[mq01/a] host:mq01\nidentity rabbit node-name data NODENAME OTHER\n";
    assertEquals("\n", bound(facts + "set rabbit OTHER=x\n"));
    assertEquals("\n", bound(facts + "reads rabbit etc/env\nset etc/env NODENAME=x\n"));
    assertEquals(
        "component:mq01/rabbit host:mq01 node-name\n", bound(facts + "set other NODENAME=x\n"));
  }

  @Test
  void behind_a_service_s_name_it_hangs_on_that() {
    assertEquals(
        "component:s/mq host:mq@compose:s node-name\n",
        bound("[s/compose.yaml] compose:s in tree:s\nservice mq\nidentity mq node-name data\n"));
  }

  @Test
  void a_value_made_of_the_host_name_pins_nothing() {
    String facts = "[mq01/a] host:mq01\nidentity rabbit node-name data NODENAME=@\n";
    String bound = "component:mq01/rabbit host:mq01 node-name\n";
    assertEquals("\n", bound(facts + "set rabbit NODENAME=rabbit@mq01\n"));
    for (String value :
        new String[] {
          "rabbit",
          "rabbit@$(hostname",
          "rabbit@`hostname",
          "rabbit@$HOSTNAME",
          "rabbit@${HOSTNAME}",
          "rabbit@{hostname}",
          "rabbit@%H"
        }) {
      assertEquals(bound, bound(facts + "set rabbit NODENAME=" + value + "\n"), value);
    }
  }

  @Test
  void a_scanner_s_word_that_it_is_pinned_counts() {
    assertEquals(
        "\n",
        bound(
            "[mq01/a] host:mq01\nidentity rabbit node-name data\nset rabbit identity.node-name=x\n"));
  }

  @Test
  void a_name_that_a_file_has_for_its_machine_binds_that_machine_alone() {
    String facts = "[lb1/a] host:lb1\nhostname lb1.shop.test\n";
    String bound = "component:lb1/peers host:lb1.shop.test localpeer\n";
    assertEquals(bound, bound(facts + "identity peers localpeer part own=lb1\n"));
    assertEquals(bound, bound(facts + "identity peers localpeer part own=LB1.shop.test.\n"));
    assertEquals("\n", bound(facts + "identity peers localpeer part own=lb2\n"));
    assertEquals("\n", bound(facts + "identity peers localpeer part own=lb1.lab.test\n"));
  }

  @Test
  void what_is_certain_in_one_file_is_certain() {
    String possible = "identity a r part possible\n";
    assertEquals(
        Certainty.CERTAIN,
        IdentityRules.evaluate(
                StatedFacts.world("[m/a] host:m\n" + possible + "identity a r part\n"))
            .get(0)
            .identity()
            .certainty());
  }

  @ParameterizedTest
  @CsvSource({
    "node07, node[01-16], true",
    "node7, node[01-16], false",
    "node17, node[01-16], false",
    "node7, node[1-16], true",
    "node07, node[1-16], false",
    "node20, 'node[01-16,20]', true",
    "ctl1, 'ctl1,node[01-16]', true",
    "r1n3, 'r[1-2]n[3-4]', true",
    "r1n5, 'r[1-2]n[3-4]', false",
    "node7b, node[1-16], false",
    "node, node[1-16], false",
    "node1, node[1-, false",
    "node1, node[a-b], false",
    "node12345678901, node[1-99999999999], false"
  })
  void a_list_of_hosts_stands_for_its_members(String name, String list, boolean holds) {
    assertEquals(holds, HostList.holds(list, name));
  }
}
