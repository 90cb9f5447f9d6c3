package io.whatbreaks.rule;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the components whose identity is the name of their machine and is pinned by no setting. */
public final class IdentityRules {

  /**
   * An identity that hangs on a host's name.
   *
   * @param component who would lose it
   * @param host whose name it is
   */
  public record Bound(NodeId component, NodeId host, Fact.Identity identity) {}

  private IdentityRules() {}

  /** All of a world, one for each component, host and rule, in the order of the facts. */
  public static List<Bound> evaluate(World world) {
    Map<String, Bound> bound = new LinkedHashMap<>();
    for (Fact.Identity identity : world.identities()) {
      if (world.setting(identity.component(), identity.unless()).isPresent()) {
        continue;
      }
      for (NodeId component : world.owners(identity.component())) {
        for (NodeId host : world.hostsOf(component)) {
          bound.putIfAbsent(
              component + " " + host + " " + identity.rule(), new Bound(component, host, identity));
        }
      }
    }
    return List.copyOf(bound.values());
  }
}
