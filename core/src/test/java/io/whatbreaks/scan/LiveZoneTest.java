package io.whatbreaks.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Evidence;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A source that is asked for single names is asked for every name that comes up, once. */
class LiveZoneTest {

  /** States by the first word of each line what the others say. */
  private static final class Lines implements Scanner {
    @Override
    public String id() {
      return "lines";
    }

    @Override
    public boolean accepts(Document document) {
      return true;
    }

    @Override
    public void scan(Document document, ScanOutput output) {
      output.understood();
      for (int line = 1; line <= document.lineCount(); line++) {
        String[] words = document.line(line).split(" ", -1);
        int start = document.lineStart(line);
        Evidence evidence = output.evidence(start, start + 1, "lines/line");
        switch (words[0]) {
          case "alias" ->
              output.add(new Fact.Alias(NodeId.host(Scope.DNS, words[1]), words[2], evidence));
          case "address" ->
              output.add(new Fact.Address(NodeId.host(Scope.DNS, words[1]), words[2], evidence));
          case "setting" ->
              output.add(new Fact.Setting(document.component(), "k", words[1], 1, "", evidence));
          case "token" ->
              output.add(
                  new Fact.Token(
                      document.component(), document.scope(), words[1], Fact.Span.VALUE, evidence));
          case "queue" -> output.add(reference(document, words[1], NodeKind.QUEUE, evidence));
          default -> output.add(reference(document, words[1], NodeKind.HOST, evidence));
        }
      }
    }

    private static Fact reference(
        Document document, String name, NodeKind kind, Evidence evidence) {
      return new Fact.Reference(
          document.component(),
          new Fact.Target(document.scope(), name, Set.of(kind), OptionalInt.empty()),
          new Fact.Use(Lookup.EACH_USE, Group.ALONE, true, Certainty.CERTAIN, ""),
          evidence);
    }
  }

  /** Knows some names, and notes what it is asked for. */
  private static final class Zone implements LiveZone {
    final List<String> asked = new ArrayList<>();
    private final Map<String, String> records;
    private final Set<String> before = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();

    Zone(Map<String, String> records) {
      this.records = new TreeMap<>(records);
    }

    @Override
    public Optional<Document> ask(Set<String> names, Set<String> words) {
      asked.add(new TreeSet<>(names) + " " + new TreeSet<>(words));
      boolean isNew = false;
      for (String name : names) {
        if (records.containsKey(name) && before.add(name)) {
          text.append(records.get(name)).append('\n');
          isNew = true;
        }
      }
      return isNew
          ? Optional.of(Document.of("live", Scope.tree(""), "live", text.toString()))
          : Optional.empty();
    }
  }

  @Test
  void it_is_asked_until_no_further_name_comes_up() {
    Zone zone =
        new Zone(
            Map.of(
                "bus.test", "alias bus.test mq01.test",
                "mq01.test", "address mq01.test 10.0.0.1",
                "mq02.test", "address mq02.test 10.0.0.2"));
    SourceOutput sources = new SourceOutput();
    sources.document(
        Document.of(
            "a",
            Scope.tree(""),
            "a",
            "host bus.test\nhost ${x:db.test}:80\nqueue orders\nsetting amqp://u@c.test/\ntoken t"));
    sources.live(zone);
    GradualScan scan = new GradualScan(Scanners.of(List.of(new Lines())), sources);
    scan.readAll(List.of(Term.name("old.test")));
    assertEquals(
        List.of(
            "[80, bus.test, db.test, old, old.test, x] [amqp, c.test, t, u]",
            "[80, bus.test, db.test, mq01.test, old, old.test, x] [amqp, c.test, t, u]",
            "[80, bus.test, db.test, mq01.test, old, old.test, x]"
                + " [10.0.0.1, amqp, c.test, mq01.test, t, u]"),
        zone.asked);
    ScanResult result = scan.result();
    assertEquals(2, result.coverage().understood());
    assertEquals(
        List.of("a:1", "a:2", "a:3", "a:4", "a:5", "live:1", "live:2"),
        result.facts().stream()
            .map(fact -> fact.evidence().at())
            .map(at -> at.path() + ":" + at.line())
            .toList());
  }

  @Test
  void nothing_read_is_told_by_its_first_error() {
    SourceOutput sources = new SourceOutput();
    assertEquals(Optional.empty(), sources.nothingRead());
    sources.failed("dns://ns1/test", "no answer", "ask later");
    assertEquals(
        "dns://ns1/test: ERROR unreadable: no answer (ask later)",
        sources.nothingRead().orElseThrow().toString());
    sources.live(new Zone(Map.of()));
    assertEquals(Optional.empty(), sources.nothingRead());
  }
}
