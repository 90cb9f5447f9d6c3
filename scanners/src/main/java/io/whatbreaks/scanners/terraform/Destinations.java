package io.whatbreaks.scanners.terraform;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Queues, exchanges and topics that a module makes, or looks up.
 *
 * @see <a
 *     href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue">
 *     aws_sqs_queue</a>
 */
final class Destinations {
  private static final Map<String, NodeKind> KINDS =
      Map.ofEntries(
          Map.entry("aws_sqs_queue", NodeKind.QUEUE),
          Map.entry("aws_sns_topic", NodeKind.TOPIC),
          Map.entry("kafka_topic", NodeKind.TOPIC),
          Map.entry("confluent_kafka_topic", NodeKind.TOPIC),
          Map.entry("aiven_kafka_topic", NodeKind.TOPIC),
          Map.entry("rabbitmq_queue", NodeKind.QUEUE),
          Map.entry("rabbitmq_exchange", NodeKind.EXCHANGE),
          Map.entry("rabbitmq_vhost", NodeKind.VHOST),
          Map.entry("google_pubsub_topic", NodeKind.TOPIC),
          Map.entry("azurerm_servicebus_queue", NodeKind.QUEUE),
          Map.entry("azurerm_servicebus_topic", NodeKind.TOPIC),
          Map.entry("azurerm_eventhub", NodeKind.TOPIC));

  private Destinations() {}

  /**
   * States what a resource makes.
   *
   * @param makes whether it is a resource, and not looked up
   */
  static void state(
      Document document, ScanOutput output, String type, boolean makes, Node.Mapping attributes) {
    NodeKind kind = KINDS.get(type);
    Optional<Scalar> name = Optional.empty();
    for (String key : new String[] {"topic_name", "name"}) {
      if (kind != null
          && name.isEmpty()
          && attributes.get(key).orElse(null) instanceof Scalar text
          && text.offset(0) > text.start()) {
        name = Optional.of(text);
      }
    }
    if (kind == null || name.isEmpty() || name.get().value().isEmpty()) {
      return;
    }
    Scalar written = name.get();
    Evidence evidence =
        output.evidence(
            written.offset(0), written.endOffset(written.value().length()), "terraform/" + type);
    NodeId component = TerraformScanner.component(document);
    if (makes && written.value().indexOf('$') < 0) {
      output.add(
          new Fact.Declaration(
              new NodeId(kind, document.scope(), written.value()), Optional.empty(), evidence));
      return;
    }
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(document.scope(), written.value(), Set.of(kind), OptionalInt.empty()),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
            evidence));
  }
}
