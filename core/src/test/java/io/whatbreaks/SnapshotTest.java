package io.whatbreaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import io.whatbreaks.diagnostic.Coverage.Reading;
import io.whatbreaks.diagnostic.WhatBreaksException;
import io.whatbreaks.impact.Impact;
import io.whatbreaks.impact.Verdict;
import io.whatbreaks.scan.FileState;
import io.whatbreaks.scan.ScanResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static Snapshot snapshot(String facts, FileState... files) {
    return new Snapshot(new ScanResult(StatedFacts.of(facts), List.of(), List.of(files)));
  }

  private static final String FACTS =
      """
      [ns01/db.shop.test] host:ns01
      zone shop.test
      a mq01.shop.test 10.0.0.5
      cname bus.shop.test mq01.shop.test
      [till3/app] host:till3
      search shop.test
      needs basket db01 possible
      """;

  @Test
  void a_question_is_asked_of_what_was_read() {
    Impact impact = snapshot(FACTS).impactOf(Change.renameHost("mq01", "rabbit01"));
    assertEquals(Verdict.SAFE, impact.verdict());
    assertEquals(2, impact.places().size());
    assertEquals("[host:bus.shop.test]", snapshot(FACTS).find("bus").toString());
    assertThrows(WhatBreaksException.class, () -> snapshot(FACTS).find("nobody"));
  }

  @Test
  void a_lost_file_that_could_matter_is_never_safe() {
    FileState opaque = new FileState("a", Reading.FAILED, "access denied", List.of(), true, false);
    FileState skipped = new FileState("a", Reading.SKIPPED, "binary", List.of(), false, false);
    FileState zone = new FileState("a", Reading.PARTLY, "bad line", List.of(1), false, true);
    Change change = Change.renameHost("mq01", "rabbit01");
    assertEquals(Verdict.UNCERTAIN, snapshot(FACTS, opaque).impactOf(change).verdict());
    assertEquals(Verdict.UNCERTAIN, snapshot(FACTS, zone).impactOf(change).verdict());
    assertEquals(Verdict.SAFE, snapshot(FACTS, skipped).impactOf(change).verdict());
    assertEquals(1, snapshot(FACTS, opaque).coverage().failed());
  }

  /** CONTRACT.md, verdict: it stands where the resolution of an affected reference would look. */
  @Test
  void a_lost_include_or_property_source_of_whoever_names_it_is_never_safe() {
    String facts =
        FACTS
            + """
            [fleet/till3/etc/systemd/system/web.service] host:till3
            reads web etc/default/web
            reads web etc/web/conf.d/*.conf
            reads web opt/web/
            needs web mq01 start
            [fleet/till3/opt/web/application.yml] host:till3
            set web mq.host=mq01
            [fleet/till3/srv/compose.yaml] host:till3
            reads shop etc/default/shop
            settings srv/compose.yaml srv/.env
            needs srv/compose.yaml db01
            """;
    Change.Rename change = new Change.Rename("host:mq01.shop.test", "rabbit01", true);
    String[][] table = {
      {"fleet/till3/etc/default/web", "UNCERTAIN"},
      {"fleet/till3/etc/web/conf.d/bus.conf", "UNCERTAIN"},
      {"fleet/till3/opt/web/application.yml", "UNCERTAIN"},
      {"fleet/till3/etc/systemd/system/web.service", "UNCERTAIN"},
      {"fleet/till4/etc/default/web", "SAFE"},
      {"fleet/till3/old/etc/default/web", "SAFE"},
      {"fleet/till3/notetc/default/web", "SAFE"},
      {"fleet/till3/etc/web/conf.d/old/bus.conf", "SAFE"},
      {"fleet/till3/opt/web/lib/readme.txt", "SAFE"},
      {"fleet/till3/etc/default/shop", "SAFE"},
      {"fleet/till3/srv/.env", "SAFE"},
    };
    for (String[] row : table) {
      FileState lost = new FileState(row[0], Reading.PARTLY, "bad line", List.of(1), false, false);
      assertEquals(row[1], snapshot(facts, lost).impactOf(change).verdict().toString(), row[0]);
    }
    FileState env =
        new FileState("fleet/till3/srv/.env", Reading.PARTLY, "x", List.of(1), false, false);
    String filled = facts.replace("needs srv/compose.yaml db01", "needs shop ${MQ:mq01}");
    assertEquals(Verdict.UNCERTAIN, snapshot(filled, env).impactOf(change).verdict());
  }

  @Test
  void without_scanners_it_says_so() {
    Path here = Path.of("");
    assertTrue(
        assertThrows(IllegalStateException.class, () -> WhatBreaks.scan(here))
            .getMessage()
            .contains("add whatbreaks-scanners"));
  }
}
