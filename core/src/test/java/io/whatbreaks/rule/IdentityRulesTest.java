package io.whatbreaks.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
}
