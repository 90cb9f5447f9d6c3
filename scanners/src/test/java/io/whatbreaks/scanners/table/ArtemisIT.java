package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scanners.value.DestinationFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a {@code broker.xml} is what a broker makes of it. */
class ArtemisIT {
  private static final String CONFIGURATION =
      """
      <configuration xmlns="urn:activemq">
        <core xmlns="urn:activemq:core">
          <persistence-enabled>false</persistence-enabled>
          <security-enabled>false</security-enabled>
          <journal-directory>%1$s/journal</journal-directory>
          <bindings-directory>%1$s/bindings</bindings-directory>
          <large-messages-directory>%1$s/large</large-messages-directory>
          <paging-directory>%1$s/paging</paging-directory>
          <acceptors><acceptor name="in-vm">vm://0</acceptor></acceptors>
          <address-settings>
            <address-setting match="orders.#"><dead-letter-address>dead</dead-letter-address></address-setting>
            <address-setting match="pay.*"><dead-letter-address>dead.pay</dead-letter-address></address-setting>
          </address-settings>
          <addresses>
            <address name="orders"><anycast><queue name="orders"/></anycast></address>
            <address name="orders.audit"><anycast><queue name="audit"/></anycast></address>
            <address name="news"><multicast><queue name="news.all"/></multicast></address>
            <address name="dead"><anycast><queue name="dead"/></anycast></address>
          </addresses>
          <diverts>
            <divert name="copy">
              <address>orders</address>
              <forwarding-address>orders.audit</forwarding-address>
              <exclusive>false</exclusive>
            </divert>
            <divert name="nowhere">
              <address>news</address>
              <forwarding-address>gone</forwarding-address>
              <exclusive>false</exclusive>
            </divert>
          </diverts>
        </core>
      </configuration>
      """;

  @TempDir Path temp;

  private static ScanResult read(String text) {
    SourceOutput output = new SourceOutput();
    output.document(Document.of("mq1/etc/broker.xml", Scope.host("mq1"), "etc/broker.xml", text));
    return Scanners.of(List.of(new TableScanner())).scan(output);
  }

  private static Set<String> named(ScanResult read, String rule) {
    return read.facts().stream()
        .filter(fact -> fact.evidence().rule().equals("artemis/" + rule))
        .map(fact -> fact.evidence().text())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names in order, without those of the broker itself. */
  private static Set<String> sorted(String... names) {
    return new TreeSet<>(
        Stream.of(names)
            .filter(name -> !name.startsWith("$") && !name.startsWith("activemq."))
            .toList());
  }

  @Test
  void addresses_queues_and_diverts_are_those_of_the_broker() throws Exception {
    String text = CONFIGURATION.formatted(temp.toUri().getPath());
    Path file = temp.resolve("broker.xml");
    Files.writeString(file, text);
    ScanResult read = read(text);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(file.toUri().toString());
    broker.start();
    try {
      var control = broker.getActiveMQServer().getActiveMQServerControl();
      assertEquals(sorted(control.getAddressNames()), named(read, "addresses.address.name"));
      assertEquals(
          sorted(control.getQueueNames()), named(read, "addresses.address.anycast.queue.name"));
      assertEquals(
          2,
          read.facts().stream()
              .filter(Fact.Consumes.class::isInstance)
              .filter(fact -> fact.evidence().rule().equals("artemis/divert.address"))
              .count());
      assertEquals(2, control.getDivertNames().length);
      assertEquals(Set.of("gone", "orders.audit"), named(read, "divert.forwarding-address"));
      send("orders");
      assertEquals(1, count(broker, "orders"));
      assertEquals(1, count(broker, "audit"), "the divert copies");
      send("news");
      assertEquals(1, count(broker, "news.all"), "what goes to an address that is gone is dropped");
    } finally {
      broker.stop();
    }
  }

  @Test
  void settings_hold_for_the_addresses_that_a_match_stands_for() throws Exception {
    Path file = temp.resolve("broker.xml");
    Files.writeString(file, CONFIGURATION.formatted(temp.toUri().getPath()));
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(file.toUri().toString());
    broker.start();
    try {
      for (String match : List.of("orders.#", "pay.*")) {
        String expression = DestinationFilter.ARTEMIS.expression(match).orElseThrow();
        String dead = match.startsWith("o") ? "dead" : "dead.pay";
        for (String address :
            List.of("orders", "orders.a", "orders.a.b", "ordersx", "pay", "pay.a", "pay.a.b")) {
          SimpleString found =
              broker
                  .getActiveMQServer()
                  .getAddressSettingsRepository()
                  .getMatch(address)
                  .getDeadLetterAddress();
          assertEquals(
              found != null && found.toString().equals(dead),
              address.matches(expression),
              match + " " + address);
        }
      }
    } finally {
      broker.stop();
    }
  }

  private static void send(String address) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://0");
        var factory = locator.createSessionFactory();
        ClientSession session = factory.createSession();
        ClientProducer producer = session.createProducer(address)) {
      producer.send(session.createMessage(false));
    }
  }

  private static long count(EmbeddedActiveMQ broker, String queue) {
    var found = broker.getActiveMQServer().locateQueue(SimpleString.of(queue));
    assertTrue(found != null, queue);
    assertEquals(
        queue.equals("news.all") ? RoutingType.MULTICAST : RoutingType.ANYCAST,
        found.getRoutingType());
    return found.getMessageCount();
  }

  @Test
  void an_anycast_queue_is_declared_and_a_multicast_address_may_be_a_topic() {
    ScanResult read = read(CONFIGURATION.formatted("x"));
    Set<NodeKind> kinds =
        read.facts().stream()
            .filter(fact -> fact.evidence().text().equals("news"))
            .filter(Fact.Reference.class::isInstance)
            .flatMap(fact -> ((Fact.Reference) fact).target().kinds().stream())
            .collect(Collectors.toSet());
    assertEquals(Set.of(NodeKind.QUEUE, NodeKind.TOPIC), kinds);
  }
}
