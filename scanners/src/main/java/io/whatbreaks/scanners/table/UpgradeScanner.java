package io.whatbreaks.scanners.table;

import io.whatbreaks.fact.UpgradeRules;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the places that upgrades mind, by the upgrade rules. */
public final class UpgradeScanner implements Scanner {
  static final String ID = "upgrade";

  private final @Nullable FileIndex<Wanted> own;

  /** With the rules of the jar. */
  public UpgradeScanner() {
    this(null);
  }

  private UpgradeScanner(@Nullable FileIndex<Wanted> own) {
    this.own = own;
  }

  /** With certain rules. */
  static UpgradeScanner of(List<UpgradeSheet> sheets) {
    return new UpgradeScanner(index(sheets));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Scanner configured(SourceOptions options) throws IOException {
    if (options.rules().isEmpty()) {
      return this;
    }
    List<UpgradeSheet> sheets = UpgradeSheets.with(options.rules());
    // Two rules of the same id are refused before anything is read.
    UpgradeRules.of(sheets.stream().map(UpgradeSheet::table).toList());
    return of(sheets);
  }

  @Override
  public boolean accepts(Document document) {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    if (!output.wantsUpgrades()) {
      return;
    }
    UpgradeReading reading = new UpgradeReading(document, output);
    for (FileIndex.Slot<Wanted> slot : index().findAll(document)) {
      Wanted wanted = slot.content().get();
      if (output.wantsUpgrade(wanted.matched().rule().border().software())
          && wanted.mayShowIn(output)) {
        reading.read(wanted.matched());
      }
    }
  }

  /** A match of a rule, and the words without which no document shows it. */
  private record Wanted(UpgradeSheet.Matched matched, List<String> words) {
    boolean mayShowIn(ScanOutput output) {
      return words.stream().anyMatch(output::mayHold);
    }
  }

  private FileIndex<Wanted> index() {
    return own != null ? own : Bundled.INDEX;
  }

  private static FileIndex<Wanted> index(List<UpgradeSheet> sheets) {
    List<FileIndex.Slot<Wanted>> slots = new ArrayList<>();
    for (UpgradeSheet sheet : sheets) {
      int number = 0;
      for (UpgradeSheet.Matched matched : sheet.matched()) {
        Wanted wanted = new Wanted(matched, UpgradeWords.of(matched.match()));
        slots.add(
            new FileIndex.Slot<>(
                FileIndex.JAR,
                matched.rule().id() + " " + number++,
                new Table.Files(matched.match().files(), List.of(), List.of(), List.of()),
                () -> wanted));
      }
    }
    return new FileIndex<>(slots);
  }

  /** Loaded when a question first asks for upgrades. */
  private static final class Bundled {
    static final FileIndex<Wanted> INDEX = index(UpgradeSheets.bundled());
  }
}
