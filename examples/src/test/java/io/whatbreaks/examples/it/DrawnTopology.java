package io.whatbreaks.examples.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A virtual host with exchanges of all types, queues, bindings, alternate exchanges and dead
 * letters, as its export has it.
 */
final class DrawnTopology {
  private static final List<String> TYPES = List.of("direct", "topic", "fanout", "headers");
  private static final List<String> BUILT_IN =
      List.of("amq.direct", "amq.topic", "amq.fanout", "amq.headers", "amq.match");
  private static final List<String> WORDS = List.of("a", "b", "", "order", "A");
  private static final List<String> PATTERN_WORDS = List.of("a", "b", "", "*", "#", "order", "A");

  private final Random random;
  private final List<String> exchanges = new ArrayList<>();
  private final List<String> queues = new ArrayList<>();
  private final List<String> objects = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();

  private DrawnTopology(Random random) {
    this.random = random;
    draw();
  }

  static Arbitrary<DrawnTopology> arbitrary() {
    return Arbitraries.longs().map(seed -> new DrawnTopology(new Random(seed)));
  }

  private void draw() {
    int exchangeCount = 1 + random.nextInt(6);
    int queueCount = 1 + random.nextInt(6);
    for (int i = 0; i < exchangeCount; i++) {
      exchanges.add("x" + i);
    }
    for (int i = 0; i < queueCount; i++) {
      queues.add("q" + i);
    }
    List<String> made = new ArrayList<>();
    for (String exchange : exchanges) {
      made.add(exchange(exchange));
    }
    objects.add("\"exchanges\":[" + String.join(",\n", made) + "]");
    made.clear();
    for (String queue : queues) {
      made.add(queue(queue));
    }
    objects.add("\"queues\":[" + String.join(",\n", made) + "]");
    made.clear();
    for (int i = random.nextInt(14); i >= 0; i--) {
      made.add(binding());
    }
    objects.add("\"bindings\":[" + String.join(",\n", made) + "]");
    made.clear();
    for (int i = random.nextInt(4); i > 0; i--) {
      made.add(policy(i));
    }
    objects.add("\"policies\":[" + String.join(",\n", made) + "]");
    keys.addAll(queues);
    for (int i = 0; i < 6; i++) {
      keys.add(key(WORDS));
    }
  }

  private String key(List<String> words) {
    int count = random.nextInt(4);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(words.get(random.nextInt(words.size())));
    }
    return String.join(".", parts);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String exchange(String name) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      arguments.put("alternate-exchange", text(anExchangeOrNone()));
    }
    return "{\"name\":\"%s\",\"type\":\"%s\",\"durable\":true,\"auto_delete\":false,\"internal\":%s,\"arguments\":%s}"
        .formatted(name, one(TYPES), random.nextInt(5) == 0, table(arguments));
  }

  private String anExchangeOrNone() {
    return random.nextInt(6) == 0 ? "missing" : one(exchanges);
  }

  private String queue(String name) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      arguments.put(
          "x-dead-letter-exchange", text(random.nextInt(5) == 0 ? "" : anExchangeOrNone()));
      if (random.nextInt(2) == 0) {
        arguments.put(
            "x-dead-letter-routing-key", text(random.nextBoolean() ? key(WORDS) : one(queues)));
      }
    }
    return "{\"name\":\"%s\",\"durable\":true,\"auto_delete\":false,\"arguments\":%s}"
        .formatted(name, table(arguments));
  }

  private String binding() {
    boolean toExchange = random.nextInt(3) == 0;
    String source = random.nextInt(5) == 0 ? one(BUILT_IN) : one(exchanges);
    String key = key(PATTERN_WORDS);
    keys.add(key);
    keys.add(key.replace("#", "").replace("*", "b"));
    keys.add(key.replace("#", "a.b").replace("*", ""));
    return "{\"source\":\"%s\",\"destination\":\"%s\",\"destination_type\":\"%s\",\"routing_key\":\"%s\",\"arguments\":%s}"
        .formatted(
            source,
            toExchange ? one(exchanges) : one(queues),
            toExchange ? "exchange" : "queue",
            key,
            table(asked()));
  }

  /** What a headers exchange asks for; other types do not look at it. */
  private Map<String, String> asked() {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (random.nextInt(4) != 0) {
      arguments.put("x-match", text(one(List.of("all", "any", "all-with-x", "any-with-x"))));
    }
    for (String key : List.of("h1", "h2", "x-h")) {
      if (random.nextInt(2) == 0) {
        arguments.put(key, one(List.of("\"pdf\"", "\"1\"", "1", "2", "true", "\"true\"")));
      }
    }
    return arguments;
  }

  private String policy(int priority) {
    boolean ofQueues = random.nextBoolean();
    Map<String, String> definition = new LinkedHashMap<>();
    if (!ofQueues || random.nextInt(4) == 0) {
      definition.put("alternate-exchange", text(anExchangeOrNone()));
    }
    if (ofQueues) {
      definition.put("dead-letter-exchange", text(anExchangeOrNone()));
      if (random.nextBoolean()) {
        definition.put("dead-letter-routing-key", text(one(queues)));
      }
    }
    return "{\"name\":\"p%d\",\"pattern\":\"%s\",\"apply-to\":\"%s\",\"priority\":%d,\"definition\":%s}"
        .formatted(
            priority,
            one(List.of("^x[0-2]$", ".*", "^q", "0", "^[xq]1")),
            one(List.of("all", ofQueues ? "queues" : "exchanges")),
            priority,
            table(definition));
  }

  private static String text(String value) {
    return '"' + value + '"';
  }

  private static String table(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> text(entry.getKey()) + ":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The exchanges, those of every virtual host included. */
  List<String> exchanges() {
    List<String> all = new ArrayList<>(exchanges);
    all.addAll(BUILT_IN);
    all.add("");
    return all;
  }

  List<String> queues() {
    return queues;
  }

  /** Keys that could make a difference. */
  Set<String> keys() {
    return keys;
  }

  /** Headers that could make a difference, all of them with each key at most. */
  List<Map<String, Object>> headers() {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(Map.of());
    for (int i = 0; i < 5; i++) {
      Map<String, Object> headers = new LinkedHashMap<>();
      for (String key : List.of("h1", "h2", "x-h")) {
        if (random.nextInt(3) != 0) {
          headers.put(key, one(List.<Object>of("pdf", "1", 1, 2L, true, "true")));
        }
      }
      all.add(headers);
    }
    return all;
  }

  /** The export of the virtual host. */
  String definitions() {
    return "{\"rabbit_version\":\"3.10.8\",\"parameters\":[],\n"
        + String.join(",\n", objects)
        + "}\n";
  }

  @Override
  public String toString() {
    return definitions();
  }
}
