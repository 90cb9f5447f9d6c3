package io.whatbreaks.scanners.assertion;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.Snapshot;
import io.whatbreaks.change.Change;
import io.whatbreaks.lint.Finding;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import java.util.ArrayList;
import java.util.List;

/** Asserts something of what was scanned. */
public final class SnapshotAssert {
  private static final int MOST = 50;

  private final Snapshot snapshot;

  SnapshotAssert(Snapshot snapshot) {
    this.snapshot = requireNonNull(snapshot, "snapshot");
  }

  /**
   * Asks what breaks when a host is renamed.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if the name is not known
   */
  public ImpactAssert renaming(String from, String to) {
    return changing(Change.renameHost(from, to));
  }

  /**
   * Asks what breaks when a host goes away.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if the name is not known
   */
  public ImpactAssert retiring(String name) {
    return changing(Change.retireHost(name));
  }

  /**
   * Asks what breaks when a software goes to another version wherever it runs, each from the one it
   * has. Where no rule is known for the step, nothing is sure.
   *
   * @param software its id, for instance {@code rabbitmq}
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if it is nowhere, or its version today is
   *     not told
   * @throws IllegalArgumentException if the version is none
   */
  public ImpactAssert upgrading(String software, String version) {
    return changing(Change.upgrade(software, version));
  }

  /**
   * Asks what breaks when changes are made together, whatever their kind.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if a name is not known
   */
  public ImpactAssert changing(Change... changes) {
    return new ImpactAssert(this, snapshot, snapshot.impactOf(changes), List.of());
  }

  /** Fails where a reference leads to nothing. */
  public SnapshotAssert hasNoDanglingReferences() {
    read();
    List<Finding> dangling =
        snapshot.lint().findings().stream()
            .filter(finding -> finding.code().equals(Lint.DANGLING_REFERENCE))
            .toList();
    none(dangling, dangling.size() + " dangling references");
    return this;
  }

  /**
   * Fails where the loss of one machine, service or component breaks a component, because no list
   * of which one suffices spares it. The machine it runs on itself does not count.
   *
   * @param component its name, or its id
   */
  public SnapshotAssert hasNoSinglePointOfFailureBehind(String component) {
    ComponentName name = new ComponentName(component);
    List<Finding> all = new ArrayList<>();
    for (NodeId found : components(name)) {
      all.addAll(Lint.singlePointsBehind(snapshot.world(), found));
    }
    none(all, all.size() + " single points of failure behind " + component);
    return this;
  }

  /** Fails where nothing was read: of nothing everything could be said. */
  private void read() {
    if (snapshot.coverage().files() == 0 && snapshot.result().facts().isEmpty()) {
      throw new AssertionError(
          "the snapshot is empty: the path scanned is another one than meant, or what lies there"
              + " is excluded");
    }
  }

  /** The components that are called so; at least one. */
  List<NodeId> components(ComponentName name) {
    List<NodeId> found =
        snapshot.world().components().stream().filter(name::fits).sorted().toList();
    if (found.isEmpty()) {
      throw new AssertionError(
          "no component is called "
              + name.name()
              + ": it is written otherwise, or its files were not scanned; there are "
              + snapshot.world().components().stream()
                  .filter(component -> component.kind() == NodeKind.COMPONENT)
                  .map(NodeId::name)
                  .distinct()
                  .sorted()
                  .limit(MOST)
                  .toList());
    }
    return found;
  }

  private static void none(List<Finding> findings, String what) {
    if (findings.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(what).append('\n');
    findings.stream()
        .limit(MOST)
        .forEach(
            finding ->
                text.append("\n  ")
                    .append(finding.message())
                    .append("\n      at ")
                    .append(finding.evidence().at())
                    .append("  ")
                    .append(finding.evidence().excerpt())
                    .append('\n'));
    throw new AssertionError(text.toString());
  }
}
