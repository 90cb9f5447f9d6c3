package io.whatbreaks.change;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.World;
import java.util.EnumSet;
import java.util.List;

/**
 * A queue is declared with other arguments.
 *
 * @param vhost the virtual host by its name
 * @param queue its name
 * @param arguments all that it has afterwards
 */
public record RedeclareQueue(String vhost, String queue, List<Fact.Argument> arguments)
    implements Change {

  /** Copies the arguments. */
  public RedeclareQueue {
    requireNonNull(vhost, "vhost");
    requireNonNull(queue, "queue");
    arguments = List.copyOf(arguments);
  }

  @Override
  public World apply(World world) {
    World after = world;
    for (NodeId node : subjects(world)) {
      after = after.redeclared(node, arguments);
    }
    return after;
  }

  @Override
  public List<NodeId> subjects(World world) {
    return world.find("queue:" + queue + "@" + vhost, EnumSet.of(NodeKind.QUEUE));
  }
}
