package io.whatbreaks.change;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A planned change: gives the world after it, when nobody edits anything more. */
public sealed interface Change
    permits Change.Rename,
        Change.Retire,
        Change.Readdress,
        Change.MovePort,
        Change.Together,
        RemoveBinding,
        RedeclareQueue,
        Upgrade {

  /**
   * The world after this change.
   *
   * @throws WhatBreaksException if the target is not known, means several kinds of thing, or is
   *     none that can be changed so
   */
  World apply(World world);

  /** The single changes it is made of, in order; a single one is made of itself. */
  default List<Change> steps() {
    return List.of(this);
  }

  /**
   * What it is about, as the world calls it; empty for several changes together.
   *
   * @throws WhatBreaksException as {@link #apply} does
   */
  List<NodeId> subjects(World world);

  /** Renames a host: all records of the old name, its reverse record, its own files. */
  static Change renameHost(String from, String to) {
    return new Rename("host:" + from, to, false);
  }

  /** Renames whatever the name means: a host, queue, exchange, topic or endpoint. */
  static Change rename(String target, String to) {
    return new Rename(target, to, false);
  }

  /** Takes a host away: its name, its addresses and what runs on it. */
  static Change retireHost(String name) {
    return new Retire("host:" + name);
  }

  /** Takes away whatever the name means: a host, queue, exchange or topic. */
  static Change retire(String target) {
    return new Retire(target);
  }

  /** Gives a host another address: its own records, its reverse record, its own files. */
  static Change readdress(String host, String address) {
    return new Readdress("host:" + host, address);
  }

  /** Lets what a host answers on one port answer on another. */
  static Change movePort(String host, int from, int to) {
    return new MovePort("host:" + host, from, to);
  }

  /** Takes a software to another version, wherever it runs. */
  static Change upgrade(String software, String version) {
    return new Upgrade(software, version, Optional.empty(), List.of());
  }

  /** Several changes made together, one after the other. */
  static Change all(Change... changes) {
    return new Together(List.of(changes));
  }

  /** A name as asked, without the kind before it. */
  private static String bare(String target) {
    int colon = target.indexOf(':');
    return colon > 0 && NodeKind.of(target.substring(0, colon)).isPresent()
        ? target.substring(colon + 1)
        : target;
  }

  private static List<NodeId> find(
      World world, String target, Set<NodeKind> kinds, String participle) {
    List<NodeId> nodes = world.find(target, kinds);
    if (!kinds.contains(nodes.get(0).kind())) {
      throw refused(nodes.get(0) + " cannot be " + participle, "name a host, for instance");
    }
    return nodes;
  }

  /** Why a change cannot be made. */
  static WhatBreaksException refused(String message, String hint) {
    return new WhatBreaksException(
        new Diagnostic(Severity.ERROR, "no-such-change", "", 0, message, hint));
  }

  /**
   * A rename.
   *
   * @param target as asked, for instance {@code mq01} or {@code queue:orders}
   * @param to the new name; a short one gets the old one's domain
   * @param keepAlias whether the old name stays as an alias of the new one
   */
  record Rename(String target, String to, boolean keepAlias) implements Change {
    private static final Set<NodeKind> KINDS =
        Collections.unmodifiableSet(
            EnumSet.of(
                NodeKind.HOST,
                NodeKind.QUEUE,
                NodeKind.EXCHANGE,
                NodeKind.TOPIC,
                NodeKind.VHOST,
                NodeKind.ENDPOINT));

    /** Checks that there is a new name. */
    public Rename {
      requireNonNull(target, "target");
      requireNonNull(to, "to");
      if (to.isBlank() || to.chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ')) {
        throw new IllegalArgumentException("not a name: '" + to + "'");
      }
    }

    /** The old name as asked, without the kind before it. */
    public String name() {
      return bare(target);
    }

    // What Java makes for records is made anew in each run: a short one notices.
    @Override
    public int hashCode() {
      return (target.hashCode() * 31 + to.hashCode()) * 31 + Boolean.hashCode(keepAlias);
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Rename other
          && target.equals(other.target)
          && to.equals(other.to)
          && keepAlias == other.keepAlias;
    }

    /** The same with the old name kept as an alias. */
    public Rename keepingAlias() {
      return new Rename(target, to, true);
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (Map.Entry<NodeId, NodeId> renamed : mapping(world).entrySet()) {
        boolean alias = keepAlias && renamed.getKey().kind() == NodeKind.HOST;
        after = after.renamed(renamed.getKey(), renamed.getValue(), alias);
      }
      return after;
    }

    @Override
    public List<NodeId> subjects(World world) {
      return find(world, target, KINDS, "renamed");
    }

    /** Each thing that gets another name, with that name, in order. */
    public Map<NodeId, NodeId> mapping(World world) {
      Map<NodeId, NodeId> mapping = new LinkedHashMap<>();
      for (NodeId node : subjects(world)) {
        mapping.put(node, new NodeId(node.kind(), node.scope(), newName(node)));
      }
      return mapping;
    }

    /** A service is asked for by its name of DNS too, {@code db.shop.svc.cluster.local}. */
    private String withinProject(String newName, NodeId node) {
      String asked = HostName.normalise(name());
      String domain =
          asked.startsWith(node.name() + ".") ? asked.substring(node.name().length()) : "";
      boolean isFull = newName.endsWith(domain) && newName.length() > domain.length();
      return isFull ? newName.substring(0, newName.length() - domain.length()) : newName;
    }

    private String newName(NodeId node) {
      if (node.kind() != NodeKind.HOST) {
        return to;
      }
      String name = HostName.normalise(to);
      boolean isPod = node.scope().kind() == Scope.Kind.KUBERNETES && node.name().contains(".");
      if (!node.scope().equals(Scope.DNS) && !isPod) {
        return withinProject(name, node);
      }
      String domain = HostName.parent(node.name());
      return name.indexOf('.') < 0 && !domain.isEmpty() ? name + "." + domain : name;
    }
  }

  /**
   * A thing goes away. A machine takes its addresses and what runs on it along; an alias record is
   * that alias alone.
   *
   * @param target as asked, for instance {@code mq01} or {@code queue:orders}
   */
  record Retire(String target) implements Change {
    private static final Set<NodeKind> KINDS =
        Collections.unmodifiableSet(
            EnumSet.of(NodeKind.HOST, NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC));

    /** Checks that there is a name. */
    public Retire {
      requireNonNull(target, "target");
    }

    /** The name as asked, without the kind before it. */
    public String name() {
      return bare(target);
    }

    @Override
    public List<NodeId> subjects(World world) {
      return find(world, target, KINDS, "retired");
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (NodeId node : subjects(world)) {
        after = after.retired(node);
      }
      return after;
    }
  }

  /**
   * A machine gets another address in the place of those of the same family that it has, or of all
   * where it has none of that family.
   *
   * @param target as asked
   * @param to IPv4 or IPv6, as {@link HostName#address} spells it
   */
  record Readdress(String target, String to) implements Change {

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Readdress {
      requireNonNull(target, "target");
      requireNonNull(to, "to");
      String written = to;
      to =
          HostName.address(written)
              .orElseThrow(() -> new IllegalArgumentException("not an address: '" + written + "'"));
    }

    /** The name as asked, without the kind before it. */
    public String name() {
      return bare(target);
    }

    @Override
    public List<NodeId> subjects(World world) {
      List<NodeId> found = find(world, target, EnumSet.of(NodeKind.HOST), "readdressed");
      List<NodeId> own = found.stream().filter(node -> !world.isAlias(node)).toList();
      if (own.isEmpty()) {
        throw refused(
            found.get(0) + " is an alias and has no address of its own",
            "name the machine it leads to");
      }
      // A service of a project of the same name has no address that anybody writes.
      List<NodeId> known =
          own.stream().filter(node -> !world.knownAddresses(node).isEmpty()).toList();
      return known.isEmpty() ? own : known;
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (NodeId node : subjects(world)) {
        after = after.readdressed(node, to);
      }
      return after;
    }
  }

  /**
   * What answers on a port of a host answers on another one.
   *
   * @param target as asked; an alias stands for the host it leads to
   * @param from today's port, 1 to 65535
   * @param to the new one
   */
  record MovePort(String target, int from, int to) implements Change {
    private static final int LAST = 65_535;

    /**
     * Checks the ports.
     *
     * @throws IllegalArgumentException if one is none
     */
    public MovePort {
      requireNonNull(target, "target");
      for (int port : new int[] {from, to}) {
        if (port < 1 || port > LAST) {
          throw new IllegalArgumentException("not a port: " + port);
        }
      }
    }

    /** The name of the host as asked, without the kind before it. */
    public String name() {
      return bare(target);
    }

    @Override
    public List<NodeId> subjects(World world) {
      List<NodeId> hosts = new ArrayList<>();
      for (NodeId found : find(world, target, EnumSet.of(NodeKind.HOST), "moved to another port")) {
        NodeId host =
            world.isAlias(found) ? world.resolve(found.name(), Scope.DNS, "").last() : found;
        if (!hosts.contains(host)) {
          hosts.add(host);
        }
      }
      List<NodeId> known = hosts.stream().filter(host -> world.isPortKnown(host, from)).toList();
      if (known.isEmpty()) {
        throw refused(
            "nothing is known to answer on port " + from + " of " + hosts.get(0) + ", or to use it",
            "see `dependents` for what reaches it");
      }
      return known;
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (NodeId node : subjects(world)) {
        after = after.portMoved(node, from, to);
      }
      return after;
    }
  }

  /**
   * Several changes, each made in the world that those before it leave. A later one may call a
   * thing by the name it has then or, where nothing has that name, by the one it has today.
   */
  record Together(List<Change> changes) implements Change {

    /** Copies the list. */
    public Together {
      changes = List.copyOf(changes);
    }

    @Override
    public List<Change> steps() {
      return changes.stream().flatMap(change -> change.steps().stream()).toList();
    }

    @Override
    public List<NodeId> subjects(World world) {
      return List.of();
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (Change change : changes) {
        after = change.apply(after);
      }
      return after;
    }
  }
}
