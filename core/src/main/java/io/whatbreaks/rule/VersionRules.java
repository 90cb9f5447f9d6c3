package io.whatbreaks.rule;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.UpgradeRule;
import io.whatbreaks.fact.UpgradeTable;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.Version;
import io.whatbreaks.model.VersionRange;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates the upgrade rules that versions alone decide. */
public final class VersionRules {
  private static final int MOST_STEPS = 20;

  /**
   * An export tells the version it was made by: it can be taken in by a new broker of any other.
   */
  private static final String EXPORT = "rabbitmq/version";

  private final World world;
  private final UpgradeStep step;
  private final List<UpgradeStep> together;
  private final List<VersionFinding> found = new ArrayList<>();

  private VersionRules(World world, UpgradeStep step, List<UpgradeStep> together) {
    this.world = world;
    this.step = step;
    this.together = together;
  }

  /**
   * What the rules of a software say of a step.
   *
   * @param together all that goes to another version at the same time, the step among it
   */
  public static List<VersionFinding> of(
      World world, UpgradeTable table, UpgradeStep step, List<UpgradeStep> together) {
    VersionRules rules = new VersionRules(world, step, together);
    Map<NodeId, List<Fact.Installation>> instances =
        requireNonNull(world, "world").instances(step.software());
    for (UpgradeRule rule : table.rules()) {
      if (!rule.versions().needs().isEmpty()) {
        rules.needs(rule);
      } else if (rule.isOfVersions()) {
        step.instances()
            .forEach(
                (component, from) ->
                    instances.getOrDefault(component, List.of()).stream()
                        .limit(1)
                        .forEach(told -> rules.instance(rule, component, from, told)));
      }
    }
    return List.copyOf(rules.found);
  }

  private void instance(
      UpgradeRule rule, NodeId component, Optional<Version> from, Fact.Installation told) {
    if (!UpgradeTable.isCrossed(rule.border(), from, step.to())) {
      return;
    }
    if (told.evidence().rule().equals(EXPORT)) {
      return;
    }
    List<VersionRange> allowed = rule.versions().from();
    if (from.isEmpty() && (!allowed.isEmpty() || !rule.border().anyway())) {
      // Nothing tells where it comes from: that is told once, and each rule would be a guess.
      return;
    }
    if (from.isPresent() && allowed.stream().anyMatch(range -> range.holds(from.get()))) {
      return;
    }
    String today = from.map(version -> "goes from " + version).orElse("goes");
    found.add(
        new VersionFinding(
            component, rule, rule.certainty(), today + " to " + step.to(), told.evidence()));
  }

  private void needs(UpgradeRule rule) {
    if (!UpgradeTable.isCrossed(rule.border(), step.lowest(), step.to())) {
      return;
    }
    for (UpgradeRule.Need need : rule.versions().needs()) {
      world
          .instances(need.software())
          .forEach(
              (component, installed) -> {
                Optional<NodeId> whose = whose(need, component);
                whose.ifPresent(owner -> need(rule, need, owner, installed.get(0)));
              });
    }
  }

  /** Of a machine the instance that needs it there, of a client itself. */
  private Optional<NodeId> whose(UpgradeRule.Need need, NodeId component) {
    if (need.whose() == UpgradeRule.Whose.CLIENT) {
      return Optional.of(component);
    }
    return step.instances().keySet().stream()
        .filter(
            instance ->
                instance.equals(component)
                    || (instance.scope().equals(component.scope())
                        && (instance.scope().kind() == Scope.Kind.HOST
                            || folder(instance).equals(folder(component)))))
        .findFirst();
  }

  private static String folder(NodeId component) {
    return component.name().substring(0, Math.max(0, component.name().lastIndexOf('/')));
  }

  private void need(
      UpgradeRule rule, UpgradeRule.Need need, NodeId component, Fact.Installation installed) {
    Version.Scheme scheme =
        need.software().equals("java") ? Version.Scheme.JAVA : Version.Scheme.DOTTED;
    Optional<Version> after =
        together.stream()
            .filter(other -> other.software().equals(need.software()))
            .map(UpgradeStep::to)
            .filter(version -> version.scheme() == scheme)
            .findFirst();
    Optional<Version> version = after.or(() -> Version.of(scheme, installed.version()));
    if (version.isPresent() && !need.version().holds(version.get())) {
      found.add(
          new VersionFinding(
              component,
              rule,
              rule.certainty(),
              need.software() + " is " + version.get() + ", needed is " + need.version(),
              installed.evidence()));
    }
  }

  /**
   * The versions to stop at on the way, each allowed to follow the one before; nothing where the
   * step is allowed as it is, or no way is known.
   */
  public static List<String> stops(UpgradeTable table, Version from, Version to) {
    List<String> stops = new ArrayList<>();
    Version target = requireNonNull(to, "to");
    while (stops.size() < MOST_STEPS) {
      Optional<UpgradeRule> barrier = barrier(table, from, target);
      if (barrier.isEmpty()) {
        return List.copyOf(stops);
      }
      Optional<Version> before = last(barrier.get(), table.scheme());
      if (before.isEmpty() || before.get().compareTo(target) >= 0) {
        return List.of();
      }
      stops.add(0, before.get().toString());
      target = before.get();
      if (from.compareTo(target) >= 0) {
        return List.of();
      }
    }
    return List.of();
  }

  /** The highest border on the way that today's version may not cross. */
  private static Optional<UpgradeRule> barrier(UpgradeTable table, Version from, Version to) {
    return table.rules().stream()
        .filter(rule -> rule.kind() == UpgradeRule.Kind.PATH)
        .filter(rule -> !rule.versions().from().isEmpty())
        .filter(rule -> UpgradeTable.isCrossed(rule.border(), Optional.of(from), to))
        .filter(rule -> rule.versions().from().stream().noneMatch(range -> range.holds(from)))
        .max(
            Comparator.comparing(
                rule -> Version.of(table.scheme(), rule.border().since()).orElse(from)));
  }

  /** The latest series from which a rule allows to go on. */
  private static Optional<Version> last(UpgradeRule rule, Version.Scheme scheme) {
    return rule.versions().from().stream()
        .map(
            range ->
                range.text().replaceFirst("^[<>=]+\\s*", "").replaceFirst("(?:\\.x|\\+).*$", ""))
        .flatMap(text -> Version.of(scheme, text).stream())
        .max(Version::compareTo);
  }

  /** The rules whose border the step crosses, whatever they ask for. */
  public static List<UpgradeRule> crossed(UpgradeTable table, UpgradeStep step) {
    Map<String, UpgradeRule> all = new LinkedHashMap<>();
    for (UpgradeRule rule : table.rules()) {
      if (UpgradeTable.isCrossed(rule.border(), step.lowest(), step.to())) {
        all.put(rule.id(), rule);
      }
    }
    return List.copyOf(all.values());
  }
}
