package io.whatbreaks;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import io.whatbreaks.scan.GradualScan;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.Term;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What lies under the paths given, at hand to be read again. */
public final class Sources {
  private static final System.Logger LOG = System.getLogger(Sources.class.getName());

  private final Scanners scanners;
  private final SourceOutput output;
  private final String folder;
  private final List<Path> rules;

  /**
   * Sources at hand.
   *
   * @param rules directories with further upgrade rules
   * @param folder what every path shown begins with although no folder of the tree is called so;
   *     empty for nothing
   */
  Sources(Scanners scanners, SourceOutput output, List<Path> rules, String folder) {
    this.scanners = requireNonNull(scanners, "scanners");
    this.output = requireNonNull(output, "output");
    this.rules = List.copyOf(rules);
    this.folder = requireNonNull(folder, "folder");
  }

  /** Reads everything. */
  public Snapshot scan() {
    return new Snapshot(scanners.scan(output), rules);
  }

  /**
   * Answers one question and reads only what can matter to it. Breakages and places are the same as
   * those of a {@linkplain #scan whole scan}.
   *
   * @throws WhatBreaksException if a name is unknown or means things of several kinds
   */
  public Impact impactOf(List<Change> asked) {
    Upgrading upgrading = Upgrading.of(asked, rules);
    List<Change> changes = upgrading.changes();
    GradualScan scan = new GradualScan(scanners, output);
    scan.ask(upgrading.software());
    if (!output.liveZones().isEmpty()) {
      // Whatever is read may hold an alias that only the server knows.
      scan.readAll(Closure.of(changes));
      return new Snapshot(scan.result(), rules).impactOf(changes);
    }
    Set<Term> sought = upgrading.terms();
    scan.read(Closure.of(changes), sought, List.of());
    while (true) {
      World world = World.of(scan.facts());
      Impact impact;
      try {
        impact = ImpactAnalyzer.analyze(world, changes, upgrading.rules());
      } catch (WhatBreaksException unknown) {
        // Near names, and names that only a whole scan knows, need everything.
        scan.readAll();
        return new Snapshot(scan.result(), rules).impactOf(changes);
      }
      Closure closure = Closure.of(world, impact);
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> scan.progress() + ", " + closure.terms().size() + " terms");
      if (closure.isEverything()) {
        scan.readAll();
        return new Snapshot(scan.result(), rules).impactOf(changes);
      }
      if (!scan.read(closure.names(), closure.terms(), closure.members(), world::completes)) {
        Set<Term> names = new HashSet<>(closure.names());
        names.addAll(sought);
        return Snapshot.complete(world, impact, names, scan.result());
      }
    }
  }

  /** Every edit that an answer asks for, in the files that were read for it. */
  public Patch patch(Impact impact, Patch.Choice choice) {
    return Patch.of(impact, choice, output.documents());
  }

  /**
   * Renames in a copy in memory: every edit is made, everything is read again, and what comes out
   * is compared with what is there today.
   *
   * @throws WhatBreaksException if the name is unknown or means things of several kinds
   */
  public Proof prove(Change.Rename rename, Patch.Choice choice) {
    Snapshot before = scan();
    Impact impact = before.impactOf(rename);
    Patch patch = patch(impact, choice);
    SourceOutput patched = output.with(patch.documents(), Proof.scopes(impact, before.world()));
    World after = World.of(scanners.scan(patched).facts());
    return Proof.of(impact, patch, before.world(), after);
  }

  /**
   * Writes a patch as a unified diff, as {@code git apply} and {@code patch -p1} take it in the
   * path given; in the folder that holds them where several were given.
   */
  public void write(Patch patch, OutputStream out) throws IOException {
    patch.write(folder, out);
  }
}
