package io.whatbreaks.scanners.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample application, compiled here, and what is said of its classes. */
class ListenerScannerTest {
  @TempDir static Path classes;

  @BeforeAll
  static void compile() throws IOException {
    CompiledSources.into(classes, "shop", "Names", "Topology", "Listeners", "Senders");
  }

  private static ScanResult scan(byte[] bytes) {
    SourceOutput output = new SourceOutput();
    String local = "srv/shop/target/classes/com/acme/shop/X.class";
    output.document(new Document("h1/" + local, Scope.host("h1"), local, () -> bytes));
    return Scanners.of(List.of(new ListenerScanner())).scan(output);
  }

  private static ScanResult scanned(String name) throws IOException {
    return scan(Files.readAllBytes(classes.resolve("com/acme/shop/" + name + ".class")));
  }

  private static String kinds(Fact.Target target) {
    return target.kinds().stream().sorted().map(NodeKind::word).collect(Collectors.joining("+"));
  }

  private static List<String> said(ScanResult result) {
    List<String> all = new ArrayList<>();
    for (Fact fact : result.facts()) {
      if (fact instanceof Fact.Reference reference) {
        all.add("uses " + kinds(reference.target()) + " " + reference.target().name());
      } else if (fact instanceof Fact.Consumes consumes) {
        String what = consumes.pattern() ? "takes all " : "takes ";
        all.add(what + kinds(consumes.target()) + " " + consumes.target().name());
      } else if (fact instanceof Fact.Publishes publishes) {
        all.add(
            "sends "
                + kinds(publishes.target())
                + " "
                + publishes.target().name()
                + " key "
                + publishes.key());
      } else if (fact instanceof Fact.Declaration declaration) {
        all.add("makes " + declaration.node().kind().word() + " " + declaration.node().name());
      } else if (fact instanceof Fact.Binding binding) {
        all.add(
            "binds "
                + binding.exchange().name()
                + " "
                + binding.key()
                + " "
                + binding.destination().kind().word()
                + " "
                + binding.destination().name());
      } else if (fact instanceof Fact.Shape shape) {
        all.add("shape " + shape.node().name() + " " + shape.type());
      } else {
        all.add(fact.toString());
      }
    }
    return all.stream().distinct().sorted().toList();
  }

  private static List<String> diagnostics(ScanResult result) {
    return result.diagnostics().stream().map(Diagnostic::message).sorted().toList();
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  @Test
  void beans_declare_queues_exchanges_bindings_and_topics() throws IOException {
    ScanResult result = scanned("Topology");
    assertEquals(
        lines(
            """
            binds shop.events order.* queue shop.orders
            binds shop.news  exchange shop.events
            binds shop.news  queue shop.orders
            makes exchange shop.events
            makes exchange shop.news
            makes queue shop.orders
            makes topic shop.payments
            makes topic shop.refunds
            shape shop.events topic
            shape shop.news fanout
            uses exchange shop.dead
            uses exchange shop.events
            uses exchange shop.news
            uses queue ${shop.audit.queue}
            uses queue shop.orders"""),
        said(result));
    assertEquals(
        List.of(
            "com.acme.shop.Topology.elsewhere (line 59): GenericArgumentsConfigurer.noargs takes"
                + " the name of the exchange from a bean of another class, or what is known when it"
                + " runs",
            "com.acme.shop.Topology.regional (line 64): new Queue takes the name of the queue from"
                + " what is known when it runs"),
        diagnostics(result));
  }

  @Test
  void annotations_say_what_methods_listen_to() throws IOException {
    ScanResult result = scanned("Listeners");
    assertEquals(
        lines(
            """
            binds shop.events return.* queue shop.stock
            binds shop.events stock.# queue shop.stock
            makes exchange shop.events
            makes queue shop.mails
            makes queue shop.stock
            sends exchange shop.events key order.done
            sends queue+topic shop.counts key\s
            shape shop.events topic
            takes all topic shop\\..*\\.v1
            takes queue ${shop.audit.queue}
            takes queue shop.mails
            takes queue shop.orders
            takes queue shop.stock
            takes queue+topic shop.invoices
            takes topic ${shop.topic:shop.refunds}
            takes topic ${shop.topics}
            takes topic shop.clicks
            takes topic shop.payments
            uses exchange shop.dead
            uses exchange shop.events
            uses queue ${shop.audit.queue}
            uses queue shop.mails
            uses queue shop.orders
            uses queue shop.stock
            uses queue+topic shop.counts
            uses queue+topic shop.invoices
            uses topic ${shop.topic:shop.refunds}
            uses topic ${shop.topics}
            uses topic shop.clicks
            uses topic shop.payments"""),
        said(result));
    assertEquals(
        List.of(
            "com.acme.shop.Listeners.regional (line 40): @RabbitListener takes the name of the"
                + " queue from the expression #{regional.name}"),
        diagnostics(result));
  }

  @Test
  void calls_say_where_messages_are_sent_and_taken_from() throws IOException {
    ScanResult result = scanned("Senders");
    assertEquals(
        lines(
            """
            binds shop.plain k queue shop.q
            makes exchange shop.plain
            makes queue shop.q
            sends exchange  key *
            sends exchange  key shop.later
            sends exchange  key shop.orders
            sends exchange  key shop.q
            sends exchange  key shop.urgent
            sends exchange ${shop.exchange} key order.paid
            sends exchange shop.events key *
            sends exchange shop.events key order.new
            sends queue+topic shop.invoices key\s
            sends topic shop.clicks key\s
            sends topic shop.payments key\s
            shape shop.plain headers
            takes all topic shop\\.audit\\..*
            takes queue shop.mails
            takes queue shop.orders
            takes queue shop.q
            takes queue shop.replies
            takes topic shop.clicks
            takes topic shop.old
            takes topic shop.refunds
            uses exchange ${shop.exchange}
            uses exchange shop.events
            uses exchange shop.plain
            uses queue shop.later
            uses queue shop.mails
            uses queue shop.orders
            uses queue shop.q
            uses queue shop.replies
            uses queue shop.urgent
            uses queue+topic shop.invoices
            uses topic shop.clicks
            uses topic shop.old
            uses topic shop.payments
            uses topic shop.refunds"""),
        said(result));
    assertEquals(
        List.of(
            "com.acme.shop.Senders.send (line 33): RabbitTemplate.convertAndSend takes the name of"
                + " the queue from what is known when it runs"),
        diagnostics(result));
  }

  @Test
  void the_place_is_the_class_and_the_line_of_the_source() throws IOException {
    ScanResult result = scanned("Senders");
    Evidence evidence =
        result.facts().stream()
            .filter(fact -> fact instanceof Fact.Publishes)
            .map(Fact::evidence)
            .filter(at -> at.text().equals("shop.payments"))
            .findFirst()
            .orElseThrow();
    assertEquals("h1/srv/shop/target/classes/com/acme/shop/X.class:38:1", evidence.at().toString());
    assertEquals("Senders.kafka: KafkaTemplate.send shop.payments", evidence.excerpt());
    assertEquals(
        "component:h1/shop",
        result.facts().stream()
            .filter(Fact.Publishes.class::isInstance)
            .map(fact -> ((Fact.Publishes) fact).component().toString())
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  @Test
  void a_damaged_class_is_said_to_be_so() throws IOException {
    byte[] whole = Files.readAllBytes(classes.resolve("com/acme/shop/Senders.class"));
    List<String> codes = new ArrayList<>();
    for (int length = 200; length < whole.length; length += whole.length / 40) {
      ScanResult result = scan(java.util.Arrays.copyOf(whole, length));
      result.diagnostics().forEach(diagnostic -> codes.add(diagnostic.code()));
      assertFalse(codes.contains("scanner-failed"), codes.toString());
    }
    assertTrue(codes.contains("class-damaged"), codes.toString());
  }

  @Test
  void classes_without_messages_are_left_to_others() throws IOException {
    byte[] bytes = Files.readAllBytes(classes.resolve("com/acme/shop/Names.class"));
    Document document = new Document("N.class", Scope.tree(""), "N.class", () -> bytes);
    assertFalse(new ListenerScanner().accepts(document));
  }
}
