package io.whatbreaks.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a node of the dependency graph: kind, scope and name, nothing more.
 *
 * <p>Printed as CONTRACT.md has it: {@code component:till3/basket} for a component, {@code
 * host:mq01.shop.test} for a name of DNS, {@code host:cache@compose:shop} for one that only its
 * scope knows, {@code queue:orders@vhost:/}.
 *
 * @param kind what it is
 * @param scope where the name holds
 * @param name the name; for hosts normalised as {@link HostName} does
 */
public record NodeId(NodeKind kind, Scope scope, String name) implements Comparable<NodeId> {
  private static final Comparator<NodeId> ORDER =
      Comparator.comparing(NodeId::kind).thenComparing(NodeId::name).thenComparing(NodeId::scope);

  /** Checks that no part is missing. */
  public NodeId {
    requireNonNull(kind, "kind");
    requireNonNull(scope, "scope");
    requireNonNull(name, "name");
  }

  /** A component of the given scope. */
  public static NodeId component(Scope scope, String name) {
    return new NodeId(NodeKind.COMPONENT, scope, name);
  }

  /** A host of the given scope; the name is normalised. */
  public static NodeId host(Scope scope, String name) {
    return new NodeId(NodeKind.HOST, scope, HostName.normalise(name));
  }

  /** An IP address, as {@link HostName#address} writes it. */
  public static NodeId address(String address) {
    return new NodeId(NodeKind.ADDRESS, Scope.DNS, address);
  }

  // Nodes are keys of every index: the same name stands in many scopes.
  @Override
  public int hashCode() {
    return (name.hashCode() * 31 + scope.name().hashCode()) * 31 + kind.name().hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof NodeId node
            && kind == node.kind
            && name.equals(node.name)
            && scope.equals(node.scope));
  }

  @Override
  public int compareTo(NodeId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    if (kind == NodeKind.COMPONENT) {
      return "component:"
          + (scope.name().isEmpty() ? scope.kind().word() : scope.name())
          + "/"
          + name;
    }
    return kind.word() + ":" + name + (scope.equals(Scope.DNS) ? "" : "@" + scope);
  }
}
