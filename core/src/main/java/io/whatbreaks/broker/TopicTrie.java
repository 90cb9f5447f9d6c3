package io.whatbreaks.broker;

import io.whatbreaks.fact.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of a topic exchange: words with dots between them, {@code *} for one word, {@code #} for
 * any number of them.
 *
 * <p>A word may be empty; a key without any letter has no word at all.
 *
 * @see <a href="https://www.rabbitmq.com/tutorials/amqp-concepts#exchange-topic">Topic exchange</a>
 */
final class TopicTrie {
  private static final String ANY_NUMBER = "#";

  private final Node root = new Node(false);

  private static final class Node {
    /** Whether further words may be taken here. */
    final boolean stays;

    final Map<String, Node> next = new HashMap<>(2);
    final List<Fact.Binding> bindings = new ArrayList<>(1);

    Node(boolean stays) {
      this.stays = stays;
    }
  }

  /** A place in the trie with the words before {@code at} used up. */
  private record State(Node node, int at) {}

  void add(Fact.Binding binding) {
    Node node = root;
    for (String word : words(binding.key())) {
      node = node.next.computeIfAbsent(word, w -> new Node(w.equals(ANY_NUMBER)));
    }
    node.bindings.add(binding);
  }

  private static String[] words(String key) {
    return key.isEmpty() ? new String[0] : key.split("\\.", -1);
  }

  /** Hands over each binding whose pattern fits once. */
  void match(String key, Consumer<Fact.Binding> found) {
    String[] words = words(key);
    Set<State> seen = new HashSet<>();
    Set<Node> told = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    open.push(new State(root, 0));
    while (!open.isEmpty()) {
      State state = open.pop();
      if (!seen.add(state)) {
        continue;
      }
      if (state.at() == words.length) {
        if (told.add(state.node())) {
          state.node().bindings.forEach(found);
        }
      } else {
        go(state.node().next.get(words[state.at()]), state.at() + 1, open);
        go(state.node().next.get("*"), state.at() + 1, open);
        go(state.node().stays ? state.node() : null, state.at() + 1, open);
      }
      go(state.node().next.get(ANY_NUMBER), state.at(), open);
    }
  }

  private static void go(@Nullable Node node, int at, Deque<State> open) {
    if (node != null) {
      open.push(new State(node, at));
    }
  }
}
