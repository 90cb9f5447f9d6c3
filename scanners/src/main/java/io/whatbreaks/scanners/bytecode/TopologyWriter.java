package io.whatbreaks.scanners.bytecode;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States what one class says of queues, exchanges and topics. */
final class TopologyWriter {
  /** {@code #{'${app.queues}'.split(',')}}: an expression of Spring that is but a text. */
  private static final Pattern LITERAL =
      Pattern.compile("#\\{\\s*'([^']*)'\\s*(?:\\.split\\([^)]*\\)|\\.trim\\(\\))?\\s*}");

  private static final String ID = ListenerScanner.ID + "/";

  private final Document document;
  private final ScanOutput output;
  private final NodeId component;
  private final String className;
  private final Set<String> said = new HashSet<>();

  /**
   * Where something stands.
   *
   * @param member the method or field, empty for the class itself
   * @param line of the source
   * @param what the annotation or the call
   */
  record Place(String member, int line, String what) {}

  TopologyWriter(Document document, ScanOutput output, NodeId component, String className) {
    this.document = document;
    this.output = output;
    this.component = component;
    this.className = className.replace('/', '.');
  }

  /** The name that a text is; nothing, and that is said, where it is only known at run time. */
  Optional<String> name(String text, String thing, Place at) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher literal = LITERAL.matcher(text);
    if (literal.matches()) {
      return Optional.of(literal.group(1)).filter(name -> !name.isEmpty());
    }
    if (text.contains("#{")) {
      computed(thing, at, "the expression " + text);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Says that a name is not known before the program runs. */
  void computed(String thing, Place at, String by) {
    String place = className + (at.member().isEmpty() ? "" : "." + at.member());
    String message =
        place
            + " (line "
            + at.line()
            + "): "
            + at.what()
            + " takes the name of the "
            + thing
            + " from "
            + by;
    if (said.add(message)) {
      output.notice(
          Severity.INFO,
          "computed-name",
          0,
          message,
          "whether it depends on what changes cannot be told");
    }
  }

  /** Says that a method was not followed. */
  void notFollowed(String method) {
    output.lost(
        "method-not-followed",
        0,
        className + "." + method + " is too large or damaged",
        "the names in its calls are not known");
  }

  private Evidence evidence(String shown, Place at, String rule) {
    SourceLocation location = new SourceLocation(document.path(), at.line(), 1, 1 + shown.length());
    int simple = className.lastIndexOf('.') + 1;
    String member = at.member().isEmpty() ? "" : "." + at.member();
    String excerpt = className.substring(simple) + member + ": " + at.what() + " " + shown;
    return new Evidence(location, shown, excerpt, ListenerScanner.ID, ID + rule);
  }

  private Fact.Target target(String name, Set<NodeKind> kinds) {
    return new Fact.Target(document.scope(), name, kinds, OptionalInt.empty());
  }

  private static String rule(Set<NodeKind> kinds) {
    return kinds.stream().sorted().findFirst().map(NodeKind::word).orElse("name");
  }

  /** The component needs the thing of that name. */
  void uses(String name, Set<NodeKind> kinds, Certainty certainty, Place at) {
    uses(name, name, kinds, certainty, at);
  }

  private void uses(String name, String shown, Set<NodeKind> kinds, Certainty certainty, Place at) {
    output.add(
        new Fact.Reference(
            component,
            target(name, kinds),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, certainty, ""),
            evidence(shown, at, rule(kinds))));
  }

  /** Messages are taken from it. */
  void consumes(String name, Set<NodeKind> kinds, Place at) {
    uses(name, kinds, Certainty.CERTAIN, at);
    output.add(
        new Fact.Consumes(component, target(name, kinds), false, evidence(name, at, rule(kinds))));
  }

  /** Messages are taken from all topics that a regular expression fits. */
  void consumesAll(String pattern, Place at) {
    Set<NodeKind> kinds = Set.of(NodeKind.TOPIC);
    output.add(
        new Fact.Consumes(
            component, target(pattern, kinds), true, evidence(pattern, at, "topic-pattern")));
  }

  /** Messages are sent to a topic, or a destination of JMS. */
  void publishes(String name, Set<NodeKind> kinds, Place at) {
    uses(name, kinds, Certainty.CERTAIN, at);
    output.add(
        new Fact.Publishes(
            component, target(name, kinds), "", false, evidence(name, at, rule(kinds))));
  }

  /**
   * Messages are sent to an exchange.
   *
   * @param exchange empty for the default one, whose keys are names of queues
   * @param key nothing where it is not known
   */
  void publishes(String exchange, Optional<String> key, Place at) {
    if (!exchange.isEmpty()) {
      uses(exchange, Set.of(NodeKind.EXCHANGE), Certainty.CERTAIN, at);
    } else {
      key.filter(queue -> !queue.isEmpty())
          .ifPresent(queue -> uses(queue, Set.of(NodeKind.QUEUE), Certainty.CERTAIN, at));
    }
    output.add(
        new Fact.Publishes(
            component,
            target(exchange, Set.of(NodeKind.EXCHANGE)),
            key.orElse(Fact.Publishes.ANY_KEY),
            false,
            evidence(exchange.isEmpty() ? key.orElse("") : exchange, at, "publish")));
  }

  /**
   * A channel of an application is what its properties say; without them its own name.
   *
   * @param keys of properties that may name the destination, the one that wins first
   */
  void channel(String channel, List<String> keys, Set<NodeKind> kinds, boolean sends, Place at) {
    StringBuilder name = new StringBuilder();
    keys.forEach(key -> name.append("${").append(key).append(':'));
    name.append(channel).append("}".repeat(keys.size()));
    uses(name.toString(), channel, kinds, Certainty.POSSIBLE, at);
    Evidence evidence = evidence(channel, at, "channel");
    Fact.Target target = target(name.toString(), kinds);
    output.add(
        sends
            ? new Fact.Publishes(component, target, "", false, evidence)
            : new Fact.Consumes(component, target, false, evidence));
  }

  /** The thing is made when the application starts. */
  void declares(String name, NodeKind kind, String type, Place at) {
    if (isVariable(name)) {
      uses(name, Set.of(kind), Certainty.CERTAIN, at);
      return;
    }
    Evidence evidence = evidence(name, at, "declares-" + kind.word());
    output.add(new Fact.Declaration(node(kind, name), Optional.empty(), evidence));
    if (kind == NodeKind.EXCHANGE && !type.isEmpty()) {
      output.add(new Fact.Shape(component, node(kind, name), type, Set.of(), List.of(), evidence));
    }
  }

  /** Messages of an exchange reach a queue or another exchange. */
  void binds(String exchange, String destination, NodeKind kind, String key, Place at) {
    uses(destination, Set.of(kind), Certainty.CERTAIN, at);
    uses(exchange, Set.of(NodeKind.EXCHANGE), Certainty.CERTAIN, at);
    if (!isVariable(exchange) && !isVariable(destination) && !isVariable(key)) {
      output.add(
          new Fact.Binding(
              component,
              node(NodeKind.EXCHANGE, exchange),
              node(kind, destination),
              key,
              List.of(),
              evidence(destination, at, "binding")));
    }
  }

  private NodeId node(NodeKind kind, String name) {
    Scope scope = document.scope();
    return new NodeId(kind, scope, name);
  }

  private static boolean isVariable(String name) {
    return name.contains("${");
  }
}
