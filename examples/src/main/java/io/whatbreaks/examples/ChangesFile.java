package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Scalar;
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
          "upgrade", Set.of("to", "from", "on"));

  private static final Set<String> NOT_BUILT_YET = Set.of("remove-binding", "redeclare-queue");

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
      if (NOT_BUILT_YET.contains(key)) {
        throw refused("not-built-yet", entry.key().start(), key + " is not built yet", "");
      }
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
