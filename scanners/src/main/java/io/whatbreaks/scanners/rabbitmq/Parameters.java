package io.whatbreaks.scanners.rabbitmq;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.value.Endpoint;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import io.whatbreaks.scanners.value.ValueGrammar;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runtime parameters: shovels, upstreams of federations, operator policies, limits.
 *
 * @see <a href="https://www.rabbitmq.com/docs/shovel-dynamic">Dynamic shovels</a>
 * @see <a href="https://www.rabbitmq.com/docs/federation-reference">Federation reference</a>
 */
record Parameters(Broker broker, VirtualHosts vhosts, Policies policies) {
  private static final Pattern VHOST = Pattern.compile("amqps?://[^/?]*(?:/([^/?]*))?.*");

  void parameter(Node parameter) {
    String sort = text(parameter, "component");
    Optional<Scalar> name = Nodes.text(parameter, "name");
    Optional<Node> value = Nodes.at(parameter, "value");
    if (value.isEmpty()) {
      return;
    }
    if (sort.equals("operator_policy") || sort.equals("policy")) {
      policies.policy(parameter, value.get(), sort.equals("operator_policy"));
      return;
    }
    vhosts.named(parameter);
    name.ifPresent(
        it ->
            broker
                .output()
                .add(
                    new Fact.Parameter(
                        broker.component(),
                        vhosts.of(parameter),
                        sort,
                        it.value(),
                        Arguments.of(broker, value.get()),
                        broker.evidence(it, "rabbitmq/parameter"))));
    if (sort.equals("federation-upstream")) {
      uris(value.get(), "uri", "federation/" + text(parameter, "name"));
    } else if (sort.equals("shovel")) {
      shovel(parameter, value.get());
    }
  }

  private static String text(Node object, String field) {
    return Nodes.text(object, field).map(Scalar::value).orElse("");
  }

  private void shovel(Node parameter, Node value) {
    for (String side : List.of("src", "dest")) {
      uris(value, side + "-uri", "shovel/" + text(parameter, "name") + "/" + side);
    }
    local(value, "src-uri").ifPresent(vhost -> taken(new Targets(broker, vhost), value));
    local(value, "dest-uri").ifPresent(vhost -> given(new Targets(broker, vhost), value));
  }

  /** Where a shovel takes messages from: a queue, or one of its own that it binds. */
  private void taken(Targets targets, Node value) {
    Nodes.text(value, "src-queue")
        .ifPresent(
            queue -> {
              targets.named(queue, NodeKind.QUEUE, "src-queue", "rabbitmq/shovel");
              consumes(targets.target(queue.value(), NodeKind.QUEUE), queue);
            });
    Nodes.text(value, "src-exchange")
        .ifPresent(
            exchange -> {
              targets.named(exchange, NodeKind.EXCHANGE, "src-exchange", "rabbitmq/shovel");
              consumes(targets.target(exchange.value(), NodeKind.EXCHANGE), exchange);
            });
  }

  private void consumes(Fact.Target target, Scalar at) {
    broker
        .output()
        .add(
            new Fact.Consumes(
                broker.component(), target, false, broker.evidence(at, "rabbitmq/shovel")));
  }

  /** Where a shovel puts messages: the key stays as it was unless it says another. */
  private void given(Targets targets, Node value) {
    Optional<Scalar> queue = Nodes.text(value, "dest-queue");
    Optional<Scalar> exchange = Nodes.text(value, "dest-exchange");
    Optional<Scalar> key = Nodes.text(value, "dest-exchange-key");
    queue.ifPresent(to -> targets.named(to, NodeKind.QUEUE, "dest-queue", "rabbitmq/shovel"));
    exchange.ifPresent(
        to -> targets.named(to, NodeKind.EXCHANGE, "dest-exchange", "rabbitmq/shovel"));
    exchange
        .or(() -> queue)
        .ifPresent(
            at ->
                broker
                    .output()
                    .add(
                        new Fact.Publishes(
                            broker.component(),
                            targets.target(
                                exchange.map(Scalar::value).orElse(""), NodeKind.EXCHANGE),
                            queue.or(() -> key).map(Scalar::value).orElse(Fact.Publishes.ANY_KEY),
                            false,
                            broker.evidence(at, "rabbitmq/shovel"))));
  }

  /** The virtual host that a shovel works in where its URIs mean this broker itself. */
  private Optional<Scope> local(Node value, String field) {
    List<Node> uris = Nodes.items(value, field);
    boolean here =
        !uris.isEmpty()
            && uris.stream().flatMap(u -> Nodes.scalar(u).stream()).allMatch(Parameters::isHere);
    return here
        ? Nodes.scalar(uris.get(0)).map(Scalar::value).map(Parameters::vhost).map(vhosts::of)
        : Optional.empty();
  }

  private static boolean isHere(Scalar uri) {
    return ValueGrammar.endpoints(Syntax.URL, uri.value()).stream()
        .map(Endpoint::host)
        .allMatch(
            host -> host.equals("localhost") || host.startsWith("127.") || host.equals("::1"));
  }

  /**
   * The virtual host that a URI names, {@code /} where it names none.
   *
   * @see <a href="https://www.rabbitmq.com/docs/uri-spec">RabbitMQ URI specification</a>
   */
  private static String vhost(String uri) {
    Matcher matcher = VHOST.matcher(uri);
    String written = matcher.matches() ? matcher.group(1) : null;
    if (written == null || written.isEmpty()) {
      return "/";
    }
    try {
      return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return written;
    }
  }

  /** One of several suffices; the broker itself works on without the link. */
  private void uris(Node value, String field, String link) {
    List<Node> uris = Nodes.items(value, field);
    Group group = uris.size() > 1 ? new Group(link, Group.Mode.ANY) : Group.ALONE;
    ReferenceWriter.Usage usage = Broker.usage(Syntax.URL, Lookup.CONNECTION, false);
    for (Node uri : uris) {
      Nodes.scalar(uri)
          .ifPresent(
              written -> {
                for (Endpoint endpoint : ValueGrammar.endpoints(Syntax.URL, written.value())) {
                  broker
                      .references()
                      .reference(written, endpoint, usage, group, field, "rabbitmq/" + field);
                }
              });
    }
  }
}
