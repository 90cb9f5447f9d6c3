package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.format.StrictFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of {@code whatbreaks assess}: YAML with one list {@code changes}, each of whose entries
 * is one change. Whatever it does not know is refused with its line and column.
 */
final class ChangesFile extends StrictFile {
  private static final int LAST_PORT = 65_535;

  /** The first key of each change, and the others that it has. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "rename", Set.of("to", "keep-alias"),
          "retire", Set.of(),
          "readdress", Set.of("to"),
          "move-port", Set.of("from", "to"),
          "remove-binding", Set.of(),
          "redeclare-queue", Set.of(),
          "upgrade", Set.of("to", "from", "on"));

  ChangesFile(Path file) {
    super(file, "change");
  }

  /**
   * The changes, in their order.
   *
   * @throws WhatBreaksException if something in it is not a change
   */
  List<Change> read() throws IOException {
    List<Change> all = new ArrayList<>();
    for (Node item : list("changes").items()) {
      all.add(change(item));
    }
    return all;
  }

  private Change change(Node item) {
    if (!(item instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      throw refused("bad-change", item.start(), "a change is a mapping", "such as {retire: mq01}");
    }
    Set<String> kinds = new TreeSet<>();
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (KINDS.containsKey(key)) {
        kinds.add(key);
      }
    }
    Set<String> known = new TreeSet<>(kinds);
    kinds.forEach(kind -> known.addAll(KINDS.getOrDefault(kind, Set.of())));
    if (kinds.size() != 1) {
      Node.Entry first = mapping.entries().get(0);
      throw kinds.isEmpty()
          ? unknown(first.key(), "a change", KINDS.keySet())
          : refused(
              "bad-change",
              mapping.start(),
              "this is several changes: " + String.join(", ", kinds),
              "make an entry of each");
    }
    return change(kinds.iterator().next(), mapping, entries(mapping, known, "such a change"));
  }

  private Change change(String kind, Node.Mapping mapping, Map<String, Node> values) {
    Node what = values.get(kind);
    if (kind.equals("remove-binding") || kind.equals("redeclare-queue")) {
      return what instanceof Node.Mapping inner ? inBroker(kind, inner) : refuse(kind, mapping);
    }
    String target = required(mapping, values, kind).value();
    if (kind.equals("retire")) {
      return new Change.Retire(target);
    }
    Scalar to = required(mapping, values, "to");
    if (kind.equals("move-port")) {
      int from = port(required(mapping, values, "from"));
      return new Change.MovePort(target, from, port(to));
    }
    try {
      if (kind.equals("upgrade")) {
        return upgrade(target, to, mapping, values);
      }
      return kind.equals("readdress")
          ? new Change.Readdress(target, to.value())
          : new Change.Rename(target, to.value(), isTrue(values, "keep-alias"));
    } catch (IllegalArgumentException e) {
      throw refused("bad-value", to.start(), String.valueOf(e.getMessage()), "");
    }
  }

  private Change refuse(String kind, Node.Mapping mapping) {
    throw refused("bad-value", mapping.start(), "'" + kind + "' wants a mapping", "");
  }

  private Change inBroker(String kind, Node.Mapping mapping) {
    if (kind.equals("remove-binding")) {
      Map<String, Node> values =
          entries(mapping, Set.of("vhost", "exchange", "queue", "key"), "such a change");
      return new RemoveBinding(
          required(mapping, values, "vhost").value(),
          required(mapping, values, "exchange").value(),
          required(mapping, values, "queue").value(),
          values.get("key") instanceof Scalar key ? key.value() : "");
    }
    Map<String, Node> values =
        entries(mapping, Set.of("vhost", "queue", "arguments"), "such a change");
    List<Fact.Argument> arguments = new ArrayList<>();
    if (values.get("arguments") instanceof Node.Mapping given) {
      for (Node.Entry entry : given.entries()) {
        arguments.add(argument(entry));
      }
    }
    return new RedeclareQueue(
        required(mapping, values, "vhost").value(),
        required(mapping, values, "queue").value(),
        arguments);
  }

  /** Quotes make a text of what else is a number or a truth. */
  private Fact.Argument argument(Node.Entry entry) {
    if (!(entry.value() instanceof Scalar value)) {
      throw refused("bad-value", entry.key().start(), "an argument wants one value", "");
    }
    boolean quoted = value.end() - value.start() > value.value().length();
    Fact.Sort sort =
        quoted
            ? Fact.Sort.TEXT
            : Set.of("true", "false").contains(value.value())
                ? Fact.Sort.TRUTH
                : value.value().matches("[+-]?\\d+(\\.\\d+)?") ? Fact.Sort.NUMBER : Fact.Sort.TEXT;
    return new Fact.Argument(entry.key().value(), sort, value.value());
  }

  private Change upgrade(String target, Scalar to, Node.Mapping mapping, Map<String, Node> values) {
    Optional<String> from =
        values.containsKey("from")
            ? Optional.of(required(mapping, values, "from").value())
            : Optional.empty();
    List<String> on = new ArrayList<>();
    if (values.get("on") instanceof Node.Sequence machines) {
      for (Node machine : machines.items()) {
        if (!(machine instanceof Scalar name) || name.value().isBlank()) {
          throw refused("bad-value", machine.start(), "'on' wants names of machines", "");
        }
        on.add(name.value());
      }
    } else if (values.containsKey("on")) {
      on.add(required(mapping, values, "on").value());
    }
    return new Upgrade(target, to.value(), from, on);
  }

  private int port(Scalar value) {
    boolean number = value.value().matches("[1-9]\\d{0,4}");
    int port = number ? Integer.parseInt(value.value()) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw refused("bad-value", value.start(), "not a port: '" + value.value() + "'", "");
    }
    return port;
  }

  private boolean isTrue(Map<String, Node> values, String key) {
    Node value = values.get(key);
    if (value == null) {
      return false;
    }
    if (value instanceof Scalar word && Set.of("true", "false").contains(word.value())) {
      return word.value().equals("true");
    }
    throw refused("bad-value", value.start(), "'" + key + "' is true or false", "");
  }
}
