package io.whatbreaks.scanners.compose;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.KnownSoftware;
import io.whatbreaks.scanners.value.CriticalityKeys;
import io.whatbreaks.scanners.value.OwnerKeys;
import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One service: its names, what it listens on, and the other services it names. */
final class Service {
  private final Project project;
  private final ScanOutput output;
  private final Scalar key;
  private final Node body;
  private final NodeId component;
  private final NodeId host;
  private final Networks networks;
  private final Scope from;

  Service(Networks networks, Scalar key, Node body) {
    this.networks = networks;
    this.project = networks.project();
    this.output = project.output();
    this.key = key;
    this.body = body;
    component = project.component(key.value());
    host = project.host(key.value());
    from = networks.from(key, body);
  }

  void read() {
    Evidence evidence = evidence(key, "compose/service");
    output.add(new Fact.Declaration(host, Optional.of(component), evidence));
    output.add(new Fact.Placement(component, host, evidence));
    networks.attach(host, body);
    // Docker makes the hostname of a container an alias of it on its networks (moby pull 39204).
    for (String field : List.of("hostname", "container_name")) {
      Nodes.text(body, field)
          .flatMap(name -> otherName(name, "compose/" + field))
          .ifPresent(other -> networks.attach(other, body));
    }
    for (Node.Entry network : Nodes.entries(body, "networks")) {
      texts(network.value(), "aliases").stream()
          .flatMap(name -> otherName(name, "compose/network-alias").stream())
          .forEach(other -> networks.attach(other, network.key()));
    }
    listeners();
    services();
    pins();
    installation();
    owners();
    new Description(networks, component, body, evidence).state(from);
    new ServiceProcess(project, component, body, from).read();
  }

  /**
   * A name of the container beside its service's. It stays when the service is renamed, so it is no
   * alias of the service's name: it is another name that the same component lies behind.
   */
  private Optional<NodeId> otherName(Scalar name, String rule) {
    if (!HostName.isHostName(name.value())) {
      return Optional.empty();
    }
    Evidence evidence = evidence(name, rule);
    NodeId other = project.host(name.value());
    output.add(new Fact.Declaration(other, Optional.of(component), evidence));
    if (other.equals(host)) {
      return Optional.empty();
    }
    output.add(new Fact.Placement(component, other, evidence));
    return Optional.of(other);
  }

  /** Labels are a mapping or a list of {@code key=value}. */
  private void owners() {
    for (Node.Entry label : Nodes.entries(body, "labels")) {
      if (OwnerKeys.isOwner(label.key().value())) {
        Nodes.scalar(label.value()).ifPresent(this::owner);
      }
      Nodes.scalar(label.value()).ifPresent(value -> important(label.key().value(), value));
    }
    for (Scalar label : texts(body, "labels")) {
      int equals = label.value().indexOf('=');
      if (equals > 0 && OwnerKeys.isOwner(label.value().substring(0, equals))) {
        owner(label.part(equals + 1, label.value().length()));
      }
      if (equals > 0) {
        important(
            label.value().substring(0, equals), label.part(equals + 1, label.value().length()));
      }
    }
  }

  private void owner(Scalar value) {
    if (!value.value().isBlank()) {
      output.add(
          new Fact.Ownership(
              Fact.Ownership.By.COMPONENT,
              component.toString(),
              "",
              List.of(value.value()),
              evidence(value, "compose/label.owner")));
    }
  }

  private void important(String key, Scalar value) {
    CriticalityKeys.of(key, value.value())
        .ifPresent(
            level ->
                output.add(
                    new Fact.Importance(
                        Fact.Ownership.By.COMPONENT,
                        component.toString(),
                        level,
                        evidence(value, "compose/label.criticality"))));
  }

  private void listeners() {
    for (String field : List.of("ports", "expose")) {
      for (Node item : Nodes.items(body, field)) {
        Optional<Scalar> port = Nodes.scalar(item).or(() -> Nodes.text(item, "target"));
        port.ifPresent(
            written ->
                Ports.of(written.value())
                    .forEach(
                        number ->
                            output.add(
                                new Fact.Listener(
                                    component, number, evidence(written, "compose/" + field)))));
      }
    }
  }

  private void services() {
    for (Node.Entry entry : Nodes.entries(body, "depends_on")) {
      boolean required =
          Nodes.text(entry.value(), "required").map(no -> !no.value().equals("false")).orElse(true);
      service(project.scope(), entry.key(), required, "compose/depends_on");
    }
    for (Scalar name : texts(body, "depends_on")) {
      service(project.scope(), name, true, "compose/depends_on");
    }
    texts(body, "links").forEach(link -> link(link, "compose/links"));
    texts(body, "external_links").forEach(link -> link(link, "compose/external_links"));
    for (Scalar from : texts(body, "volumes_from")) {
      int start = from.value().startsWith("container:") ? "container:".length() : 0;
      service(project.scope(), upTo(from, start, ':'), true, "compose/volumes_from");
    }
    for (String field : List.of("network_mode", "net", "pid", "ipc")) {
      Nodes.text(body, field).ifPresent(mode -> shared(mode, "compose/" + field));
    }
    extended();
  }

  private void link(Scalar link, String rule) {
    Scalar name = upTo(link, 0, ':');
    service(project.scope(), name, true, rule);
    int colon = link.value().indexOf(':');
    String alias = colon < 0 ? "" : link.value().substring(colon + 1);
    NodeId other = NodeId.host(project.scope().member(key.value()), alias);
    if (HostName.isHostName(alias) && !other.name().equals(HostName.normalise(name.value()))) {
      output.add(new Fact.Alias(other, name.value(), evidence(name, rule)));
    }
  }

  private void shared(Scalar mode, String rule) {
    for (String prefix : List.of("service:", "container:")) {
      if (mode.value().startsWith(prefix)) {
        Scalar name = mode.part(prefix.length(), mode.value().length());
        service(project.scope(), name, true, rule);
      }
    }
  }

  private void extended() {
    Optional<Scalar> file = Nodes.text(body, "extends", "file");
    Optional<Scalar> name =
        Nodes.text(body, "extends", "service").or(() -> Nodes.text(body, "extends"));
    if (name.isEmpty()) {
      return;
    }
    Scope from = project.scope();
    if (file.isPresent()) {
      from = project.scopeOf(Project.folder(project.path(file.get().value()).orElse("")));
    }
    service(from, name.get(), true, "compose/extends");
  }

  private void service(Scope from, Scalar name, boolean hard, String rule) {
    if (name.value().isBlank()) {
      return;
    }
    output.add(
        new Fact.Reference(
            component,
            new Fact.Target(from, name.value(), Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(Lookup.START, Group.ALONE, hard, Certainty.CERTAIN, ""),
            evidence(name, rule)));
  }

  private void pins() {
    for (Node.Entry entry : Nodes.entries(body, "extra_hosts")) {
      for (Scalar address : Nodes.items(entry.value()).stream().flatMap(Service::text).toList()) {
        pin(entry.key(), address);
      }
    }
    for (Scalar line : texts(body, "extra_hosts")) {
      int end = firstOf(line.value(), '=', ':');
      if (end > 0) {
        pin(line.part(0, end), line.part(end + 1, line.value().length()));
      }
    }
  }

  private void pin(Scalar name, Scalar address) {
    Optional<String> known = HostName.address(address.value());
    Evidence place = evidence(name, "compose/extra_hosts");
    if (known.isPresent()) {
      output.add(
          new Fact.Address(
              NodeId.host(project.scope().member(key.value()), name.value()),
              known.get(),
              place,
              evidence(address, "compose/extra_hosts")));
    } else {
      output.add(new Fact.Token(component, project.scope(), name.value(), Fact.Span.VALUE, place));
    }
  }

  private void installation() {
    Optional<Scalar> written = Nodes.text(body, "image");
    // The daemon fetches it: as the machine looks names up, not as a container does.
    written.ifPresent(
        name ->
            new ReferenceWriter(output, component, project.document().scope())
                .endpoints(name, ReferenceWriter.REGISTRY, "", "compose/registry"));
    Optional<Image> image = written.flatMap(name -> Image.of(name.value()));
    written.ifPresent(name -> forUpgrades(name, image));
    if (image.isEmpty()) {
      return;
    }
    output.add(
        new Fact.Installation(
            component,
            image.get().software(),
            image.get().version(),
            evidence(written.get(), "compose/image")));
    if (image.get().software().equals("rabbitmq")) {
      Nodes.text(body, "hostname")
          .ifPresent(name -> output.add(brokerIdentity(evidence(name, "compose/rabbitmq-image"))));
    }
  }

  /** Software that matters when it is upgraded alone. */
  private void forUpgrades(Scalar name, Optional<Image> known) {
    if (output.wantsUpgrades()) {
      for (KnownSoftware.Release release : project.known().ofImage(name.value())) {
        if (known.isEmpty() || !known.get().software().equals(release.software())) {
          output.add(
              new Fact.Installation(
                  component,
                  release.software(),
                  release.version(),
                  evidence(name, "inventory/image")));
        }
      }
    }
  }

  /** Without {@code hostname:} the id of the container is the host name: no name is involved. */
  private Fact brokerIdentity(Evidence evidence) {
    return new Fact.Identity(
        component,
        "rabbitmq-node-name",
        Fact.Loss.DATA,
        List.of("RABBITMQ_NODENAME", "NODENAME"),
        "The broker calls itself rabbit@ and the container's host name and keeps its data under that"
            + " name: with another host name it starts as a new, empty node.",
        "Set RABBITMQ_NODENAME to the old node name and keep the old name resolvable, or move"
            + " definitions and messages to the new node first.",
        "https://www.rabbitmq.com/docs/clustering#node-names",
        evidence);
  }

  private Evidence evidence(Scalar name, String rule) {
    return output.evidence(name.offset(0), name.endOffset(name.value().length()), rule);
  }

  private static int firstOf(String text, char one, char other) {
    int first = text.indexOf(one);
    int second = text.indexOf(other);
    return first < 0 ? second : second < 0 ? first : Math.min(first, second);
  }

  private static Scalar upTo(Scalar whole, int start, char end) {
    int found = whole.value().indexOf(end, start);
    return whole.part(start, found < 0 ? whole.value().length() : found);
  }

  private static java.util.stream.Stream<Scalar> text(Node node) {
    return Nodes.scalar(node).stream();
  }

  /** The scalars of a list, or the one that stands in its place. */
  static List<Scalar> texts(Node node, String field) {
    return Nodes.items(node, field).stream().flatMap(Service::text).toList();
  }
}
