package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.Snapshot;
import io.whatbreaks.Sources;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.report.JsonReport;
import io.whatbreaks.scan.ScanListener;
import io.whatbreaks.scan.SnapshotCodec;
import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scanners.assertion.HardCodedHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Everything that says it may be used by several threads is, and gives each the same bytes. */
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final List<Path> STARTUP = List.of(Run.startup());
  private static final List<Change> RENAME = List.of(Change.renameHost("mq01", "rabbit01"));
  private static final List<Change> RETIRE = List.of(Change.retireHost("db01"));

  /** What a thread asks, as bytes. */
  private interface Question {
    byte[] ask() throws IOException;
  }

  private static byte[] shown(Impact impact) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(impact, out);
    return out.toByteArray();
  }

  private static byte[] shown(Snapshot snapshot) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotCodec.write(snapshot.result(), out);
    return out.toByteArray();
  }

  private static byte[] text(Object said) {
    return said.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** All at the same moment, some asking the one and some the other. */
  private static List<byte[]> together(List<Question> questions)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<byte[]>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Question question = questions.get(i % questions.size());
        tasks.add(
            () -> {
              start.await();
              return question.ask();
            });
      }
      List<byte[]> said = new ArrayList<>();
      for (Future<byte[]> answer : threads.invokeAll(tasks)) {
        said.add(answer.get());
      }
      return said;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void same(List<Question> alone, List<Question> together) throws Exception {
    List<String> expected = new ArrayList<>();
    for (Question question : alone) {
      expected.add(new String(question.ask(), StandardCharsets.UTF_8));
    }
    List<byte[]> said = together(together);
    for (int i = 0; i < THREADS; i++) {
      assertEquals(
          expected.get(i % expected.size()), new String(said.get(i), StandardCharsets.UTF_8));
    }
  }

  private static List<Question> of(Snapshot snapshot) {
    return List.of(
        () -> shown(snapshot.impactOf(RENAME)),
        () -> shown(snapshot.impactOf(RETIRE)),
        () -> text(snapshot.lint().findings()),
        () -> text(snapshot.graph().dependents(snapshot.find("mq01"))));
  }

  @Test
  void one_snapshot_is_asked_by_many() throws Exception {
    same(of(WhatBreaks.scan(Run.startup())), of(WhatBreaks.scan(Run.startup())));
  }

  private static List<Question> of(Sources sources) {
    return List.of(
        () -> shown(sources.impactOf(RENAME)),
        () -> shown(sources.scan()),
        () -> shown(sources.impactOf(RETIRE)),
        () -> shown(sources.reread(List.of()).scan()));
  }

  @Test
  void the_same_sources_are_asked_by_many() throws Exception {
    same(
        of(WhatBreaks.read(STARTUP, SourceOptions.DEFAULT)),
        of(WhatBreaks.read(STARTUP, SourceOptions.DEFAULT)));
  }

  @Test
  void one_assertion_is_made_by_many() throws Exception {
    HardCodedHosts hosts = HardCodedHosts.inPackages("io.whatbreaks.scanners.table");
    Question question = () -> text(hosts.find().lint().findings());
    same(List.of(question), List.of(question));
  }

  @Test
  void nothing_is_printed_and_no_system_property_is_touched() throws IOException {
    Properties before = (Properties) System.getProperties().clone();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try {
      System.setOut(caught);
      System.setErr(caught);
      Sources sources =
          WhatBreaks.read(STARTUP, SourceOptions.DEFAULT.withListener(new ScanListener() {}));
      sources.impactOf(RENAME);
      Snapshot snapshot = sources.scan();
      snapshot.plan(snapshot.impactOf(RENAME));
      snapshot.lint();
      HardCodedHosts.inPackages("io.whatbreaks.scanners.table").find();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
    assertEquals(before, System.getProperties());
    assertTrue(before.containsKey("java.version"), "properties were looked at");
  }
}
