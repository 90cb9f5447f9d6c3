package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.bytecode.TopologyWriter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Reads the annotations of a class by which frameworks call its methods with messages.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-amqp/reference/amqp/receiving-messages/async-annotation-driven/enable.html">
 *     RabbitListener</a>
 * @see <a
 *     href="https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/listener-annotation.html">
 *     KafkaListener</a>
 * @see <a href="https://smallrye.io/smallrye-reactive-messaging/latest/concepts/concepts/">Channels
 *     of MicroProfile Reactive Messaging</a>
 */
final class ListenerAnnotations {
  private static final Set<NodeKind> QUEUE = Set.of(NodeKind.QUEUE);
  private static final Set<NodeKind> TOPIC = Set.of(NodeKind.TOPIC);
  private static final Set<NodeKind> EITHER = Set.of(NodeKind.QUEUE, NodeKind.TOPIC);
  private static final Set<NodeKind> CHANNEL =
      Set.of(NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC);
  private static final String VALUE = "value";
  private static final String NAME = "name";
  private static final int DEEPEST = 3;

  private final TopologyClass read;
  private final TopologyWriter writer;

  ListenerAnnotations(TopologyClass read, TopologyWriter writer) {
    this.read = read;
    this.writer = writer;
  }

  void read() {
    int first =
        read.node().methods.stream()
            .mapToInt(method -> TopologyClass.line(method, 0))
            .filter(line -> line > 1)
            .min()
            .orElse(1);
    annotations(read.node().visibleAnnotations, "", first);
    for (FieldNode field : read.node().fields) {
      annotations(field.visibleAnnotations, field.name, first);
    }
    for (MethodNode method : read.node().methods) {
      int line = TopologyClass.line(method, 0);
      annotations(method.visibleAnnotations, method.name, line);
      if (method.visibleParameterAnnotations != null) {
        for (List<AnnotationNode> parameter : method.visibleParameterAnnotations) {
          annotations(parameter, method.name, line);
        }
      }
    }
  }

  private void annotations(@Nullable List<AnnotationNode> annotations, String member, int line) {
    if (annotations != null) {
      boolean onRabbit = annotations.stream().anyMatch(a -> a.desc.endsWith("/RabbitListener;"));
      for (AnnotationNode annotation : annotations) {
        annotation(annotation, member, line, onRabbit, 0);
      }
    }
  }

  private void annotation(
      AnnotationNode annotation, String member, int line, boolean onRabbit, int depth) {
    String type = annotation.desc.substring(1, annotation.desc.length() - 1);
    String simple = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
    Place at = new Place(member, line, "@" + simple);
    switch (simple) {
      case "RabbitListener" -> rabbit(annotation, at);
      case "KafkaListener" -> kafka(annotation, at);
      case "JmsListener" -> consumes(annotation, "destination", EITHER, at);
      case "SqsListener" -> {
        for (String key : List.of(VALUE, "queueNames")) {
          queues(annotation, key, at);
        }
      }
      case "SendTo" -> {
        if (type.startsWith("org/springframework/")) {
          sendTo(annotation, onRabbit, at);
        }
      }
      case "Incoming", "Outgoing", "Channel" -> {
        if (type.startsWith("org/eclipse/microprofile/reactive/")
            || type.startsWith("io/smallrye/reactive/")) {
          channel(annotation, simple, at);
        }
      }
      case "Topic" -> {
        if (type.startsWith("io/micronaut/")) {
          consumes(annotation, VALUE, TOPIC, at);
          names(annotation, "patterns", "topics", at).forEach(text -> writer.consumesAll(text, at));
        }
      }
      case "Queue" -> {
        if (type.startsWith("io/micronaut/")) {
          consumes(annotation, VALUE, QUEUE, at);
        }
      }
      case "RabbitListeners", "KafkaListeners", "JmsListeners", "Incomings", "Outgoings" -> {
        if (depth < DEEPEST) {
          AnnotationText.nested(annotation, VALUE)
              .forEach(inner -> annotation(inner, member, line, onRabbit, depth + 1));
        }
      }
      default -> {
        // Nothing that is about messages.
      }
    }
  }

  private List<String> names(AnnotationNode annotation, String key, String thing, Place at) {
    List<String> names = new ArrayList<>();
    for (String text : AnnotationText.all(annotation, key)) {
      writer.name(text, thing, at).ifPresent(names::add);
    }
    return names;
  }

  private void consumes(AnnotationNode annotation, String key, Set<NodeKind> kinds, Place at) {
    String thing = kinds.equals(TOPIC) ? "topic" : "queue";
    names(annotation, key, thing, at).forEach(name -> writer.consumes(name, kinds, at));
  }

  private void rabbit(AnnotationNode annotation, Place at) {
    consumes(annotation, "queues", QUEUE, at);
    for (AnnotationNode queue : AnnotationText.nested(annotation, "queuesToDeclare")) {
      declared(queue, NodeKind.QUEUE, "", at).ifPresent(name -> writer.consumes(name, QUEUE, at));
    }
    for (AnnotationNode binding : AnnotationText.nested(annotation, "bindings")) {
      binding(binding, at);
    }
  }

  private void binding(AnnotationNode binding, Place at) {
    Optional<String> queue =
        AnnotationText.nested(binding, VALUE).stream()
            .findFirst()
            .flatMap(node -> declared(node, NodeKind.QUEUE, "", at));
    queue.ifPresent(name -> writer.consumes(name, QUEUE, at));
    Optional<AnnotationNode> source =
        AnnotationText.nested(binding, "exchange").stream().findFirst();
    String type = source.flatMap(node -> AnnotationText.of(node, "type")).orElse("direct");
    Optional<String> exchange = source.flatMap(node -> declared(node, NodeKind.EXCHANGE, type, at));
    if (queue.isEmpty() || exchange.isEmpty()) {
      return;
    }
    List<String> keys = AnnotationText.all(binding, "key");
    for (String key : keys.isEmpty() ? List.of("") : keys) {
      writer.binds(exchange.get(), queue.get(), NodeKind.QUEUE, key, at);
    }
  }

  private Optional<String> declared(AnnotationNode thing, NodeKind kind, String type, Place at) {
    Optional<String> name =
        Stream.of(VALUE, NAME)
            .flatMap(key -> names(thing, key, kind.word(), at).stream())
            .findFirst();
    name.ifPresent(known -> writer.declares(known, kind, type, at));
    for (AnnotationNode argument : AnnotationText.nested(thing, "arguments")) {
      Optional<String> key = AnnotationText.of(argument, NAME);
      boolean leads =
          key.filter(k -> k.equals("x-dead-letter-exchange") || k.equals("alternate-exchange"))
              .isPresent();
      if (leads) {
        names(argument, VALUE, "exchange", at)
            .forEach(
                target -> writer.uses(target, Set.of(NodeKind.EXCHANGE), Certainty.CERTAIN, at));
      }
    }
    return name;
  }

  private void kafka(AnnotationNode annotation, Place at) {
    consumes(annotation, "topics", TOPIC, at);
    names(annotation, "topicPattern", "topics", at).forEach(text -> writer.consumesAll(text, at));
    for (AnnotationNode partition : AnnotationText.nested(annotation, "topicPartitions")) {
      consumes(partition, "topic", TOPIC, at);
    }
  }

  /** A queue is named, or the address or resource name that its name ends. */
  private void queues(AnnotationNode annotation, String key, Place at) {
    for (String name : names(annotation, key, "queue", at)) {
      boolean placed = !name.contains("${") && (name.startsWith("arn:") || name.contains("://"));
      int last = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1;
      writer.consumes(placed ? name.substring(last) : name, QUEUE, at);
    }
  }

  /**
   * Answers go there: to a topic or destination, with RabbitMQ to {@code exchange/key}.
   *
   * @see <a
   *     href="https://docs.spring.io/spring-amqp/reference/amqp/receiving-messages/async-annotation-driven/reply.html">
   *     Reply management</a>
   */
  private void sendTo(AnnotationNode annotation, boolean onRabbit, Place at) {
    for (String name : names(annotation, VALUE, "destination of answers", at)) {
      if (!onRabbit) {
        writer.publishes(name, EITHER, at);
        continue;
      }
      int slash = name.indexOf('/');
      writer.publishes(
          slash < 0 ? "" : name.substring(0, slash), Optional.of(name.substring(slash + 1)), at);
    }
  }

  private void channel(AnnotationNode annotation, String simple, Place at) {
    for (String name : AnnotationText.all(annotation, VALUE)) {
      // A channel of that annotation alone may go either way.
      List<String> ways =
          switch (simple) {
            case "Incoming" -> List.of("incoming");
            case "Outgoing" -> List.of("outgoing");
            default -> List.of("outgoing", "incoming");
          };
      List<String> keys = new ArrayList<>();
      for (String way : ways) {
        for (String key : List.of("topic", "address", "queue.name", "exchange.name")) {
          keys.add("mp.messaging." + way + "." + name + "." + key);
        }
      }
      writer.channel(name, keys, CHANNEL, !simple.equals("Incoming"), at);
    }
  }
}
