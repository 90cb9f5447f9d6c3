package io.whatbreaks.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.StatedFacts;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.Resolution;
import io.whatbreaks.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final World WORLD =
      StatedFacts.world(
          """
          [ns01/db.shop.test] host:ns01
          zone shop.test
          a mq01.shop.test 10.0.0.5
          cname bus.shop.test mq01.shop.test
          [s/compose.yaml] compose:s in tree:
          service cache
          [mq01/d] vhost:/ in host:mq01
          queue orders rabbit
          """);

  @ParameterizedTest
  @CsvSource({
    "mq01, rabbit01, host:rabbit01.shop.test",
    "mq01.shop.test, rabbit01, host:rabbit01.shop.test",
    "mq01, Rabbit01.Lab.Test., host:rabbit01.lab.test",
    "cache, redis, host:redis@compose:s",
    "queue:orders, new.orders, queue:new.orders@vhost:/",
  })
  void a_short_new_name_gets_the_old_domain(String from, String to, String now) {
    assertEquals(
        now,
        new Change.Rename(from, to, false).mapping(WORLD).values().iterator().next().toString());
  }

  @Test
  void the_world_afterwards_has_the_new_name_in_the_old_one_s_place() {
    World after = Change.renameHost("mq01", "rabbit01").apply(WORLD);
    assertEquals(Resolution.Outcome.MISSING, outcome(after, "mq01.shop.test"));
    assertEquals(Resolution.Outcome.REACHED, outcome(after, "rabbit01.shop.test"));
    assertEquals(Resolution.Outcome.MISSING, outcome(after, "bus.shop.test"));
    assertEquals(
        "host:rabbit01.shop.test", after.resolve("10.0.0.5", Scope.DNS, "").last().toString());
    assertEquals(
        Resolution.Outcome.REACHED, outcome(WORLD, "mq01.shop.test"), "and before as ever");
  }

  @Test
  void a_kept_alias_leads_to_the_new_name() {
    World after = new Change.Rename("host:mq01", "rabbit01", true).apply(WORLD);
    Resolution resolution = after.resolve("bus.shop.test", Scope.DNS, "");
    assertEquals(Resolution.Outcome.REACHED, resolution.outcome());
    assertEquals("host:rabbit01.shop.test", resolution.last().toString());
  }

  @Test
  void names_may_be_exchanged() {
    World world = StatedFacts.world("[z] host:ns01\nzone t\na x.t 10.0.0.1\na y.t 10.0.0.2\n");
    World after =
        Change.renameHost("y.t", "x.t").apply(Change.renameHost("x.t", "z.t").apply(world));
    assertEquals("host:x.t", after.resolve("10.0.0.2", Scope.DNS, "").last().toString());
    assertEquals("host:z.t", after.resolve("10.0.0.1", Scope.DNS, "").last().toString());
    assertEquals(Resolution.Outcome.REACHED, outcome(after, "x.t"));
    assertEquals(Resolution.Outcome.MISSING, outcome(after, "y.t"));
  }

  private static Resolution.Outcome outcome(World world, String name) {
    return world.resolve(name, Scope.DNS, "").outcome();
  }

  @ParameterizedTest
  @CsvSource({
    "host:mq01, mq01",
    "mq01, mq01",
    "queue:a:b, a:b",
    "localhost:8080, localhost:8080",
    "host:mq01@shop, mq01@shop"
  })
  void a_target_is_asked_with_or_without_its_kind(String target, String name) {
    Change.Rename rename = new Change.Rename(target, "x", false);
    assertEquals(name, rename.name());
    assertEquals(target, rename.keepingAlias().target());
    assertEquals(true, rename.keepingAlias().keepAlias());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\tb", "a\nb"})
  void a_new_name_is_a_name(String to) {
    assertThrows(IllegalArgumentException.class, () -> Change.renameHost("mq01", to));
  }
}
