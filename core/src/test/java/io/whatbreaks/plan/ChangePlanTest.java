package io.whatbreaks.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.change.Change;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In which steps a change is carried out. */
class ChangePlanTest {
  private static final String ZONE =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      cname bus.shop.test mq01.shop.test
      """;
  private static final String BROKER =
      """
      [mq01/etc/hostname] host:mq01
      hostname mq01
      own mq01 10.0.0.5
      search shop.test
      [mq01/etc/rabbitmq] host:mq01
      listens rabbit 5672
      """;
  private static final String TILL =
      """
      [till3/conf] host:till3
      search shop.test
      """;

  private static ChangePlan plan(String facts, Change... changes) {
    World world = StatedFacts.world(facts);
    return ChangePlan.of(ImpactAnalyzer.analyze(world, List.of(changes)), world);
  }

  /**
   * Each step on a line: its phase, its id, its edits, behind {@code <} what must be done before.
   */
  private static String steps(ChangePlan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.phase()
                    + " "
                    + step.id()
                    + step.edits().stream()
                        .map(
                            edit ->
                                " "
                                    + edit.evidence().at().path()
                                    + ":"
                                    + edit.evidence().at().line()
                                    + "="
                                    + edit.now()
                                    + (edit.certainty() == Certainty.POSSIBLE ? "?" : ""))
                        .collect(Collectors.joining())
                    + (step.needs().isEmpty() ? "" : " < " + String.join(" ", step.needs())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void the_new_name_works_first_then_its_users_go_over_then_the_old_one_goes() {
    assertEquals(
        """
        BEFORE back-up
        BEFORE lower-ttl
        BEFORE add-name
        BEFORE beside till3/conf:2=mq01 rabbit01
        BEFORE decide till3/conf:4=rabbit01?
        BEFORE edit-till3 till3/conf:3=rabbit01 < add-name beside
        BEFORE restart-basket < edit-till3
        DURING change mq01/etc/hostname:1=rabbit01 mq01/etc/hostname:2=rabbit01\
         ns01/db.shop.test:2=rabbit01.shop.test ns01/db.shop.test:3=rabbit01.shop.test\
         < back-up lower-ttl add-name beside decide edit-till3 restart-basket
        DURING verify < change restart-basket
        AFTER clean-up till3/conf:2=rabbit01 < verify
        AFTER remove-name < verify clean-up
        """,
        steps(
            plan(
                ZONE
                    + BROKER
                    + TILL
                    + """
                    pin mq01 10.0.0.5
                    needs basket mq01:5672
                    needs unsure mq01 possible
                    """,
                Change.renameHost("mq01.shop.test", "rabbit01"))));
  }

  @Test
  void an_alias_that_is_to_stay_stays() {
    Change.Rename rename = new Change.Rename("host:mq01.shop.test", "rabbit01", true);
    assertEquals(
        List.of(),
        plan(ZONE, rename).steps().stream()
            .filter(step -> step.action() == ChangePlan.Action.REMOVE_NAME)
            .toList());
  }

  @Test
  void an_identity_is_held_on_to_before_and_names_the_point_of_no_return() {
    ChangePlan plan =
        plan(
            ZONE + BROKER + "identity rabbit node-name data NODENAME\n",
            Change.renameHost("mq01.shop.test", "rabbit01"));

    assertEquals(
        """
        BEFORE back-up
        BEFORE lower-ttl
        BEFORE add-name
        BEFORE pin-node-name
        BEFORE keep-found
        DURING change mq01/etc/hostname:1=rabbit01 mq01/etc/hostname:2=rabbit01\
         ns01/db.shop.test:2=rabbit01.shop.test ns01/db.shop.test:3=rabbit01.shop.test\
         < back-up lower-ttl add-name pin-node-name keep-found
        DURING restart-rabbit < change
        DURING verify < change restart-rabbit
        AFTER remove-name < verify
        """,
        steps(plan));
    assertEquals("restart-rabbit", plan.noReturn().orElseThrow().step());
    assertEquals(1, plan.obstacles().size());
    assertEquals(List.of(), plan.risks());
  }

  @Test
  void an_identity_that_is_stated_is_not_edited_and_its_name_stays_found_on_its_machine() {
    assertEquals(
        """
        BEFORE keep
        BEFORE keep-found
        """,
        steps(
                plan(
                    ZONE
                        + BROKER
                        + "identity rabbit node-name data NODENAME\n"
                        + "set rabbit NODENAME=mq01\nneeds rabbit ${NODENAME} start\n",
                    Change.renameHost("mq01.shop.test", "rabbit01")))
            .lines()
            .filter(line -> line.startsWith("BEFORE keep"))
            .map(line -> line + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void what_others_depend_on_restarts_first_and_one_of_a_list_after_the_other() {
    String facts =
        ZONE
            + """
            [a/conf] host:a
            hostname a
            search shop.test
            needs app1 mq01 start
            listens app1 80
            [b/conf] host:b
            hostname b
            search shop.test
            needs app2 mq01 start
            listens app2 80
            [front/conf] host:front
            search shop.test
            needs front mq01 start
            needs front a:80 any=apps
            needs front b:80 any=apps
            """;
    assertEquals(
        """
        restart-app1 < edit-a
        restart-app2 < edit-b restart-app1
        restart-front < edit-front restart-app1 restart-app2
        """,
        plan(facts, Change.renameHost("mq01.shop.test", "rabbit01")).steps().stream()
            .filter(step -> step.action() == ChangePlan.Action.RESTART)
            .map(step -> step.id() + " < " + String.join(" ", step.needs()) + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void a_new_address_is_what_is_verified_once_users_go_over_to_it() {
    ChangePlan plan =
        plan(
            ZONE + BROKER + TILL + "needs basket 10.0.0.5:5672\n",
            Change.readdress("mq01.shop.test", "10.0.0.9"));
    assertEquals(
        List.of(List.of("getent hosts 10.0.0.9", "nc -z -w 3 10.0.0.9 5672")),
        plan.steps().stream()
            .filter(step -> step.action() == ChangePlan.Action.EDIT)
            .map(ChangePlan.Step::verify)
            .toList());
  }

  @Test
  void names_from_files_are_quoted_in_commands() {
    assertEquals("mq01.shop.test", Probes.quoted("mq01.shop.test"));
    assertEquals("'a;rm -rf ~'", Probes.quoted("a;rm -rf ~"));
    assertEquals("'it'\\''s'", Probes.quoted("it's"));
    assertEquals("<name>", Probes.quoted("-f/etc/shadow"));
  }
}
