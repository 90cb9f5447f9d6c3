package io.whatbreaks;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.broker.Topology;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.diff.Diff;
import io.whatbreaks.diff.NameMap;
import io.whatbreaks.diff.Rehearsal;
import io.whatbreaks.graph.DependencyGraph;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.lint.Lint;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.SourceLocation;
import io.whatbreaks.plan.ChangePlan;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Term;
import io.whatbreaks.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read, ready for questions: facts, the world they make, the graph of who depends on what.
 *
 * <p>Immutable; questions may be asked from several threads.
 */
public final class Snapshot {
  private final ScanResult result;
  private final World world;
  private final List<Path> rules;
  private @Nullable DependencyGraph graph;
  private @Nullable Topology topology;

  /** A snapshot of what a scan found. */
  public Snapshot(ScanResult result) {
    this(result, List.of());
  }

  /**
   * The same with further upgrade rules.
   *
   * @param rules directories of them
   */
  public Snapshot(ScanResult result, List<Path> rules) {
    this.result = requireNonNull(result, "result");
    this.world = World.of(result.facts());
    this.rules = List.copyOf(rules);
  }

  /**
   * What the changes, made together, break.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if a name is unknown (near names are
   *     offered) or means things of several kinds
   */
  public Impact impactOf(Change... changes) {
    return impactOf(Arrays.asList(changes));
  }

  /** The same for a list. */
  public Impact impactOf(List<Change> asked) {
    Upgrading upgrading = Upgrading.of(asked, rules);
    List<Change> changes = upgrading.changes();
    Impact impact;
    try {
      impact = ImpactAnalyzer.analyze(world, changes, upgrading.rules());
    } catch (WhatBreaksException unknown) {
      throw whereItMayStand(unknown, Closure.of(changes));
    }
    Set<Term> names = new HashSet<>(Closure.names(world, impact));
    names.addAll(upgrading.terms());
    return complete(world, impact, names, result);
  }

  /** A name that is unknown may stand in what could not be read. */
  private WhatBreaksException whereItMayStand(WhatBreaksException unknown, Set<Term> names) {
    Diagnostic told = unknown.diagnostic();
    List<String> lost =
        result.files().stream()
            .filter(file -> file.isLost() && file.mayMatter(names))
            .map(FileState::path)
            .sorted()
            .toList();
    if (lost.isEmpty() || !told.code().equals("unknown-name")) {
      return unknown;
    }
    String more = lost.size() > 1 ? " and " + (lost.size() - 1) + " more" : "";
    return new WhatBreaksException(
        new Diagnostic(
            told.severity(),
            told.code(),
            told.path(),
            told.line(),
            told.message(),
            "not read whole, and may hold it: " + lost.get(0) + more + "; " + told.hint()));
  }

  /**
   * Says of an answer how much was understood, and whether input was lost that could matter to it.
   */
  static Impact complete(World world, Impact impact, Set<Term> names, ScanResult result) {
    boolean lost = LostInput.mayMatter(world, impact, names, result);
    return impact.with(result.coverage(), result.diagnostics(), lost);
  }

  /**
   * What a name means: see {@link World#find}.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if nothing or things of several kinds are
   *     meant
   */
  public List<NodeId> find(String name) {
    return world.find(name, EnumSet.allOf(NodeKind.class));
  }

  /** What is amiss as it stands. */
  public Lint lint() {
    return Lint.of(world, result.files());
  }

  /** How changes are carried out, by an answer that this snapshot gave. */
  public ChangePlan plan(Impact impact) {
    return ChangePlan.of(impact, world);
  }

  /**
   * What only this snapshot has, as side A, or only another, as side B.
   *
   * @param names what the other calls the hosts of this one
   */
  public Diff differences(Snapshot other, NameMap names) {
    return Diff.of(world, requireNonNull(other, "other").world, names);
  }

  /**
   * An answer of this snapshot, with a notice for each breakage that a test elsewhere would not
   * have shown, because what breaks, or what it depends on, is not there.
   *
   * @param staging what was read where changes are tested
   * @param names what this snapshot calls the hosts of that one
   */
  public Impact testedIn(Snapshot staging, NameMap names, Impact impact) {
    requireNonNull(impact, "impact");
    Rehearsal rehearsal =
        new Rehearsal(
            requireNonNull(staging, "staging").graph(), staging.world().declared(), graph(), names);
    List<Diagnostic> notices = new ArrayList<>();
    for (Breakage breakage : impact.breakages()) {
      rehearsal.missing(breakage.chain()).ifPresent(why -> notices.add(notShown(breakage, why)));
    }
    return impact.with(impact.coverage(), notices, impact.inputLost());
  }

  private static Diagnostic notShown(Breakage breakage, String why) {
    Optional<SourceLocation> place =
        breakage.why().stream().findFirst().map(reason -> reason.evidence().at());
    return new Diagnostic(
        Severity.WARNING,
        "not-shown-by-test",
        place.map(SourceLocation::path).orElse(""),
        place.map(SourceLocation::line).orElse(0),
        breakage.component()
            + " "
            + breakage.effect()
            + ": a test in staging would not have shown this: "
            + why,
        "");
  }

  /** The names and what they mean. */
  public World world() {
    return world;
  }

  /** Who depends on what. */
  public synchronized DependencyGraph graph() {
    DependencyGraph made = graph;
    if (made == null) {
      made = DependencyGraph.of(world);
      graph = made;
    }
    return made;
  }

  /** Where messages get in the brokers. */
  public synchronized Topology topology() {
    Topology made = topology;
    if (made == null) {
      made = Topology.of(world);
      topology = made;
    }
    return made;
  }

  /** How much was understood. */
  public Coverage coverage() {
    return result.coverage();
  }

  /** What went wrong while reading, gravest first. */
  public List<Diagnostic> diagnostics() {
    return result.diagnostics();
  }

  /** The facts, to be written to a file or merged with others. */
  public ScanResult result() {
    return result;
  }
}
