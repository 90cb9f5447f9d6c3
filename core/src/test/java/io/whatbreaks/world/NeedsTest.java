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

  /**
   * https://docs.docker.com/reference/compose-file/interpolation/,
   * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
   */
  @Test
  void variables_have_defaults_alternatives_and_messages() {
    String set = "\nset c KEY=mq01\n";
    String empty = "\nset c KEY=\n";
    String[][] table = {
      {"${KEY-mq02}", "mq01", "", "mq02"},
      {"${KEY:-mq02}", "mq01", "mq02", "mq02"},
      {"${KEY:?not-set}", "mq01", "", ""},
      {"${KEY?not-set}", "mq01", "", ""},
      {"${KEY:+mq02}", "mq02", "mq02 POSSIBLE", "mq02 POSSIBLE"},
      {"${KEY+mq02}", "mq02", "mq02 POSSIBLE", "mq02 POSSIBLE"},
      {"${KEY:-${NONE:-mq03}}", "mq01", "mq03", "mq03"},
      {"$(KEY)", "mq01", "", ""},
      {"$(hostname)", "", "", ""},
    };
    for (String[] row : table) {
      String facts = "[h/a] host:h\nneeds c " + row[0];
      assertEquals(row[1], names(facts + set), row[0]);
      assertEquals(row[2].replace(" POSSIBLE", ""), names(facts + empty).replace(" POSSIBLE", ""));
      assertEquals(row[3], names(facts + "\n"), row[0]);
    }
  }

  private static String names(String facts) {
    return needs(facts)
        .replaceAll("(?m)^.* needs (\\S+) at .*'( POSSIBLE)?$", "$1$2")
        .replaceAll("\\s+$", "");
  }

  /** https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/ */
  @Test
  void what_stands_in_a_document_is_filled_in_from_its_own_sources() {
    String facts =
        """
        [h/srv/compose.yaml] host:h
        settings srv/compose.yaml srv/.env
        reads web srv/web.env
        set web MQ=${MQ} rank=450
        needs web ${MQ}
        needs web $${DB}
        needs srv/compose.yaml other
        [h/srv/.env] host:h
        set srv/.env MQ=mq01 rank=400
        set srv/.env DB=db09 rank=400
        [h/srv/web.env] host:h
        set srv/web.env MQ=mq02 rank=400
        set srv/web.env DB=db01 rank=400
        """;
    assertEquals("mq01\ndb01\nother", names(facts));
  }

  /** systemd.exec(5), EnvironmentFile=; compose's env_file: the file that is read last wins. */
  @Test
  void of_several_files_the_one_read_last_wins() {
    String files =
        """
        [h/etc/a.env] host:h
        set etc/a.env MQ=mq01 rank=400
        [h/etc/b.env] host:h
        set etc/b.env MQ=mq02 rank=400
        """;
    String need = "[h/unit] host:h\nneeds c ${MQ}\n";
    assertEquals("mq02", names(need + "reads c etc/a.env\nreads c etc/b.env\n" + files));
    assertEquals("mq01", names(need + "reads c etc/b.env\nreads c etc/a.env\n" + files));
  }

  @Test
  void what_a_document_holds_belongs_to_its_readers_or_else_to_the_document() {
    String held =
        """
        [k8s/cm.yaml] tree:
        reads k8s/cm.yaml shop/configmap/app
        needs shop/configmap/app mq01
        needs k8s/cm.yaml db01
        """;
    assertEquals(
        """
        tree/k8s/cm.yaml needs mq01 at k8s/cm.yaml:2:26 'mq01'
        tree/k8s/cm.yaml needs db01 at k8s/cm.yaml:3:19 'db01'
        """,
        needs(held));
    assertEquals(
        """
        tree/shop/web needs mq01 at k8s/cm.yaml:2:26 'mq01'
        tree/k8s/cm.yaml needs db01 at k8s/cm.yaml:3:19 'db01'
        """,
        needs(held + "[k8s/web.yaml] tree:\nreads shop/web shop/configmap/app\n"));
  }

  /** https://docs.spring.io/spring-boot/reference/features/profiles.html */
  @Test
  void profiles_are_applied_in_order_with_their_groups_and_expressions() {
    String facts =
        """
        [h/a] host:h
        needs c ${k}
        set c k=plain
        set c k=eu profile=eu
        set c k=prod profile=prod
        set c k=both profile=PROFILE
        """;
    String[][] table = {
      {"x", "", "plain"},
      {"x", "spring.profiles.active=prod,eu", "eu"},
      {"x", "spring.profiles.active=eu,prod", "prod"},
      {"eu&!prod", "spring.profiles.active=eu,prod", "prod"},
      {"eu&!prod", "spring.profiles.active=test,eu", "both"},
      {"(eu|us)&live", "spring.profiles.active=us,live", "both"},
      {"(eu|us)&live", "spring.profiles.active=us", "plain"},
      {"default", "", "both"},
      {"default", "spring.profiles.active=x1", "plain"},
      {"live", "spring.profiles.active[0]=eu\nset c spring.profiles.active[1]=live", "both"},
      {"x", "spring.profiles.active=all\nset c spring.profiles.group.all=prod,eu", "eu"},
      {"x", "spring.profiles.active=eu\nset c spring.profiles.include=prod", "eu"},
    };
    for (String[] row : table) {
      String set = row[1].isEmpty() ? "" : "set c " + row[1] + "\n";
      assertEquals(row[2], names(facts.replace("PROFILE", row[0]) + set), row[0] + " " + row[1]);
    }
  }

  @Test
  void a_reference_of_a_profile_that_nobody_is_known_to_activate_is_possible() {
    String facts =
        """
        [h/b] host:h
        set c mq.host=mq02
        [h/a] host:h
        set c mq.host=mq01 profile=prod
        [h/a] host:h
        needs c mq01 key=mq.host
        """;
    assertEquals("h/c needs mq01 at h/a:1:9 'mq01' POSSIBLE\n", needs(facts));
    assertEquals(
        "h/c needs mq01 at h/a:1:9 'mq01' shadowed\n",
        needs(facts + "[h/d] host:h\nset c spring.profiles.active=test\n"));
    assertEquals(
        "h/c needs mq01 at h/a:1:9 'mq01'\n",
        needs(facts + "[h/d] host:h\nset c spring.profiles.active=prod\n"));
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
