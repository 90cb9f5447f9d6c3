package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads documents that have {@code apiVersion} and {@code kind}, lists of them included.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/">Kubernetes API</a>
 */
public final class KubernetesScanner implements Scanner {

  /** For {@link java.util.ServiceLoader}. */
  public KubernetesScanner() {}

  @Override
  public String id() {
    return "kubernetes";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName().toLowerCase(Locale.ROOT);
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && document.mentions("apiVersion")
        && document.mentions("kind");
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    boolean json = document.fileName().toLowerCase(Locale.ROOT).endsWith(".json");
    LocatedTree tree = (json ? Format.JSON : Format.YAML).read(document);
    List<Node.Mapping> objects = new ArrayList<>();
    for (Node root : tree.roots()) {
      Nodes.mapping(root).ifPresent(mapping -> collect(mapping, objects));
    }
    if (objects.isEmpty()) {
      return;
    }
    output.understood();
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    for (Node.Mapping mapping : objects) {
      read(new KubeObject(document, output, mapping));
    }
  }

  /** An object, or the items of a list of objects; a list within a list is none of Kubernetes. */
  private static void collect(Node.Mapping mapping, List<Node.Mapping> objects) {
    if (!isObject(mapping)) {
      return;
    }
    boolean list =
        Nodes.text(mapping, "kind").filter(kind -> kind.value().endsWith("List")).isPresent();
    List<Node> items = Nodes.items(mapping, "items");
    if (!list || items.isEmpty()) {
      objects.add(mapping);
      return;
    }
    for (Node item : items) {
      Nodes.mapping(item).filter(KubernetesScanner::isObject).ifPresent(objects::add);
    }
  }

  private static boolean isObject(Node.Mapping mapping) {
    return Nodes.text(mapping, "apiVersion").isPresent() && Nodes.text(mapping, "kind").isPresent();
  }

  private static void read(KubeObject object) {
    object.metadata();
    switch (object.kind()) {
      case "Service" -> Traffic.service(object);
      case "Ingress" -> Traffic.ingress(object);
      case "Endpoints", "EndpointSlice" -> Traffic.endpoints(object);
      case "Deployment",
          "DeploymentConfig",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Rollout",
          "Job",
          "CronJob",
          "Pod",
          "PodTemplate" ->
          Workload.read(object);
      case "ConfigMap", "Secret" -> Configuration.data(object);
      case "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ServiceAccount",
          "Namespace",
          "PersistentVolumeClaim",
          "StorageClass",
          "PriorityClass",
          "ResourceQuota",
          "LimitRange" -> {
        // They hold names of accounts, rules and sizes only.
      }
      case "CustomResourceDefinition",
          "APIService",
          "ValidatingWebhookConfiguration",
          "MutatingWebhookConfiguration" ->
          Traffic.webhooks(object);
      default -> {
        Traffic.webhooks(object);
        Strimzi.read(object);
        Configuration.custom(object);
      }
    }
  }
}
