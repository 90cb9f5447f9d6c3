package io.whatbreaks.examples;

import io.whatbreaks.Snapshot;
import io.whatbreaks.broker.Hop;
import io.whatbreaks.broker.Message;
import io.whatbreaks.broker.Route;
import io.whatbreaks.broker.Topology;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.report.JsonRoute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatbreaks route EXCHANGE KEY PATH…}. */
@Command(
    name = "route",
    description = "Shows which queues a message reaches that is published to EXCHANGE by KEY.",
    footer = {
      "",
      "An empty EXCHANGE ('') is the default exchange, which knows each queue by its name.",
      "Exit status: 0 answered, 2 error."
    })
final class RouteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "EXCHANGE", description = "Where it is published to.")
  private String exchange = "";

  @Parameters(index = "1", paramLabel = "KEY", description = "The routing key; may be empty ('').")
  private String key = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "What to read: directories, files, archives, snapshots.")
  private List<Path> paths = List.of();

  @Option(
      names = "--vhost",
      paramLabel = "V",
      description =
          "The virtual host, where several have such an exchange; V@SCOPE where brokers do.")
  private @Nullable String vhost;

  @Option(
      names = "--header",
      paramLabel = "k=v",
      description =
          "A header of the message, compared as text, number or truth as the binding has it; may be"
              + " repeated.")
  private List<String> headers = List.of();

  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private AnswerFlags answer = new AnswerFlags();

  RouteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Message message = new Message(key, headers.stream().map(RouteCommand::header).toList());
    String name = exchange.startsWith("exchange:") ? exchange.substring(9) : exchange;
    Snapshot snapshot = sources.scan(paths, terminal);
    Topology topology = snapshot.topology();
    Scope where = where(snapshot, name);
    Route route = topology.route(where, name, message);
    Map<NodeId, Route> dead = new TreeMap<>();
    for (NodeId queue : reached(route)) {
      topology.deadLetters(queue, message).ifPresent(way -> dead.put(queue, way));
    }
    sources.tellLost(snapshot, terminal);
    if (answer.json()) {
      answer.write(terminal, out -> JsonRoute.write(route, dead, out));
    } else {
      answer.write(terminal, text(route, dead));
    }
    return 0;
  }

  private static List<NodeId> reached(Route route) {
    List<NodeId> all = new ArrayList<>(route.queues());
    route.chances().forEach(chance -> all.addAll(chance.queues()));
    return all;
  }

  private static Message.Header header(String written) {
    int equals = written.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--header is k=v, not '" + written + "'");
    }
    return new Message.Header(
        written.substring(0, equals), Optional.empty(), written.substring(equals + 1));
  }

  /** The virtual host that is meant; only the default exchange is in each. */
  private Scope where(Snapshot snapshot, String name) {
    List<Scope> all = snapshot.topology().vhosts(name);
    List<Scope> asked = all.stream().filter(this::isAsked).toList();
    if (all.isEmpty()
        || (asked.isEmpty() && snapshot.topology().vhosts().stream().anyMatch(this::isAsked))) {
      throw unknown(snapshot, name);
    }
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "no virtual host "
              + vhost
              + " is known; there is "
              + words(snapshot.topology().vhosts()));
    }
    if (asked.size() > 1) {
      throw new IllegalArgumentException(
          "several virtual hosts have such an exchange: "
              + words(asked)
              + "; say which with --vhost");
    }
    return asked.get(0);
  }

  private boolean isAsked(Scope scope) {
    String wanted = vhost;
    return wanted == null
        || scope.name().equals(wanted)
        || (scope.name() + "@" + scope.outer()).equals(wanted);
  }

  private static String words(List<Scope> scopes) {
    return scopes.stream()
        .map(scope -> scope.name() + "@" + scope.outer())
        .collect(Collectors.joining(", "));
  }

  private RuntimeException unknown(Snapshot snapshot, String name) {
    String asked = "exchange:" + name + (vhost == null ? "" : "@" + vhost);
    try {
      snapshot.world().find(asked, EnumSet.of(NodeKind.EXCHANGE));
    } catch (WhatBreaksException e) {
      return e;
    }
    return new IllegalArgumentException(asked + " is only named, nothing declares it");
  }

  private static String text(Route route, Map<NodeId, Route> dead) {
    StringBuilder text = new StringBuilder();
    if (route.refused()) {
      text.append(route.exchange())
          .append(" is internal: the broker refuses what a client publishes\n");
    } else if (route.isDropped()) {
      text.append("dropped: no queue gets it, and the publisher is not told\n");
    }
    route.queues().forEach(queue -> text.append(queue).append('\n'));
    for (Route.Chance chance : route.chances()) {
      text.append(chance.one() ? "one of " : "perhaps ")
          .append(names(chance.queues()))
          .append(
              chance.one()
                  ? ", as " + chance.exchange() + " picks"
                  : ": how " + chance.exchange() + " routes is not known")
          .append('\n');
    }
    hops(route, text);
    dead.forEach(
        (queue, way) -> {
          text.append("dead letters of ").append(queue.name()).append(": ");
          boolean nowhere = way.isDropped();
          text.append(nowhere ? "dropped" : names(way.queues()));
          way.chances().forEach(chance -> text.append(" one of ").append(names(chance.queues())));
          text.append('\n');
          hops(way, text);
        });
    return text.toString();
  }

  private static String names(List<NodeId> queues) {
    return queues.stream().map(NodeId::name).collect(Collectors.joining(", "));
  }

  private static void hops(Route route, StringBuilder text) {
    for (Hop hop : route.via()) {
      text.append("    ")
          .append(hop.from())
          .append(" -> ")
          .append(hop.to())
          .append("  ")
          .append(JsonRoute.word(hop.kind()))
          .append(" '")
          .append(hop.key())
          .append('\'');
      hop.evidence().ifPresent(at -> text.append("  ").append(at.at()));
      text.append('\n');
    }
  }
}
