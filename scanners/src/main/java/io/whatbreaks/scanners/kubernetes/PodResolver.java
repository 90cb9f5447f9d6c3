package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.scanners.format.Node;
import io.whatbreaks.scanners.format.Nodes;
import io.whatbreaks.scanners.format.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a pod looks names up where it says so itself: its search list and {@code ndots} come behind,
 * or with the policy {@code None} in the place of, those of the cluster.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config">
 *     Pod's DNS Config</a>
 */
final class PodResolver {
  private static final int CLUSTER_NDOTS = 5;
  private static final int HIGHEST_NDOTS = 15;
  private static final List<String> ALONE = List.of("files", "dns");

  private PodResolver() {}

  static void read(KubeObject object, Node spec) {
    Optional<Node> config = Nodes.at(spec, "dnsConfig");
    if (config.isEmpty()) {
      return;
    }
    boolean alone =
        Nodes.text(spec, "dnsPolicy").filter(policy -> policy.value().equals("None")).isPresent();
    List<String> search = new ArrayList<>();
    if (!alone) {
      search.add(object.namespace() + ".svc.cluster.local");
      search.addAll(List.of("svc.cluster.local", "cluster.local"));
    }
    for (Node domain : Nodes.items(config.get(), "searches")) {
      Nodes.scalar(domain).map(Scalar::value).filter(PodResolver::isKnown).ifPresent(search::add);
    }
    OptionalInt ndots = alone ? OptionalInt.empty() : OptionalInt.of(CLUSTER_NDOTS);
    for (Node option : Nodes.items(config.get(), "options")) {
      Optional<Scalar> value = Nodes.text(option, "value");
      boolean counts =
          Nodes.text(option, "name").filter(name -> name.value().equals("ndots")).isPresent();
      if (counts && value.isPresent() && value.get().value().matches("\\d{1,2}")) {
        ndots = OptionalInt.of(Math.min(HIGHEST_NDOTS, Integer.parseInt(value.get().value())));
      }
    }
    Optional<Scalar> first = Nodes.scalars(config.get()).stream().findFirst();
    if (first.isPresent()) {
      object
          .output()
          .add(
              new Fact.ResolverConfig(
                  object.scope().member(object.name()),
                  search,
                  ndots,
                  alone ? ALONE : List.of(),
                  object.evidence(first.get(), "kubernetes/dnsConfig")));
    }
  }

  /** A domain that a template makes is not known. */
  private static boolean isKnown(String domain) {
    return !domain.isEmpty() && domain.indexOf('{') < 0;
  }
}
