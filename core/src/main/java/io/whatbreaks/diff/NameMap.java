package io.whatbreaks.diff;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a second world calls the hosts, namespaces and folders of a first one.
 *
 * <p>A pair names one on each side; {@code *} on both sides stands for the same part of a label:
 * {@code staging-* = prod-*}. On the right side alone it stands for any part: all that fit have the
 * role of the one on the left. A name is compared whole, else by its first label. Of several pairs
 * the first that fits counts. Domains are replaced at the end of full names.
 */
public final class NameMap {
  /** Each side calls everything the same. */
  public static final NameMap NONE = new NameMap(List.of(), List.of());

  private final List<Pair> pairs;
  private final List<Pair> domains;

  private record Pair(String left, String right) {}

  private NameMap(List<Pair> pairs, List<Pair> domains) {
    this.pairs = pairs;
    this.domains = domains;
  }

  /**
   * With one pair more.
   *
   * @throws IllegalArgumentException if a side is empty, has more than one {@code *}, or the left
   *     one alone has it
   */
  public NameMap with(String left, String right) {
    Pair pair = new Pair(normal(left), normal(right));
    if (stars(pair.left) > 1 || stars(pair.right) > 1) {
      throw new IllegalArgumentException("more than one * in a name: " + left + " = " + right);
    }
    if (stars(pair.left) > stars(pair.right)) {
      throw new IllegalArgumentException("the * of " + left + " is missing in " + right);
    }
    return new NameMap(added(pairs, pair), domains);
  }

  /**
   * With one domain more: names within the left one are those within the right one.
   *
   * @throws IllegalArgumentException if a side is no domain
   */
  public NameMap withDomain(String left, String right) {
    Pair pair = new Pair(normal(left), normal(right));
    if (!HostName.isHostName(pair.left) || !HostName.isHostName(pair.right)) {
      throw new IllegalArgumentException("not two domains: " + left + " = " + right);
    }
    return new NameMap(pairs, added(domains, pair));
  }

  private static List<Pair> added(List<Pair> pairs, Pair pair) {
    List<Pair> all = new ArrayList<>(pairs);
    all.add(pair);
    return List.copyOf(all);
  }

  private static String normal(String side) {
    String name = requireNonNull(side, "side").strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    return HostName.normalise(name);
  }

  private static long stars(String name) {
    return name.chars().filter(c -> c == '*').count();
  }

  /** What both sides have in common for a node of one side. */
  String common(NodeId node, Diff.Side side) {
    Scope scope = node.scope();
    boolean named = scope.kind() == Scope.Kind.HOST || scope.kind() == Scope.Kind.KUBERNETES;
    String where = named ? name(scope.name(), side) : scope.name();
    String name =
        switch (node.kind()) {
          case HOST -> name(node.name(), side);
          case COMPONENT -> path(node.name(), side);
          default -> node.name();
        };
    return node.kind() + " " + name + " " + scope.kind() + " " + where;
  }

  private String path(String path, Diff.Side side) {
    StringBuilder mapped = new StringBuilder();
    for (String element : path.split("/", -1)) {
      mapped.append(mapped.length() == 0 ? "" : "/").append(pair(element, side).orElse(element));
    }
    return mapped.toString();
  }

  private String name(String name, Diff.Side side) {
    Optional<String> whole = pair(name, side);
    if (whole.isPresent()) {
      return whole.get();
    }
    String label = HostName.firstLabel(name);
    String parent = HostName.parent(name);
    String first = parent.isEmpty() ? label : pair(label, side).orElse(label);
    String domain = side == Diff.Side.A ? domain(parent) : parent;
    return domain.isEmpty() ? first : first + "." + domain;
  }

  private String domain(String domain) {
    for (Pair pair : domains) {
      if (HostName.isWithin(domain, pair.left)) {
        return domain.substring(0, domain.length() - pair.left.length()) + pair.right;
      }
    }
    return domain;
  }

  private Optional<String> pair(String name, Diff.Side side) {
    for (Pair pair : pairs) {
      boolean role = stars(pair.right) > stars(pair.left);
      if (side == Diff.Side.A) {
        Optional<String> part = part(pair.left, name);
        if (part.isPresent()) {
          return Optional.of(role ? pair.right : pair.right.replace("*", part.get()));
        }
      } else if (role && part(pair.right, name).isPresent()) {
        return Optional.of(pair.right);
      }
    }
    return Optional.empty();
  }

  /** What the star of a pattern stands for in a name; empty text where there is none. */
  private static Optional<String> part(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name) ? Optional.of("") : Optional.empty();
    }
    String before = pattern.substring(0, star);
    String behind = pattern.substring(star + 1);
    boolean fits =
        name.length() >= before.length() + behind.length()
            && name.startsWith(before)
            && name.endsWith(behind);
    return fits
        ? Optional.of(name.substring(before.length(), name.length() - behind.length()))
            .filter(part -> part.indexOf('.') < 0)
        : Optional.empty();
  }
}
