package io.whatbreaks.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.fact.Certainty;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From a reference to who needs it, the letters that stand somewhere, and what they mean. */
class NeedsTest {

  /** Each need: who, what name, where its letters stand. */
  private static String needs(String facts) {
    return StatedFacts.world(facts).needs().stream()
        .map(
            need ->
                need.component()
                    + " needs "
                    + need.name()
                    + " at "
                    + need.place().at()
                    + " '"
                    + need.written()
                    + "'"
                    + (need.certainty() == Certainty.POSSIBLE ? " POSSIBLE" : "")
                    + (need.effective() ? "" : " shadowed"))
        .map(line -> line.replace("component:", ""))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void a_name_stands_where_it_is_written() {
    assertEquals(
        "till3/basket needs mq01 at till3/a:1:14 'mq01'\n",
        needs("[till3/a] host:till3\nneeds basket mq01:5672\n"));
  }

  @Test
  void a_placeholder_leads_to_where_the_letters_stand() {
    assertEquals(
        """
        till3/basket needs mq01 at till3/a:2:20 'mq01'
        till3/basket needs db01 at till3/a:3:21 'db01'
        till3/basket needs mq01.shop.test at till3/a:2:20 'mq01'
        """,
        needs(
            """
            [till3/a] host:till3
            needs basket ${mq.host}
            set basket mq.host=mq01
            needs basket ${none:db01}
            needs basket ${mq.host}.shop.test
            """));
  }

  @Test
  void placeholders_nest_and_defaults_may_hold_more() {
    assertEquals(
        """
        till3/basket needs mq01 at till3/a:4:14 'mq01'
        till3/basket needs mq01 at till3/a:4:14 'mq01'
        """,
        needs(
            """
            [till3/a] host:till3
            needs basket ${outer}
            set basket outer=${middle:x}
            set basket middle=${c}
            set basket c=mq01
            needs basket ${none:${also-none:${c}}}
            """));
  }

  @Test
  void circles_and_unknown_keys_make_no_need() {
    assertEquals(
        "\n",
        needs(
            """
            [till3/a] host:till3
            needs basket ${a}
            set basket a=${b}
            set basket b=${a}
            needs basket ${unknown}
            needs basket ${
            needs basket $
            """));
  }

  @Test
  void names_of_keys_are_relaxed() {
    for (String key : new String[] {"mq.host", "MQ_HOST", "mq-host", "mqHost", "MQHOST"}) {
      assertTrue(
          needs("[h/a] host:h\nneeds c ${mqHost}\nset c " + key + "=mq01\n").contains("mq01"), key);
    }
  }

  @Test
  void all_spellings_of_placeholders_are_known() {
    for (String text :
        new String[] {"${k}", "${k:x}", "${k:-x}", "${k:=x}", "$k", "{{k}}", "%(k)s"}) {
      assertTrue(
          needs("[h/a] host:h\nneeds c " + text + "\nset c k=mq01\n").contains("needs mq01"), text);
    }
    assertTrue(needs("[h/a] host:h\nneeds c ${k:-mq01}\n").contains("needs mq01 at h/a:1:14"));
  }

  @Test
  void the_highest_source_wins_then_the_later_place() {
    String facts =
        """
        [h/a] host:h
        needs c ${k}
        set c k=low rank=100
        set c k=file
        set c k=later
        """;
    assertTrue(needs(facts).contains("needs later at h/a:4"), needs(facts));
    assertTrue(needs(facts + "set c k=env rank=400\n").contains("needs env"));
    assertTrue(needs(facts + "set c k=env rank=400\nset c k=arg rank=500\n").contains("needs arg"));
  }

  @Test
  void a_profile_counts_only_while_it_is_active() {
    String facts =
        """
        [h/a] host:h
        needs c ${k}
        set c k=plain
        set c k=special profile=prod
        """;
    assertTrue(needs(facts).contains("needs plain"));
    assertTrue(needs(facts + "set c spring.profiles.active=test,prod\n").contains("needs special"));
    assertTrue(needs(facts + "set c spring.profiles.active=test\n").contains("needs plain"));
    assertTrue(
        needs(facts.replace("=prod", "=!prod") + "set c SPRING_PROFILES_ACTIVE=test\n")
            .contains("needs special"));
  }

  @Test
  void a_reference_of_a_key_is_shadowed_where_another_source_wins() {
    String facts =
        """
        [h/a] host:h
        set c mq.host=mq01
        needs c mq01 key=mq.host
        """;
    assertEquals("h/c needs mq01 at h/a:2:9 'mq01'\n", needs(facts));
    // The setting and the reference are the same letters.
    String same =
        facts.replace("set c mq.host=mq01\n", "") + "[h/b] host:h\nset c mq.host=mq02 rank=500\n";
    String line = "[h/a] host:h\nset c mq.host=mq01\n";
    assertEquals("h/c needs mq01 at h/a:1:9 'mq01' shadowed\n", needs(same + line));
    assertEquals("h/c needs mq01 at h/a:1:9 'mq01'\n", needs(same.replace("=500", "=100") + line));
  }

  @Test
  void a_value_expands_no_further_than_is_bounded() {
    StringBuilder facts = new StringBuilder("[h/a] host:h\nneeds c ${k0}\n");
    for (int i = 0; i < 40; i++) {
      facts.append("set c k" + i + "=${k" + (i + 1) + "}${k" + (i + 1) + "}\n");
    }
    assertTrue(needs(facts.toString()).length() < 100_000);
  }

  @Test
  void a_key_seen_by_nobody_is_looked_for_on_the_same_machine_possibly() {
    String facts = "[h/a] host:h\nneeds c ${k}\nset other k=mq01\n";
    assertEquals("h/c needs mq01 at h/a:2:13 'mq01' POSSIBLE\n", needs(facts));
    assertEquals("\n", needs(facts + "set third k=mq02\n"));
    assertEquals("\n", needs(facts.replace("set other", "[i/a] host:i\nset other")));
  }

  @Test
  void a_unit_that_runs_a_folder_is_that_application() {
    String facts =
        """
        [h/etc/systemd/system/billing.service] host:h
        reads billing opt/app/
        set billing MQ=mq01 rank=400
        [h/opt/app/application.properties] host:h
        needs app ${MQ:mq02}
        """;
    assertEquals(
        "h/billing needs mq01 at h/etc/systemd/system/billing.service:2:16 'mq01'\n", needs(facts));
  }

  @Test
  void a_workload_described_in_that_folder_stays_itself() {
    String facts =
        """
        [h/etc/systemd/system/billing.service] host:h
        reads billing opt/app/
        [h/opt/app/deploy/deployment.yaml] host:h
        needs default/app mq01
        """;
    assertEquals(
        "h/default/app needs mq01 at h/opt/app/deploy/deployment.yaml:1:19 'mq01'\n", needs(facts));
  }

  @Test
  void what_a_file_says_belongs_to_whoever_reads_it_whole() {
    String file =
        """
        [h/etc/default/shop] host:h
        needs etc/default/shop mq01
        set etc/default/shop DB=db01 rank=400
        """;
    String reads =
        "[h/units] host:h\nVERB a etc/default/shop\nneeds a ${DB}\nreads b etc/default/*\n";
    assertEquals(
        """
        h/a needs mq01 at h/etc/default/shop:1:24 'mq01'
        h/b needs mq01 at h/etc/default/shop:1:24 'mq01'
        h/a needs db01 at h/etc/default/shop:2:25 'db01'
        """,
        needs(file + reads.replace("VERB", "reads")));
    assertEquals(
        """
        h/b needs mq01 at h/etc/default/shop:1:24 'mq01'
        h/a needs db01 at h/etc/default/shop:2:25 'db01'
        """,
        needs(file + reads.replace("VERB", "settings")));
  }

  @Test
  void a_value_that_is_more_than_a_host_is_understood_where_it_stands() {
    assertEquals(
        """
        h/c needs db01 at h/b:1:9 'db01'
        h/b needs db01 at h/b:1:9 'db01' POSSIBLE
        """,
        needs(
            """
            [h/a] host:h
            needs c ${D} start
            [h/b] host:h
            needs b db01 possible
            [h/b] host:h
            set c D=jdbc:postgresql://db01:5432/x
            """));
  }
}
