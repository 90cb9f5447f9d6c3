package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanListener;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who embeds the library hears how reading goes, ends it, and chooses the scanners. */
class ListeningTest {
  private static final List<Path> STARTUP = List.of(Run.startup());

  private static SourceOptions told(ScanListener listener) {
    return SourceOptions.DEFAULT.withListener(listener);
  }

  @Test
  void a_listener_is_told_of_every_file_fact_and_problem_once() throws IOException {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    List<ScanResult> scanned = Collections.synchronizedList(new ArrayList<>());
    ScanListener listener =
        new ScanListener() {
          @Override
          public void found(String path) {
            found.add(path);
          }

          @Override
          public void scanned(ScanResult said) {
            scanned.add(said);
          }
        };
    Snapshot snapshot = WhatBreaks.scan(STARTUP, told(listener));
    assertEquals(
        snapshot.result().files().stream().map(FileState::path).toList(),
        found.stream().sorted().toList());
    List<Fact> facts = snapshot.result().facts();
    assertEquals(facts, ScanResult.merge(scanned).facts());
    List<Diagnostic> told = ScanResult.merge(scanned).diagnostics();
    assertTrue(snapshot.diagnostics().containsAll(told), told.toString());
  }

  /** Cancels once it was told so many times of what it counts. */
  private static final class Impatient implements ScanListener {
    private final int found;
    private final int scanned;
    private final AtomicInteger foundNow = new AtomicInteger();
    private final AtomicInteger scannedNow = new AtomicInteger();

    Impatient(int found, int scanned) {
      this.found = found;
      this.scanned = scanned;
    }

    @Override
    public void found(String path) {
      foundNow.incrementAndGet();
    }

    @Override
    public void scanned(ScanResult said) {
      scannedNow.incrementAndGet();
    }

    @Override
    public boolean isCancelled() {
      return foundNow.get() >= found || scannedNow.get() >= scanned;
    }
  }

  @Test
  void finding_files_ends_when_it_is_cancelled() throws IOException {
    int all = WhatBreaks.scan(STARTUP, SourceOptions.DEFAULT).coverage().files();
    Impatient listener = new Impatient(3, 1);
    assertThrows(CancellationException.class, () -> WhatBreaks.read(STARTUP, told(listener)));
    assertTrue(listener.foundNow.get() < all / 2, "found " + listener.foundNow + " of " + all);
    assertEquals(0, listener.scannedNow.get());
  }

  @Test
  void scanning_ends_when_it_is_cancelled() throws IOException {
    Impatient listener = new Impatient(Integer.MAX_VALUE, 3);
    Sources sources = WhatBreaks.read(STARTUP, told(listener));
    assertThrows(CancellationException.class, sources::scan);
    int scanned = listener.scannedNow.get();
    assertTrue(scanned < listener.foundNow.get() / 2, "scanned " + scanned);
    List<Change> rename = List.of(Change.renameHost("mq01", "rabbit01"));
    assertThrows(CancellationException.class, () -> sources.impactOf(rename));
    assertEquals(scanned, listener.scannedNow.get(), "what is cancelled stays cancelled");
  }

  @Test
  void what_a_listener_throws_reaches_the_caller() {
    ScanListener listener =
        new ScanListener() {
          @Override
          public void scanned(ScanResult said) {
            throw new IllegalStateException("enough");
          }
        };
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> WhatBreaks.scan(STARTUP, told(listener)));
    assertTrue(thrown.getMessage().endsWith("enough"), thrown.toString());
  }

  /** Says of a document that it understands it, and nothing more. */
  private record Silent(String id) implements Scanner {
    @Override
    public boolean accepts(Document document) {
      return true;
    }

    @Override
    public void scan(Document document, ScanOutput output) {
      output.understood();
    }
  }

  private static Snapshot scannedBy(Scanners scanners) throws IOException {
    return WhatBreaks.read(STARTUP, SourceOptions.DEFAULT, scanners).scan();
  }

  private static Set<String> speakers(Snapshot snapshot) {
    return snapshot.result().facts().stream()
        .map(fact -> fact.evidence().scanner())
        .collect(Collectors.toSet());
  }

  @Test
  void scanners_are_chosen_and_added_by_hand() throws IOException {
    Scanners found = Scanners.found();
    assertTrue(speakers(scannedBy(found)).contains("compose"));
    Set<String> others = speakers(scannedBy(found.without("compose")));
    assertTrue(others.contains("systemd") && !others.contains("compose"), others.toString());
    Snapshot alone = scannedBy(Scanners.of(List.of(new Silent("mine"))));
    assertEquals(List.of(), alone.result().facts());
    assertEquals(alone.coverage().files(), alone.coverage().understood());
  }

  @Test
  void a_scanner_takes_the_place_of_one_of_its_id() {
    Scanners found = Scanners.found();
    assertEquals(found.ids(), found.with(new Silent(found.ids().get(0))).ids());
    List<String> more = new ArrayList<>(found.with(new Silent("mine")).ids());
    assertTrue(more.remove("mine"), more.toString());
    assertEquals(found.ids(), more);
  }

  @Test
  void a_scanner_that_is_not_there_cannot_be_left_out() {
    Scanners found = Scanners.of(List.of(new Silent("mine")));
    assertEquals(
        "no scanner is called text; there are mine",
        assertThrows(IllegalArgumentException.class, () -> found.without("text")).getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> WhatBreaks.read(STARTUP, SourceOptions.DEFAULT, found.without("mine")));
  }
}
