package io.whatbreaks.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import io.whatbreaks.decision.Window.Kind;
import io.whatbreaks.decision.Window.Span;
import io.whatbreaks.decision.Windows.Weight;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.plan.ChangePlan.Action;
import io.whatbreaks.plan.ChangePlan.Basis;
import io.whatbreaks.plan.ChangePlan.Phase;
import io.whatbreaks.plan.ChangePlan.Step;
import io.whatbreaks.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** When the steps of a plan may be done: times are hours of one day, and the next. */
class SchedulerTest {
  private static final NodeId MQ01 = NodeId.host(Scope.DNS, "mq01.shop.test");
  private static final NodeId BASKET = NodeId.component(Scope.host("till3"), "shop/basket");
  private static final NodeId OTHER = NodeId.component(Scope.host("till4"), "other");
  private static final Evidence AT =
      new Evidence(new SourceLocation("zone", 1, 1, 2), "mq01", "mq01", "test", "test");
  private static final World WORLD =
      World.of(
          List.of(
              new Fact.Declaration(MQ01, Optional.empty(), AT),
              new Fact.Importance(Fact.Ownership.By.COMPONENT, "basket", Criticality.HIGH, AT)));
  private static final Impact IMPACT =
      ImpactAnalyzer.analyze(WORLD, List.of(new Change.Rename("mq01", "rabbit01", false)));

  private static Instant hour(int hour) {
    return Instant.parse("2026-12-01T00:00:00Z").plusSeconds(3600L * hour);
  }

  private static Span hours(int from, int to) {
    return new Span(hour(from), hour(to));
  }

  private static Step step(String id, Phase phase, Action action, NodeId... on) {
    return new Step(
        id,
        phase,
        action,
        id,
        List.of(on),
        List.of(),
        List.of(),
        "",
        new Basis("", Certainty.CERTAIN, Optional.empty()),
        List.of(),
        List.of());
  }

  private static final ChangePlan PLAN =
      new ChangePlan(
          IMPACT.changes(),
          List.of(
              step("back-up", Phase.BEFORE, Action.BACK_UP),
              step("edit", Phase.BEFORE, Action.EDIT, BASKET),
              step("restart", Phase.BEFORE, Action.RESTART, BASKET),
              step("change", Phase.DURING, Action.CHANGE, MQ01),
              step("verify", Phase.DURING, Action.VERIFY, BASKET),
              step("remove", Phase.AFTER, Action.REMOVE_NAME, MQ01)),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static Schedule schedule(int at, Window... windows) {
    return schedule(at, List.of(), windows);
  }

  private static Schedule schedule(int at, List<Weight> weights, Window... windows) {
    Windows known = new Windows(hours(0, 48), ZoneOffset.UTC, List.of(windows), weights, List.of());
    return new Scheduler(known, WORLD).schedule(PLAN, IMPACT, hour(at));
  }

  private static List<String> shown(Schedule schedule) {
    List<String> lines = new ArrayList<>();
    for (Schedule.Time time : schedule.times()) {
      lines.add(
          time.step()
              + " "
              + time.needs()
              + " "
              + time.next().map(SchedulerTest::hours).orElse("never")
              + (time.against().isEmpty() ? "" : " " + time.against()));
    }
    return lines;
  }

  private static String hours(Span span) {
    return (span.from().getEpochSecond() - hour(0).getEpochSecond()) / 3600
        + "-"
        + (span.to().getEpochSecond() - hour(0).getEpochSecond()) / 3600;
  }

  @Test
  void without_windows_any_time_is_right() {
    Schedule schedule = schedule(9);
    assertTrue(schedule.isOpen());
    assertEquals(List.of("9-48"), schedule.during().stream().map(SchedulerTest::hours).toList());
    assertEquals("{component:till3/shop/basket=HIGH}", schedule.critical().toString());
    assertEquals(
        List.of(
            "back-up ANY_TIME 9-48",
            "edit NO_FREEZE 9-48",
            "restart WINDOW 9-48",
            "change WINDOW 9-48",
            "verify ANY_TIME 9-48",
            "remove WINDOW 9-48"),
        shown(schedule));
  }

  @Test
  void each_step_waits_for_its_time_and_for_the_steps_before_it() {
    Schedule schedule =
        schedule(
            9,
            new Window(Kind.FREEZE, "stocktaking", hours(8, 12), List.of()),
            new Window(Kind.CRITICAL_TIME, "sale", hours(12, 20), List.of("basket")),
            new Window(Kind.CHANGE, "night", hours(22, 26), List.of("mq01")),
            new Window(Kind.CHANGE, "night", hours(46, 50), List.of("mq01")));
    assertFalse(schedule.isOpen());
    assertEquals(
        List.of("freeze \"stocktaking\"", "no change window of host:mq01.shop.test"),
        schedule.against());
    assertEquals(
        List.of(
            "back-up ANY_TIME 9-48",
            "edit NO_FREEZE 12-48 [freeze \"stocktaking\"]",
            "restart WINDOW 20-48 [freeze \"stocktaking\"]",
            "change WINDOW 22-26 [freeze \"stocktaking\", no change window of host:mq01.shop.test]",
            "verify ANY_TIME 22-26",
            "remove WINDOW 22-26 [freeze \"stocktaking\", no change window of host:mq01.shop.test]"),
        shown(schedule));
    assertEquals(
        List.of("22-26", "46-48"), schedule.during().stream().map(SchedulerTest::hours).toList());
  }

  @Test
  void after_a_step_that_has_no_time_no_other_has_one() {
    Schedule schedule = schedule(9, new Window(Kind.FREEZE, "", hours(0, 48), List.of("basket")));
    assertEquals(List.of("freeze"), schedule.against());
    assertEquals(
        List.of(
            "back-up ANY_TIME 9-48",
            "edit NO_FREEZE never [freeze]",
            "restart WINDOW never [freeze]",
            "change WINDOW never [freeze]",
            "verify ANY_TIME never",
            "remove WINDOW never"),
        shown(schedule));
  }

  @Test
  void a_critical_time_of_all_is_none_of_what_hardly_matters() {
    Window sale = new Window(Kind.CRITICAL_TIME, "sale", hours(8, 20), List.of());
    Schedule schedule = schedule(9, List.of(new Weight(List.of("shop/*"), Criticality.LOW)), sale);
    assertEquals("restart WINDOW 9-48", shown(schedule).get(2));
    assertEquals("change WINDOW 20-48 [critical time \"sale\"]", shown(schedule).get(3));
    assertEquals("{component:till3/shop/basket=LOW}", schedule.critical().toString());
  }

  @Test
  void windows_of_others_do_not_count() {
    Schedule schedule =
        schedule(9, new Window(Kind.FREEZE, "", hours(0, 48), List.of(OTHER.toString(), "till4")));
    assertTrue(schedule.isOpen());
  }

  @Test
  void nothing_is_said_of_times_that_are_not_known() {
    assertThrows(IllegalArgumentException.class, () -> schedule(48));
    assertThrows(IllegalArgumentException.class, () -> hours(9, 9));
  }

  @Provide
  Arbitrary<List<Span>> spans() {
    return Arbitraries.integers()
        .between(0, 20)
        .tuple2()
        .filter(pair -> pair.get1() < pair.get2())
        .map(pair -> hours(pair.get1(), pair.get2()))
        .list()
        .ofMaxSize(6);
  }

  @Property
  void sets_of_instants_are_those_of_sets(
      @ForAll("spans") List<Span> one, @ForAll("spans") List<Span> two) {
    Spans first = Spans.of(one);
    Spans second = Spans.of(two);
    for (int i = 0; i < 20; i++) {
      Instant at = hour(i);
      boolean inOne = one.stream().anyMatch(span -> span.contains(at));
      boolean inTwo = two.stream().anyMatch(span -> span.contains(at));
      assertEquals(inOne, in(first, at));
      assertEquals(inOne && inTwo, in(first.and(second), at));
      assertEquals(inOne && !inTwo, in(first.without(second), at));
      Optional<Span> next = first.from(at);
      boolean later = one.stream().anyMatch(span -> span.to().isAfter(at));
      assertEquals(later, next.isPresent());
      next.ifPresent(span -> assertEquals(inOne, span.from().equals(at)));
    }
  }

  private static boolean in(Spans spans, Instant at) {
    return spans.all().stream().anyMatch(span -> span.contains(at));
  }
}
