package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Scalar;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Topics of Kafka that a process is given: on its command line behind {@code --topic}, or in the
 * variable by which images of Kafka make some at their start, {@code orders:1:1,payments:2:3}.
 *
 * @see <a href="https://github.com/wurstmeister/kafka-docker#automatically-create-topics">
 *     KAFKA_CREATE_TOPICS</a>
 */
final class CommandTopics {
  private static final String VARIABLE = "KAFKA_CREATE_TOPICS";
  private static final Pattern MADE = Pattern.compile("([\\w.-]+)(?::[^,\\s]*)?");
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

  private final ScanOutput output;
  private final NodeId component;
  private final Scope from;
  private boolean isKafka;
  private boolean topicNext;

  CommandTopics(ScanOutput output, NodeId component, Scope from) {
    this.output = output;
    this.component = component;
    this.from = from;
  }

  /** Whether the next word of a command line is the name of a topic, which is stated. */
  boolean take(Scalar word, String rule) {
    String text = word.value();
    boolean isTopic = topicNext && PLAIN.matcher(text).matches();
    if (isTopic) {
      uses(word, rule);
    }
    topicNext = text.equals("--topic");
    isKafka |= text.toLowerCase(Locale.ROOT).contains("kafka");
    return isTopic;
  }

  private void uses(Scalar name, String rule) {
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(from, name.value(), Set.of(NodeKind.TOPIC), OptionalInt.empty()),
            new Fact.Use(
                Lookup.EACH_USE,
                Group.ALONE,
                true,
                isKafka ? Certainty.CERTAIN : Certainty.POSSIBLE,
                ""),
            evidence(name, rule)));
  }

  /** Whether a variable makes topics, which are stated. */
  boolean made(String variable, Scalar value, String rule) {
    if (!variable.equals(VARIABLE)) {
      return false;
    }
    Matcher topic = MADE.matcher(value.value());
    while (topic.find()) {
      Scalar name = value.part(topic.start(1), topic.end(1));
      output.add(
          new Fact.Declaration(
              new NodeId(NodeKind.TOPIC, from, name.value()),
              Optional.of(component),
              evidence(name, rule)));
    }
    return true;
  }

  private Evidence evidence(Scalar value, String rule) {
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), rule);
  }
}
