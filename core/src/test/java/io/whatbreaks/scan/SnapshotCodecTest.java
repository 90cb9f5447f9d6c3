package io.whatbreaks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Criticality;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.model.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCodecTest {
  private static final Scope TILL = Scope.host("till3");
  private static final NodeId BASKET = NodeId.component(TILL, "basket");
  private static final NodeId MQ = NodeId.host(Scope.DNS, "mq01.shop.test");
  private static final Evidence AT =
      new Evidence(
          new SourceLocation("till3/srv/Bücher \"x\"/a.properties", 4, 9, 13),
          "mq01",
          "mq.host=mq01 \u2028 \ud83d\ude00",
          "spring",
          "spring/property");

  private static final List<Fact.Argument> ARGUMENTS =
      List.of(
          new Fact.Argument("x-match", Fact.Sort.TEXT, "any"),
          new Fact.Argument("present", Fact.Sort.NONE, ""));
  private static final Fact.Target EVENTS =
      new Fact.Target(TILL, "events", Set.of(NodeKind.TOPIC), OptionalInt.empty());

  private static List<Fact> one_of_each() {
    return List.of(
        new Fact.Declaration(MQ, Optional.empty(), AT),
        new Fact.Declaration(
            new NodeId(NodeKind.QUEUE, Scope.within(TILL, Scope.Kind.VHOST, "/"), "orders"),
            Optional.of(BASKET),
            AT),
        new Fact.Address(MQ, "10.0.0.5", AT),
        new Fact.Alias(MQ, "rabbit.shop.test", AT),
        new Fact.Zone(
            "shop.test",
            List.of("eu.shop.test"),
            List.of("mail.shop.test"),
            Certainty.POSSIBLE,
            AT),
        new Fact.ZoneFile(
            NodeId.component(Scope.host("ns1"), "bind"),
            "etc/bind/db.shop",
            Optional.of("shop.test"),
            Certainty.CERTAIN,
            "inside",
            List.of("!10.0.0.9", "10.0.0.0/8"),
            AT),
        new Fact.TimeToLive(4, 3600, AT),
        new Fact.Denial(300, AT),
        new Fact.Renewal(BASKET, Fact.Renewed.CONNECTION, OptionalInt.of(1800), AT),
        new Fact.ResolverConfig(
            TILL, List.of("a.test", "b.test"), OptionalInt.of(2), List.of(), AT),
        new Fact.ResolverConfig(TILL, List.of(), OptionalInt.empty(), List.of("files", "dns"), AT),
        new Fact.Setting(BASKET, "mq.host", "mq01", Fact.Rank.FILE, "prod", AT),
        new Fact.Reference(
            BASKET,
            new Fact.Target(
                TILL, "${mq:mq01}", Set.of(NodeKind.HOST, NodeKind.QUEUE), OptionalInt.of(5672)),
            new Fact.Use(
                Lookup.CONNECTION,
                new Group("g", Group.Mode.SPREAD),
                true,
                Certainty.CERTAIN,
                "mq.host"),
            AT),
        new Fact.Note(BASKET, "nginx/server", Lookup.START, "One dead name", "the manual", AT),
        new Fact.Listener(BASKET, 8080, AT),
        new Fact.Placement(BASKET, MQ, AT),
        new Fact.Reads(BASKET, "opt/basket/", AT),
        new Fact.Admission(BASKET, "list", "10.0.0.0/8", true, AT),
        new Fact.Part(BASKET, "front", Fact.Tie.ENTERED, "80", AT),
        new Fact.Attachment(MQ, "back", "shop_back", AT),
        new Fact.Ports(MQ, List.of(5672), AT),
        new Fact.PortName(MQ, "amqp", Fact.Calling.HANDED_ON, AT),
        new Fact.Viewpoint(BASKET, new Scope(Scope.Kind.COMPOSE, "shop", "tree:"), AT),
        new Fact.Layer(
            BASKET,
            "1 10-mq.conf",
            3,
            List.of(new Fact.Passage("Environment MQ", AT.at(), AT.at())),
            List.of("ExecStart"),
            AT),
        new Fact.Inherits(BASKET, NodeId.component(TILL, "base"), AT),
        new Fact.Labels(BASKET, TILL, List.of("app=basket"), AT),
        new Fact.Installation(BASKET, "rabbitmq", "", AT),
        new Fact.Identity(
            BASKET, "rule", Fact.Loss.DATA, List.of("NODENAME"), "message", "remedy", "source", AT),
        new Fact.Binding(BASKET, MQ, BASKET, "order.#", ARGUMENTS, AT, AT),
        new Fact.Shape(
            BASKET, MQ, "quorum", Set.of(Fact.Trait.DURABLE, Fact.Trait.EXCLUSIVE), ARGUMENTS, AT),
        new Fact.Policy(
            TILL, "dlx", true, new Fact.Selects("^orders\\.", "queues", -3, AT), ARGUMENTS, AT),
        new Fact.Parameter(BASKET, TILL, "shovel", "to-spare", ARGUMENTS, AT),
        new Fact.Permission(TILL, "basket", Fact.Access.WRITE, Optional.of("events"), "^a", AT),
        new Fact.Publishes(BASKET, EVENTS, "order.${kind}", true, AT),
        new Fact.Consumes(BASKET, EVENTS, true, AT),
        new Fact.Ownership(
            Fact.Ownership.By.PATH, "/srv/", "till", List.of("@shop/till", "till@shop.test"), AT),
        new Fact.Importance(Fact.Ownership.By.HOST, "mq*", Criticality.HIGH, AT),
        new Fact.Requirement(
            BASKET,
            new Fact.Border(
                "spring-boot-redis", "spring-boot", Version.Scheme.SEMVER, "3.0.0", "3.0.0", false),
            Fact.Harm.IGNORED,
            Certainty.CERTAIN,
            Optional.of(new Fact.Passage("spring.redis.host", AT.at(), AT.at())),
            Optional.of(new Fact.Edit(AT, "spring.data.redis")),
            new Fact.Advice("message", "remedy", "back", "source"),
            AT),
        new Fact.Prepared(BASKET, "spring-boot-redis", AT),
        new Fact.Token(BASKET, TILL, "mq01", Fact.Span.COMMENT, AT),
        new Fact.Pattern(
            BASKET,
            TILL,
            new NamePattern("mq0[12]", NamePattern.Syntax.RANGE),
            Certainty.POSSIBLE,
            AT));
  }

  private static ScanResult result() {
    return new ScanResult(
        one_of_each(),
        List.of(new Diagnostic(Severity.ERROR, "syntax-error", "a", 3, "broken", "mend it")),
        List.of(
            new FileState("a", Reading.PARTLY, "not all", List.of(-7, 0, 12), false, true),
            new FileState("b", Reading.FAILED, "gone", List.of(), true, false)));
  }

  private static byte[] written(ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(result, out);
    return out.toByteArray();
  }

  private static ScanResult read(String text) throws IOException {
    return SnapshotCodec.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void the_example_holds_every_sort_of_fact() {
    Set<Class<?>> sorts = new HashSet<>(Arrays.asList(Fact.class.getPermittedSubclasses()));
    one_of_each().forEach(fact -> sorts.remove(fact.getClass()));
    assertEquals(Set.of(), sorts);
  }

  @Test
  void what_is_written_is_read_back() throws IOException {
    ScanResult before = result();
    assertEquals(before, SnapshotCodec.read(new ByteArrayInputStream(written(before))));
  }

  @Test
  void the_same_result_gives_the_same_bytes() throws IOException {
    ScanResult before = result();
    byte[] bytes = written(before);
    assertArrayEquals(bytes, written(before));
    assertArrayEquals(bytes, written(SnapshotCodec.read(new ByteArrayInputStream(bytes))));
    assertTrue(new String(bytes, UTF_8).startsWith("{\"whatbreaksSnapshot\":1,\"facts\":["));
  }

  @Test
  void texts_that_come_again_are_kept_once() throws IOException {
    List<Fact> facts = SnapshotCodec.read(new ByteArrayInputStream(written(result()))).facts();
    assertSame(
        facts.get(0).evidence().at().path(), facts.get(facts.size() - 1).evidence().at().path());
    assertSame(facts.get(0).evidence().rule(), facts.get(1).evidence().rule());
  }

  @Test
  void an_empty_result_is_a_snapshot_too() throws IOException {
    ScanResult empty = new ScanResult(List.of(), List.of(), List.of());
    assertEquals(empty, SnapshotCodec.read(new ByteArrayInputStream(written(empty))));
  }

  @Test
  void a_quarter_of_a_million_facts_fit() throws IOException {
    List<Fact> many = new ArrayList<>();
    for (int i = 0; i < 250_000; i++) {
      many.add(new Fact.Token(BASKET, TILL, "mq" + i, Fact.Span.VALUE, AT));
    }
    ScanResult before = new ScanResult(many, List.of(), List.of());
    assertEquals(before, SnapshotCodec.read(new ByteArrayInputStream(written(before))));
  }

  @Test
  void the_streams_stay_open() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    SnapshotCodec.write(result(), out);
    ByteArrayInputStream in =
        new ByteArrayInputStream(out.toByteArray()) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    assertEquals(result(), SnapshotCodec.read(in));
  }

  @Test
  void another_version_is_refused_with_both_numbers() {
    IOException e = assertThrows(IOException.class, () -> read("{\"whatbreaksSnapshot\": 2}"));
    assertEquals(
        "the snapshot is of version 2, this program reads version 1: scan again", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"other\": 1}",
        "{\"whatbreaksSnapshot\": \"1\"}",
        "{\"whatbreaksSnapshot\": 1}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [7]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"unheard\", 1]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"zone\", \"x\"]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"listener\",[\"component\",[\"host\",\"a\",\"\"],\"b\"],"
            + "99999,[[\"p\",1,1,1],\"\",\"\",\"\",\"\"]]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"listener\",[\"component\",[\"host\",\"a\",\"\"],\"b\"],"
            + "80,[[\"p\",0,1,1],\"\",\"\",\"\",\"\"]]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"listener\",[\"component\",[\"host\",\"a\",\"\"],\"b\"],"
            + "99999999999999,[[\"p\",1,1,1],\"\",\"\",\"\",\"\"]]]}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [], \"diagnostics\": [], \"files\": [], \"more\": 1}",
        "{\"whatbreaksSnapshot\": 1, \"facts\": [], \"diagnostics\": []}",
      })
  void damage_is_an_error_that_says_so(String text) {
    IOException e = assertThrows(IOException.class, () -> read(text));
    assertTrue(e.getMessage().contains("snapshot"), e.getMessage());
  }

  @Test
  void a_text_of_hostile_size_is_refused() {
    String text = "{\"whatbreaksSnapshot\": 1, \"facts\": [[\"" + "x".repeat(1 << 26) + "\"]]}";
    IOException e = assertThrows(IOException.class, () -> read(text));
    assertEquals("the snapshot holds something too large to be meant", e.getMessage());
  }

  @Test
  void a_failing_stream_keeps_its_own_error() {
    IOException broken = new IOException("the disk is gone");
    java.io.InputStream in =
        new java.io.InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }
        };
    assertSame(broken, assertThrows(IOException.class, () -> SnapshotCodec.read(in)));
  }

  @Test
  void snapshots_are_recognised_by_their_first_bytes() throws IOException {
    assertTrue(SnapshotCodec.recognises(Arrays.copyOf(written(result()), 64)));
    assertTrue(SnapshotCodec.recognises("{\n  \"whatbreaksSnapshot\": 7}".getBytes(UTF_8)));
    assertFalse(SnapshotCodec.recognises("{\"version\": 1}".getBytes(UTF_8)));
    assertFalse(SnapshotCodec.recognises("\"whatbreaksSnapshot\"".getBytes(UTF_8)));
    assertFalse(SnapshotCodec.recognises("{\"whatbreaksSnap".getBytes(UTF_8)));
    assertFalse(SnapshotCodec.recognises(new byte[0]));
    assertFalse(SnapshotCodec.recognises("{{{{".getBytes(UTF_8)));
  }
}
