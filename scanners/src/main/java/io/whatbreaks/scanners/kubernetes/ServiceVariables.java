package io.whatbreaks.scanners.kubernetes;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scanners.format.Scalar;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables by which pods are told of the Services of their namespace: {@code
 * MAIN_MQ_SERVICE_HOST} of {@code main-mq}. They go with the name of the Service.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">
 *     Environment variables</a>
 */
final class ServiceVariables {
  private static final Pattern USE =
      Pattern.compile(
          "\\$[({]?(([A-Z][A-Z0-9_]*?)(?:_SERVICE_HOST|_SERVICE_PORT(?:_[A-Z0-9_]+)?"
              + "|_PORT_\\d+_(?:TCP|UDP)(?:_ADDR|_PORT|_PROTO)?))(?![A-Za-z0-9_])");

  private final KubeObject object;
  private final NodeId component;
  private final Scope from;
  private final Certainty certainty;
  private final Set<String> own = new HashSet<>();

  /** Writes for a component whose pods look names up from a scope. */
  ServiceVariables(KubeObject object, NodeId component, Scope from, Certainty certainty) {
    this.object = object;
    this.component = component;
    this.from = from;
    this.certainty = certainty;
  }

  /** A variable that the container itself sets is no injected one. */
  void except(String variable) {
    own.add(variable);
  }

  /** States a reference for each use within a value. */
  void write(Scalar value) {
    if (!value.value().contains("_SERVICE_") && !value.value().contains("_PORT_")) {
      return;
    }
    Matcher use = USE.matcher(value.value());
    while (use.find()) {
      if (!own.contains(use.group(1))) {
        String name = use.group(2).toLowerCase(Locale.ROOT).replace('_', '-');
        object
            .output()
            .add(
                new Fact.Reference(
                    component,
                    new Fact.Target(from, name, Set.of(NodeKind.HOST), OptionalInt.empty()),
                    new Fact.Use(Lookup.START, Group.ALONE, true, certainty, ""),
                    object.evidence(
                        value.part(use.start(2), use.end(2)), "kubernetes/service-variable")));
      }
    }
  }
}
