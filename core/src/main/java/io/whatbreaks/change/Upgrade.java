package io.whatbreaks.change;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.Version;
import io.whatbreaks.world.UpgradeStep;
import io.whatbreaks.world.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A software goes to another version, on all machines or on some, each from its own version of
 * today.
 *
 * @param software its id, for instance {@code rabbitmq}
 * @param to the new version
 * @param from today's version where no file tells it
 * @param on the machines, or instances, that are meant; empty for all
 * @param scheme how its versions are ordered
 */
public record Upgrade(
    String software, String to, Optional<String> from, List<String> on, Version.Scheme scheme)
    implements Change {
  private static final String KIND = "service:";

  /**
   * Checks the versions.
   *
   * @throws IllegalArgumentException if one is none
   */
  public Upgrade {
    requireNonNull(software, "software");
    requireNonNull(to, "to");
    requireNonNull(from, "from");
    on = List.copyOf(on);
    requireNonNull(scheme, "scheme");
    software = software.toLowerCase(Locale.ROOT);
    if (software.startsWith(KIND)) {
      software = software.substring(KIND.length());
    }
    version(scheme, to);
    from.ifPresent(version -> version(scheme, version));
  }

  /** The same of versions of numbers between dots; whoever knows better says so. */
  public Upgrade(String software, String to, Optional<String> from, List<String> on) {
    this(software, to, from, on, Version.Scheme.DOTTED);
  }

  private static Version version(Version.Scheme scheme, String text) {
    return Version.of(scheme, text)
        .orElseThrow(() -> new IllegalArgumentException("not a version: '" + text + "'"));
  }

  /** The same of a software as the rules call it, with its order of versions. */
  public Upgrade of(String id, Version.Scheme order) {
    return new Upgrade(id, to, from, on, order);
  }

  /** The new version. */
  public Version version() {
    return version(scheme, to);
  }

  /** What goes there; nothing where the software is not known to be installed. */
  @Override
  public List<NodeId> subjects(World world) {
    return List.copyOf(step(world).instances().keySet());
  }

  @Override
  public World apply(World world) {
    return world.upgraded(step(world));
  }

  /**
   * What it means in a world.
   *
   * @throws WhatBreaksException if there is no instance where some are asked for
   */
  public UpgradeStep step(World world) {
    Map<NodeId, Optional<Version>> instances = new LinkedHashMap<>();
    Set<NodeId> others = new LinkedHashSet<>();
    Optional<Version> otherwise = from.map(text -> version(scheme, text));
    world
        .instances(software)
        .forEach(
            (component, facts) -> {
              if (on.isEmpty() || on.stream().anyMatch(name -> isOn(world, component, name))) {
                instances.put(component, today(facts).or(() -> otherwise));
              } else {
                others.add(component);
              }
            });
    if (instances.isEmpty() && !on.isEmpty() && !others.isEmpty()) {
      throw new WhatBreaksException(
          new Diagnostic(
              Severity.ERROR,
              "unknown-name",
              "",
              0,
              "no " + software + " is known on " + String.join(", ", on),
              "it is known as " + others.stream().sorted().limit(8).toList()));
    }
    return new UpgradeStep(software, version(), instances, others, otherwise);
  }

  private Optional<Version> today(List<Fact.Installation> facts) {
    return facts.stream().flatMap(fact -> Version.of(scheme, fact.version()).stream()).findFirst();
  }

  private static boolean isOn(World world, NodeId component, String name) {
    String bare = name.startsWith("host:") ? name.substring("host:".length()) : name;
    String normal = HostName.normalise(bare);
    boolean isMachine =
        component.scope().kind() == Scope.Kind.HOST && component.scope().name().equals(bare);
    return isMachine
        || component.toString().equals(name)
        || component.name().equals(bare)
        || world.hostsOf(component).stream()
            .anyMatch(
                host ->
                    host.name().equals(normal) || HostName.firstLabel(host.name()).equals(normal));
  }
}
