package io.whatbreaks.world;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NamePattern;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** From a name as a person writes it to the nodes it means, as CONTRACT.md says under "Names". */
final class Names {
  private static final int MOST_NEAR = 5;

  private final World world;

  Names(World world) {
    this.world = world;
  }

  List<NodeId> find(String asked, Set<NodeKind> kinds) {
    Asked parsed = Asked.of(asked, kinds);
    Map<NodeKind, List<NodeId>> found = new TreeMap<>();
    for (NodeKind kind : parsed.kinds()) {
      List<NodeId> nodes =
          find(kind, parsed.name(), parsed.kinds().size() == 1).stream()
              .filter(node -> parsed.scope().map(s -> isIn(node, s)).orElse(true))
              .toList();
      if (!nodes.isEmpty()) {
        found.put(kind, nodes);
      }
    }
    nowCalled(parsed, found);
    if (found.isEmpty()) {
      throw unknown(asked, parsed);
    }
    if (found.size() > 1) {
      throw ambiguous(asked, found.values());
    }
    return found.values().iterator().next();
  }

  /** Puts the names that things have in a changed world in the place of those they had. */
  private void nowCalled(Asked asked, Map<NodeKind, List<NodeId>> found) {
    Map<NodeId, NodeId> names = world.changed().names();
    for (NodeKind kind : asked.kinds()) {
      Set<NodeId> now =
          new TreeSet<>(
              names.values().stream().filter(n -> n.kind() == kind && asked.fits(n)).toList());
      List<NodeId> had = found.getOrDefault(kind, List.of());
      had.stream().filter(node -> !names.containsKey(node)).forEach(now::add);
      if (now.isEmpty()) {
        had.forEach(node -> now.add(world.now(node)));
      }
      if (!now.isEmpty()) {
        found.put(kind, List.copyOf(now));
      }
    }
  }

  /** A name as asked, taken apart. */
  private record Asked(Set<NodeKind> kinds, String name, Optional<String> scope) {
    boolean fits(NodeId node) {
      return isCalled(node, name) && scope.map(s -> isIn(node, s)).orElse(true);
    }

    static Asked of(String asked, Set<NodeKind> kinds) {
      Set<NodeKind> possible = kinds;
      String name = asked;
      int colon = asked.indexOf(':');
      if (colon > 0) {
        Optional<NodeKind> kind = NodeKind.of(asked.substring(0, colon));
        if (kind.isPresent()) {
          possible = EnumSet.of(kind.get());
          name = asked.substring(colon + 1);
        }
      }
      int at = name.lastIndexOf('@');
      return at > 0
          ? new Asked(possible, name.substring(0, at), Optional.of(name.substring(at + 1)))
          : new Asked(possible, name, Optional.empty());
    }
  }

  private static boolean isCalled(NodeId node, String written) {
    if (node.kind() != NodeKind.HOST) {
      return node.name().equals(written);
    }
    String name = HostName.normalise(written);
    return node.name().equals(name)
        || (name.indexOf('.') < 0 && HostName.firstLabel(node.name()).equals(name));
  }

  private static boolean isIn(NodeId node, String scope) {
    return node.scope().toString().equals(scope) || node.scope().name().equals(scope);
  }

  private List<NodeId> find(NodeKind kind, String name, boolean explicit) {
    return switch (kind) {
      case HOST -> hosts(name);
      case ADDRESS -> addresses(name);
      case ENDPOINT -> endpoints(name);
      case COMPONENT -> components(name);
      case SERVICE -> List.of();
      case QUEUE, EXCHANGE, TOPIC, VHOST -> named(kind, name, explicit);
    };
  }

  private List<NodeId> hosts(String written) {
    String name = HostName.normalise(written);
    Set<NodeId> found = new TreeSet<>();
    String label = HostName.firstLabel(name);
    for (NodeId node : world.hostsByLabel(label)) {
      boolean exact = node.name().equals(name);
      boolean byLabel = name.indexOf('.') < 0;
      boolean service =
          node.scope().kind() == Scope.Kind.KUBERNETES
              && (name.equals(node.name() + "." + node.scope().name())
                  || name.startsWith(node.name() + "." + node.scope().name() + ".svc"));
      if (exact || byLabel || service) {
        found.add(node);
      }
    }
    if (found.isEmpty()) {
      boolean bare = name.indexOf('.') < 0;
      for (NodeId node : world.referencedOnly()) {
        boolean matches =
            node.name().equals(name) || (bare && HostName.firstLabel(node.name()).equals(name));
        if (node.kind() == NodeKind.HOST && matches) {
          found.add(node);
        }
      }
      for (Fact.Address pin : world.pinsCalled(HostName.firstLabel(name))) {
        String pinned = pin.host().name();
        if (pinned.equals(name) || (bare && HostName.firstLabel(pinned).equals(name))) {
          found.add(NodeId.host(Scope.DNS, pinned));
        }
      }
      addTokens(found, name, bare);
      NodeId made = NodeId.host(Scope.DNS, name);
      if (found.isEmpty() && world.patternsOf(made, "").stream().anyMatch(Names::isSeries)) {
        found.add(made);
      }
    }
    return List.copyOf(found);
  }

  /**
   * A series of names, or the keys of an entry, say that a name is there; other patterns do not.
   */
  private static boolean isSeries(Fact.Pattern pattern) {
    return pattern.pattern().syntax() == NamePattern.Syntax.RANGE
        || pattern.pattern().syntax() == NamePattern.Syntax.KEYS;
  }

  private void addTokens(Set<NodeId> found, String name, boolean bare) {
    for (Fact.Token token : world.tokens(HostName.firstLabel(name))) {
      String text = HostName.normalise(token.text());
      if (token.span().names(NodeKind.HOST)
          && HostName.isHostName(text)
          && (text.equals(name) || bare)) {
        found.add(NodeId.host(Scope.DNS, text));
      }
    }
  }

  private List<NodeId> addresses(String written) {
    Optional<String> address = HostName.address(written);
    if (address.isEmpty()) {
      return List.of();
    }
    NodeId node = NodeId.address(address.get());
    boolean known =
        world.resolve(written, Scope.DNS, "").outcome() == Resolution.Outcome.REACHED
            || world.referencedOnly().contains(node);
    return known ? List.of(node) : List.of();
  }

  private List<NodeId> endpoints(String written) {
    int colon = written.lastIndexOf(':');
    if (colon < 1 || !written.substring(colon + 1).matches("\\d{1,5}")) {
      return List.of();
    }
    String host = HostName.normalise(written.substring(0, colon));
    int port = Integer.parseInt(written.substring(colon + 1));
    for (Need need : world.needs()) {
      if (need.reference().target().port().equals(java.util.OptionalInt.of(port))
          && need.resolution().first().name().equals(host)) {
        return List.of(new NodeId(NodeKind.ENDPOINT, Scope.DNS, host + ":" + port));
      }
    }
    return List.of();
  }

  private List<NodeId> components(String written) {
    return world.components().stream()
        .filter(
            node -> node.name().equals(written) || node.toString().equals("component:" + written))
        .toList();
  }

  private List<NodeId> named(NodeKind kind, String name, boolean explicit) {
    Set<NodeId> found = new TreeSet<>();
    for (NodeId node : world.declaredOthers(name)) {
      if (node.kind() == kind) {
        found.add(node);
      }
    }
    if (found.isEmpty()) {
      for (Need need : world.needsOfOthers(name)) {
        if (need.reference().target().kinds().contains(kind)) {
          found.add(new NodeId(kind, need.resolution().first().scope(), name));
        }
      }
    }
    boolean stands = world.tokensOf(name).stream().anyMatch(token -> token.span().names(kind));
    if (found.isEmpty() && stands && explicit && kind != NodeKind.VHOST) {
      found.add(new NodeId(kind, Scope.DNS, name));
    }
    return List.copyOf(found);
  }

  private WhatBreaksException unknown(String asked, Asked parsed) {
    boolean isAddress = HostName.address(parsed.name()).isPresent();
    if (isAddress && !parsed.kinds().contains(NodeKind.ADDRESS)) {
      return new WhatBreaksException(
          new Diagnostic(
              Severity.ERROR,
              "not-a-name",
              "",
              0,
              asked + " is an address, which has no name to change",
              "ask for the name of the machine that has it"));
    }
    List<String> near = near(parsed);
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "unknown-name",
            "",
            0,
            "nothing is known by the name " + asked,
            near.isEmpty()
                ? "see `list` for all that is declared"
                : "near: " + String.join(", ", near)));
  }

  private List<String> near(Asked parsed) {
    String name = parsed.name().toLowerCase(Locale.ROOT);
    Set<NodeId> all = new TreeSet<>(world.declared());
    all.addAll(world.referencedOnly());
    if (parsed.kinds().contains(NodeKind.COMPONENT)) {
      all.addAll(world.components());
    }
    Map<Integer, Set<String>> byDistance = new TreeMap<>();
    for (NodeId node : all) {
      if (parsed.kinds().contains(node.kind())) {
        String other = node.name().toLowerCase(Locale.ROOT);
        int distance = Math.min(distance(name, other), distance(name, HostName.firstLabel(other)));
        if (distance <= Math.max(1, name.length() / 4)) {
          byDistance.computeIfAbsent(distance, absent -> new TreeSet<>()).add(node.toString());
        }
      }
    }
    return byDistance.values().stream().flatMap(Set::stream).limit(MOST_NEAR).toList();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static WhatBreaksException ambiguous(String asked, Collection<List<NodeId>> found) {
    List<String> all = new ArrayList<>();
    found.forEach(nodes -> nodes.forEach(node -> all.add(node.toString())));
    return new WhatBreaksException(
        new Diagnostic(
            Severity.ERROR,
            "ambiguous-name",
            "",
            0,
            asked + " means several kinds of thing: " + String.join(", ", all),
            "say which one, with its prefix"));
  }
}
