package io.whatbreaks;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.ImpactAnalyzer;
import io.whatbreaks.plan.Patch;
import io.whatbreaks.plan.Proof;
import io.whatbreaks.scan.GradualScan;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import io.whatbreaks.scan.Term;
import io.whatbreaks.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What lies under the paths given, at hand to be read again. */
public final class Sources {
  private static final System.Logger LOG = System.getLogger(Sources.class.getName());

  private final Setting setting;
  private final Scanners scanners;
  private final SourceOutput output;
  private final List<Path> rules;

  /**
   * What was to be read, and how.
   *
   * @param scanners before they were told of the options
   */
  record Setting(List<Path> paths, SourceOptions options, Scanners scanners) {
    Setting {
      paths = List.copyOf(paths);
    }

    /** Whether a change of a file is one of what scanners know. */
    boolean concernsTables(Path changed) {
      Path file = changed.toAbsolutePath().normalize();
      return options.tables().stream()
          .map(directory -> directory.toAbsolutePath().normalize())
          .anyMatch(directory -> file.startsWith(directory) || directory.startsWith(file));
    }
  }

  Sources(Setting setting, Scanners scanners, SourceOutput output) {
    this.setting = setting;
    this.scanners = scanners;
    this.output = output;
    this.rules = setting.options().rules();
  }

  /**
   * The same sources as they are now. Folders are listed again, so files that are new or gone are
   * found whether they are named or not; a file that was there before and is not named is neither
   * read nor scanned again, so each one that has changed must be named. A {@linkplain #scan scan}
   * then gives what one of sources read anew gives.
   *
   * <p>Members of archives, what a server tells and, when a file in a directory of tables is named,
   * everything are read again.
   *
   * @param changed files whose content changed, or folders below which that of any may have
   * @throws IOException if a path cannot be read at all any more
   */
  public Sources reread(Collection<Path> changed) throws IOException {
    if (changed.stream().anyMatch(setting::concernsTables)) {
      return WhatBreaks.read(setting.paths(), setting.options(), setting.scanners());
    }
    return new Sources(
        setting,
        scanners,
        WhatBreaks.sources(setting.paths(), setting.options(), output.after(changed)));
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
    patch.write(setting.options().hostName().orElse(""), out);
  }
}
