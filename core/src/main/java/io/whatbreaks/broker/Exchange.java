package io.whatbreaks.broker;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An exchange with its bindings, ready to be asked. */
final class Exchange {
  private final NodeId node;
  private final Optional<Fact.Shape> shape;
  private final Type type;
  private final List<Fact.Binding> all = new ArrayList<>();
  private final Map<String, List<Fact.Binding>> byKey = new HashMap<>();
  private final TopicTrie trie = new TopicTrie();

  /** How an exchange chooses among its bindings. */
  enum Type {
    DIRECT,
    TOPIC,
    FANOUT,
    HEADERS,
    /** One of all, by a hash of the key, by chance or by place. */
    ONE_OF,
    UNKNOWN;

    /**
     * By its name, those of plugins included.
     *
     * @see <a href="https://www.rabbitmq.com/community-plugins">Plugins</a>
     */
    static Type of(String name, List<Fact.Argument> arguments) {
      return switch (name) {
        case "direct", "x-lvc" -> DIRECT;
        case "topic" -> TOPIC;
        case "fanout", "x-recent-history" -> FANOUT;
        case "headers" -> HEADERS;
        case "x-consistent-hash", "x-modulus-hash", "x-random", "x-local-random" -> ONE_OF;
        case "x-delayed-message" ->
            Fact.Argument.of("x-delayed-type", arguments)
                .filter(other -> !other.value().equals(name))
                .map(other -> of(other.value(), List.of()))
                .orElse(UNKNOWN);
        default -> UNKNOWN;
      };
    }
  }

  Exchange(NodeId node, Optional<Fact.Shape> shape, String type) {
    this.node = node;
    this.shape = shape;
    this.type = Type.of(type, shape.map(Fact.Shape::arguments).orElse(List.of()));
  }

  NodeId node() {
    return node;
  }

  Type type() {
    return type;
  }

  Optional<Fact.Shape> shape() {
    return shape;
  }

  boolean isInternal() {
    return shape.filter(it -> it.traits().contains(Fact.Trait.INTERNAL)).isPresent();
  }

  List<Fact.Binding> bindings() {
    return all;
  }

  void add(Fact.Binding binding) {
    all.add(binding);
    if (type == Type.DIRECT) {
      byKey.computeIfAbsent(binding.key(), absent -> new ArrayList<>(1)).add(binding);
    } else if (type == Type.TOPIC) {
      trie.add(binding);
    }
  }

  /**
   * The bindings by which a message leaves; of one that picks, and of an unknown type, all that it
   * may leave by.
   */
  Set<Fact.Binding> fitting(Message message) {
    Set<Fact.Binding> found = new LinkedHashSet<>();
    switch (type) {
      case DIRECT -> found.addAll(byKey.getOrDefault(message.key(), List.of()));
      case TOPIC -> trie.match(message.key(), found::add);
      case HEADERS -> {
        HeaderMatch match = new HeaderMatch(message);
        all.stream().filter(match::fits).forEach(found::add);
      }
      case FANOUT, ONE_OF, UNKNOWN -> found.addAll(all);
    }
    return found;
  }
}
