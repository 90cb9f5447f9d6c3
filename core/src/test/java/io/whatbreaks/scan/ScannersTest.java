package io.whatbreaks.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.diagnostic.Diagnostic;
import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What runs the scanners, and what becomes of each file. */
class ScannersTest {

  /** Declares each word that ends in {@code !} a host; does what a word asks of it. */
  private static final class WordScanner implements Scanner {
    @Override
    public String id() {
      return "word";
    }

    @Override
    public boolean accepts(Document document) {
      if (document.fileName().equals("hostile")) {
        throw new IllegalStateException("no");
      }
      return document.fileName().endsWith(".word");
    }

    @Override
    public void scan(Document document, ScanOutput output) throws IOException {
      String text = document.text();
      if (!text.contains("silent")) {
        output.understood();
      }
      for (int at = text.indexOf('!'); at >= 0; at = text.indexOf('!', at + 1)) {
        int start = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at)) + 1;
        output.add(
            new Fact.Declaration(
                NodeId.host(Scope.DNS, text.substring(start, at)),
                Optional.empty(),
                output.evidence(start, at, "word")));
      }
      int bad = text.indexOf("bad");
      if (bad >= 0) {
        output.lost("bad-word", bad, "a bad word", "say it better");
      }
      if (text.contains("io-error")) {
        throw new IOException("gone");
      }
      if (text.contains("overflow")) {
        throw new StackOverflowError();
      }
      if (text.contains("crash")) {
        throw new IllegalArgumentException("s3cr3t");
      }
      if (text.contains("notice")) {
        output.notice(Severity.INFO, "a-notice", text.indexOf("notice"), "look", "");
      }
    }
  }

  /** Resolution needs every document of a folder called {@code dns}. */
  private static final class FoundationScanner implements Scanner {
    @Override
    public String id() {
      return "foundation";
    }

    @Override
    public boolean accepts(Document document) {
      return document.folder().equals("dns");
    }

    @Override
    public void scan(Document document, ScanOutput output) {
      output.understood();
    }

    @Override
    public boolean isFoundation() {
      return true;
    }
  }

  private static Document document(String path, String text) {
    return Document.of(path, Scope.tree(""), path, text);
  }

  private static SourceOutput sources(Document... documents) {
    SourceOutput sources = new SourceOutput();
    List.of(documents).forEach(sources::document);
    return sources;
  }

  private static final Scanners SCANNERS =
      Scanners.of(List.of(new WordScanner(), new FoundationScanner()));

  private static String shown(ScanResult result) {
    StringBuilder shown = new StringBuilder();
    result
        .files()
        .forEach(f -> shown.append(f.path()).append(' ').append(f.reading()).append('\n'));
    result
        .facts()
        .forEach(
            f ->
                shown
                    .append(f.evidence().at())
                    .append(' ')
                    .append(f.evidence().text())
                    .append('\n'));
    result.diagnostics().forEach(d -> shown.append(d).append('\n'));
    return shown.toString();
  }

  @Test
  void each_file_ends_in_one_class_and_the_rest_is_kept() {
    SourceOutput sources =
        sources(
            document("a.word", "mq01! is here\nand notice this"),
            document("b.word", "db01! bad cache01!"),
            document("c.word", "web01! crash"),
            document("d.word", "silent io-error"),
            document("e.word", "app01! overflow"),
            document("f.txt", "no scanner takes it"),
            document("hostile", "a scanner fails to say whether it takes it"));
    sources.skipped("g.bin", "binary");
    sources.skipped("h.log", "too large", "split it", "mq01".getBytes(), false);
    sources.failed("i.conf", "access denied", "check its permissions");
    ScanResult result = SCANNERS.scan(sources);
    assertEquals(
        """
        a.word UNDERSTOOD
        b.word PARTLY
        c.word PARTLY
        d.word FAILED
        e.word PARTLY
        f.txt TEXT_ONLY
        g.bin SKIPPED
        h.log SKIPPED
        hostile FAILED
        i.conf FAILED
        a.word:1:1 mq01
        b.word:1:1 db01
        b.word:1:11 cache01
        c.word:1:1 web01
        e.word:1:1 app01
        b.word:1: ERROR bad-word: a bad word (say it better)
        c.word: ERROR scanner-failed: scanner word stopped: IllegalArgumentException (what it said \
        before is kept; please report this with the file)
        d.word: ERROR scanner-failed: scanner word stopped: IOException (what it said before is \
        kept; please report this with the file)
        e.word: ERROR scanner-failed: scanner word stopped: StackOverflowError (what it said before \
        is kept; please report this with the file)
        hostile: ERROR scanner-failed: scanner word stopped: IllegalStateException (what it said \
        before is kept; please report this with the file)
        i.conf: ERROR unreadable: access denied (check its permissions)
        h.log: WARNING not-read: too large (split it)
        a.word:2: INFO a-notice: look
        """,
        shown(result));
    assertEquals(10, result.coverage().files());
    assertFalse(shown(result).contains("s3cr3t"), "what an exception says may hold anything");
  }

  @Test
  void what_was_lost_matters_to_whoever_asks_for_a_name_in_it() {
    ScanResult result =
        SCANNERS.scan(
            sources(
                document("a.word", "bad mq01"),
                document("dns/b.word", "bad"),
                document("c.word", "fine mq01")));
    List<FileState> files = result.files();
    assertEquals(
        List.of("a.word", "c.word", "dns/b.word"), files.stream().map(FileState::path).toList());
    assertEquals(List.of(true, false, true), files.stream().map(FileState::isLost).toList());
    Set<Term> mq = Set.of(Term.name("MQ01"));
    Set<Term> db = Set.of(Term.name("db01"));
    assertEquals(List.of(true, false, true), files.stream().map(f -> f.mayMatter(mq)).toList());
    assertEquals(List.of(false, false, true), files.stream().map(f -> f.mayMatter(db)).toList());
  }

  @Test
  void a_file_that_was_not_seen_whole_always_matters() {
    SourceOutput sources = new SourceOutput();
    sources.skipped("a", "too large", "", "db01".getBytes(), false);
    sources.skipped("b", "too large", "", "db01".getBytes(), true);
    sources.failed("c", "access denied", "");
    sources.skipped("d", "binary");
    Set<Term> mq = Set.of(Term.name("mq01"));
    assertEquals(
        List.of(true, false, true, false),
        SCANNERS.scan(sources).files().stream().map(f -> f.mayMatter(mq)).toList());
  }

  @Test
  void fallbacks_speak_last_and_are_told_what_was_understood() {
    List<String> said = new ArrayList<>();
    Scanner fallback =
        new Scanner() {
          @Override
          public String id() {
            return "a-fallback";
          }

          @Override
          public boolean accepts(Document document) {
            return true;
          }

          @Override
          public void scan(Document document, ScanOutput output) {
            synchronized (said) {
              said.add(document.path() + " " + output.isUnderstood());
            }
          }

          @Override
          public boolean isFallback() {
            return true;
          }
        };
    Scanners scanners = Scanners.of(List.of(fallback, new WordScanner()));
    assertEquals(List.of("word", "a-fallback"), scanners.ids());
    scanners.scan(sources(document("a.word", "x"), document("b.txt", "x")));
    Collections.sort(said);
    assertEquals(List.of("a.word true", "b.txt false"), said);
  }

  @Property(tries = 30)
  void order_and_threads_change_nothing(@ForAll long seed) throws Exception {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      documents.add(document("d" + i + "/f.word", "host" + i + "! " + (i % 7 == 0 ? "bad" : "")));
    }
    String expected = shown(SCANNERS.scan(sources(documents.toArray(Document[]::new))));
    Collections.shuffle(documents, new Random(seed));
    SourceOutput shuffled = sources(documents.toArray(Document[]::new));
    ForkJoinPool pool = new ForkJoinPool(1 + (int) Math.floorMod(seed, 5L));
    try {
      assertEquals(expected, pool.submit(() -> shown(SCANNERS.scan(shuffled))).get());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void a_question_reads_foundations_first_then_what_holds_its_terms() {
    GradualScan scan =
        new GradualScan(
            SCANNERS,
            sources(
                document("dns/a.word", "zone!"),
                document("b.word", "MQ01! app-7.conf"),
                document("c.word", "mq010! mq"),
                document("mq01/d.word", "path!")));
    assertEquals(4, scan.result().coverage().notNeeded());
    assertTrue(scan.read(List.of(Term.name("mq02")), List.of(), List.of()));
    assertEquals(1, scan.result().coverage().understood());
    assertEquals(3, scan.result().coverage().notNeeded());
    assertTrue(scan.read(List.of(Term.name("mq01")), List.of(), List.of()));
    assertEquals(3, scan.result().coverage().understood());
    assertFalse(scan.read(List.of(Term.name("mq01")), List.of(), List.of()), "asked before");
    assertFalse(scan.read(List.of(), List.of(Term.words("app 8")), List.of()));
    assertFalse(
        scan.read(List.of(), List.of(Term.words("mq", Scope.host("elsewhere"))), List.of()));
    assertFalse(scan.read(List.of(), List.of(), List.of(Term.name("mq"))), "not yet read");
    assertTrue(scan.read(List.of(), List.of(Term.everythingOf(Scope.tree(""))), List.of()));
    assertEquals(4, scan.result().coverage().understood());
    scan.readAll();
    assertEquals(4, scan.result().coverage().files());
  }

  @Test
  void results_of_several_scans_are_one_result() {
    ScanResult both =
        SCANNERS.scan(sources(document("a.word", "x!"), document("b.word", "y! bad")));
    ScanResult one = SCANNERS.scan(sources(document("b.word", "y! bad")));
    ScanResult other = SCANNERS.scan(sources(document("a.word", "x!")));
    assertEquals(both, ScanResult.merge(List.of(one, other)));
    SourceOutput scannedBefore = sources(document("a.word", "x!"));
    scannedBefore.result(one);
    assertEquals(both, SCANNERS.scan(scannedBefore));
  }

  @Test
  void a_masked_value_does_not_stay_in_a_fact() {
    Document document = document("a", "password=s3cr3t\nhost=mq01");
    ScanOutput output = new ScanOutput(document);
    NodeId me = document.component();
    output.add(new Fact.Setting(me, "password", "s3cr3t", 1, "", output.evidence(9, 15, "r")));
    output.add(
        new Fact.Token(me, Scope.DNS, "s3cr3t", Fact.Span.VALUE, output.evidence(9, 15, "r")));
    output.add(new Fact.Setting(me, "host", "mq01", 1, "", output.evidence(21, 25, "r")));
    assertEquals(2, output.facts().size());
    assertFalse(output.facts().toString().contains("s3cr3t"), output.facts()::toString);
    assertTrue(output.facts().toString().contains("mq01"));
  }

  @Test
  void a_diagnostic_of_the_source_is_told_once() {
    SourceOutput sources = new SourceOutput();
    Diagnostic twice = new Diagnostic(Severity.WARNING, "outside", "link", 0, "leads outside", "");
    sources.diagnostic(twice);
    sources.diagnostic(twice);
    assertEquals(List.of(twice), SCANNERS.scan(sources).diagnostics());
    assertTrue(Scanners.of(List.of()).isEmpty());
  }

  @Test
  void an_output_knows_the_words_of_its_document_and_path() {
    ScanOutput output = new ScanOutput(document("etc/Broker.conf", "classic_queue.mode: Lazy2"));
    assertTrue(output.mayHold("lazy2"));
    assertTrue(output.mayHold("QUEUE classic"));
    assertTrue(output.mayHold("broker"));
    assertFalse(output.mayHold("lazy"));
    assertFalse(output.mayHold("queue lazy"));
  }
}
