package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.KnownSoftware;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.table.PropertyWriter.Property;
import io.whatbreaks.scanners.value.CriticalityKeys;
import io.whatbreaks.scanners.value.OwnerKeys;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An object that runs pods. */
final class Workload {
  private static final String HOSTNAME_LABEL = "kubernetes.io/hostname";

  private final KubeObject object;
  private final NodeId component;
  private final Scope from;
  private final ProcessWriter process;

  private Workload(KubeObject object) {
    this.object = object;
    component = object.component();
    from = from(object, Nodes.at(template(object.body()), "spec").orElse(object.body()));
    process = new ProcessWriter(object.document(), object.output(), component, from);
  }

  /**
   * Where pods look names up from: their namespace, their own hosts file before it, or the machine
   * alone.
   *
   * @see <a href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/">Pod's
   *     DNS policy</a>
   */
  private static Scope from(KubeObject object, Node spec) {
    String policy = Nodes.text(spec, "dnsPolicy").map(Scalar::value).orElse("ClusterFirst");
    boolean onHost =
        Nodes.text(spec, "hostNetwork").filter(on -> on.value().equals("true")).isPresent();
    if (policy.equals("Default") || (onHost && policy.equals("ClusterFirst"))) {
      return object.document().scope();
    }
    boolean isOwn =
        !Nodes.items(spec, "hostAliases").isEmpty() || Nodes.at(spec, "dnsConfig").isPresent();
    return isOwn ? object.scope().member(object.name()) : object.scope();
  }

  static void read(KubeObject object) {
    new Workload(object).read();
  }

  private void read() {
    Nodes.at(object.body(), "spec", "selector").ifPresent(object::selector);
    Nodes.text(object.body(), "spec", "serviceName")
        .ifPresent(
            name ->
                object.service(
                    component,
                    object.namespace(),
                    name,
                    OptionalInt.empty(),
                    "kubernetes/serviceName"));
    Node template = template(object.body());
    Nodes.at(template, "metadata").ifPresent(object::labels);
    Nodes.at(template, "metadata", "labels")
        .ifPresent(labels -> object.labels(component, labels, "kubernetes/label"));
    Nodes.at(template, "spec").ifPresent(this::pod);
    owners();
  }

  private void owners() {
    for (String field : List.of("labels", "annotations")) {
      for (Node.Entry label : Nodes.entries(object.body(), "metadata", field)) {
        Optional<Scalar> value = Nodes.scalar(label.value());
        if (OwnerKeys.isOwner(label.key().value())
            && value.filter(v -> v.value().indexOf('{') < 0).isPresent()) {
          object
              .output()
              .add(
                  new Fact.Ownership(
                      Fact.Ownership.By.COMPONENT,
                      component.toString(),
                      "",
                      List.of(value.get().value()),
                      object.evidence(value.get(), "kubernetes/owner")));
        }
        value.ifPresent(word -> important(label.key().value(), word));
      }
    }
  }

  private void important(String key, Scalar value) {
    CriticalityKeys.of(key, value.value())
        .ifPresent(
            level ->
                object
                    .output()
                    .add(
                        new Fact.Importance(
                            Fact.Ownership.By.COMPONENT,
                            component.toString(),
                            level,
                            object.evidence(value, "kubernetes/criticality"))));
  }

  /** What has the {@code spec} of a pod. */
  private static Node template(Node body) {
    return Nodes.at(body, "spec", "jobTemplate", "spec", "template")
        .or(() -> Nodes.at(body, "spec", "template"))
        .or(() -> Nodes.at(body, "template"))
        .orElse(body);
  }

  private void pod(Node spec) {
    for (String field : List.of("initContainers", "containers")) {
      Nodes.items(spec, field).forEach(this::container);
    }
    Nodes.text(spec, "subdomain")
        .ifPresent(
            name ->
                object.service(
                    component,
                    object.namespace(),
                    name,
                    OptionalInt.empty(),
                    "kubernetes/subdomain"));
    called(spec);
    if (!from.equals(object.document().scope())) {
      PodResolver.read(object, spec);
    }
    for (Node pin : Nodes.items(spec, "hostAliases")) {
      Optional<Scalar> ip = Nodes.text(pin, "ip");
      for (Node name : Nodes.items(pin, "hostnames")) {
        if (ip.isPresent() && name instanceof Scalar written) {
          Traffic.address(
              object,
              NodeId.host(
                  object.scope().member(object.name()), HostName.normalise(written.value())),
              ip.get());
        }
      }
    }
    machines(spec);
    for (Node volume : Nodes.items(spec, "volumes")) {
      mounted(volume);
      for (Node source : Nodes.items(volume, "projected", "sources")) {
        mounted(source);
      }
      Nodes.text(volume, "nfs", "server")
          .ifPresent(server -> machine(server, "kubernetes/nfs-server"));
    }
  }

  /**
   * A pod that has a host name and a subdomain is known by both, behind the Service of the
   * subdomain's name.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field">
   *     Pod's hostname and subdomain fields</a>
   */
  private void called(Node spec) {
    Optional<Scalar> name = Nodes.text(spec, "hostname");
    Optional<Scalar> domain = Nodes.text(spec, "subdomain");
    if (name.isEmpty()) {
      return;
    }
    boolean isName =
        domain.isPresent() && HostName.isHostName(name.get().value() + "." + domain.get().value());
    if (!isName) {
      object.whole(name.get(), "kubernetes/hostname");
      return;
    }
    NodeId pod = NodeId.host(object.scope(), name.get().value() + "." + domain.get().value());
    object
        .output()
        .add(
            new Fact.Declaration(
                pod, Optional.empty(), object.evidence(name.get(), "kubernetes/hostname")));
    object
        .output()
        .add(
            new Fact.Alias(
                pod,
                domain.get().value(),
                object.evidence(domain.get(), "kubernetes/pod-subdomain")));
  }

  private void container(Node container) {
    Nodes.text(container, "name")
        .ifPresent(name -> object.whole(name, "kubernetes/container-name"));
    Nodes.text(container, "image").ifPresent(this::registry);
    environment(container);
    process.command(texts(container, "command"), true, "kubernetes/command");
    process.command(texts(container, "args"), false, "kubernetes/args");
    for (Node port : Nodes.items(container, "ports")) {
      Nodes.text(port, "containerPort").ifPresent(this::listener);
      Nodes.text(port, "name")
          .ifPresent(
              name ->
                  object.portName(component, name, Fact.Calling.HAS, "kubernetes/containerPort"));
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      Nodes.at(container, probe).ifPresent(this::action);
    }
    for (String hook : List.of("postStart", "preStop")) {
      Nodes.at(container, "lifecycle", hook).ifPresent(this::action);
    }
  }

  private void environment(Node container) {
    ServiceVariables injected = new ServiceVariables(object, component, from, Certainty.CERTAIN);
    List<Property> variables = new ArrayList<>();
    for (Node source : Nodes.items(container, "envFrom")) {
      for (String kind : List.of("configMap", "secret")) {
        Nodes.text(source, kind + "Ref", "name").ifPresent(name -> reads(kind, name, true));
      }
    }
    for (Node variable : Nodes.items(container, "env")) {
      Optional<Scalar> name = Nodes.text(variable, "name");
      Optional<Scalar> value = Nodes.text(variable, "value");
      if (name.isPresent() && value.isPresent()) {
        variables.add(new Property(name.get().value(), value.get()));
      } else if (name.isPresent()) {
        Nodes.at(variable, "valueFrom").ifPresent(source -> valueFrom(name.get(), source));
      }
      name.ifPresent(own -> injected.except(own.value()));
    }
    process.environment(variables, "kubernetes/env");
    variables.forEach(variable -> injected.write(variable.value()));
    texts(container, "command").forEach(injected::write);
    texts(container, "args").forEach(injected::write);
  }

  /** One variable takes the value of one key of a ConfigMap or Secret. */
  private void valueFrom(Scalar variable, Node source) {
    for (String kind : List.of("configMap", "secret")) {
      Optional<Scalar> name = Nodes.text(source, kind + "KeyRef", "name");
      Optional<Scalar> key = Nodes.text(source, kind + "KeyRef", "key");
      if (name.isPresent() && key.isPresent()) {
        reads(kind, name.get(), false);
        process.valueOf(variable, key.get(), "kubernetes/" + kind + "KeyRef");
      }
    }
  }

  private void mounted(Node volume) {
    Nodes.text(volume, "configMap", "name").ifPresent(name -> reads("configMap", name, true));
    Nodes.text(volume, "secret", "secretName")
        .or(() -> Nodes.text(volume, "secret", "name"))
        .ifPresent(name -> reads("secret", name, true));
  }

  private void reads(String kind, Scalar name, boolean whole) {
    if (name.value().indexOf('{') < 0) {
      object
          .output()
          .add(
              new Fact.Reads(
                  component,
                  object.holding(kind, name.value()),
                  whole,
                  object.evidence(name, "kubernetes/" + kind)));
    }
  }

  private void listener(Scalar written) {
    OptionalInt port = KubeObject.port(written.value());
    if (port.isPresent()) {
      object
          .output()
          .add(
              new Fact.Listener(
                  component,
                  port.getAsInt(),
                  object.evidence(written, "kubernetes/containerPort")));
    }
  }

  private void action(Node action) {
    Nodes.at(action, "exec")
        .ifPresent(exec -> process.command(texts(exec, "command"), true, "kubernetes/exec"));
    for (String form : List.of("httpGet", "tcpSocket")) {
      Nodes.text(action, form, "host")
          .ifPresent(
              host ->
                  new ReferenceWriter(object.output(), component, from)
                      .endpoints(host, host(Lookup.EACH_USE), "host", "kubernetes/probe"));
    }
  }

  /** Where pods are tied to machines, which the cluster knows by their host names. */
  private void machines(Node spec) {
    Nodes.text(spec, "nodeName").ifPresent(name -> machine(name, "kubernetes/nodeName"));
    Nodes.text(spec, "nodeSelector", HOSTNAME_LABEL)
        .ifPresent(name -> machine(name, "kubernetes/nodeSelector"));
    Nodes.at(spec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        .ifPresent(
            required -> {
              for (Node term : Nodes.items(required, "nodeSelectorTerms")) {
                Nodes.items(term, "matchExpressions").forEach(this::affinity);
              }
            });
  }

  private void affinity(Node expression) {
    if (Nodes.text(expression, "key")
        .filter(key -> key.value().equals(HOSTNAME_LABEL))
        .isPresent()) {
      for (Scalar name : texts(expression, "values")) {
        machine(name, "kubernetes/nodeAffinity");
      }
    }
  }

  /** The node fetches the image: as a machine looks names up, not as a pod does. */
  private void registry(Scalar image) {
    new ReferenceWriter(object.output(), component, object.document().scope())
        .endpoints(image, ReferenceWriter.REGISTRY, "", "kubernetes/registry");
    if (object.output().wantsUpgrades()) {
      for (KnownSoftware.Release release : object.known().ofImage(image.value())) {
        object
            .output()
            .add(
                new Fact.Installation(
                    component,
                    release.software(),
                    release.version(),
                    object
                        .output()
                        .evidence(
                            image.offset(0),
                            image.endOffset(image.value().length()),
                            "inventory/image")));
      }
    }
  }

  private void machine(Scalar name, String rule) {
    Scope machines = object.document().scope();
    new ReferenceWriter(object.output(), component, machines)
        .endpoints(name, host(Lookup.START), "", rule);
  }

  private static ReferenceWriter.Usage host(Lookup lookup) {
    return new ReferenceWriter.Usage(
        Syntax.HOST, lookup, Group.Mode.SINGLE, true, Certainty.CERTAIN, OptionalInt.empty());
  }

  private static List<Scalar> texts(Node node, String field) {
    return Nodes.items(node, field).stream().flatMap(item -> Nodes.scalar(item).stream()).toList();
  }
}
