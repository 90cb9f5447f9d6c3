package io.whatbreaks.scanners.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A zone read for what it is alone says the same of everything but its plain records. */
class ThinZoneTest {
  private static final Set<RecordType> PLAIN =
      Set.of(RecordType.A, RecordType.CNAME, RecordType.PTR);

  @Provide
  Arbitrary<List<String>> zones() {
    return Arbitraries.of(
            "$ORIGIN shop.test.",
            "$ORIGIN lab",
            "@ IN SOA ns1 root 1 2 3 4 5",
            "shop.test. SOA ns1 root 1 2 3 4 5",
            " NS ns1.shop.test.",
            "mq01 A 10.0.0.1",
            "mq01 3600 IN A 10.0.0.2",
            "mq01 1h30m A 10.0.0.2",
            "mq02.shop.test. A 10.0.0.3",
            "mq03.other.test. 60 A 10.0.0.3",
            " TXT behind",
            " A 10.0.0.4",
            "bus CNAME mq01",
            "4 PTR mq01.shop.test.",
            "bad A 10.0.0.256",
            "bad A 10.0.0.01",
            "bad A 10.0.0",
            "bad A 10.0.0.1.",
            "two A 10.0.0.1 10.0.0.2",
            "six AAAA 2001:db8::1",
            "{{ name }} A 10.0.0.9",
            "filled A {{ address }}",
            "mail MX 10 mq01",
            "open A ( 10.0.0.1",
            "esc\\.aped A 10.0.0.1",
            "\"quoted\" A 10.0.0.1",
            "lower a 10.0.0.1",
            "a comment A 10.0.0.1 ; of no use",
            "*.apps CNAME mq01",
            "old DNAME new",
            "; nothing")
        .list()
        .ofMaxSize(14);
  }

  @Property(tries = 2000)
  void says_the_same(@ForAll("zones") List<String> lines, @ForAll boolean named) {
    String text = String.join("\n", lines) + "\n";
    ZoneReader whole = ZoneReader.all(text);
    Optional<ZoneReader> read = ZoneReader.thin(text, named);
    boolean speaksOfOthers =
        whole.records().stream()
            .anyMatch(
                record ->
                    record.type() == RecordType.DNAME || record.owner().name().startsWith("*"));
    assertEquals(speaksOfOthers, read.isEmpty());
    if (read.isEmpty()) {
      return;
    }
    ZoneReader thin = read.get();
    assertEquals(whole.problems(), thin.problems());
    assertEquals(whole.templates(), thin.templates());
    assertEquals(whole.initial(), thin.initial());
    assertEquals(whole.needsOrigin(), thin.needsOrigin());
    assertEquals(whole.directives(), thin.directives());
    Document document =
        new Document(
            "zones/shop.test",
            Scope.tree(""),
            "zones/shop.test",
            () -> text.getBytes(StandardCharsets.UTF_8));
    assertEquals(ZoneOrigin.told(whole, document), ZoneOrigin.told(thin, document));
    Iterator<ZoneRecord> kept = thin.records().iterator();
    Optional<ZoneRecord> next = next(kept);
    for (ZoneRecord record : whole.records()) {
      if (next.isPresent() && shown(next.get()).equals(shown(record))) {
        next = next(kept);
      } else {
        assertTrue(PLAIN.contains(record.type()), () -> shown(record) + " is lost");
      }
    }
    assertTrue(next.isEmpty(), "more records than there are");
  }

  @Test
  void leaves_plain_records_out() {
    List<String> left = new ArrayList<>();
    ZoneReader.thin(
            "$ORIGIN shop.test.\n@ SOA ns1 root 1 2 3 4 5\nmq01 60 IN A 10.0.0.1\n TXT \"said\"\n"
                + "bus CNAME mq01\n4 PTR mq01\n",
            false)
        .orElseThrow()
        .records()
        .forEach(record -> left.add(shown(record)));
    assertEquals(
        List.of("shop.test SOA [ns1, root] 19-20", "mq01.shop.test TXT [said] 44-48"), left);
  }

  private static Optional<ZoneRecord> next(Iterator<ZoneRecord> records) {
    return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
  }

  private static String shown(ZoneRecord record) {
    return record.owner().name()
        + " "
        + record.type()
        + " "
        + record.words()
        + " "
        + record.owner().start()
        + "-"
        + record.owner().end();
  }
}
