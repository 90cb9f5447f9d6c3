package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export of a broker, asked for ways of messages, changes and what is amiss. */
class QueuesTest {
  private static final String EXPORT =
      """
      {"rabbit_version":"3.12.0","vhosts":[{"name":"/shop"}],
      "permissions":[{"user":"till","vhost":"/shop","configure":"","write":"^events$","read":"^orders"}],
      "policies":[{"vhost":"/shop","name":"dlx","pattern":"^ord","apply-to":"queues","priority":0,"definition":{"dead-letter-exchange":"dlx"}},
      {"vhost":"/shop","name":"none","pattern":"^zzz","apply-to":"all","priority":1,"definition":{"dead-letter-exchange":"dlx"}}],
      "queues":[{"name":"orders","vhost":"/shop","durable":true,"arguments":{}},
      {"name":"audit","vhost":"/shop","durable":true,"arguments":{"x-dead-letter-exchange":"gone"}},
      {"name":"dead","vhost":"/shop","durable":true,"arguments":{}}],
      "exchanges":[{"name":"events","vhost":"/shop","type":"topic","durable":true,"arguments":{}},
      {"name":"dlx","vhost":"/shop","type":"fanout","durable":true,"arguments":{}}],
      "bindings":[{"source":"events","vhost":"/shop","destination":"orders","destination_type":"queue","routing_key":"order.#","arguments":{}},
      {"source":"events","vhost":"/shop","destination":"audit","destination_type":"queue","routing_key":"order.paid","arguments":{}},
      {"source":"dlx","vhost":"/shop","destination":"dead","destination_type":"queue","routing_key":"","arguments":{}}],
      "parameters":[{"component":"shovel","vhost":"/shop","name":"away","value":{"src-uri":"amqp:///%2Fshop","src-queue":"dead","dest-uri":"amqp://spare.test","dest-queue":"dead"}}]}
      """;

  @TempDir private Path tree;

  @BeforeEach
  void an_export() throws IOException {
    Files.writeString(tree.resolve("definitions.json"), EXPORT);
  }

  @Test
  void a_message_is_followed_to_its_queues() {
    Run run = Run.of("route", "events", "order.paid", tree);
    assertEquals(0, run.status(), run.err());
    assertEquals(
        """
        queue:audit@vhost:/shop
        queue:orders@vhost:/shop
            exchange:events@vhost:/shop -> queue:orders@vhost:/shop  binding 'order.#'  definitions.json:10:63
            exchange:events@vhost:/shop -> queue:audit@vhost:/shop  binding 'order.paid'  definitions.json:11:51
        dead letters of audit: dropped
            queue:audit@vhost:/shop -> exchange:gone@vhost:/shop  dead-letter 'order.paid'  definitions.json:6:10
        dead letters of orders: dead
            queue:orders@vhost:/shop -> exchange:dlx@vhost:/shop  dead-letter 'order.paid'  definitions.json:3:38
            exchange:dlx@vhost:/shop -> queue:dead@vhost:/shop  binding ''  definitions.json:12:48
        """,
        run.out());
  }

  @Test
  void the_json_form_holds_queues_and_what_is_dropped() {
    String way = Run.of("route", "events", "x", tree, "--format", "json").out();
    assertTrue(way.contains("\"queues\" : [ ],\n  \"dropped\" : true"), way);
    String kept = Run.of("route", "dlx", "x", tree, "--format", "json", "--vhost", "/shop").out();
    assertTrue(kept.contains("\"queues\" : [\n    \"dead\"\n  ],\n  \"dropped\" : false"), kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evnts||whatbreaks: nothing is known by the name exchange:evnts (near: exchange:events@vhost:/shop)",
        "events|/other|whatbreaks: no virtual host /other is known; there is /shop@tree:",
      })
  void what_is_not_known_is_refused(String exchange, String vhost, String said) {
    Run run =
        vhost == null
            ? Run.of("route", exchange, "k", tree)
            : Run.of("route", exchange, "k", tree, "--vhost", vhost);
    assertEquals(2, run.status());
    assertEquals(said + "\n", run.err());
  }

  private String effects(Change change) throws IOException {
    Snapshot snapshot = WhatBreaks.scan(tree);
    Impact impact = snapshot.impactOf(change);
    return impact.breakages().stream()
        .flatMap(
            breakage ->
                breakage.why().stream()
                    .map(
                        why ->
                            breakage.effect() + " " + breakage.certainty() + " " + why.message()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_queue_that_gets_another_name_starves_without_an_error() throws IOException {
    assertEquals(
        """
        LOSES_DATA CERTAIN what exchange events takes by 'order.#' is dropped, and no publisher is told
        LOSES_DATA CERTAIN dead letters of queue orders do not reach dead any more
        LOSES_DATA CERTAIN handed on by this
        DEGRADES CERTAIN policy dlx does not hold for requests
        DEGRADES CERTAIN user till may not read requests"""
            .lines()
            .sorted()
            .toList()
            .toString(),
        effects(Change.rename("queue:orders", "requests")).lines().sorted().toList().toString());
  }

  @Test
  void dead_letters_a_shovel_and_a_binding_to_two_queues() throws IOException {
    assertEquals(
        "[DEGRADES CERTAIN a shovel stops: queue dead is gone,"
            + " LOSES_DATA CERTAIN dead letters of queue orders do not reach dead any more,"
            + " LOSES_DATA CERTAIN handed on by this,"
            + " LOSES_DATA CERTAIN what exchange dlx takes by '' is dropped, and no publisher is told]",
        effects(Change.retire("queue:dead")).lines().sorted().toList().toString());
    assertEquals(
        "DEGRADES CERTAIN what exchange events takes by 'order.paid' does not reach audit any more",
        effects(new RemoveBinding("/shop", "events", "audit", "order.paid")));
  }

  @Test
  void a_queue_cannot_get_other_arguments_while_it_is_there() throws IOException {
    List<Fact.Argument> arguments =
        List.of(new Fact.Argument("x-max-length", Fact.Sort.NUMBER, "5"));
    assertEquals(
        "LOSES_DATA POSSIBLE queue orders cannot get other arguments while it is there: deleted and"
            + " made anew, it is empty",
        effects(new RedeclareQueue("/shop", "orders", arguments)));
    assertEquals("", effects(new RedeclareQueue("/shop", "orders", List.of())));
  }

  @Test
  void an_alias_of_a_queue_keeps_nothing() {
    Run run = Run.of("rename", "queue:orders", "requests", tree, "--keep-alias");
    assertEquals(1, run.status());
    assertTrue(run.out().contains("there is no alias of a queue"), run.out());
  }

  @Test
  void a_virtual_host_is_renamed_with_all_its_objects() {
    Run run = Run.of("rename", "vhost:/shop", "/store", tree);
    assertTrue(run.out().contains("Changed by the rename itself: 1\n"), run.out());
    assertTrue(run.out().contains("To be edited as well: 12\n"), run.out());
  }

  @Test
  void lint_tells_what_is_handed_to_nothing() {
    Run run = Run.of("lint", tree);
    assertEquals(1, run.status());
    assertTrue(
        run.out()
            .contains(
                "dead-letters-to-nothing  dead letters of queue:audit@vhost:/shop are dropped: exchange:gone@vhost:/shop is not declared"),
        run.out());
    assertTrue(
        run.out().contains("policy-without-match  policy none holds for nothing that is declared"),
        run.out());
  }
}
