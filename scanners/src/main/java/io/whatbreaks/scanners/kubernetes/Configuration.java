package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import io.whatbreaks.scanners.table.ProcessWriter;
import io.whatbreaks.scanners.value.ReferenceWriter;
import io.whatbreaks.scanners.value.SecretKeys;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Values whose reader stands elsewhere: ConfigMaps, Secrets, objects of other kinds. */
final class Configuration {
  private static final Set<String> NO_TOPICS = Set.of("group", "cluster", "transactionalId");
  private static final int DEEPEST = 100;

  /** What these keys hold is the name or place of something that is no host. */
  private static final Set<String> OTHER_THINGS =
      Set.of(
          "apiVersion",
          "kind",
          "image",
          "repository",
          "tag",
          "digest",
          "namespace",
          "targetNamespace",
          "serviceAccount",
          "serviceAccountName",
          "secretName",
          "configMapName",
          "claimName",
          "existingClaim",
          "existingSecret",
          "storageClass",
          "storageClassName",
          "ingressClassName",
          "className",
          "mountPath",
          "subPath",
          "chart",
          "version",
          "interval",
          "timeout",
          "description",
          "summary",
          "pullPolicy",
          "imagePullPolicy",
          "caBundle",
          "metadata");

  private static final Set<String> OTHER_OBJECTS =
      Set.of(
          "secretKeyRef",
          "configMapKeyRef",
          "secretRef",
          "configMapRef",
          "secretStoreRef",
          "sourceRef",
          "remoteRef",
          "issuerRef",
          "imagePullSecrets",
          "persistentVolumeClaim",
          "backendRefs",
          "backendRef",
          "clientConfig");

  /** Keys whose value in a Secret is no secret itself. */
  private static final Pattern SPEAKS_OF_HOST =
      Pattern.compile("(?i).*(?:host|hostname|server|servers|addr|address|url|uri|endpoint)s?");

  private Configuration() {}

  /** ConfigMap and Secret: what they say belongs to whoever reads them. */
  static void data(KubeObject object) {
    NodeId document = object.document().component();
    Optional<Scalar> name = Nodes.text(object.body(), "metadata", "name");
    NodeId holder =
        name.map(
                written ->
                    NodeId.component(
                        document.scope(), object.holding(object.kind(), written.value())))
            .orElse(document);
    name.ifPresent(
        written ->
            object
                .output()
                .add(
                    new Fact.Reads(
                        document, holder.name(), object.evidence(written, "kubernetes/data"))));
    Writers writers = new Writers(object, holder);
    boolean secret = object.kind().equals("Secret");
    for (Node.Entry entry : Nodes.entries(object.body(), secret ? "stringData" : "data")) {
      if (entry.value() instanceof Scalar value) {
        if (secret) {
          writers.secret(entry.key().value(), value);
        } else {
          writers.datum(entry.key().value(), value);
        }
      }
    }
  }

  /** Everything below the fields that a kind of object nobody here knows has of its own. */
  static void custom(KubeObject object) {
    Writers writers = new Writers(object, object.document().component());
    for (Node.Entry entry : Nodes.entries(object.body())) {
      String key = entry.key().value();
      if (!OTHER_THINGS.contains(key) && !key.equals("status") && !key.equals("webhooks")) {
        walk(writers, key, entry.value(), 0);
      }
    }
  }

  private static void walk(Writers writers, String key, Node node, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> walk(writers, key, item, depth + 1));
      return;
    }
    if (node instanceof Scalar value) {
      writers.value(key, value);
      return;
    }
    for (Node.Entry entry : Nodes.entries(node)) {
      String inner = entry.key().value();
      switch (inner) {
        case "matchLabels", "selector", "labels", "podSelector" ->
            writers.object().selector(entry.value());
        case "template" -> template(writers, entry.value(), depth);
        default -> {
          boolean other = OTHER_THINGS.contains(inner) || OTHER_OBJECTS.contains(inner);
          if (!other && !(inner.equals("resource") && isOfConsumers(entry.value()))) {
            walk(writers, inner, entry.value(), depth + 1);
          }
        }
      }
    }
  }

  /** What a KafkaUser may use beside topics, mostly named as these are. */
  private static boolean isOfConsumers(Node resource) {
    return Nodes.text(resource, "type").filter(it -> NO_TOPICS.contains(it.value())).isPresent();
  }

  /** The template of an ExternalSecret or SealedSecret is a Secret to be filled in. */
  private static void template(Writers writers, Node template, int depth) {
    for (Node.Entry entry : Nodes.entries(template)) {
      if (entry.key().value().equals("data") || entry.key().value().equals("stringData")) {
        for (Node.Entry datum : Nodes.entries(entry.value())) {
          if (datum.value() instanceof Scalar value) {
            writers.datum(datum.key().value(), value);
          }
        }
      } else if (!OTHER_THINGS.contains(entry.key().value())) {
        walk(writers, entry.key().value(), entry.value(), depth + 1);
      }
    }
  }

  /** How values of one object are stated. */
  private record Writers(
      KubeObject object,
      ReferenceWriter references,
      ProcessWriter process,
      ServiceVariables variables) {

    Writers(KubeObject object, NodeId holder) {
      this(
          object,
          new ReferenceWriter(object.output(), holder, object.scope()),
          new ProcessWriter(object.document(), object.output(), holder, object.scope()),
          new ServiceVariables(object, holder, object.scope(), Certainty.POSSIBLE));
    }

    void datum(String key, Scalar value) {
      if (value.value().isEmpty()) {
        return;
      }
      variables.write(value);
      if (value.value().strip().indexOf('\n') >= 0) {
        process.lines(value, key, "kubernetes/data");
        return;
      }
      process.setting(key, value, Fact.Rank.FILE, "kubernetes/data");
      value(key, value);
    }

    /** Only what is surely an endpoint, or stands under a key that speaks of one. */
    void secret(String key, Scalar value) {
      boolean lines = value.value().strip().indexOf('\n') >= 0;
      if (!lines && SPEAKS_OF_HOST.matcher(key).matches()) {
        datum(key, value);
      } else {
        process.secretLines(value, key, "kubernetes/data");
      }
    }

    void value(String key, Scalar value) {
      if (value.value().isBlank()) {
        return;
      }
      if (value.value().strip().indexOf('\n') >= 0) {
        process.lines(value, key, "kubernetes/value");
      } else if (SecretKeys.speaks(key)) {
        process.secretLines(value, key, "kubernetes/value");
      } else {
        references.candidates(value, Fact.Span.VALUE, key, "kubernetes/value");
      }
    }
  }
}
