package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.SecretKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Values of JSON as the broker takes them over into arguments. */
final class Arguments {
  private static final String RULE = "rabbitmq/argument";

  private Arguments() {}

  static List<Fact.Argument> of(Broker broker, Node table) {
    List<Fact.Argument> all = new ArrayList<>(0);
    for (Node.Entry entry : Nodes.entries(table)) {
      String key = entry.key().value();
      all.add(
          SecretKeys.speaks(key)
              ? new Fact.Argument(key, Fact.Sort.TEXT, "")
              : new Fact.Argument(key, sort(broker, entry.value()), value(broker, entry.value())));
    }
    return all;
  }

  private static Fact.Sort sort(Broker broker, Node node) {
    if (node instanceof Node.Mapping) {
      return Fact.Sort.TABLE;
    } else if (node instanceof Node.Sequence) {
      return Fact.Sort.LIST;
    }
    String text = broker.document().text();
    boolean quoted = node.start() < text.length() && "\"'".indexOf(text.charAt(node.start())) >= 0;
    if (quoted) {
      return Fact.Sort.TEXT;
    }
    return switch (((Scalar) node).value()) {
      case "true", "false" -> Fact.Sort.TRUTH;
      case "null", "" -> Fact.Sort.NONE;
      default -> Fact.Sort.NUMBER;
    };
  }

  private static String value(Broker broker, Node node) {
    return switch (sort(broker, node)) {
      case NONE -> "";
      case TEXT, NUMBER, TRUTH -> shown(broker, (Scalar) node);
      case LIST, TABLE -> json(broker, node);
    };
  }

  /** The value; where a mask covers a part of it, as it is shown. */
  private static String shown(Broker broker, Scalar scalar) {
    if (scalar.value().indexOf('@') < 0) {
      return scalar.value();
    }
    String shown = broker.evidence(scalar, RULE).text();
    return shown.contains("***") ? shown : scalar.value();
  }

  private static String json(Broker broker, Node node) {
    if (node instanceof Node.Mapping) {
      return of(broker, node).stream()
          .map(argument -> quoted(argument.key()) + ":" + json(argument))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return Nodes.items(node).stream()
        .map(item -> json(new Fact.Argument("", sort(broker, item), value(broker, item))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(Fact.Argument argument) {
    return switch (argument.sort()) {
      case TEXT -> quoted(argument.value());
      case NONE -> "null";
      case NUMBER, TRUTH, LIST, TABLE -> argument.value();
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
