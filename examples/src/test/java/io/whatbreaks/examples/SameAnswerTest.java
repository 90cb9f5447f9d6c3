package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Place;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same bytes, whatever the threads, the order of files or the detour. */
class SameAnswerTest {
  private static final List<Change> RENAME = List.of(Change.renameHost("mq01", "rabbit01"));

  private static String lazily(Path root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(WhatBreaks.impactOf(RENAME, List.of(root), SourceOptions.DEFAULT), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String wholly(Snapshot snapshot) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(snapshot.impactOf(RENAME), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] snapshot(ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(result, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void whatever_the_threads(int threads)
      throws ExecutionException, InterruptedException, IOException {
    String expected = lazily(Run.startup());
    byte[] facts = snapshot(WhatBreaks.scan(Run.startup()).result());
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      assertEquals(expected, pool.submit(() -> lazily(Run.startup())).get());
      assertEquals(
          new String(facts, StandardCharsets.UTF_8),
          new String(
              pool.submit(() -> snapshot(WhatBreaks.scan(Run.startup()).result())).get(),
              StandardCharsets.UTF_8));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whatever_the_order_in_which_files_were_made(@TempDir Path scratch) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Run.startup())) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    Collections.shuffle(files, new Random(42));
    Path copy = scratch.resolve("startup");
    for (Path file : files) {
      Path target = copy.resolve(Run.startup().relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    assertEquals(lazily(Run.startup()), lazily(copy));
  }

  @Test
  void of_a_snapshot_as_of_the_tree() throws IOException {
    Snapshot tree = WhatBreaks.scan(Run.startup());
    byte[] written = snapshot(tree.result());
    ScanResult read = SnapshotCodec.read(new ByteArrayInputStream(written));
    assertEquals(tree.result(), read);
    assertEquals(wholly(tree), wholly(new Snapshot(read)));
    assertEquals(
        new String(written, StandardCharsets.UTF_8),
        new String(snapshot(read), StandardCharsets.UTF_8));
  }

  @Test
  void of_hosts_scanned_one_by_one_as_of_the_fleet() throws IOException {
    List<ScanResult> parts = new ArrayList<>();
    try (Stream<Path> hosts = Files.list(Run.startup())) {
      for (Path host : hosts.sorted().toList()) {
        SourceOptions options =
            new SourceOptions(
                SourceOptions.Layout.AUTO,
                Optional.of(host.getFileName().toString()),
                List.of(),
                List.of(),
                "");
        if (Files.isDirectory(host)) {
          parts.add(WhatBreaks.scan(List.of(host), options).result());
        }
      }
    }
    Impact merged = new Snapshot(ScanResult.merge(parts)).impactOf(RENAME);
    Impact whole = WhatBreaks.scan(Run.startup()).impactOf(RENAME);
    assertEquals(lines(whole.breakages()), lines(merged.breakages()));
    // README.md lies beside the hosts.
    assertEquals(
        lines(whole.places().stream().filter(place -> !isReadMe(place)).toList()),
        lines(merged.places()));
  }

  @Test
  void of_nothing_there_is_no_answer() {
    assertThrows(
        IllegalArgumentException.class, () -> WhatBreaks.scan(List.of(), SourceOptions.DEFAULT));
  }

  private static boolean isReadMe(Place place) {
    return place.evidence().at().path().equals("README.md");
  }

  private static String lines(List<?> all) {
    return all.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
