package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Services, and the objects that lead requests to them. */
final class Traffic {
  private static final int DEEPEST = 100;

  private Traffic() {}

  static void service(KubeObject object) {
    Optional<Scalar> name = Nodes.text(object.body(), "metadata", "name");
    if (name.isEmpty()) {
      return;
    }
    // A template's name is known only when it is filled in.
    if (HostName.isHostName(name.get().value())) {
      NodeId host = NodeId.host(object.scope(), name.get().value());
      object
          .output()
          .add(
              new Fact.Declaration(
                  host, Optional.empty(), object.evidence(name.get(), "kubernetes/service")));
      external(object, host);
      ports(object, host);
      portNames(object, host);
      Nodes.at(object.body(), "spec", "selector")
          .ifPresent(selector -> object.labels(host, selector, "kubernetes/selector"));
    }
    Nodes.at(object.body(), "spec", "selector").ifPresent(object::selector);
  }

  /** The name of a Service without an address of its own leads to its pods on any port. */
  private static void ports(KubeObject object, NodeId host) {
    boolean headless =
        Nodes.text(object.body(), "spec", "clusterIP")
            .filter(ip -> ip.value().equals("None"))
            .isPresent();
    List<Node> items = Nodes.items(object.body(), "spec", "ports");
    List<Integer> ports = new ArrayList<>();
    for (Node item : items) {
      Nodes.text(item, "port")
          .ifPresent(port -> KubeObject.port(port.value()).ifPresent(ports::add));
    }
    if (!headless && !ports.isEmpty() && ports.size() == items.size()) {
      Nodes.text(items.get(0), "port")
          .ifPresent(
              first ->
                  object
                      .output()
                      .add(
                          new Fact.Ports(
                              host, ports, object.evidence(first, "kubernetes/service-port"))));
    }
  }

  /** The ports of a Service have names, and hand on to ports of containers that have some. */
  private static void portNames(KubeObject object, NodeId host) {
    for (Node port : Nodes.items(object.body(), "spec", "ports")) {
      Nodes.text(port, "name")
          .ifPresent(
              name -> object.portName(host, name, Fact.Calling.HAS, "kubernetes/service-port"));
      Nodes.text(port, "targetPort")
          .filter(Traffic::isPortName)
          .ifPresent(
              name -> object.portName(host, name, Fact.Calling.HANDED_ON, "kubernetes/targetPort"));
    }
  }

  private static boolean isPortName(Scalar written) {
    return !written.value().isEmpty() && KubeObject.port(written.value()).isEmpty();
  }

  private static void external(KubeObject object, NodeId host) {
    Nodes.text(object.body(), "spec", "externalName")
        .ifPresent(
            target ->
                object
                    .output()
                    .add(
                        new Fact.Alias(
                            host,
                            HostName.normalise(target.value()),
                            withoutFinalDot(object, target))));
  }

  private static io.whatbreaks.fact.Evidence withoutFinalDot(KubeObject object, Scalar target) {
    int length = target.value().length();
    Scalar name = target.value().endsWith(".") && length > 1 ? target.part(0, length - 1) : target;
    return object.evidence(name, "kubernetes/externalName");
  }

  static void ingress(KubeObject object) {
    ReferenceWriter names =
        new ReferenceWriter(
            object.output(), object.document().component(), object.document().scope());
    for (Node rule : Nodes.items(object.body(), "spec", "rules")) {
      Nodes.text(rule, "host").ifPresent(host -> served(names, host));
      for (Node path : Nodes.items(rule, "http", "paths")) {
        Nodes.at(path, "backend").ifPresent(backend -> backend(object, backend));
      }
    }
    for (Node tls : Nodes.items(object.body(), "spec", "tls")) {
      for (Node host : Nodes.items(tls, "hosts")) {
        Nodes.scalar(host).ifPresent(name -> served(names, name));
      }
    }
    for (String field : List.of("defaultBackend", "backend")) {
      Nodes.at(object.body(), "spec", field).ifPresent(backend -> backend(object, backend));
    }
  }

  private static void served(ReferenceWriter names, Scalar host) {
    names.candidates(host, Fact.Span.VALUE, "host", "kubernetes/ingress-host");
  }

  private static void backend(KubeObject object, Node backend) {
    Optional<Scalar> name =
        Nodes.text(backend, "service", "name").or(() -> Nodes.text(backend, "serviceName"));
    Optional<Scalar> port =
        Nodes.text(backend, "service", "port", "number")
            .or(() -> Nodes.text(backend, "servicePort"));
    name.ifPresent(
        service ->
            object.service(
                object.document().component(),
                object.namespace(),
                service,
                port.map(number -> KubeObject.port(number.value())).orElse(OptionalInt.empty()),
                "kubernetes/ingress-backend"));
    Optional<Scalar> called =
        Nodes.text(backend, "service", "port", "name")
            .or(() -> Nodes.text(backend, "servicePort").filter(Traffic::isPortName));
    if (name.isPresent() && called.isPresent()) {
      NodeId host = NodeId.host(object.scope(), name.get().value());
      object.portName(host, called.get(), Fact.Calling.ASKED, "kubernetes/ingress-port");
    }
  }

  /** Addresses that stand behind a Service of the same name, written by hand. */
  static void endpoints(KubeObject object) {
    String name =
        Nodes.text(object.body(), "metadata", "labels", "kubernetes.io/service-name")
            .map(Scalar::value)
            .orElse(object.name());
    if (!HostName.isHostName(name)) {
      return;
    }
    NodeId host = NodeId.host(object.scope(), name);
    for (Node subset : Nodes.items(object.body(), "subsets")) {
      for (Node address : Nodes.items(subset, "addresses")) {
        Nodes.text(address, "ip").ifPresent(ip -> address(object, host, ip));
      }
    }
    for (Node endpoint : Nodes.items(object.body(), "endpoints")) {
      for (Node address : Nodes.items(endpoint, "addresses")) {
        Nodes.scalar(address).ifPresent(ip -> address(object, host, ip));
      }
    }
  }

  static void address(KubeObject object, NodeId host, Scalar ip) {
    HostName.address(ip.value())
        .ifPresent(
            known ->
                object
                    .output()
                    .add(new Fact.Address(host, known, object.evidence(ip, "kubernetes/address"))));
  }

  /** Wherever an object names a Service by a structure of its own. */
  static void webhooks(KubeObject object) {
    Nodes.at(object.body(), "spec").ifPresent(spec -> services(object, spec, 0));
    Nodes.at(object.body(), "webhooks").ifPresent(hooks -> services(object, hooks, 0));
  }

  private static void services(KubeObject object, Node node, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> services(object, item, depth + 1));
    }
    for (Node.Entry entry : Nodes.entries(node)) {
      switch (entry.key().value()) {
        case "clientConfig" -> client(object, entry.value());
        case "service" -> {
          if (object.kind().equals("APIService")) {
            named(object, entry.value(), "kubernetes/api-service");
          }
        }
        case "backendRefs" ->
            Nodes.items(entry.value())
                .forEach(backend -> named(object, backend, "kubernetes/backendRef"));
        case "backendRef" -> named(object, entry.value(), "kubernetes/backendRef");
        default -> services(object, entry.value(), depth + 1);
      }
    }
    if (Nodes.at(node, "backendRefs").isPresent()) {
      Nodes.at(node, "filters").ifPresent(filters -> services(object, filters, depth + 1));
    }
  }

  private static void client(KubeObject object, Node config) {
    Nodes.at(config, "service").ifPresent(service -> named(object, service, "kubernetes/webhook"));
    Nodes.text(config, "url")
        .ifPresent(
            url ->
                new ReferenceWriter(object.output(), object.document().component(), object.scope())
                    .endpoints(
                        url,
                        ProcessWriter.seen(url.value(), Certainty.CERTAIN),
                        "url",
                        "kubernetes/webhook"));
  }

  /** {@code name}, and perhaps {@code namespace}, {@code port} and {@code kind}. */
  private static void named(KubeObject object, Node reference, String rule) {
    boolean service =
        Nodes.text(reference, "kind").map(kind -> kind.value().equals("Service")).orElse(true);
    Optional<Scalar> name = Nodes.text(reference, "name");
    if (!service || name.isEmpty()) {
      return;
    }
    object.service(
        object.document().component(),
        Nodes.text(reference, "namespace").map(Scalar::value).orElse(object.namespace()),
        name.get(),
        Nodes.text(reference, "port")
            .map(number -> KubeObject.port(number.value()))
            .orElse(OptionalInt.empty()),
        rule);
  }
}
