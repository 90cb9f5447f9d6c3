package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scanners.bytecode.TopologyClass.Body;
import io.whatbreaks.scanners.bytecode.TopologyValue.Made;
import io.whatbreaks.scanners.bytecode.TopologyValue.Texts;
import io.whatbreaks.scanners.bytecode.TopologyWriter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads the calls of a class. */
final class TopologyCalls {
  private static final String BUILDER = "org/springframework/amqp/core/BindingBuilder";
  private static final String EXCHANGE = "Exchange";
  private static final Set<String> LISTS =
      Set.of("of", "asList", "singleton", "singletonList", "copyOf", "compile");
  private static final int DEEPEST = 8;

  private final TopologyClass read;
  private final TopologyWriter writer;

  TopologyCalls(TopologyClass read, TopologyWriter writer) {
    this.read = read;
    this.writer = writer;
  }

  void read() {
    for (Body body : read.bodies()) {
      for (int i = 0; i < body.frames().size(); i++) {
        AbstractInsnNode instruction = body.method().instructions.get(i);
        if (instruction instanceof MethodInsnNode call) {
          Site site = new Site(body.method(), call, body.arguments(i, call), i);
          if (site.isReached()) {
            binding(site);
            TopologyCall.of(call).ifPresent(row -> state(row, site));
          }
        }
      }
    }
  }

  /** A call with its arguments, the object first unless the method is static. */
  private record Site(MethodNode in, MethodInsnNode call, List<TopologyValue> arguments, int at) {
    boolean isReached() {
      return call.getOpcode() == Opcodes.INVOKESTATIC || !arguments.isEmpty();
    }

    TopologyValue parameter(int number) {
      int index = call.getOpcode() == Opcodes.INVOKESTATIC ? number - 1 : number;
      return arguments.get(index);
    }

    Place place() {
      return new Place(in.name, TopologyClass.line(in, at), TopologyCall.shown(call));
    }
  }

  private void state(TopologyCall row, Site site) {
    switch (row.act()) {
      case PUBLISHES -> publishes(row, site);
      case CONSUMES -> consumes(row, site);
      case DECLARES, USES -> things(row, site);
      case BINDS -> binds(row, site, NodeKind.QUEUE);
      case BINDS_EXCHANGE -> binds(row, site, NodeKind.EXCHANGE);
    }
  }

  private void publishes(TopologyCall row, Site site) {
    Place at = site.place();
    int channel = row.parameter("channel");
    if (channel > 0) {
      for (String name : names(site.parameter(channel), site, "channel")) {
        writer.channel(
            name,
            List.of("spring.cloud.stream.bindings." + name + ".destination"),
            Set.of(NodeKind.EXCHANGE, NodeKind.TOPIC),
            true,
            at);
      }
      return;
    }
    int key = row.parameter("key");
    if (key == 0) {
      row.things()
          .forEach(
              (kinds, number) ->
                  names(site.parameter(number), site, word(kinds))
                      .forEach(name -> writer.publishes(name, kinds, at)));
      return;
    }
    int exchange = row.parameter("exchange");
    List<String> exchanges =
        exchange == 0 ? List.of("") : allowingEmpty(site.parameter(exchange), site, "exchange");
    List<String> keys = texts(site.parameter(key), site.in());
    for (String name : exchanges) {
      if (keys.isEmpty()) {
        if (name.isEmpty()) {
          writer.computed("queue", at, "what is known when it runs");
        }
        writer.publishes(name, Optional.empty(), at);
      }
      keys.forEach(known -> writer.publishes(name, writer.name(known, "routing key", at), at));
    }
  }

  private void consumes(TopologyCall row, Site site) {
    Place at = site.place();
    int pattern = row.parameter("pattern");
    if (pattern > 0) {
      names(site.parameter(pattern), site, "topics")
          .forEach(expression -> writer.consumesAll(expression, at));
    }
    row.things()
        .forEach(
            (kinds, number) ->
                names(site.parameter(number), site, word(kinds))
                    .forEach(name -> writer.consumes(name, kinds, at)));
  }

  private void things(TopologyCall row, Site site) {
    boolean declares = row.act() == TopologyCall.Act.DECLARES;
    row.things()
        .forEach(
            (kinds, number) -> {
              for (String name : names(site.parameter(number), site, word(kinds))) {
                if (declares) {
                  writer.declares(name, kinds.iterator().next(), type(row, site), site.place());
                } else {
                  writer.uses(name, kinds, io.whatbreaks.fact.Certainty.CERTAIN, site.place());
                }
              }
            });
  }

  private String type(TopologyCall row, Site site) {
    int number = row.parameter("type");
    if (number == 0) {
      return row.parts().getOrDefault("type", "");
    }
    List<String> known = texts(site.parameter(number), site.in());
    return known.size() == 1 ? known.get(0) : "";
  }

  private void binds(TopologyCall row, Site site, NodeKind kind) {
    List<String> exchanges = names(site.parameter(row.parameter("exchange")), site, "exchange");
    List<String> ends = names(site.parameter(row.parameter("destination")), site, kind.word());
    List<String> keys = texts(site.parameter(row.parameter("key")), site.in());
    if (exchanges.size() == 1 && ends.size() == 1) {
      for (String key : keys) {
        writer.binds(exchanges.get(0), ends.get(0), kind, key, site.place());
      }
    }
  }

  /** {@code BindingBuilder.bind(queue).to(exchange).with(key)} and its like. */
  private void binding(Site site) {
    MethodInsnNode call = site.call();
    boolean ends = call.owner.startsWith(BUILDER) && call.desc.endsWith("/core/Binding;");
    if (!ends) {
      return;
    }
    Optional<Made> to =
        call.name.equals("to") ? Optional.empty() : chained(site.arguments().get(0), "to", site);
    TopologyValue exchange =
        call.name.equals("to")
            ? site.parameter(1)
            : to.map(made -> made.arguments().get(1)).orElse(new TopologyValue.Unknown(1));
    Optional<Made> bind =
        chained(to.map(TopologyValue.class::cast).orElse(site.arguments().get(0)), "bind", site);
    if (bind.isEmpty()) {
      return;
    }
    NodeKind kind =
        bind.get().descriptor().contains(EXCHANGE + ";)") ? NodeKind.EXCHANGE : NodeKind.QUEUE;
    Optional<String> source = declared(exchange, site, "exchange");
    Optional<String> end = declared(bind.get().arguments().get(0), site, kind.word());
    if (source.isPresent() && end.isPresent()) {
      String key = "";
      if (call.name.equals("with") && site.arguments().size() > 1) {
        key = texts(site.parameter(1), site.in()).stream().findFirst().orElse("#");
      } else if (call.name.equals("withQueueName")) {
        key = end.get();
      }
      writer.binds(source.get(), end.get(), kind, key, site.place());
    }
  }

  /** The call of that name on which, over others, a value was built. */
  private Optional<Made> chained(TopologyValue value, String method, Site site) {
    TopologyValue at = value;
    for (int i = 0; i < DEEPEST && read.settled(at, site.in(), 0) instanceof Made made; i++) {
      if (made.name().equals(method)) {
        return Optional.of(made);
      }
      if (made.arguments().isEmpty()) {
        break;
      }
      at = made.arguments().get(0);
    }
    return Optional.empty();
  }

  /** The name with which a queue or exchange was made that is an argument. */
  private Optional<String> declared(TopologyValue value, Site site, String thing) {
    TopologyValue at = value;
    for (int i = 0; i < DEEPEST && read.settled(at, site.in(), 0) instanceof Made made; i++) {
      MethodInsnNode by = new MethodInsnNode(0, made.owner(), made.name(), made.descriptor());
      Optional<TopologyCall> row = TopologyCall.of(by);
      if (row.isPresent() && row.get().act() == TopologyCall.Act.DECLARES) {
        int number = row.get().things().values().iterator().next();
        boolean isStatic =
            made.arguments().size() == org.objectweb.asm.Type.getArgumentCount(made.descriptor());
        return texts(made.arguments().get(isStatic ? number - 1 : number), site.in()).stream()
            .findFirst();
      }
      if (made.arguments().isEmpty()) {
        break;
      }
      at = made.arguments().get(0);
    }
    writer.computed(thing, site.place(), "a bean of another class, or what is known when it runs");
    return Optional.empty();
  }

  private static String word(Set<NodeKind> kinds) {
    return kinds.stream().sorted().map(NodeKind::word).reduce((a, b) -> a + " or " + b).orElse("");
  }

  /** The names that a value can be; that there is none is said. */
  private List<String> names(TopologyValue value, Site site, String thing) {
    return allowingEmpty(value, site, thing).stream().filter(name -> !name.isEmpty()).toList();
  }

  private List<String> allowingEmpty(TopologyValue value, Site site, String thing) {
    List<String> texts = texts(value, site.in());
    if (texts.isEmpty()) {
      writer.computed(thing, site.place(), "what is known when it runs");
    }
    List<String> names = new ArrayList<>();
    for (String text : texts) {
      if (text.isEmpty()) {
        names.add(text);
      }
      writer.name(text, thing, site.place()).ifPresent(names::add);
    }
    return names;
  }

  /** The texts that a value can be: of a list all its members. */
  private List<String> texts(TopologyValue value, MethodNode in) {
    List<String> found = new ArrayList<>();
    collect(value, in, 0, found);
    return found;
  }

  private void collect(TopologyValue value, MethodNode in, int depth, List<String> found) {
    TopologyValue known = read.settled(value, in, 0);
    if (known instanceof Texts texts) {
      found.addAll(texts.texts());
    } else if (known instanceof Made made && depth < DEEPEST && isList(made)) {
      made.arguments().forEach(element -> collect(element, in, depth + 1, found));
    }
  }

  private static boolean isList(Made made) {
    return made.owner().isEmpty()
        || (made.owner().startsWith("java/util/") && LISTS.contains(made.name()));
  }
}
