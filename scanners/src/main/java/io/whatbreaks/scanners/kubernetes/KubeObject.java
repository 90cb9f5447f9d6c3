package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.KnownSoftware;
import io.whatbreaks.scanners.value.ReferenceWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a manifest, and how facts about it are stated. */
record KubeObject(
    Document document, ScanOutput output, Node.Mapping body, @Nullable KnownSoftware own) {

  /** The software that upgrades are about. */
  KnownSoftware known() {
    return KnownSoftware.orBundled(own);
  }

  /** Objects whose own name is used as a host name or follows the name of a Service. */
  private static final Set<String> NAMED_ALONG =
      Set.of(
          "Deployment",
          "DeploymentConfig",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Rollout",
          "Pod",
          "Endpoints");

  String kind() {
    return Nodes.text(body, "kind").map(Scalar::value).orElse("");
  }

  String name() {
    return Nodes.text(body, "metadata", "name").map(Scalar::value).orElse("");
  }

  String namespace() {
    return Nodes.text(body, "metadata", "namespace").map(Scalar::value).orElse("default");
  }

  /** Where names are looked up from in a namespace. */
  Scope scopeOf(String namespace) {
    return Scope.within(document.scope(), Scope.Kind.KUBERNETES, namespace);
  }

  Scope scope() {
    return scopeOf(namespace());
  }

  /** The workload as a component, the document for objects that run nothing. */
  NodeId component() {
    return name().isEmpty()
        ? document.component()
        : NodeId.component(document.scope(), namespace() + "/" + name());
  }

  /**
   * Where a document holds a ConfigMap or Secret that workloads read, by its kind and name; the
   * default namespace goes without saying.
   */
  String holding(String kind, String name) {
    String namespace = namespace().equals("default") ? "" : namespace() + "/";
    return namespace + kind.toLowerCase(Locale.ROOT) + "/" + name;
  }

  /** States the labels that a component carries or a host selects by; templates are passed over. */
  void labels(NodeId subject, Node labels, String rule) {
    List<String> pairs = new ArrayList<>();
    for (Node.Entry label : Nodes.entries(labels)) {
      String value = Nodes.scalar(label.value()).map(Scalar::value).orElse("{");
      if (value.indexOf('{') >= 0) {
        return;
      }
      pairs.add(label.key().value() + "=" + value);
    }
    Optional<Scalar> first = Nodes.scalars(labels).stream().findFirst();
    if (first.isPresent()) {
      output.add(new Fact.Labels(subject, scope(), pairs, evidence(first.get(), rule)));
    }
  }

  /** The own name and the labels, where people rename them along with a Service. */
  void metadata() {
    if (NAMED_ALONG.contains(kind())) {
      Nodes.text(body, "metadata", "name").ifPresent(name -> whole(name, "kubernetes/name"));
    }
    Nodes.at(body, "metadata").ifPresent(this::labels);
    ReferenceWriter writer = new ReferenceWriter(output, document.component(), scope());
    for (Node.Entry note : Nodes.entries(body, "metadata", "annotations")) {
      // The whole object as it was once applied: its names stand in the file itself.
      if (!note.key().value().endsWith("/last-applied-configuration")) {
        Nodes.scalar(note.value())
            .ifPresent(
                value ->
                    writer.candidates(
                        value, Fact.Span.VALUE, note.key().value(), "kubernetes/annotation"));
      }
    }
  }

  void labels(Node metadata) {
    for (Node.Entry label : Nodes.entries(metadata, "labels")) {
      Nodes.scalar(label.value()).ifPresent(value -> whole(value, "kubernetes/label"));
    }
  }

  /** The values of a selector, {@code matchLabels} or plain. */
  void selector(Node selector) {
    for (Scalar value : Nodes.scalars(selector)) {
      whole(value, "kubernetes/selector");
    }
  }

  /** A candidate that is a name only as a whole. */
  void whole(Scalar value, String rule) {
    String text = value.value();
    if (output.wantsToken(text)
        && !text.isBlank()
        && text.indexOf('{') < 0
        && text.indexOf(' ') < 0) {
      output.add(
          new Fact.Token(
              document.component(), scope(), text, Fact.Span.VALUE, evidence(value, rule)));
    }
  }

  Evidence evidence(Scalar value, String rule) {
    return output.evidence(value.offset(0), value.endOffset(value.value().length()), rule);
  }

  /** A reference to a Service by its bare name within a namespace. */
  void service(NodeId from, String namespace, Scalar name, OptionalInt port, String rule) {
    output.add(
        new Fact.Reference(
            from,
            new Fact.Target(scopeOf(namespace), name.value(), Set.of(NodeKind.HOST), port),
            new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
            evidence(name, rule)));
  }

  /** A port is called by a name. */
  void portName(NodeId subject, Scalar name, Fact.Calling calling, String rule) {
    output.add(new Fact.PortName(subject, name.value(), calling, evidence(name, rule)));
  }

  /** A number, if the text is a port. */
  static OptionalInt port(String text) {
    if (!text.matches("\\d{1,5}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number < 1 || number > 65535 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
