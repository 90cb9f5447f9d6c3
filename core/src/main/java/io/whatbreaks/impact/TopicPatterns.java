package io.whatbreaks.impact;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.BoundedRegex;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.world.Changed;
import io.whatbreaks.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Consumers that take from all topics whose names fit an expression: those that lose a topic
 * without an error, because its new name does not fit.
 *
 * @see <a
 *     href="https://kafka.apache.org/41/javadoc/org/apache/kafka/clients/consumer/KafkaConsumer.html#subscribe(java.util.regex.Pattern)">
 *     KafkaConsumer.subscribe(Pattern)</a>
 */
final class TopicPatterns {
  private final World before;
  private final Changed changed;
  private final Breakages breakages;

  TopicPatterns(World before, Changed changed, Breakages breakages) {
    this.before = before;
    this.changed = changed;
    this.breakages = breakages;
  }

  /** The expressions that the old name fits and the new one does not. */
  static List<Fact.Consumes> of(World before, NodeId old, Optional<NodeId> now) {
    if (old.kind() != NodeKind.TOPIC) {
      return List.of();
    }
    return before.stated().broker(Fact.Consumes.class).stream()
        .filter(Fact.Consumes::pattern)
        .filter(consumes -> fits(consumes, old.name()))
        .filter(consumes -> now.filter(name -> fits(consumes, name.name())).isEmpty())
        .toList();
  }

  private static boolean fits(Fact.Consumes consumes, String name) {
    return BoundedRegex.holds("\\A(?:" + consumes.target().name() + ")\\z", name);
  }

  /**
   * Finds all.
   *
   * @param gone components that go away themselves
   */
  void find(Set<NodeId> gone) {
    changed.names().forEach((old, now) -> find(old, Optional.of(now), gone));
    changed.retired().forEach(old -> find(old, Optional.empty(), gone));
  }

  private void find(NodeId old, Optional<NodeId> now, Set<NodeId> gone) {
    for (Fact.Consumes consumes : of(before, old, now)) {
      String message =
          "takes "
              + old.name()
              + " by this expression"
              + now.map(name -> ", and not " + name.name()).orElse("")
              + ": it gets nothing of it any more, without an error";
      for (NodeId owner : before.owners(consumes.component())) {
        if (!gone.contains(owner)) {
          breakages.add(
              new Breakage(
                  owner,
                  Effect.LOSES_DATA,
                  true,
                  Certainty.CERTAIN,
                  List.of(new Reason(message, consumes.evidence())),
                  List.of(owner, old)));
        }
      }
    }
  }
}
