package io.whatbreaks.change;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import io.whatbreaks.world.World;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A planned change: gives the world after it, when nobody edits anything more. */
public sealed interface Change {

  /** The name of the thing as asked, with or without a kind before it. */
  String target();

  /**
   * The world after this change.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if the target is not known or means
   *     several things
   */
  World apply(World world);

  /** Renames a host: all records of the old name, its reverse record, its own files. */
  static Change renameHost(String from, String to) {
    return new Rename("host:" + from, to, false);
  }

  /** Renames whatever the name means: a host, queue, exchange, topic or endpoint. */
  static Change rename(String target, String to) {
    return new Rename(target, to, false);
  }

  /**
   * A rename.
   *
   * @param target as asked, for instance {@code mq01} or {@code queue:orders}
   * @param to the new name; a short one gets the old one's domain
   * @param keepAlias whether the old name stays as an alias of the new one
   */
  record Rename(String target, String to, boolean keepAlias) implements Change {
    private static final Set<NodeKind> RENAMABLE =
        EnumSet.of(
            NodeKind.HOST, NodeKind.QUEUE, NodeKind.EXCHANGE, NodeKind.TOPIC, NodeKind.ENDPOINT);

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
      int colon = target.indexOf(':');
      return colon > 0 && NodeKind.of(target.substring(0, colon)).isPresent()
          ? target.substring(colon + 1)
          : target;
    }

    /** The same with the old name kept as an alias. */
    public Rename keepingAlias() {
      return new Rename(target, to, true);
    }

    @Override
    public World apply(World world) {
      World after = world;
      for (Map.Entry<NodeId, NodeId> renamed : mapping(world).entrySet()) {
        after = after.renamed(renamed.getKey(), renamed.getValue(), keepAlias);
      }
      return after;
    }

    /** Each thing that gets another name, with that name, in order. */
    public Map<NodeId, NodeId> mapping(World world) {
      Map<NodeId, NodeId> mapping = new LinkedHashMap<>();
      for (NodeId node : world.find(target, RENAMABLE)) {
        mapping.put(node, new NodeId(node.kind(), node.scope(), newName(node)));
      }
      return mapping;
    }

    private String newName(NodeId node) {
      if (node.kind() != NodeKind.HOST) {
        return to;
      }
      String name = HostName.normalise(to);
      String domain = HostName.parent(node.name());
      boolean isDns = node.scope().equals(Scope.DNS);
      return isDns && name.indexOf('.') < 0 && !domain.isEmpty() ? name + "." + domain : name;
    }
  }
}
