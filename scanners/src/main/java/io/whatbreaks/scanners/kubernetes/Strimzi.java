package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Topics of Kafka in the objects of Strimzi: who makes them, who may use them, who takes from them.
 *
 * @see <a href="https://strimzi.io/docs/operators/latest/configuring.html">Strimzi: schemas of
 *     custom resources</a>
 */
final class Strimzi {
  private static final String GROUP = "kafka.strimzi.io/";
  private static final Set<NodeKind> TOPIC = Set.of(NodeKind.TOPIC);
  private static final Pattern NAME = Pattern.compile("[^,\\s|]+");
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

  private final KubeObject object;

  private Strimzi(KubeObject object) {
    this.object = object;
  }

  /** Reads an object if it is one of Strimzi. */
  static void read(KubeObject object) {
    boolean own =
        Nodes.text(object.body(), "apiVersion")
            .filter(version -> version.value().startsWith(GROUP))
            .isPresent();
    if (own) {
      new Strimzi(object).read();
    }
  }

  private void read() {
    switch (object.kind()) {
      case "KafkaTopic" -> topic();
      case "KafkaUser" -> access();
      case "KafkaConnector" -> connector();
      case "KafkaConnect" -> {
        for (String store : new String[] {"offset", "config", "status"}) {
          Nodes.text(object.body(), "spec", "config", store + ".storage.topic")
              .ifPresent(name -> uses(name, "strimzi/storage-topic"));
        }
      }
      case "KafkaMirrorMaker2", "KafkaMirrorMaker" -> {
        for (Node mirror : Nodes.items(object.body(), "spec", "mirrors")) {
          Nodes.text(mirror, "topicsPattern").ifPresent(this::takes);
        }
        Nodes.text(object.body(), "spec", "include").ifPresent(this::takes);
      }
      default -> {
        // Brokers, users and rebalances name no topics.
      }
    }
  }

  /** The name of the object, unless the topic has one that no object can have. */
  private void topic() {
    Nodes.text(object.body(), "spec", "topicName")
        .or(() -> Nodes.text(object.body(), "metadata", "name"))
        .ifPresent(
            name ->
                object
                    .output()
                    .add(
                        new Fact.Declaration(
                            new NodeId(NodeKind.TOPIC, object.document().scope(), name.value()),
                            Optional.of(object.component()),
                            evidence(name, "strimzi/topic"))));
  }

  private void access() {
    for (Node rule : Nodes.items(object.body(), "spec", "authorization", "acls")) {
      boolean literal =
          Nodes.text(rule, "resource", "patternType")
              .filter(type -> type.value().equals("prefix"))
              .isEmpty();
      boolean onTopic =
          Nodes.text(rule, "resource", "type")
              .filter(type -> type.value().equals("topic"))
              .isPresent();
      if (literal && onTopic) {
        Nodes.text(rule, "resource", "name")
            .filter(name -> PLAIN.matcher(name.value()).matches())
            .ifPresent(name -> uses(name, "strimzi/access"));
      }
    }
  }

  private void connector() {
    for (Node.Entry entry :
        Nodes.at(object.body(), "spec", "config").map(Nodes::entries).orElse(java.util.List.of())) {
      Optional<Scalar> value = Nodes.scalar(entry.value());
      if (value.isEmpty()) {
        continue;
      }
      switch (entry.key().value()) {
        case "topics", "topics.regex" -> takes(value.get());
        case "topic", "kafka.topic", "errors.deadletterqueue.topic.name" -> sends(value.get());
        case "schema.history.internal.kafka.topic", "database.history.kafka.topic" ->
            uses(value.get(), "strimzi/connector");
        default -> {
          // Hosts and the rest are read as those of any object.
        }
      }
    }
  }

  private void takes(Scalar list) {
    Matcher name = NAME.matcher(list.value());
    while (name.find()) {
      Scalar written = list.part(name.start(), name.end());
      boolean plain = PLAIN.matcher(written.value()).matches();
      if (plain) {
        uses(written, "strimzi/topics");
      }
      object
          .output()
          .add(
              new Fact.Consumes(
                  object.component(),
                  target(written),
                  !plain,
                  evidence(written, "strimzi/topics")));
    }
  }

  private void sends(Scalar name) {
    uses(name, "strimzi/connector");
    object
        .output()
        .add(
            new Fact.Publishes(
                object.component(), target(name), "", false, evidence(name, "strimzi/connector")));
  }

  private void uses(Scalar name, String rule) {
    object
        .output()
        .add(
            new Fact.Reference(
                object.component(),
                target(name),
                new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
                evidence(name, rule)));
  }

  private Fact.Target target(Scalar name) {
    return new Fact.Target(object.document().scope(), name.value(), TOPIC, OptionalInt.empty());
  }

  private Evidence evidence(Scalar value, String rule) {
    return object.output().evidence(value.offset(0), value.endOffset(value.value().length()), rule);
  }
}
